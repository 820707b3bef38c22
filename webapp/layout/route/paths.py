"""Paths on the level grid: segments in turn horizontal and vertical, from the source's line to the target's."""

from __future__ import annotations

from collections.abc import Sequence

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
