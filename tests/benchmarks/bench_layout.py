#!/usr/bin/env python3
"""Prints every figure the layout is judged by, as tables for BENCHMARKS.md; with names, only those sections.

    python3 dev.py bench layout
    python3 dev.py bench layout quality hostile --sizes 100 --seeds 3

    quality   crossings, bends, length, area, what must be zero and how well drawings fit a window, samples and
              generated documents, as drawn
    hostile   what must be zero in diagrams without manners: across, down, folded and returned, as drawn
    speed     layout and DOT by size, memory, growth; what refining costs; text to SVG
    calm      what moves when a document is edited, see bench_calm.py
    words     whether every word is inside its shape, see measure_text.py
    engines   native Graphviz and graphviz-pure, number by number
    burst     200 pictures asked for at a time
    limits    the largest and worst that may be sent, and a worker that is killed

Every section runs in a process of its own, so that none warms another or adds to its memory. Tools that judge and
generate stand in a folder `shared/tools` beside the project, or in the one given with --tools.
"""

from __future__ import annotations

import argparse
import importlib
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from documents import TOOLS

SECTIONS = ("quality", "hostile", "speed", "calm", "words", "engines", "burst", "limits")
SHAPES = ("across", "down", "folded", "returned", "asked")
WITHOUT_TOOLS = ("words", "burst")

MISSING = (
    "The tools that judge drawings and generate documents, such as measure_layout.py, are not in {folder}: they do not "
    "come with a clone. Name the folder that has them with --tools."
)


def main(words: Sequence[str]) -> int:
    """Print the chosen sections; 1 if one of them broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION")
    parser.add_argument("--sizes", type=int, nargs="*", default=[20, 50, 100, 300], help="quality: nodes")
    parser.add_argument("--seeds", type=int, default=10, help="quality: documents of each size")
    parser.add_argument("--first-seed", type=int, default=1, help="quality: seed of the first document of each size")
    parser.add_argument("--documents", type=Path, nargs="*", default=[], help="quality: further texts to draw")
    parser.add_argument("--hostile", type=int, default=200, help="hostile: diagrams")
    parser.add_argument("--first-hostile", type=int, default=0, help="hostile: seed of the first diagram")
    parser.add_argument("--every", type=int, default=1, help="hostile: take each so-many-th of these diagrams")
    parser.add_argument("--shapes", nargs="*", choices=SHAPES, help="hostile: only these shapes")
    parser.add_argument("--only", choices=("once", "refined"), help="hostile: only laid out so")
    parser.add_argument("--large", type=int, nargs="*", default=[20, 100, 300, 1000, 3000, 10000], help="speed: nodes")
    parser.add_argument("--refined", type=int, nargs="*", default=[20, 100, 300], help="speed: nodes, refined")
    parser.add_argument("--repeat", type=int, default=3, help="speed: repetitions")
    parser.add_argument("--edits", type=int, default=200, help="calm: edits at once")
    parser.add_argument("--refined-edits", type=int, default=60, help="calm: edits of refined drawings")
    parser.add_argument("--labels", type=int, default=500, help="words: labels")
    parser.add_argument("--burst", type=int, default=200, help="burst: pictures")
    parser.add_argument("--tools", type=Path, default=TOOLS)
    chosen = parser.parse_args(words)
    if unknown := set(chosen.sections) - set(SECTIONS):
        parser.error(f"no section is called {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    sections = chosen.sections or SECTIONS
    there = (chosen.tools / "measure_layout.py").is_file()
    left_out = [name for name in sections if not there and name not in WITHOUT_TOOLS]
    if left_out:
        print(f"{MISSING.format(folder=chosen.tools)} Left out: {', '.join(left_out)}.\n", flush=True)
    elif len(sections) == 1:
        [name] = sections
        print(f"## {name}\n\n`python3 dev.py bench layout {shlex.join(words)}`\n", flush=True)
        importlib.import_module(f"section_{name}").run(chosen)
        return 0
    options = [word for word in words if word not in SECTIONS]
    broken = []
    for name in sections:
        if name in left_out:
            continue
        if subprocess.run([sys.executable, __file__, name, *options]).returncode:
            broken.append(name)
        print(flush=True)
    if broken:
        print(f"Broken: {', '.join(broken)}")
    return 1 if broken or left_out else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
