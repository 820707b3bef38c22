"""Turns orthogonal polylines into cubic curves with rounded corners, and computes arrow heads."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from webapp.layout.geometry import Point

CORNER_RADIUS = 7.0
ARROW_LENGTH = 8.0
ARROW_HALF_WIDTH = 2.8

# The distance of the control points, as a share of the radius, at which a cubic is closest to a quarter circle.
_KAPPA = 0.5523
_SAME = 0.01


def rounded(points: Sequence[Point], *, arrow: bool = True) -> list[tuple[float, float]]:
    """Return the 3n+1 points of cubics along a polyline, which ends where the arrow head begins, if there is one.

    Straight segments have their control points at the thirds; a corner takes at most half of each adjacent segment.
    """
    path = distinct(points)
    if arrow:
        path[-1] = arrow_base(path)
    lengths = [math.dist(start, end) for start, end in itertools.pairwise(path)]
    x, y = path[0]
    curve = [(x, y)]
    for index in range(1, len(path)):
        (corner_x, corner_y), length = path[index], lengths[index - 1]
        dx, dy = (corner_x - path[index - 1].x) / length, (corner_y - path[index - 1].y) / length
        last = index == len(path) - 1
        radius = 0.0 if last else min(CORNER_RADIUS, length / 2, lengths[index] / 2)
        end_x, end_y = corner_x - dx * radius, corner_y - dy * radius
        third_x, third_y = (end_x - x) / 3, (end_y - y) / 3
        curve += [(x + third_x, y + third_y), (end_x - third_x, end_y - third_y), (end_x, end_y)]
        if last:
            break
        next_x = (path[index + 1].x - corner_x) / lengths[index] * radius
        next_y = (path[index + 1].y - corner_y) / lengths[index] * radius
        x, y = corner_x + next_x, corner_y + next_y
        rest = 1 - _KAPPA
        curve += [
            (corner_x - dx * radius * rest, corner_y - dy * radius * rest),
            (corner_x + next_x * rest, corner_y + next_y * rest),
            (x, y),
        ]
    return curve


def arrow_base(path: Sequence[Point]) -> Point:
    """Return the point where the line of an edge ends and its arrow head begins."""
    tip, before = path[-1], path[-2]
    return towards(tip, before, min(ARROW_LENGTH, math.dist(tip, before) / 2))


def arrow_head(points: Sequence[Point]) -> tuple[Point, Point, Point]:
    """Return the corners of an arrow head: right, tip, left, as seen along the edge."""
    before = next((point for point in reversed(points) if math.dist(point, points[-1]) > _SAME), None)
    path = (before, points[-1]) if before else distinct(points)
    tip, base = path[-1], arrow_base(path)
    length = math.dist(tip, base)
    dx, dy = (tip.x - base.x) / length * ARROW_HALF_WIDTH, (tip.y - base.y) / length * ARROW_HALF_WIDTH
    return Point(base.x - dy, base.y + dx), tip, Point(base.x + dy, base.y - dx)


def distinct(points: Sequence[Point]) -> list[Point]:
    """Return the points without consecutive duplicates; always at least two."""
    path = [points[0]]
    path += [point for before, point in itertools.pairwise(points) if math.dist(before, point) > _SAME]
    return path if len(path) > 1 else [points[0], Point(points[0].x + ARROW_LENGTH, points[0].y)]


def towards(start: Point, end: Point, length: float) -> Point:
    """Return the point at a distance of `length` from `start` towards `end`."""
    whole = math.dist(start, end)
    share = length / whole if whole else 0.0
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
