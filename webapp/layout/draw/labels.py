"""Edge labels: each stands beside its own line, near the source, and touches nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from webapp.layout.draw.coordinates import Frame
from webapp.layout.draw.obstacles import CLEAR_LINE, LEAST_CLEAR_LINE, Obstacles, arrow_box
from webapp.layout.geometry import Box, Point
from webapp.layout.measure.sizes import LabelSize

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
LEVELS = 18
"""Distances from a side of a node that are tried for all labels of its edges at one height."""
LEVEL_STEP = 2.0
"""Distance of two of these (px)."""
TRIES = 150
"""Places tried for one label at most."""
AWAY = 12
"""Distances from its line at which a label is tried that has no place beside it."""
AWAY_STEP = 8.0
"""Distance of two of these (px)."""
MOST_AWAY = 40
"""Labels that are tried further from their lines at most: bounds hubs with thousands."""
CLEAR_NODE = 2.0
"""Least distance of a label from nodes (px)."""
CLEAR_LABEL = 4.0
"""Least distance of two labels side by side (px)."""
FROM_EDGE = 8.0
"""Least distance of a label from the end of the page (px)."""

Place = tuple[float, float]
"""(left, top) of a label."""


def place_labels(
    frame: Frame,
    boxes: Sequence[Box],
    lines: Sequence[Sequence[Point]],
    labels: Sequence[LabelSize],
    first: Sequence[int],
    upright: bool = False,
    together: Sequence[Sequence[int]] = (),
    stems: Sequence[Sequence[Point]] | None = None,
) -> tuple[list[Box | None], list[int]]:
    """Place the labels of all edges, those of the edges `first` before the others.

    Those of edges that leave `together`, up or down from one side of a node, stand at one height if they can, along the
    first pieces of `stems`, which are `lines` unless some of these part at the tip of a diamond. `upright`
    says that everything given is mirrored at the diagonal, as for a drawing with time from top to bottom. Returns the
    box of each edge's label (None without label) and the edges whose labels found no free place beside their lines;
    these have a box too, further away or at their source.
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
    blocked: list[int] = []
    early = set(first)
    side_of = {e: side for side in together for e in side}
    for e in sorted((e for e, label in enumerate(labels) if label.width), key=lambda e: (e not in early, e)):
        if e in side_of and not placed[e]:
            for other, spot in _at_one_height(frame, obstacles, stems or lines, labels, side_of[e], upright).items():
                if not placed[other]:
                    placed[other] = _put(obstacles, spot, labels[other])
        if placed[e]:
            continue
        free = _free_spot(frame, obstacles, lines[e], labels[e], e, upright)
        if free is None:
            blocked.append(e)
            if len(blocked) <= MOST_AWAY:
                free = _spot_away(frame, obstacles, lines[e], labels[e], e, upright)
        placed[e] = _put(obstacles, free or next(_candidates(lines[e], labels[e], upright)), labels[e])
    return placed, blocked


def _put(obstacles: Obstacles, spot: Place, label: LabelSize) -> Box:
    """Return the box of a label at a place, which is taken from now on."""
    x, y = spot
    obstacles.add(x - CLEAR_LABEL, y - 1, x + label.width + CLEAR_LABEL, y + label.height + 1)
    return Box(x, y, label.width, label.height)


def _at_one_height(
    frame: Frame,
    obstacles: Obstacles,
    lines: Sequence[Sequence[Point]],
    labels: Sequence[LabelSize],
    side: Sequence[int],
    upright: bool,
) -> dict[int, Place]:
    """Return places at one distance from a side for as many labels of its edges as can be, if for more than one."""
    best: dict[int, Place] = {}
    pieces = _from_one_height([lines[e][:2] for e in side])
    for level in range(LEVELS):
        found: dict[int, Place] = {}
        distance = FROM_OUTLINE + level * LEVEL_STEP
        for e, piece in zip(side, pieces, strict=True):
            if level and distance >= abs(piece[1].x - piece[0].x) + abs(piece[1].y - piece[0].y):
                continue
            for spot in _beside(piece, labels[e], upright, distance):
                free = _is_free(frame, obstacles, spot, labels[e], e) and not _is_on_border(frame, spot, labels[e])
                if free and not any(_overlap(spot, labels[e], there, labels[other]) for other, there in found.items()):
                    found[e] = spot
                    break
        if len(found) > max(1, len(best)):
            best = found
        if len(best) == len(side):
            break
    return best


def _from_one_height(pieces: Sequence[Sequence[Point]]) -> list[tuple[Point, Point]]:
    """Return the pieces that leave one side of a node as if all began where the first of them leaves its outline.

    On a slanted or round outline, those beside the middle begin deeper inside the box.
    """
    (a, b), *_ = pieces
    if a.y == b.y:
        outer, inner = (max, min) if b.x > a.x else (min, max)
        first = outer(start.x for start, _ in pieces)
        return [(Point(inner(first, end.x), start.y), end) for start, end in pieces]
    outer, inner = (max, min) if b.y > a.y else (min, max)
    first = outer(start.y for start, _ in pieces)
    return [(Point(start.x, inner(first, end.y)), end) for start, end in pieces]


def _overlap(spot: Place, label: LabelSize, there: Place, other: LabelSize) -> bool:
    """Return whether two labels at these places would be too near to each other."""
    beside = spot[0] + label.width + CLEAR_LABEL <= there[0] or there[0] + other.width + CLEAR_LABEL <= spot[0]
    return not beside and spot[1] < there[1] + other.height and there[1] < spot[1] + label.height


def _free_spot(
    frame: Frame, obstacles: Obstacles, points: Sequence[Point], label: LabelSize, edge: int, upright: bool
) -> tuple[float, float] | None:
    """Return the nearest place that touches nothing, on a lane border or near to lines only where there is no other."""
    for border in (False, True):
        for clear in (CLEAR_LINE, LEAST_CLEAR_LINE):
            for spot in islice(_candidates(points, label, upright), TRIES):
                if _is_on_border(frame, spot, label) is border and _is_free(frame, obstacles, spot, label, edge, clear):
                    return spot
    return None


def _spot_away(
    frame: Frame, obstacles: Obstacles, points: Sequence[Point], label: LabelSize, edge: int, upright: bool
) -> Place | None:
    """Return the place nearest to the line that touches nothing, beyond the other lines beside which it runs.

    Words there can be read; on lines they cannot.
    """
    for away in range(1, AWAY + 1):
        for piece in pairwise(points):
            (x0, y0), (x1, y1) = piece
            level = y0 == y1
            length = int(abs(x1 - x0) + abs(y1 - y0))
            for distance in range(int(FROM_OUTLINE), length, max(int(4 * STEP_X), length // AWAY)):
                for x, y in _beside(piece, label, upright, distance):
                    shift = away * AWAY_STEP * (1 if (y >= y0 if level else x >= x0) else -1)
                    spot = (x, y + shift) if level else (x + shift, y)
                    if _is_free(frame, obstacles, spot, label, edge, LEAST_CLEAR_LINE):
                        return spot
    return None


def _is_free(
    frame: Frame, obstacles: Obstacles, spot: Place, label: LabelSize, edge: int, clear: float = CLEAR_LINE
) -> bool:
    """Return whether the label of `edge` would touch nothing at a place."""
    x, y = spot
    right, bottom = x + label.width, y + label.height
    if x < frame.header + 2 or right > frame.width - FROM_EDGE or y < 2 or bottom > frame.lane_y[-1] - 2:
        return False
    return not obstacles.hit(x, y, right, bottom, edge, clear)


def _is_on_border(frame: Frame, spot: Place, label: LabelSize) -> bool:
    border = bisect_right(frame.lane_y, spot[1] - 2)
    return frame.lane_y[border] < spot[1] + label.height + 2


def _candidates(points: Sequence[Point], label: LabelSize, upright: bool) -> Iterator[tuple[float, float]]:
    """Yield (x, y) of possible boxes along the way, nearest to the source first.

    On the page: above a level line before below it, to the right of an upright one before to its left. A level piece
    before a turn that is shorter than the label comes last: the label would hang over the turn.
    """
    pieces = list(pairwise(points))
    short = [(a, b) for a, b in pieces[:-1] if a[1] == b[1] and abs(a[0] - b[0]) < label.width]
    for piece in [*(piece for piece in pieces if piece not in short), *short]:
        (x0, y0), (x1, y1) = piece
        step = STEP_X if (y0 == y1) != upright else STEP_Y
        distance, length = FROM_OUTLINE, abs(x1 - x0) + abs(y1 - y0)
        while True:
            yield from _beside(piece, label, upright, distance)
            distance += step
            step *= STEP_GROWTH
            if distance >= length:
                break


def _beside(piece: Sequence[Point], label: LabelSize, upright: bool, distance: float) -> tuple[Place, Place]:
    """Return the two places beside a piece of a line that begin so far from its start."""
    width, height, (x0, y0), (x1, y1) = label.width, label.height, *piece
    if y0 == y1:
        x = x0 + distance if x1 >= x0 else x0 - distance - width
        if upright:
            return (x, y0 + BESIDE_LINE), (x, y0 - BESIDE_LINE - height)
        return (x, y0 - ABOVE_LINE - height), (x, y0 + ABOVE_LINE)
    y = y0 + distance if y1 >= y0 else y0 - distance - height
    if upright:
        return (x0 - ABOVE_LINE - width, y), (x0 + ABOVE_LINE, y)
    return (x0 + BESIDE_LINE, y), (x0 - BESIDE_LINE - width, y)
