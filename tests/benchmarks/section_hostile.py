"""Whether diagrams without manners are drawn without a fault: in each shape, at once and refined."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from documents import ROOT
from judging import Judge, judging, words_of

from webapp.domain import Diagram, Side
from webapp.dsl import parse
from webapp.dsl.edits.new_statements import edge_text, node_text
from webapp.dsl.reading.names import ATTRIBUTES
from webapp.layout import Hints, LayoutOptions
from webapp.layout.attempts import MOST_EDGES

sys.path.append(str(ROOT / "tests" / "unit" / "layout"))

from hostile_diagrams import hostile

FOLD = 1400.0
NARROW = 600.0
"""Width (CSS px) that nearly no drawing fits, so that edges return wherever they may."""


def handing_over(diagram: Diagram) -> Diagram:
    """Return a diagram of few edges, of which those to lower lanes hand over from the bottom to the top."""
    lane = {lane.id: place for place, lane in enumerate(diagram.lanes)}
    home = {node.id: lane[node.lane] for node in diagram.nodes}
    return replace(
        diagram,
        edges=tuple(
            replace(edge, source_side=Side.BOTTOM, target_side=Side.TOP)
            if home[edge.source] < home[edge.target]
            else edge
            for edge in diagram.edges[:MOST_EDGES]
        ),
    )


@dataclass(frozen=True)
class Shape:
    """A way to draw the diagrams, and what is done to them before."""

    options: LayoutOptions
    change: Callable[[Diagram], Diagram] = lambda diagram: diagram
    asked: bool = False
    """Whether every second edge from the bottom to the top returns, as a companion may ask."""

    def options_for(self, diagram: Diagram, refine: bool) -> LayoutOptions:
        """Return the options of a drawing of a diagram."""
        options = replace(self.options, refine=refine)
        if not self.asked:
            return options
        ends = (Side.BOTTOM, Side.TOP)
        edges = tuple(edge.id for edge in diagram.edges if (edge.source_side, edge.target_side) == ends)
        return replace(options, hints=Hints(width=options.width or 0, returns=edges[::2]), width=None)


SHAPES = {
    "across": Shape(LayoutOptions(direction="right", fold=0)),
    "down": Shape(LayoutOptions(direction="down")),
    f"folded at {FOLD:g}": Shape(LayoutOptions(fold=FOLD)),
    f"returned at {NARROW:g}": Shape(LayoutOptions(direction="right", fold=0, width=NARROW), handing_over),
    f"asked to return at {NARROW:g}": Shape(LayoutOptions(direction="right", fold=0, width=NARROW), handing_over, True),
}
NOT_DRAWN = "not drawn"


def run(chosen: argparse.Namespace) -> None:
    """Print a row for each shape, and below the table every drawing with a fault."""
    seeds = range(chosen.first_hostile, chosen.first_hostile + chosen.hostile, chosen.every)
    shapes = {name: way for name, way in SHAPES.items() if name.split()[0] in (chosen.shapes or name)}
    ways = [refine for refine in (False, True) if not chosen.only or refine is (chosen.only == "refined")]
    print(f"The diagrams of seeds {seeds[0]} to {seeds[-1]}, read from the drawn SVG in Chromium.\n")
    print("| shape | drawings | with a fault | must be zero and is not, sums | crossings | returned |")
    print("|---|---|---|---|---|---|")
    found: list[str] = []
    with judging(chosen.tools) as judge:
        for shape, way in shapes.items():
            texts = {seed: text_of(way.change(hostile(seed))) for seed in seeds}
            for refine in ways:
                name = f"{shape}, {'refined' if refine else 'at once'}"
                found += _row(judge, name, texts, way, refine)
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


def _row(judge: Judge, name: str, texts: dict[int, str], way: Shape, refine: bool) -> list[str]:
    """Print the row of one shape; return a line for each drawing with a fault."""
    total: Counter[str] = Counter()
    lines, crossings, returned = [], 0, 0
    for seed, text in texts.items():
        try:
            row = judge.row(text, way.options_for(parse(text).diagram, refine))
        except Exception as problem:  # whatever it is, there is no drawing, and the others are still to be judged
            faults, described = {NOT_DRAWN: 1}, f"{NOT_DRAWN}: {type(problem).__name__}: {problem}"
        else:
            faults = judge.faults(row)
            described = words_of(faults)
            crossings += row["cross"]
            returned += row["returned"]
        total.update(faults)
        if faults:
            lines.append(f"- seed {seed}, {name}: {described}")
    print(f"| {name} | {len(texts)} | {len(lines)} | {words_of(total)} | {crossings:,} | {returned} |", flush=True)
    return lines
