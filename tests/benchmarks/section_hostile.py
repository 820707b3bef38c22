"""Whether diagrams without manners are drawn without a fault: across, down and folded, at once and refined."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from documents import ROOT
from judging import Judge, judging, words_of

from webapp.domain import Diagram, Side
from webapp.dsl import parse
from webapp.dsl.edits.new_statements import edge_text, node_text
from webapp.dsl.reading.names import ATTRIBUTES
from webapp.layout import LayoutOptions

sys.path.append(str(ROOT / "tests" / "unit" / "layout"))

from hostile_diagrams import hostile

FOLD = 1400.0
SHAPES = {
    "across": LayoutOptions(direction="right", fold=0),
    "down": LayoutOptions(direction="down"),
    f"folded at {FOLD:g}": LayoutOptions(fold=FOLD),
}
NOT_DRAWN = "not drawn"


def run(chosen: argparse.Namespace) -> None:
    """Print a row for each shape, and below the table every drawing with a fault."""
    texts = {seed: text_of(hostile(seed)) for seed in range(chosen.hostile)}
    print(f"The diagrams of seeds 0 to {chosen.hostile - 1}, read from the drawn SVG in Chromium.\n")
    print("| shape | drawings | with a fault | must be zero and is not, sums | crossings |")
    print("|---|---|---|---|---|")
    found: list[str] = []
    with judging(chosen.tools) as judge:
        for shape, way in SHAPES.items():
            for refine in (False, True):
                name = f"{shape}, {'refined' if refine else 'at once'}"
                options = LayoutOptions(direction=way.direction, fold=way.fold, refine=refine)
                found += _row(judge, name, texts, options)
    print("\n" + ("\n".join(found) if found else "No drawing has a fault."))


def text_of(diagram: Diagram) -> str:
    """Write a diagram down so that reading the text gives the same diagram.

    All edges stand in the last lane: in the lane of its source each, as the language would like, they would come in
    another order, and names of parallel edges and drawings depend on that. There, an edge that is written twice, word
    for word, is read once, as a copy: it is written once.
    """
    home = {node.id: node.lane for node in diagram.nodes}
    last = diagram.lanes[-1].id
    lines = []
    for lane in diagram.lanes:
        lines.append(f"{lane.id} {{ # {lane.label}")
        for node in diagram.nodes:
            if node.lane == lane.id:
                lines.append(node_text(node.id, node.shape.value, (getattr(node, key) for key in ATTRIBUTES)))
        if lane.id == last:
            for source, target, out, into, label in _said(diagram):
                lines.append(edge_text((source, target), (last, home[target]), (out, into), label))
        lines.append("}")
    text = "\n".join(lines) + "\n"
    read = parse(text).diagram
    assert (read.lanes, read.nodes, _said(read)) == (diagram.lanes, diagram.nodes, _said(diagram))
    return text


def _said(diagram: Diagram) -> list[tuple[str, str, Side, Side, str]]:
    """Return what the edges say, in order, without what is said again."""
    said = ((e.source, e.target, e.source_side, e.target_side, e.label) for e in diagram.edges)
    return list(dict.fromkeys(said))


def _row(judge: Judge, name: str, texts: dict[int, str], options: LayoutOptions) -> list[str]:
    """Print the row of one shape; return a line for each drawing with a fault."""
    total: Counter[str] = Counter()
    lines, crossings = [], 0
    for seed, text in texts.items():
        try:
            row = judge.row(text, options)
        except Exception as problem:  # whatever it is, there is no drawing, and the others are still to be judged
            faults, described = {NOT_DRAWN: 1}, f"{NOT_DRAWN}: {type(problem).__name__}: {problem}"
        else:
            faults = judge.faults(row)
            described = words_of(faults)
            crossings += row["cross"]
        total.update(faults)
        if faults:
            lines.append(f"- seed {seed}, {name}: {described}")
    print(f"| {name} | {len(texts)} | {len(lines)} | {words_of(total)} | {crossings:,} |", flush=True)
    return lines
