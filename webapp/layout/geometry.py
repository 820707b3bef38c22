"""The geometry of a drawn diagram: what the layout returns and everything that draws or hits it reads.

Units: CSS pixels (96 per inch); x, y are top-left corners; y grows downwards.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, NamedTuple

from webapp.domain import UNNAMED, Shape, Side


def even(length: float) -> float:
    """Round a length up to an even number, so that the middle of what is so long falls on a whole pixel."""
    return math.ceil(length / 2 - 1e-9) * 2.0


class Point(NamedTuple):
    """A place on the canvas."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a node's text. `size` is the font size; lines are stacked and centred in the node.

    `rtl` lines belong to text that runs from right to left, whatever they begin with themselves.
    """

    text: str
    size: float
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class LaneBand:
    """The band of one lane, header included; `header` is the width of its header at the left.

    `upright` lanes are columns, and `header` is the height of the header at their top. Folded, a lane has a band in
    every row; those after the first have the ids `<id>.2`, `<id>.3` ...
    """

    id: str
    label: str
    box: Box
    header: float
    lines: tuple[str, ...]
    upright: bool = False

    @property
    def svg_name(self) -> str:
        """The id as it stands in ids of the SVG: the band of nodes outside every lane has none, and a name there."""
        return self.id if self.id and self.id[0] != "." else UNNAMED + self.id

    @property
    def header_box(self) -> Box:
        """The place of the header."""
        return self.box._replace(height=self.header) if self.upright else self.box._replace(width=self.header)

    @property
    def inner_box(self) -> Box:
        """The band without its header."""
        x, y, width, height = self.box
        if self.upright:
            return Box(x, y + self.header, width, height - self.header)
        return Box(x + self.header, y, width - self.header, height)


@dataclass(frozen=True, slots=True)
class NodeBox:
    """The place one node takes and the wrapped text it shows.

    `details` are its other attributes at full length, for readers of the picture's text.
    """

    id: str
    lane: str
    shape: Shape
    label: str
    box: Box
    lines: tuple[TextLine, ...]
    details: tuple[str, ...] = ()
    column: int = 0
    """Along the time, as the offsets of hints count: some may be empty, and those of moved nodes below 0."""
    row: int = 0
    """In its lane, counted in the same way."""


@dataclass(frozen=True, slots=True)
class LoopBadge:
    """The tag of one loop at the first of its `nodes`; `text` is as much of its condition as is shown."""

    id: str
    condition: str
    nodes: tuple[str, ...]
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Continuation:
    """A round mark where a folded edge leaves one row or enters the next; both marks bear the same number."""

    x: float
    y: float
    number: int
    leaves: bool


@dataclass(frozen=True, slots=True)
class EdgeRoute:
    """The way of one edge: an orthogonal polyline from the outline of its source to the tip of its arrow.

    `points` has at least two points; corners are sharp here and rounded by the drawing. `label_box` is the place of
    the label's text, `label_lines` its wrapped text; both are empty for an edge without label.

    An edge that a fold cuts has `pieces`: the parts of its way that are drawn, in order, and two `marks` for each gap
    between them. Its `points` lead through the margins from piece to piece, so that its way is one all the same.
    """

    id: str
    source: str
    target: str
    source_side: Side
    target_side: Side
    label: str
    points: tuple[Point, ...]
    label_box: Box | None
    label_lines: tuple[str, ...]
    pieces: tuple[tuple[Point, ...], ...] = ()
    marks: tuple[Continuation, ...] = ()


@dataclass(frozen=True, slots=True)
class Geometry:
    """A whole drawing. Lanes, nodes and edges stand in document order; the lanes tile the page exactly.

    Folded into several `rows`, the bands of all lanes stand in `lanes` row by row, with gaps between the rows.
    """

    width: float
    height: float
    lanes: tuple[LaneBand, ...]
    nodes: tuple[NodeBox, ...]
    edges: tuple[EdgeRoute, ...]
    loops: tuple[LoopBadge, ...] = ()
    rows: int = 1

    def lane_number(self, band: int) -> int:
        """Return the place among the lanes of the document of the band at this index."""
        return band % (len(self.lanes) // self.rows)

    def band_at(self, box: Box) -> int:
        """Return the index of the band in which the middle of `box` lies, or of the nearest."""
        x, y = box.x + box.width / 2, box.y + box.height / 2

        upright = self.lanes[0].upright

        def outside(index: int) -> float:
            left, top, width, height = self.lanes[index].box
            return max(left - x, x - left - width, 0.0) + max(top - y, y - top - height, 0.0)

        # Bands stand in the order of their beginnings: only the last that begins before the place and those beside it
        # can be the nearest.
        after = bisect_right(self.lanes, x if upright else y, key=lambda band: band.box.x if upright else band.box.y)
        return min(range(max(0, after - 2), min(after + 1, len(self.lanes))), key=lambda i: (outside(i), i))

    def to_json(self) -> dict[str, Any]:
        """Return the geometry JSON, version 1 (contract: `render --format json`).

        `direction` (where it is down), `loops`, `rows` and an edge's `pieces` and `marks` are there only where the
        drawing has them.
        """
        return {
            "version": 1,
            "width": self.width,
            "height": self.height,
            "lanes": [{"id": lane.id, "label": lane.label, **lane.box._asdict()} for lane in self.lanes],
            "nodes": [
                {
                    "id": n.id,
                    "lane": n.lane,
                    "shape": n.shape.value,
                    "label": n.label,
                    **n.box._asdict(),
                    "column": n.column,
                    "row": n.row,
                }
                for n in self.nodes
            ],
            "edges": [
                {
                    "id": e.id,
                    "source": e.source,
                    "target": e.target,
                    "source_side": e.source_side.value,
                    "target_side": e.target_side.value,
                    "label": e.label,
                    "points": [list(point) for point in e.points],
                    "label_box": e.label_box._asdict() if e.label_box else None,
                    **_folded_json(e),
                }
                for e in self.edges
            ],
            **({"direction": "down"} if self.lanes and self.lanes[0].upright else {}),
            **({"loops": [_loop_json(loop) for loop in self.loops]} if self.loops else {}),
            **({"rows": self.rows} if self.rows > 1 else {}),
        }


def _folded_json(edge: EdgeRoute) -> dict[str, Any]:
    if not edge.pieces:
        return {}
    return {
        "pieces": [[list(point) for point in piece] for piece in edge.pieces],
        "marks": [{"x": m.x, "y": m.y, "number": m.number, "leaves": m.leaves} for m in edge.marks],
    }


def _loop_json(loop: LoopBadge) -> dict[str, Any]:
    return {"id": loop.id, "condition": loop.condition, "nodes": list(loop.nodes), "badge": loop.box._asdict()}
