"""Edge labels: each stands beside its own line, near the source, and touches nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from webapp.layout.draw.coordinates import Frame
from webapp.layout.geometry import Box, Point
from webapp.layout.measure.sizes import LabelSize

CELL = 80.0
"""Cell of the hash in which obstacles are looked up: only speed (px)."""
STRIP = 20.0
"""Strip in which lines are looked up: only speed (px)."""
ABOVE_LINE = 3.0
"""Gap between a level line and its label above or below (px)."""
BESIDE_LINE = 5.0
"""Gap between an upright line and its label beside it (px)."""
FROM_OUTLINE = 5.0
"""Distance of the first place from the beginning of the line (px)."""
STEP_X = 12.0
"""Distance of two places tried along a level line: less finds tighter places and takes longer (px)."""
STEP_Y = 8.0
"""The same along an upright line (px)."""
STEP_GROWTH = 1.1
"""Steps grow by this, so that long lines are searched in few (factor)."""
TRIES = 150
"""Places tried for one label at most."""
CLEAR_NODE = 2.0
"""Least distance of a label from nodes (px)."""
CLEAR_LINE = 3.0
"""Least distance of a label from lines of other edges (px)."""
CLEAR_OWN = 2.0
"""Least distance of a label from its own line elsewhere (px)."""
CLEAR_LABEL = 4.0
"""Least distance of two labels side by side (px)."""
FROM_EDGE = 8.0
"""Least distance of a label from the end of the page (px)."""
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

    def hit(self, left: float, top: float, right: float, bottom: float, edge: int) -> bool:
        """Return whether the label of `edge` would touch anything in this rectangle."""
        for i in range(int(left // CELL), int(right // CELL) + 1):
            for j in range(int(top // CELL), int(bottom // CELL) + 1):
                for x0, y0, x1, y1 in self.cells.get((i, j), ()):
                    if left < x1 and x0 < right and top < y1 and y0 < bottom:
                        return True
        return _near(self.level, top, bottom, left, right, edge) or _near(self.upright, left, right, top, bottom, edge)


def _near(
    strips: dict[int, list[tuple[float, float, float, int]]],
    low: float,
    high: float,
    start: float,
    stop: float,
    edge: int,
) -> bool:
    """Return whether a line comes too near to low..high across the strips and start..stop along them."""
    for strip in range(int((low - CLEAR_LINE) // STRIP), int((high + CLEAR_LINE) // STRIP) + 1):
        for at, first, last, owner in strips.get(strip, ()):
            clear = CLEAR_OWN if owner == edge else CLEAR_LINE
            if low - clear < at < high + clear and first - clear < stop and start < last + clear:
                return True
    return False


def place_labels(
    frame: Frame,
    boxes: Sequence[Box],
    lines: Sequence[Sequence[Point]],
    labels: Sequence[LabelSize],
    first: Sequence[int],
    upright: bool = False,
) -> tuple[list[Box | None], list[int]]:
    """Place the labels of all edges, those of the edges `first` before the others.

    `upright` says that everything given is mirrored at the diagonal, as for a drawing with time from top to bottom.
    Returns the box of each edge's label (None without label) and the edges whose labels found no free place; these
    have a box too, at their source.
    """
    obstacles = Obstacles()
    for box in boxes:
        obstacles.add(
            box.x - CLEAR_NODE, box.y - CLEAR_NODE, box.x + box.width + CLEAR_NODE, box.y + box.height + CLEAR_NODE
        )
    for e, points in enumerate(lines):
        obstacles.add_line(e, points)
        obstacles.add(*arrow_box(points))
    placed: list[Box | None] = [None] * len(lines)
    blocked = []
    labelled = [e for e, label in enumerate(labels) if label.width]
    early = set(first)
    for e in sorted(labelled, key=lambda e: (e not in early, e)):
        label = labels[e]
        spot = _free_spot(frame, obstacles, lines[e], label, e, upright)
        if spot is None:
            blocked.append(e)
            spot = next(_candidates(lines[e], label, upright))
        placed[e] = Box(spot[0], spot[1], label.width, label.height)
        obstacles.add(
            spot[0] - CLEAR_LABEL, spot[1] - 1, spot[0] + label.width + CLEAR_LABEL, spot[1] + label.height + 1
        )
    return placed, blocked


def _free_spot(
    frame: Frame, obstacles: Obstacles, points: Sequence[Point], label: LabelSize, edge: int, upright: bool
) -> tuple[float, float] | None:
    """Return the nearest place that touches nothing, on a lane border only where there is no other."""
    on_border = None
    for x, y in islice(_candidates(points, label, upright), TRIES):
        right, bottom = x + label.width, y + label.height
        if x < frame.header + 2 or right > frame.width - FROM_EDGE or y < 2 or bottom > frame.lane_y[-1] - 2:
            continue
        if obstacles.hit(x, y, right, bottom, edge):
            continue
        border = bisect_right(frame.lane_y, y - 2)
        if frame.lane_y[border] >= bottom + 2:
            return x, y
        on_border = on_border or (x, y)
    return on_border


def arrow_box(points: Sequence[Point]) -> Rectangle:
    """Return the rectangle that an arrow head takes at the end of a line."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    if abs(y1 - y0) < abs(x1 - x0):
        back = x1 - ARROW_LENGTH if x1 > x0 else x1 + ARROW_LENGTH
        return min(back, x1), y1 - ARROW_HALF, max(back, x1), y1 + ARROW_HALF
    back = y1 - ARROW_LENGTH if y1 > y0 else y1 + ARROW_LENGTH
    return x1 - ARROW_HALF, min(back, y1), x1 + ARROW_HALF, max(back, y1)


def _candidates(points: Sequence[Point], label: LabelSize, upright: bool) -> Iterator[tuple[float, float]]:
    """Yield (x, y) of possible boxes along the way, nearest to the source first.

    On the page: above a level line before below it, to the right of an upright one before to its left.
    """
    width, height = label.width, label.height
    for (x0, y0), (x1, y1) in pairwise(points):
        level = y0 == y1
        start, end = (x0, x1) if level else (y0, y1)
        step = STEP_X if level != upright else STEP_Y
        forward = end >= start
        size = width if level else height
        distance, length = FROM_OUTLINE, abs(end - start)
        while True:
            at = start + distance if forward else start - distance - size
            if level and upright:
                yield at, y0 + BESIDE_LINE
                yield at, y0 - BESIDE_LINE - height
            elif level:
                yield at, y0 - ABOVE_LINE - height
                yield at, y0 + ABOVE_LINE
            elif upright:
                yield x0 - ABOVE_LINE - width, at
                yield x0 + ABOVE_LINE, at
            else:
                yield x0 + BESIDE_LINE, at
                yield x0 - BESIDE_LINE - width, at
            distance += step
            step *= STEP_GROWTH
            if distance >= length:
                break
