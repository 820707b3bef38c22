"""Paths on the level grid: segments in turn horizontal and vertical, from the source's line to the target's."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.layout.net import WEST

Segment = tuple[int, int, int, int]
"""(line, low level, high level, direction); the line's lowest bit is the axis. A segment may have length 0."""

Path = tuple[Segment, ...]


def path_through(corners: Sequence[tuple[int, int]], axis: int) -> Path:
    """Return the path through (x, y) corners whose first segment runs along `axis`."""
    segments = []
    x0, y0 = corners[0]
    for x1, y1 in corners[1:]:
        if axis:
            segments.append((2 * x0 + 1, y0, y1, 1) if y0 <= y1 else (2 * x0 + 1, y1, y0, 3))
        else:
            segments.append((2 * y0, x0, x1, 0) if x0 <= x1 else (2 * y0, x1, x0, 2))
        axis = 1 - axis
        x0, y0 = x1, y1
    return tuple(segments)


def ends_of(path: Path) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the levels, across and down, at which a path begins and ends."""
    line, low, high, out = path[0]
    level = low if out < WEST else high
    start = (line >> 1, level) if line & 1 else (level, line >> 1)
    line, low, high, into = path[-1]
    level = high if into < WEST else low
    return start, (line >> 1, level) if line & 1 else (level, line >> 1)


def rounds_of(path: Path) -> int:
    """Return at how many of its ends a path leads away from the other one and then back past its own node."""
    if len(path) < 4:
        return 0
    start, end = ends_of(path)
    return _goes_round(path[:3], start, end) + _goes_round(path[:-4:-1], end, start)


def _goes_round(first: Path, own: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether a path goes round its own node.

    `first` has the three segments at that end, in order from there.
    """
    (line, _, _, out), _, (back_line, low, high, back) = first
    along, across = own[line & 1], own[1 - (line & 1)]
    leads_away = ((back_line >> 1) - across) * (other[1 - (line & 1)] - across) < 0
    return back == out ^ 2 and low < along < high and leads_away
