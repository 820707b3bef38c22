"""What answers say about a drawing; the geometry is made in `webapp/layout/geometry.py`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.web.schemas.described import Shape, Side
from webapp.web.schemas.reply_base import LEFT_OUT, Reply

Point = tuple[float, float]
Line = Annotated[list[Point], Field(min_length=2)]


class Box(Reply):
    """An upright rectangle: its top left corner and its size, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float


class GeometryLane(Box):
    """The band of a lane, header included."""

    id: str
    label: str


class GeometryNode(Box):
    """A node; `column` (along the time) and `row` (in the lane) count as the offsets of hints do."""

    id: str
    lane: str
    shape: Shape
    label: str
    column: int
    row: int


class EdgeMark(Reply):
    """Where an edge that a fold cuts leaves a row or enters the next; both marks have the same number."""

    x: float
    y: float
    number: int
    leaves: bool


class GeometryEdge(Reply):
    """The way of an edge; one that a fold cuts has the `pieces` that are drawn and the `marks` between them."""

    id: str
    source: str
    target: str
    source_side: Side
    target_side: Side
    label: str
    points: Line
    label_box: Box | None
    pieces: list[Line] = LEFT_OUT
    marks: list[EdgeMark] = LEFT_OUT


class GeometryLoop(Reply):
    """The badge of a loop at the first of its nodes."""

    id: str
    condition: str
    nodes: list[str]
    badge: Box


class Geometry(Reply):
    """Where all parts are drawn. Folded into several `rows`, `lanes` has the bands of every row in turn."""

    version: Literal[1]
    width: float
    height: float
    lanes: list[GeometryLane]
    nodes: list[GeometryNode]
    edges: list[GeometryEdge]
    direction: Literal["down"] = LEFT_OUT
    loops: list[GeometryLoop] = LEFT_OUT
    rows: int = LEFT_OUT
