"""Crowds at a circle or a diamond: the outermost lines of a side join the last one that ends there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webapp.layout.draw.ports import End, NodeSide
from webapp.layout.geometry import Point
from webapp.layout.measure.crowds import PITCH
from webapp.layout.measure.outlines import Outline
from webapp.layout.net import EAST, SOUTH

BEFORE_END = 12.0
"""Distance from the end at which the outermost line joins, the one before it further out: beyond an arrowhead (px)."""


def join_crowds(
    sides: Mapping[NodeSide, Sequence[End]],
    offsets: Sequence[Sequence[float]],
    outlines: Sequence[Outline],
    lines: Sequence[tuple[Point, ...]],
) -> list[tuple[Point, ...]]:
    """Return `lines`, in which those that stand beyond the reach of their side end together with their neighbours.

    `sides` has the ends at each side in their order along it, and `offsets` how far from its middle each stands.
    """
    joined = list(lines)
    for (node, side), ends in sides.items():
        outline = outlines[node]
        reach = outline.reach(side, len(ends)) + 1e-6
        if outline.limit(side, len(ends)) <= reach:
            continue
        for along in (ends, ends[::-1]):
            beyond = [end for end in along[: len(along) // 2] if abs(offsets[end[0]][end[1]]) > reach]
            for nth, (e, at) in enumerate(beyond):
                other, other_at = along[len(beyond)]
                out = BEFORE_END + nth * PITCH
                way = joined[e][::-1] if at else joined[e]
                way = _joining(way, lines[other][-other_at], side, out)
                joined[e] = way[::-1] if at else way
    return joined


def _joining(way: tuple[Point, ...], end: Point, side: int, out: float) -> tuple[Point, ...]:
    """Return a way that begins at `end` instead of beside it, and leaves the line from there at the distance `out`."""
    out = out if side in (EAST, SOUTH) else -out
    if side & 1:
        return end, Point(end.x, end.y + out), Point(way[0].x, end.y + out), *way[1:]
    return end, Point(end.x + out, end.y), Point(end.x + out, way[0].y), *way[1:]
