"""Edge labels: each stands beside its own line, near the source, and touches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from webapp.layout.coordinates import Frame
from webapp.layout.geometry import Box, Point
from webapp.layout.sizes import HEADER_WIDTH, LabelSize

CELL = 80.0
ABOVE_LINE = 3.0
BESIDE_LINE = 5.0
FROM_OUTLINE = 5.0
STEP_X = 12.0
STEP_Y = 8.0
CLEAR_NODE = 2.0
CLEAR_LINE = 3.0
CLEAR_OWN = 2.0
CLEAR_LABEL = 4.0
ARROW_LENGTH = 12.0
ARROW_HALF = 5.0

Rectangle = tuple[float, float, float, float]
"""(left, top, right, bottom)."""


class Obstacles:
    """Rectangles in a spatial hash; those of an edge are smaller for its own label."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[tuple[float, float, float, float, int]]] = {}

    def add(self, left: float, top: float, right: float, bottom: float, edge: int = -1) -> None:
        """Add a rectangle, of `edge` if it is a line."""
        entry = (left, top, right, bottom, edge)
        for i in range(int(left // CELL), int(right // CELL) + 1):
            for j in range(int(top // CELL), int(bottom // CELL) + 1):
                self.cells.setdefault((i, j), []).append(entry)

    def hit(self, left: float, top: float, right: float, bottom: float, edge: int) -> bool:
        """Tell whether a rectangle of `edge`'s label touches anything."""
        shrink = CLEAR_LINE - CLEAR_OWN
        for i in range(int(left // CELL), int(right // CELL) + 1):
            for j in range(int(top // CELL), int(bottom // CELL) + 1):
                for x0, y0, x1, y1, owner in self.cells.get((i, j), ()):
                    if left < x1 and x0 < right and top < y1 and y0 < bottom:
                        if owner != edge or edge < 0:
                            return True
                        if left < x1 - shrink and x0 + shrink < right and top < y1 - shrink and y0 + shrink < bottom:
                            return True
        return False


def place_labels(
    frame: Frame,
    boxes: Sequence[Box],
    lines: Sequence[Sequence[Point]],
    labels: Sequence[LabelSize],
    first: Sequence[int],
) -> tuple[list[Box | None], list[int]]:
    """Place the labels of all edges, those of the edges `first` before the others.

    Returns the box of each edge's label (None without label) and the edges whose labels found no free place; these
    have a box too, at their source.
    """
    obstacles = Obstacles()
    for box in boxes:
        obstacles.add(
            box.x - CLEAR_NODE, box.y - CLEAR_NODE, box.x + box.width + CLEAR_NODE, box.y + box.height + CLEAR_NODE
        )
    for e, points in enumerate(lines):
        for (x0, y0), (x1, y1) in pairwise(points):
            obstacles.add(
                min(x0, x1) - CLEAR_LINE,
                min(y0, y1) - CLEAR_LINE,
                max(x0, x1) + CLEAR_LINE,
                max(y0, y1) + CLEAR_LINE,
                e,
            )
        obstacles.add(*_arrow(points))
    placed: list[Box | None] = [None] * len(lines)
    blocked = []
    labelled = [e for e, label in enumerate(labels) if label.width]
    for e in sorted(labelled, key=lambda e: (e not in first, e)):
        label = labels[e]
        spot = None
        fallback = None
        for x, y in _candidates(lines[e], label):
            right, bottom = x + label.width, y + label.height
            if x < HEADER_WIDTH + 2 or right > frame.width - 2 or y < 2 or bottom > frame.lane_y[-1] - 2:
                continue
            if obstacles.hit(x, y, right, bottom, e):
                continue
            if any(y - 2 < border < bottom + 2 for border in frame.lane_y[1:-1]):
                fallback = fallback or (x, y)
                continue
            spot = (x, y)
            break
        spot = spot or fallback
        if spot is None:
            blocked.append(e)
            spot = next(_candidates(lines[e], label))
        placed[e] = Box(spot[0], spot[1], label.width, label.height)
        obstacles.add(
            spot[0] - CLEAR_LABEL, spot[1] - 1, spot[0] + label.width + CLEAR_LABEL, spot[1] + label.height + 1
        )
    return placed, blocked


def _arrow(points: Sequence[Point]) -> Rectangle:
    (x0, y0), (x1, y1) = points[-2], points[-1]
    if abs(y1 - y0) < abs(x1 - x0):
        back = x1 - ARROW_LENGTH if x1 > x0 else x1 + ARROW_LENGTH
        return min(back, x1), y1 - ARROW_HALF, max(back, x1), y1 + ARROW_HALF
    back = y1 - ARROW_LENGTH if y1 > y0 else y1 + ARROW_LENGTH
    return x1 - ARROW_HALF, min(back, y1), x1 + ARROW_HALF, max(back, y1)


def _candidates(points: Sequence[Point], label: LabelSize) -> Iterator[tuple[float, float]]:
    """Yield (x, y) of possible boxes along the way, nearest to the source first."""
    width, height = label.width, label.height
    for k in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[k], points[k + 1]
        if y0 == y1:
            step = 1 if x1 >= x0 else -1
            at = x0 + step * FROM_OUTLINE
            while (x1 - at) * step > 0 or at == x0 + step * FROM_OUTLINE:
                left = at if step > 0 else at - width
                yield left, y0 - ABOVE_LINE - height
                yield left, y0 + ABOVE_LINE
                at += step * STEP_X
        else:
            step = 1 if y1 >= y0 else -1
            at = y0 + step * FROM_OUTLINE
            while (y1 - at) * step > 0 or at == y0 + step * FROM_OUTLINE:
                top = at if step > 0 else at - height
                yield x0 + BESIDE_LINE, top
                yield x0 - BESIDE_LINE - width, top
                at += step * STEP_Y
