"""The geometry of a drawn diagram: what the layout returns and everything that draws or hits it reads.

Units: CSS pixels (96 per inch); x, y are top-left corners; y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from webapp.domain import Shape, Side


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
    """One line of a node's words. `size` is the font size; lines are stacked and centred in the node."""

    text: str
    size: float


@dataclass(frozen=True, slots=True)
class LaneBand:
    """The band of one lane, header included; `header` is the width of its header at the left."""

    id: str
    label: str
    box: Box
    header: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeBox:
    """The place one node takes and the wrapped words it shows.

    `details` are its other attributes in words and at full length, for readers of the picture's text.
    """

    id: str
    lane: str
    shape: Shape
    label: str
    box: Box
    lines: tuple[TextLine, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeRoute:
    """The way of one edge: an orthogonal polyline from the outline of its source to the tip of its arrow.

    `points` has at least two points; corners are sharp here and rounded by the drawing. `label_box` is the place of
    the label's text, `label_lines` its wrapped words; both are empty for an edge without label.
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


@dataclass(frozen=True, slots=True)
class Geometry:
    """A whole drawing. Lanes, nodes and edges stand in document order; the lanes tile the page exactly."""

    width: float
    height: float
    lanes: tuple[LaneBand, ...]
    nodes: tuple[NodeBox, ...]
    edges: tuple[EdgeRoute, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the geometry JSON, version 1 (contract: `render --format json`)."""
        return {
            "version": 1,
            "width": self.width,
            "height": self.height,
            "lanes": [{"id": lane.id, "label": lane.label, **lane.box._asdict()} for lane in self.lanes],
            "nodes": [
                {"id": n.id, "lane": n.lane, "shape": n.shape.value, "label": n.label, **n.box._asdict()}
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
                }
                for e in self.edges
            ],
        }
