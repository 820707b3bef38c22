"""Badges of loops: a small tag with the condition at the first node of each loop, where it touches nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain import Loop, Shape
from webapp.layout.draw.obstacles import Obstacles, arrow_box
from webapp.layout.geometry import Box, LoopBadge, Point
from webapp.layout.measure.wrapping import wrap

BADGE_SIZE = 10.5
"""Size of the text of a badge (px)."""
BADGE_HEIGHT = 16.0
"""Height of a badge (px)."""
ICON_WIDTH = 18.0
"""Width of a badge that shows nothing but its sign (px)."""
_END = 7.0
"""Air after the text of a badge (px)."""
_WRAPS = (170.0, 110.0, 64.0, 36.0)
"""Widths to which the text is shortened, one after the other, until there is a free place (px)."""
_GAP = 3.0
"""Gap between a badge and its node (px)."""
_SHIFT = 12.0
"""Distance of two places tried along a side (px)."""
_SHIFTS = 6
"""Places tried beyond the node at either end."""
_OVER = 24.0
"""What of a badge stands right above its box at least, where it makes room for a line: less is nobody's (px)."""
_LEVELS = 4
"""Badges that may stand on each other above a node."""
_CLEAR = 2.0
"""Least distance of a badge from anything else (px)."""
_MARGIN = 2.0
"""Least distance of a badge from the borders of its lane (px)."""
_NO_EDGE = -1
MOST_AT_NODE = 8
"""Badges beside one node; where more loops begin, the last of them share one place."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything drawn that a badge must not touch; `lanes` are the bands without their headers."""

    shapes: Mapping[str, tuple[Shape, Box]]
    lines: Sequence[Sequence[Point]]
    labels: Sequence[Box | None]
    lanes: Sequence[Box]


def place_badges(loops: Sequence[Loop], around: Surroundings) -> tuple[list[LoopBadge], list[str]]:
    """Return the badges of `loops`, and the first nodes of those that found no free place even as an icon alone.

    Words that find no room are shortened, down to the icon; the whole condition stands in the badge's title. Where
    very many loops begin at one node, the last of them lie on each other and say how many they are.
    """
    if not loops:
        return [], []
    obstacles = _obstacles(loops, around)
    begun = Counter(loop.nodes[0] for loop in loops if loop.nodes)
    placed: dict[int, tuple[Box, str]] = {}
    # What stands right above its node is taken by no badge of a neighbour.
    for i, loop in enumerate(loops):
        if loop.nodes and begun[loop.nodes[0]] <= MOST_AT_NODE:
            found = _flush_spot(loop.condition, *around.shapes[loop.nodes[0]], around, obstacles)
            if found:
                placed[i] = _put(obstacles, found)
    blocked: list[str] = []
    counted: Counter[str] = Counter()
    shared: dict[str, tuple[Box, str]] = {}
    for i, loop in enumerate(loops):
        if not loop.nodes:
            continue
        first = loop.nodes[0]
        counted[first] += 1
        last = begun[first] > MOST_AT_NODE and counted[first] >= MOST_AT_NODE
        if last and first in shared:
            placed[i] = shared[first]
        elif i not in placed:
            shape, node = around.shapes[first]
            more = begun[first] - MOST_AT_NODE + 1
            text, limits = (f"+{more}", _WRAPS[:1]) if last else (loop.condition, (*_WRAPS, 0.0))
            found = _spot(text, limits, shape, node, around, obstacles)
            if found is None:
                blocked.append(first)
                found = Box(node.x, node.y - _GAP - BADGE_HEIGHT, ICON_WIDTH, BADGE_HEIGHT), ""
            placed[i] = _put(obstacles, found)
            if last:
                shared[first] = found
    badges = [LoopBadge(loop.id, loop.condition, loop.nodes, *placed[i]) for i, loop in enumerate(loops) if i in placed]
    return badges, blocked


def cut_badges(badges: Sequence[LoopBadge]) -> dict[str, float]:
    """Return the first nodes of loops whose badges show less than ever fits one, and what these lack of their width."""
    begun = Counter(badge.nodes[0] for badge in badges)
    cut: dict[str, float] = {}
    for badge in badges:
        missing = _shown(badge.condition, _WRAPS[0])[1] - badge.box.width
        if missing > 0 and begun[badge.nodes[0]] <= MOST_AT_NODE:
            cut[badge.nodes[0]] = max(missing, cut.get(badge.nodes[0], 0.0))
    return cut


def _put(obstacles: Obstacles, found: tuple[Box, str]) -> tuple[Box, str]:
    """Return a badge's box and words; its place is taken from now on."""
    x, y, width, height = found[0]
    obstacles.add(x - _CLEAR, y - _CLEAR, x + width + _CLEAR, y + height + _CLEAR)
    return found


def _obstacles(loops: Sequence[Loop], around: Surroundings) -> Obstacles:
    obstacles = Obstacles()
    firsts = {loop.nodes[0] for loop in loops if loop.nodes}
    for name, (shape, box) in around.shapes.items():
        # The corners beside a slanted or round outline are free for that node's own badge.
        if name not in firsts or shape not in (Shape.CIRCLE, Shape.DIAMOND):
            obstacles.add(*_grown(box, _CLEAR))
        elif shape is Shape.CIRCLE:
            for share in (0.3, 0.6, 0.85):
                across = math.sqrt(1 - share * share)
                obstacles.add(*_grown(_middle(box, share, across), _CLEAR))
                obstacles.add(*_grown(_middle(box, across, share), _CLEAR))
        else:
            for share in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
                obstacles.add(*_grown(_middle(box, share, 1.1 - share), _CLEAR))
    for e, points in enumerate(around.lines):
        obstacles.add_line(e, points)
        obstacles.add(*arrow_box(points))
    for label in around.labels:
        if label:
            obstacles.add(*_grown(label, _CLEAR))
    return obstacles


def _spot(
    content: str, limits: Sequence[float], shape: Shape, node: Box, around: Surroundings, obstacles: Obstacles
) -> tuple[Box, str] | None:
    seen = None
    for limit in limits:
        text, width = _shown(content, limit)
        if text == seen:
            continue
        seen = text
        y = node.y - _GAP - BADGE_HEIGHT
        for x in () if shape in (Shape.CIRCLE, Shape.DIAMOND) else _partly_above(node, width):
            if _is_free(x, y, width, around, obstacles) and not _is_above_others(x, width, node, obstacles):
                return Box(x, y, width, BADGE_HEIGHT), text
        for x, y in _candidates(shape, node, width):
            if _is_free(x, y, width, around, obstacles):
                return Box(x, y, width, BADGE_HEIGHT), text
    return None


def _partly_above(node: Box, width: float) -> Iterator[float]:
    """Yield x of badges of which enough stands right above their node, those nearest to its left corner first."""
    over = min(width, _OVER)
    left, right = node.x + over - width, node.x + node.width - over
    for step in range(int((right - left) // _SHIFT) + 1):
        for x in (node.x - step * _SHIFT, node.x + step * _SHIFT):
            if left <= x <= right:
                yield x


def _is_above_others(x: float, width: float, node: Box, obstacles: Obstacles) -> bool:
    """Return whether what of a badge stands beside the place above its node is right above something else."""
    top, bottom = node.y - _GAP - BADGE_HEIGHT, node.y + _SHIFT
    left, right = node.x - 2 * _CLEAR, node.x + node.width + 2 * _CLEAR
    return (x < left and obstacles.hit(x, top, left, bottom, _NO_EDGE)) or (
        x + width > right and obstacles.hit(right, top, x + width, bottom, _NO_EDGE)
    )


def _flush_spot(
    content: str, shape: Shape, node: Box, around: Surroundings, obstacles: Obstacles
) -> tuple[Box, str] | None:
    """Return the place right above a node: from its left corner, or over the middle of a round or slanted outline."""
    text, width = _shown(content, _WRAPS[0])
    slanted = shape in (Shape.CIRCLE, Shape.DIAMOND)
    x = node.x + (node.width - width) / 2 if slanted else node.x
    y = node.y - _GAP - BADGE_HEIGHT
    return (Box(x, y, width, BADGE_HEIGHT), text) if _is_free(x, y, width, around, obstacles) else None


def _shown(content: str, limit: float) -> tuple[str, float]:
    """Return as much of a condition as `limit` leaves room for, and the width of a badge with it."""
    wrapped = wrap(content, BADGE_SIZE, limit, 1) if limit and content else None
    text = wrapped.lines[0] if wrapped else ""
    return text, ICON_WIDTH + (math.ceil(wrapped.width) + _END if wrapped and text else 0.0)


def _is_free(x: float, y: float, width: float, around: Surroundings, obstacles: Obstacles) -> bool:
    """Return whether a badge at a place would be inside one lane and touch nothing."""
    right, bottom = x + width, y + BADGE_HEIGHT
    inside = any(
        lane.x + _MARGIN <= x
        and right <= lane.x + lane.width - _MARGIN
        and lane.y + _MARGIN <= y
        and bottom <= lane.y + lane.height - _MARGIN
        for lane in around.lanes
    )
    return inside and not obstacles.hit(x, y, right, bottom, _NO_EDGE)


def _candidates(shape: Shape, node: Box, width: float) -> Iterator[tuple[float, float]]:
    """Yield (x, y) of possible badges: at the upper left corner first, then along the top, then along the bottom."""
    middle = node.x + node.width / 2
    if shape in (Shape.CIRCLE, Shape.DIAMOND):
        for share in (0.35, 0.5, 0.65):
            rise = math.sqrt(1 - share * share) if shape is Shape.CIRCLE else 1 - share
            top = node.y + node.height / 2 * (1 - rise)
            yield middle - share * node.width / 2 - width - _GAP, top - BADGE_HEIGHT - _GAP
            yield middle + share * node.width / 2 + _GAP, top - BADGE_HEIGHT - _GAP
    above, below = node.y - _GAP - BADGE_HEIGHT, node.y + node.height + _GAP
    left, right = node.x, node.x + node.width - width
    higher = (above - level * (BADGE_HEIGHT + _GAP) for level in range(1, _LEVELS))
    for y in (above, below, *higher):
        yield left, y
        yield right, y
        for step in range(1, _SHIFTS + 1):
            yield left - step * _SHIFT, y
            yield left + step * _SHIFT, y
            yield right + step * _SHIFT, y
    for step in range(int(node.height // _SHIFT) + 1):
        yield node.x - width - _GAP, node.y + step * _SHIFT
        yield node.x + node.width + _GAP, node.y + step * _SHIFT


def _middle(box: Box, across: float, down: float) -> Box:
    width, height = box.width * across, box.height * down
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def _grown(box: Box, by: float) -> tuple[float, float, float, float]:
    return box.x - by, box.y - by, box.x + box.width + by, box.y + box.height + by
