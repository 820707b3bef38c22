#!/usr/bin/env python3
"""Measures what the product promises on speed, and prints tables for BENCHMARKS.md.

    python3 dev.py bench            text to SVG, layout alone, growth, simulation, crossings
    python3 dev.py bench --repeat 9 --sizes 100 300
    python3 dev.py bench language   reading and checking texts, see bench_language.py
    python3 dev.py bench layout     everything the layout is judged by, or sections of it (quality hostile speed calm
                                    words engines burst limits), see bench_layout.py
    python3 dev.py bench calm       what moves when a document is edited, see bench_calm.py
    python3 dev.py bench analysis   what is told before a run, see bench_analysis.py
    python3 dev.py bench run        a run on the page and what the server sends for it, see bench_run.py

Documents: samples/blue-green.fz, and those that the project's generator makes (`generate_document.py N 1`, found in
a folder `shared/tools` beside the project, or given with --generator). CPU is this process and the Graphviz workers
together; every figure is the median over the repetitions, warm: the first drawing of each document is not counted.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp import dsl, simulation  # noqa: E402
from webapp.config import Settings  # noqa: E402
from webapp.domain import Diagram  # noqa: E402
from webapp.layout import lay_out  # noqa: E402
from webapp.render import Renderer  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "tools" / "generate_document.py"
T = TypeVar("T")
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 300, 1000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    chosen = parser.parse_args()
    documents = {"blue-green": (20, (ROOT / "samples" / "blue-green.fz").read_text(encoding="utf-8"))}
    for size in chosen.sizes:
        command = [sys.executable, str(chosen.generator), str(size), "1"]
        documents[f"{size} nodes"] = (size, subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    with TemporaryDirectory() as folder:
        settings = Settings.from_environment({**os.environ, "LANESTEP_DATA": folder})
        drawing(documents, chosen.repeat, settings)
    running(documents, chosen.repeat)


def drawing(documents: dict[str, tuple[int, str]], repeat: int, settings: Settings) -> None:
    """Print the table of text to SVG, with the share of each stage."""
    print("| document | text to SVG, CPU ms | wall ms | parse | layout | drawing |")
    print("|---|---|---|---|---|---|")
    totals = []
    for name, (size, text) in documents.items():
        stages: dict[str, list[float]] = {"parse": [], "layout": [], "drawing": []}
        cpus, walls = [], []
        for turn in range(repeat + 1):
            # A renderer of its own each turn keeps its cache of finished pictures out of the figures.
            renderer = Renderer(settings)
            renderer.svg(lay_out(dsl.parse('A { # A\nn1: circle label:"x"\n}\n').diagram))
            cpu, wall = cpu_seconds(), time.perf_counter()
            diagram = timed(stages["parse"], read, text)
            geometry = timed(stages["layout"], lay_out, diagram)
            timed(stages["drawing"], renderer.svg, geometry)
            if turn:
                cpus.append(cpu_seconds() - cpu)
                walls.append(time.perf_counter() - wall)
            renderer.close()
        parts = " | ".join(f"{median(values[1:]) * 1000:.1f}" for values in stages.values())
        print(f"| {name} | {median(cpus) * 1000:.1f} | {median(walls) * 1000:.1f} | {parts} |", flush=True)
        totals.append((size, median(cpus)))
    (small, fast), (large, slow) = totals[0], totals[-1]
    if large > small:
        exponent = math.log(slow / fast) / math.log(large / small)
        print(f"\nGrowth exponent from {small} to {large} nodes: {exponent:.2f}\n")


def running(documents: dict[str, tuple[int, str]], repeat: int) -> None:
    """Print steps a second of the engine that writes traces."""
    print("| document | steps | steps a second |")
    print("|---|---|---|")
    for name, (_, text) in documents.items():
        diagram = dsl.parse(text).diagram
        seconds: list[float] = []
        for _ in range(repeat + 1):
            trace = timed(seconds, partial(simulation.run, seed=1), diagram)
        print(f"| {name} | {trace.steps} | {trace.steps / median(seconds[1:]):,.0f} |")


def read(text: str) -> Diagram:
    """Parse a text as far as drawing needs it."""
    return dsl.parse(text).diagram


def timed(seconds: list[float], work: Callable[..., T], *arguments: Any) -> T:
    """Do the work and note how long it took."""
    started = time.perf_counter()
    result = work(*arguments)
    seconds.append(time.perf_counter() - started)
    return result


def cpu_seconds() -> float:
    """Return the CPU time of this process and of its running children."""
    total = time.process_time()
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            fields = (Path("/proc") / child / "stat").read_text().rsplit(")", 1)[1].split()
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


if __name__ == "__main__":
    if sys.argv[1:2] == ["language"]:
        import bench_language

        bench_language.main(sys.argv[2:])
    elif sys.argv[1:2] == ["layout"]:
        import bench_layout

        sys.exit(bench_layout.main(sys.argv[2:]))
    elif sys.argv[1:2] == ["calm"]:
        import bench_calm

        bench_calm.main(sys.argv[2:])
    elif sys.argv[1:2] == ["analysis"]:
        import bench_analysis

        bench_analysis.main(sys.argv[2:])
    elif sys.argv[1:2] == ["run"]:
        import bench_run

        bench_run.main(sys.argv[2:])
    else:
        main()
