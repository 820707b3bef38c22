"""A folded drawing as the rules of `measure_layout.py` can judge it.

That tool knows one box a lane and one line an edge, so on a folded drawing it calls every node of a further row
`outside`, and takes the undrawn way of a cut edge for its line. Here a lane of the document is each of its bands, and
every drawn piece of a cut edge is an edge of its own, from node or mark to mark or node; a mark is a node that nothing
may touch. All columns that must be zero keep their meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

_BANDS_AND_PIECES = """() => {
  const boxOf = (shape) => { const r = shape.getBBox(); return { x: r.x, y: r.y, w: r.width, h: r.height }; };
  const sampled = (path) => {
    const length = path.getTotalLength(), steps = Math.max(2, Math.ceil(length / 1.5));
    return Array.from({ length: steps + 1 }, (_, i) => { const p = path.getPointAtLength(length * i / steps); return [p.x, p.y]; });
  };
  const lanes = [...document.querySelectorAll('g.lane')].map((g) => ({ id: g.id.slice(5), ...boxOf(g.querySelector('rect')) }));
  const edges = {};
  for (const g of document.querySelectorAll('g.edge:has(> path.way)')) {
    const pieces = [...g.querySelectorAll(':scope > path:not(.way)')].map(sampled);
    const tip = [...g.querySelector(':scope > polygon').points][1];
    pieces.at(-1).push([tip.x, tip.y]);
    edges[g.id.slice(5)] = { pieces, marks: [...g.querySelectorAll('.continuation circle')].map(boxOf) };
  }
  return { lanes, edges };
}"""  # noqa: E501
_MARK_REACH = 8
"""How far a mark on the end of a band stands out of it."""


class Evaluating(Protocol):
    """A page that can be asked."""

    def evaluate(self, script: str) -> Any:
        """Return what a function of the page returns."""


def by_band(measured: dict[str, Any], page: Evaluating) -> dict[str, Any]:
    """Return the tool's geometry with bands for lanes, pieces for cut edges and marks among the nodes.

    Args:
        measured: what the tool read.
        page: where the drawing still stands.
    """
    drawn = page.evaluate(_BANDS_AND_PIECES)
    bands = [{**band, "w": band["w"] + _MARK_REACH} for band in drawn["lanes"]]
    nodes = [{**node, "lane": _band(node, bands, node["lane"])} for node in measured["nodes"]]
    edges = []
    for edge in measured["edges"]:
        cut = drawn["edges"].get(edge["id"])
        if not cut:
            edges.append(edge)
            continue
        marks = [
            {"id": f"{edge['id']} mark {i}", "lane": _band(box, bands), "round": True, **box}
            for i, box in enumerate(cut["marks"])
        ]
        nodes += marks
        edges += _pieces(edge, cut["pieces"], marks)
    return {**measured, "lanes": bands, "lane_order": [band["id"] for band in bands], "nodes": nodes, "edges": edges}


def _pieces(edge: dict[str, Any], pieces: list[Any], marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each piece with the nodes or marks at its ends; the label counts with the first."""
    last = len(pieces) - 1
    for number, points in enumerate(pieces):
        ends: dict[str, Any] = {}
        if number:
            mark = marks[2 * number - 1]
            ends |= {"src": mark["id"], "src_side": _side(points[1], points[0]), "label": None, "text": ""}
        if number < last:
            mark = marks[2 * number]
            ends |= {"dst": mark["id"], "dst_side": _side(points[-2], points[-1])}
        yield {
            **edge,
            "id": f"{edge['id']} piece {number}",
            "points": _outside(points, number > 0, number < last),
            **ends,
        }


def _outside(points: list[Any], starts_in_mark: bool, ends_in_mark: bool) -> list[Any]:
    """Leave out what a mark covers: the line ends in its middle, under its ground."""
    kept = points
    if starts_in_mark:
        kept = [point for point in kept if abs(point[0] - points[0][0]) + abs(point[1] - points[0][1]) >= 7]
    if ends_in_mark:
        kept = [point for point in kept if abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) >= 7]
    return kept if len(kept) > 1 else points


def _side(inner: Sequence[float], end: Sequence[float]) -> str:
    """The side of a mark at which a level line meets it."""
    return "left" if inner[0] < end[0] else "right"


def _band(box: dict[str, Any], bands: list[dict[str, Any]], lane: str = "") -> str:
    """The band in which a box's middle lies; of one lane, if it is given."""
    middle = box["y"] + box["h"] / 2
    for band in bands:
        if band["y"] <= middle <= band["y"] + band["h"] and (not lane or band["id"].split(".")[0] == lane):
            return str(band["id"])
    return "none"
