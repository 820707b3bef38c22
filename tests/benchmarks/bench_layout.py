#!/usr/bin/env python3
"""Measures the layout alone: quality, speed, growth and memory.

    python3 dev.py bench layout
    python3 dev.py bench layout --sizes 20 100 --seeds 3 --large 1000 3000

Documents: samples/blue-green.fz and those of the project's generator. Quality is judged by `layout_quality.py` on the
geometry; both tools stand in a folder `shared/tools` beside the project, or in the one given with --tools. CPU seconds
of this process, warm: the layout of a small document comes before all others. Speed is layout without refinement plus
DOT, the median of the repetitions.
"""

from __future__ import annotations

import argparse
import importlib
import math
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp.domain import Diagram  # noqa: E402
from webapp.dsl import parse  # noqa: E402
from webapp.layout import LayoutOptions, layout  # noqa: E402
from webapp.layout.geometry import Box, Geometry  # noqa: E402
from webapp.render import THEMES  # noqa: E402
from webapp.render.dot import dot_text  # noqa: E402

TOOLS = ROOT.parent / "shared" / "tools"
MUST_BE_ZERO = (
    "outside",
    "intruders",
    "node_ovl",
    "thru",
    "own",
    "ovl_n",
    "lab_node",
    "lab_edge",
    "lab_lab",
    "lab_lost",
)
AT_ONCE, REFINED = LayoutOptions(), LayoutOptions(refine=True)


def main(words: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[20, 50, 100, 300])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--large", type=int, nargs="*", default=[20, 100, 300, 1000, 3000, 10000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--tools", type=Path, default=TOOLS)
    chosen = parser.parse_args(words)
    sys.path.insert(0, str(chosen.tools))
    generate = importlib.import_module("generate_document").gen
    judge = importlib.import_module("layout_quality").quality
    blue_green = parse((ROOT / "samples" / "blue-green.fz").read_text(encoding="utf-8")).diagram
    layout(blue_green)

    print("| document | crossings at once / refined | bends an edge | route length | ms | refined ms | not zero |")
    print("|---|---|---|---|---|---|---|")
    row("blue-green", [blue_green], judge)
    for size in chosen.sizes:
        diagrams = [parse(generate(size, seed)).diagram for seed in range(1, chosen.seeds + 1)]
        row(f"{size} nodes, seed 1", diagrams[:1], judge)
        row(f"{size} nodes, seeds 1-{chosen.seeds}", diagrams, judge)
    if chosen.large:
        speed({size: parse(generate(size, 1)).diagram for size in chosen.large}, chosen.repeat)


def row(name: str, diagrams: Iterable[Diagram], judge: Any) -> None:
    """Print the means of one group of documents."""
    found: dict[str, list[float]] = {key: [] for key in ("first", "then", "bends", "length", "ms", "refined")}
    wrong: dict[str, int] = {}
    for diagram in diagrams:
        for options, crossings, clock in ((AT_ONCE, "first", "ms"), (REFINED, "then", "refined")):
            started = time.process_time()
            geometry = layout(diagram, options)
            found[clock].append((time.process_time() - started) * 1000)
            quality = judge(neutral(geometry))
            found[crossings].append(quality["cross"])
            for key in MUST_BE_ZERO:
                wrong[key] = wrong.get(key, 0) + quality[key]
            wrong["handles"] = wrong.get("handles", 0) + round((1 - quality["handles"]) * quality["edges"])
        found["bends"].append(quality["bends/e"])
        found["length"].append(quality["len"])
    mid = {key: mean(values) for key, values in found.items()}
    faults = ", ".join(f"{key} {count}" for key, count in wrong.items() if count) or "none"
    print(
        f"| {name} | {mid['first']:.1f} / {mid['then']:.1f} | {mid['bends']:.2f} | {mid['length']:.3f} "
        f"| {mid['ms']:.0f} | {mid['refined']:.0f} | {faults} |",
        flush=True,
    )


def speed(diagrams: dict[int, Diagram], repeat: int) -> None:
    """Print layout and DOT by size, growth and the most memory this process ever had."""
    print("\n| nodes | layout s | DOT s | memory MB |")
    print("|---|---|---|---|")
    totals = []
    for size, diagram in diagrams.items():
        layouts, dots = [], []
        for _ in range(repeat if size < 3000 else 1):
            started = time.process_time()
            geometry = layout(diagram)
            middle = time.process_time()
            dot_text(geometry, THEMES["light"])
            layouts.append(middle - started)
            dots.append(time.process_time() - middle)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {size:,} | {median(layouts):.3f} | {median(dots):.3f} | {memory:.0f} |", flush=True)
        totals.append((size, median(layouts) + median(dots)))
    (small, fast), (large, slow) = totals[0], totals[-1]
    if large > small:
        print(
            f"\nGrowth exponent from {small} to {large:,} nodes: {math.log(slow / fast) / math.log(large / small):.2f}"
        )


def neutral(geometry: Geometry) -> dict[str, Any]:
    """Return a geometry as `layout_quality.py` reads it."""

    def box(found: Box) -> dict[str, float]:
        return {"x": found.x, "y": found.y, "w": found.width, "h": found.height}

    return {
        "lanes": [{"id": lane.id, **box(lane.box)} for lane in geometry.lanes],
        "nodes": [{"id": node.id, "lane": node.lane, **box(node.box)} for node in geometry.nodes],
        "edges": [
            {
                "id": edge.id,
                "src": edge.source,
                "dst": edge.target,
                "points": [list(point) for point in edge.points],
                "label": box(edge.label_box) if edge.label_box else None,
                "src_side": edge.source_side.value,
                "dst_side": edge.target_side.value,
                "text": edge.label,
            }
            for edge in geometry.edges
        ],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
