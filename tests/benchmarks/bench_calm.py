#!/usr/bin/env python3
"""Measures how calm pictures stay under edits: 200 random ones of the samples and of documents with 100 nodes.

    python3 dev.py bench calm
    python3 dev.py bench calm --edits 40

Each edit starts from the untouched document; the companion remembers what the edit service has it remember. Pictures
are laid out at once; --refine measures refined ones. A node moves when its middle does.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp.domain import Diagram, Edge, Side  # noqa: E402
from webapp.dsl import parse  # noqa: E402
from webapp.dsl.edits import apply, operation_from_json  # noqa: E402
from webapp.layout import Hints, LayoutOptions, layout, remembered  # noqa: E402

TOOLS = ROOT.parent / "shared" / "tools"

Places = dict[str, tuple[float, float]]


def main(words: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--refine", action="store_true")
    parser.add_argument("--tools", type=Path, default=TOOLS)
    chosen = parser.parse_args(words)
    sys.path.insert(0, str(chosen.tools))
    generate = importlib.import_module("generate_document").gen
    codes = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.fz"))]
    codes += [generate(100, seed) for seed in range(1, 5)]
    chance = Random(1)
    shares: dict[str, list[float]] = {}
    for _ in range(chosen.edits):
        for name, share in _edited(chance.choice(codes), chance, chosen.refine).items():
            shares.setdefault(name, []).append(share)
    print("| edit | nodes moved, mean | edits that move more than 10 % |")
    print("|---|---|---|")
    for name, values in shares.items():
        print(f"| {name} | {mean(values):.1%} | {mean(value > 0.1 for value in values):.0%} |")


def _edited(code: str, chance: Random, refine: bool) -> dict[str, float]:
    """Return the share of nodes that each kind of edit moves, by its name."""
    before = parse(code).diagram
    old, old_order = _places(before, refine)
    found = {}

    node = chance.choice(before.nodes)
    label = node.label[::-1] if len(node.label.split()) < 2 else node.label
    relabelled, _, _ = _after(code, before, refine, [{"op": "update_node", "id": node.id, "label": label + " "}])
    found["relabel, same size"] = _moved(old, relabelled)

    removed = chance.choice(before.edges)
    places, order, _ = _after(code, before, refine, [{"op": "remove_edge", "id": removed.id}])
    found["delete an edge: column"] = _moved(old_order, order, axis=0)
    found["delete an edge: row"] = _moved(old_order, order, axis=1)
    found["delete an edge: any pixel"] = _moved(old, places)

    flow = [edge for edge in before.edges if (edge.source_side, edge.target_side) == (Side.RIGHT, Side.LEFT)]
    split = chance.choice(flow)
    places, _, names = _after(code, before, refine, _insertion(before, split))
    upstream = {name: place for name, place in old.items() if place[0] < old[split.target][0] - 1}
    moved = {name: places[names.get(name, name)] for name in upstream}
    found["insert a step: left of it, x"] = _moved(upstream, moved, axis=0)
    found["insert a step: left of it, any pixel"] = _moved(upstream, moved)
    return found


def _insertion(diagram: Diagram, split: Edge) -> list[dict[str, Any]]:
    lane = next(node.lane for node in diagram.nodes if node.id == split.source)
    sides = {"source_side": "right", "target_side": "left"}
    return [
        {"op": "remove_edge", "id": split.id},
        {"op": "add_node", "lane": lane, "shape": "rectangle", "label": "New step", "id": "n9999"},
        {"op": "add_edge", "source": split.source, "target": "n9999", **sides},
        {"op": "add_edge", "source": "n9999", "target": split.target, **sides},
    ]


def _after(
    code: str, before: Diagram, refine: bool, operations: Sequence[Mapping[str, Any]]
) -> tuple[Places, Places, Mapping[str, str]]:
    result = apply(code, [operation_from_json(item) for item in operations])
    after = parse(result.text).diagram
    memory = remembered(before, after, Hints(), result.renamed)
    return *_places(after, refine, Hints.from_json(memory)), result.renamed


def _places(diagram: Diagram, refine: bool, hints: Hints | None = None) -> tuple[Places, Places]:
    """Return the middle of every node in pixels, and as (column, row)."""
    geometry = layout(diagram, LayoutOptions(refine=refine, hints=hints or Hints()))
    pixels = {
        node.id: (round(node.box.x + node.box.width / 2, 1), round(node.box.y + node.box.height / 2, 1))
        for node in geometry.nodes
    }
    columns = {x: i for i, x in enumerate(sorted({x for x, _ in pixels.values()}))}
    rows = {y: i for i, y in enumerate(sorted({y for _, y in pixels.values()}))}
    return pixels, {name: (columns[x], rows[y]) for name, (x, y) in pixels.items()}


def _moved(before: Places, after: Places, axis: int | None = None) -> float:
    if not before:
        return 0.0
    picked = slice(axis, None if axis is None else axis + 1)
    return mean(before[name][picked] != after[name][picked] for name in before)


if __name__ == "__main__":
    main(sys.argv[1:])
