"""Tips of diamonds: where two edges leave or enter one side, both meet the tip and part beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webapp.layout.draw.obstacles import Obstacles
from webapp.layout.draw.ports import End, NodeSide
from webapp.layout.geometry import Box, Point
from webapp.layout.net import EAST, SOUTH

LEAVING = 6.0
"""Distance from the tip at which two edges that leave it part (px)."""
ENTERING = 12.0
"""Distance from the tip at which two edges that enter it meet: the arrowhead is theirs together (px)."""
TOGETHER = 19.6
"""A line that turns so near to the tip comes all the way from it, as two edges may share the last 20 px (px)."""
LEAST_JOG = 4.0
"""Edges nearer to each other than this do not part at the tip: the jog would look like a mistake (px)."""
BEYOND = 4.0
"""What a line goes on at least beyond the place where two part (px)."""
CLEAR = 5.0
"""Least distance of such a place from lines of other edges (px)."""


def part_at_tips(
    pairs: Mapping[NodeSide, tuple[End, End]],
    boxes: Sequence[Box],
    lines: list[tuple[Point, ...]],
) -> list[tuple[Point, ...]]:
    """Return `lines`, in which the edge of each pair that ends beside the tip of its diamond comes from the tip.

    Where there is no room for that, it stays as it is.
    """
    if not pairs:
        return lines
    around = Obstacles()
    for e, points in enumerate(lines):
        around.add_line(e, points)
    parted = list(lines)
    for (node, side), pair in pairs.items():
        tip = _tip(boxes[node], side)
        for (e, at), (other, _) in (pair, pair[::-1]):
            way = parted[e][::-1] if at else parted[e]
            if tip != parted[other][-at] or not (found := _from_tip(tip, side, way, ENTERING if at else LEAVING)):
                continue
            turn, new = found
            if len(new) == len(way) or not around.passes(turn, CLEAR, (e, other)):
                parted[e] = new[::-1] if at else new
                break
    return parted


def _tip(box: Box, side: int) -> Point:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if side & 1:
        return Point(x, box.y + box.height if side == SOUTH else box.y)
    return Point(box.x + box.width if side == EAST else box.x, y)


def _from_tip(tip: Point, side: int, way: tuple[Point, ...], out: float) -> tuple[Point, tuple[Point, ...]] | None:
    """Return a way that begins at a tip instead of beside it, and where it leaves the straight line from the tip.

    A way that turns near to the tip does so from there; another has two more turns, at the distance `out`.
    """
    sign = 1 if side in (EAST, SOUTH) else -1
    if side & 1:
        beside, length = abs(way[0].x - tip.x), (way[1].y - tip.y) * sign
        corner, turn = Point(tip.x, tip.y + out * sign), Point(way[0].x, tip.y + out * sign)
        first = Point(tip.x, way[1].y)
    else:
        beside, length = abs(way[0].y - tip.y), (way[1].x - tip.x) * sign
        corner, turn = Point(tip.x + out * sign, tip.y), Point(tip.x + out * sign, way[0].y)
        first = Point(way[1].x, tip.y)
    if out <= length <= TOGETHER and len(way) > 2 and first != way[2]:
        return first, (tip, first, *way[2:])
    if beside >= LEAST_JOG and length >= out + BEYOND:
        return turn, (tip, corner, turn, *way[1:])
    return None
