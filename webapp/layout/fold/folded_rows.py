"""The rows of a folded drawing, and the gaps in edges that go on in another row."""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.layout.fold.edge_pieces import Piece
from webapp.layout.fold.lane_heights import Stretch
from webapp.layout.fold.mark_places import MARK_RADIUS
from webapp.layout.geometry import Continuation, Geometry


@dataclass(slots=True)
class Row:
    """One row of bands: the part of the flat drawing from `start` to `stop`, and where it stands on the page."""

    start: float
    stop: float
    lead: float
    tail: float
    shift: float = 0.0
    lanes: list[Stretch] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)

    def x(self, x: float) -> float:
        """Return the place on the page of a place in the flat drawing."""
        return x + self.shift

    def y(self, y: float, lane: int) -> float:
        """Return the place on the page of a height inside a lane."""
        return self.tops[lane] + self.lanes[lane].at(y)


@dataclass(slots=True)
class Jump:
    """A gap in an edge: from a piece in one row to a piece in another."""

    edge: int
    gap: int
    """Counted along the edge."""
    before: Piece
    after: Piece
    number: int
    leaves: Continuation | None = None
    enters: Continuation | None = None


def row_spans(geometry: Geometry) -> list[tuple[float, float]]:
    """Return the top and the bottom of every row of bands, with room for the marks at their borders."""
    count = len(geometry.lanes) // geometry.rows
    firsts, lasts = geometry.lanes[::count], geometry.lanes[count - 1 :: count]
    air = MARK_RADIUS + 1
    return [(a.box.y - air, b.box.y + b.box.height + air) for a, b in zip(firsts, lasts, strict=True)]
