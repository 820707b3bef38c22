"""How fast the layout is by size and what it takes of memory; what refining costs; text to SVG of a usual document."""

from __future__ import annotations

import argparse
import math
import os
import resource
import time
from statistics import median
from tempfile import TemporaryDirectory

import bench
from documents import generated, samples

from webapp.config import Settings
from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.layout import LayoutOptions, lay_out
from webapp.render import THEMES
from webapp.render.dot import dot_text

ONCE_FROM = 3000
"""Documents of so many nodes are laid out only once."""


def run(chosen: argparse.Namespace) -> None:
    """Print the three tables: CPU seconds of this process, warm, medians of the repetitions."""
    blue_green = samples()["blue-green"]
    lay_out(parse(blue_green).diagram)
    if chosen.large:
        _growth(chosen)
    print("\n| nodes | at once, CPU s | refined, CPU s |")
    print("|---|---|---|")
    for size in chosen.refined:
        diagram = parse(generated(chosen.tools, size)).diagram
        figures = [_seconds(diagram, LayoutOptions(refine=refine), chosen.repeat) for refine in (False, True)]
        print(f"| {size:,} | {figures[0]:.3f} | {figures[1]:.3f} |", flush=True)
    print()
    with TemporaryDirectory() as folder:
        settings = Settings.from_environment({**os.environ, "LANESTEP_DATA": folder})
        bench.drawing({"blue-green": (20, blue_green)}, chosen.repeat, settings)


def _growth(chosen: argparse.Namespace) -> None:
    """Print layout and DOT by size, growth and the most memory this process ever had."""
    print("| nodes | layout, CPU s | DOT, CPU s | memory, MB |")
    print("|---|---|---|---|")
    totals = []
    for size in chosen.large:
        # One after another, so that the largest is not in memory while the smaller ones are measured.
        diagram = parse(generated(chosen.tools, size)).diagram
        times = chosen.repeat if size < ONCE_FROM else 1
        drawn = _seconds(diagram, LayoutOptions(), times)
        geometry = lay_out(diagram)
        started = time.process_time()
        dot_text(geometry, THEMES["light"])
        written = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {size:,} | {drawn:.3f} | {written:.3f} | {memory:.0f} |", flush=True)
        totals.append((size, drawn + written))
    (small, fast), (large, slow) = totals[0], totals[-1]
    if large > small:
        exponent = math.log(slow / fast) / math.log(large / small)
        print(f"\nGrowth exponent from {small} to {large:,} nodes: {exponent:.2f}")


def _seconds(diagram: Diagram, options: LayoutOptions, repeat: int) -> float:
    """Return the CPU time of a layout."""
    found = []
    for _ in range(repeat):
        started = time.process_time()
        lay_out(diagram, options)
        found.append(time.process_time() - started)
    return median(found)
