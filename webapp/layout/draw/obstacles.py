"""Obstacles: what labels and badges must not touch, looked up by place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from webapp.layout.geometry import Point

CELL = 80.0
"""Cell of the hash in which obstacles are looked up: only speed (px)."""
STRIP = 20.0
"""Strip in which lines are looked up: only speed (px)."""
CLEAR_LINE = 8.0
"""Distance of a label from lines of other edges: more leaves no doubt whose label it is, less finds places (px)."""
LEAST_CLEAR_LINE = 3.0
"""The same where there is no place so far from all lines, and of badges (px)."""
CLEAR_OWN = 2.0
"""Least distance of a label from its own line elsewhere (px)."""
ARROW_LENGTH = 12.0
"""Length of the box that an arrowhead takes: its 10 px and a gap."""
ARROW_HALF = 5.0
"""Half the width of this box (px)."""

Rectangle = tuple[float, float, float, float]
"""(left, top, right, bottom)."""


class Obstacles:
    """Rectangles in a spatial hash, lines in strips along them; an edge's own line may come nearer to its label."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Rectangle]] = {}
        self.level: dict[int, list[tuple[float, float, float, int]]] = {}
        """Horizontal lines by strip of y: (y, left, right, edge)."""
        self.upright: dict[int, list[tuple[float, float, float, int]]] = {}
        """Vertical lines by strip of x: (x, top, bottom, edge)."""

    def add(self, left: float, top: float, right: float, bottom: float) -> None:
        """Add a rectangle."""
        entry = (left, top, right, bottom)
        for i in range(int(left // CELL), int(right // CELL) + 1):
            for j in range(int(top // CELL), int(bottom // CELL) + 1):
                self.cells.setdefault((i, j), []).append(entry)

    def add_line(self, edge: int, points: Sequence[Point]) -> None:
        """Add the pieces of an edge."""
        for (x0, y0), (x1, y1) in pairwise(points):
            if y0 == y1:
                self.level.setdefault(int(y0 // STRIP), []).append((y0, min(x0, x1), max(x0, x1), edge))
            else:
                self.upright.setdefault(int(x0 // STRIP), []).append((x0, min(y0, y1), max(y0, y1), edge))

    def hit(
        self, left: float, top: float, right: float, bottom: float, edge: int, clear: float = LEAST_CLEAR_LINE
    ) -> bool:
        """Return whether the label of `edge` would touch anything here, or be nearer than `clear` to another line."""
        for i in range(int(left // CELL), int(right // CELL) + 1):
            for j in range(int(top // CELL), int(bottom // CELL) + 1):
                for x0, y0, x1, y1 in self.cells.get((i, j), ()):
                    if left < x1 and x0 < right and top < y1 and y0 < bottom:
                        return True
        return _near(self.level, top, bottom, left, right, edge, clear) or _near(
            self.upright, left, right, top, bottom, edge, clear
        )

    def passes(self, point: Point, clear: float, but: Collection[int]) -> bool:
        """Return whether a line of another edge than `but` is nearer than `clear` to a point."""
        return any(
            owner not in but and abs(across - at) < clear and first - clear < along < last + clear
            for strips, across, along in ((self.level, point.y, point.x), (self.upright, point.x, point.y))
            for strip in range(int((across - clear) // STRIP), int((across + clear) // STRIP) + 1)
            for at, first, last, owner in strips.get(strip, ())
        )


def _near(
    strips: dict[int, list[tuple[float, float, float, int]]],
    low: float,
    high: float,
    start: float,
    stop: float,
    edge: int,
    wanted: float,
) -> bool:
    """Return whether a line comes too near to low..high across the strips and start..stop along them."""
    for strip in range(int((low - wanted) // STRIP), int((high + wanted) // STRIP) + 1):
        for at, first, last, owner in strips.get(strip, ()):
            clear = CLEAR_OWN if owner == edge else wanted
            if low - clear < at < high + clear and first - clear < stop and start < last + clear:
                return True
    return False


def arrow_box(points: Sequence[Point]) -> Rectangle:
    """Return the rectangle that an arrow head takes at the end of a line."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    if abs(y1 - y0) < abs(x1 - x0):
        back = x1 - ARROW_LENGTH if x1 > x0 else x1 + ARROW_LENGTH
        return min(back, x1), y1 - ARROW_HALF, max(back, x1), y1 + ARROW_HALF
    back = y1 - ARROW_LENGTH if y1 > y0 else y1 + ARROW_LENGTH
    return x1 - ARROW_HALF, min(back, y1), x1 + ARROW_HALF, max(back, y1)
