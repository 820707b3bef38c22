#!/usr/bin/env python3
"""Measures how calm pictures stay under edits: 200 random ones of the samples and of documents with 100 nodes.

    python3 dev.py bench calm
    python3 dev.py bench calm --edits 40 --pictures refined

Each edit starts from the untouched document; the companion remembers what the edit service has it remember. Pictures
are laid out `once`, without refinement, or `refined`; `near` are the drafts that the editor shows of large documents
until the refined picture is there, compared with the refined one before the edit. A node moves when its middle does.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp.domain import Side  # noqa: E402
from webapp.dsl import parse  # noqa: E402
from webapp.dsl.edits import apply, operation_from_json  # noqa: E402
from webapp.graph import reachable  # noqa: E402
from webapp.layout import Hints, LayoutOptions, lay_out, lay_out_with_plan, remembered  # noqa: E402
from webapp.layout.geometry import NodeBox  # noqa: E402

TOOLS = ROOT.parent / "shared" / "tools"

PICTURES = ("once", "refined", "near")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--pictures", choices=PICTURES, default=PICTURES[0])
    parser.add_argument("--tools", type=Path, default=TOOLS)
    chosen = parser.parse_args(arguments)
    sys.path.insert(0, str(chosen.tools))
    generate = importlib.import_module("generate_document").gen
    codes = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.fz"))]
    codes += [generate(100, seed) for seed in range(1, 5)]
    chance = Random(1)
    shares: dict[str, list[float]] = {}
    for _ in range(chosen.edits):
        for name, share in _edited(chance.choice(codes), chance, chosen.pictures).items():
            shares.setdefault(name, []).append(share)
    print("| edit | nodes moved, mean | edits that move more than 10 % |")
    print("|---|---|---|")
    for name, values in shares.items():
        print(f"| {name} | {mean(values):.1%} | {mean(value > 0.1 for value in values):.0%} |")


def _edited(code: str, chance: Random, pictures: str) -> dict[str, float]:
    """Return the share of nodes that each kind of edit moves, by its name."""
    before = parse(code).diagram
    shown = lay_out_with_plan(before, LayoutOptions(refine=pictures != "once"))
    old = {node.id: node for node in shown.geometry.nodes}

    def after(operation: dict[str, Any]) -> dict[str, NodeBox]:
        result = apply(code, [operation_from_json(operation)])
        diagram = parse(result.text).diagram
        hints = Hints.from_json(remembered(before, diagram, Hints(), result.renamed))
        like = shown.plan if pictures == "near" else None
        drawn = lay_out(diagram, LayoutOptions(refine=pictures == "refined", hints=hints, like=like))
        return {node.id: node for node in drawn.nodes}

    node = chance.choice(before.nodes)
    label = node.label[::-1] if len(node.label.split()) < 2 else node.label
    relabelled = after({"op": "update_node", "id": node.id, "label": label and f"{label} "})
    found = {"relabel, same size": _moved(old, relabelled, old, _middle)}

    cut = after({"op": "remove_edge", "id": chance.choice(before.edges).id})
    found["delete an edge: column"] = _moved(old, cut, old, _column)
    found["delete an edge: row"] = _moved(old, cut, old, _row)
    found["delete an edge: any pixel"] = _moved(old, cut, old, _middle)

    flow = [edge for edge in before.edges if (edge.source_side, edge.target_side) == (Side.RIGHT, Side.LEFT)]
    split = chance.choice(flow)
    longer = after({"op": "insert_into_edge", "edge": split.id, "shape": "rectangle", "label": "New activity"})
    others = old.keys() - reachable(before, [split.target])
    found["insert a step, who does not follow it: column"] = _moved(old, longer, others, _column)
    found["insert a step, who does not follow it: row"] = _moved(old, longer, others, _row)
    found["insert a step, who does not follow it: any pixel"] = _moved(old, longer, others, _middle)
    return found


def _column(node: NodeBox) -> int:
    return node.column


def _row(node: NodeBox) -> int:
    return node.row


def _middle(node: NodeBox) -> tuple[float, float]:
    return round(node.box.x + node.box.width / 2, 1), round(node.box.y + node.box.height / 2, 1)


def _moved(
    before: Mapping[str, NodeBox],
    after: Mapping[str, NodeBox],
    names: Collection[str],
    place: Callable[[NodeBox], object],
) -> float:
    """Return the share of these nodes whose place is another one."""
    return mean(place(before[name]) != place(after[name]) for name in names) if names else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
