#!/usr/bin/env python3
"""Measures reading and checking texts, and prints tables for BENCHMARKS.md.

    python3 dev.py bench language
    python3 dev.py bench language --repeat 15

Documents: what the project's generator makes (`generate_document.py N 1`, see `bench.py`), by lines. CPU is the least
of the repetitions, because whatever else the machine does only adds. The ratio is to a plain reader of the same text in
the same run: one regular expression for each kind of line, values unescaped, no places, no problems. The last table
is what anybody may send: a mebibyte of one mistake.
"""

from __future__ import annotations

import argparse
import math
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp import dsl  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "tools" / "generate_document.py"
LINES_A_NODE = 2.21
MIB = 2**20
MISTAKES = (
    "}\n",
    "{",
    '"',
    "-> ",
    "x\n",
    "A {\n",
    "n1:\n",
    "n1 -> n2\n",
    "# a\n",
    "loop [a] n1\n",
    "\x00\n",
    "\U0001f680",
)

NODE = re.compile(r"\s*(\w+):\s*(\w+)(.*)")
ATTRIBUTE = re.compile(r'(\w+):"((?:[^"\\]|\\.)*)"')
EDGE = re.compile(
    r"\s*(?:([\w-]+)\.)?(\w+)\.handle\((\w+)\)\s*->\s*(?:([\w-]+)\.)?(\w+)\.handle\((\w+)\)"
    r'(?:\s*\[label="((?:[^"\\]|\\.)*)"\])?'
)
LANE = re.compile(r"\s*([\w-]+)\s*\{\s*(?:#\s*(.*))?")
LOOP = re.compile(r"\s*loop\s*\[(.*)\]\s*(.*)")
ESCAPE = re.compile(r'\\(["\\])')


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="*", default=[100, 1_000, 10_000, 30_000])
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    chosen = parser.parse_args(arguments)
    growth(chosen.lines, chosen.repeat, chosen.generator)
    mistakes()


def growth(sizes: list[int], repeat: int, generator: Path) -> None:
    """Print the time of sound documents by their number of lines."""
    print("| lines | read and diagnose, CPU ms | plain reader | ratio |")
    print("|---|---|---|---|")
    points = []
    for size in sizes:
        command = [sys.executable, str(generator), str(round(size / LINES_A_NODE)), "1"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        lines = text.count("\n")
        ours, plain = least(lambda: dsl.findings_of(dsl.parse(text)), repeat), least(lambda: plain_reader(text), repeat)  # noqa: B023
        print(f"| {lines:,} | {ours * 1000:.1f} | {plain * 1000:.1f} | {ours / plain:.1f} |", flush=True)
        points.append((lines, ours))
    (few, fast), (many, slow) = points[0], points[-1]
    if many > few:
        print(f"\nGrowth exponent from {few:,} to {many:,} lines: {math.log(slow / fast) / math.log(many / few):.2f}\n")


def mistakes() -> None:
    """Print the time of a mebibyte of one mistake."""
    print("| a mebibyte of | CPU ms | findings |")
    print("|---|---|---|")
    for mistake in MISTAKES:
        text = (mistake * (MIB // len(mistake.encode())))[:MIB]
        document = dsl.parse(text)
        seconds = least(lambda: dsl.findings_of(document), 1)  # noqa: B023
        print(f"| `{mistake!r}` | {seconds * 1000:.0f} | {len(dsl.findings_of(document)):,} |", flush=True)


def least(work: Callable[[], object], repeat: int) -> float:
    """Return the least CPU time of some runs, in seconds."""
    seconds = []
    for _ in range(repeat):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def plain_reader(text: str) -> list[tuple[object, ...]]:
    """Read a text as the simplest program would: the values of each line, and nothing else."""
    read: list[tuple[object, ...]] = []
    for line in text.splitlines():
        if match := EDGE.match(line):
            read.append(match.groups())
        elif match := LOOP.match(line):
            read.append((match[1], match[2].split()))
        elif match := NODE.match(line):
            values = {key: ESCAPE.sub(r"\1", value) for key, value in ATTRIBUTE.findall(match[3])}
            read.append((match[1], match[2], values))
        elif match := LANE.match(line):
            read.append(match.groups())
    return read


if __name__ == "__main__":
    main()
