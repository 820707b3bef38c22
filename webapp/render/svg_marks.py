"""The small marks of the SVG: badges of loops, and the round marks where a folded edge continues."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from webapp.domain import Shape
from webapp.layout.draw.badges import BADGE_SIZE, ICON_WIDTH
from webapp.layout.fold.mark_places import MARK_RADIUS
from webapp.layout.geometry import Continuation, Geometry, LoopBadge, NodeBox, Point
from webapp.layout.measure.text_metrics import clean, is_rtl
from webapp.render.themes import Theme

# The distance of a baseline from the middle of its line, as a share of the font size: half of Arial's cap height.
BASELINE = 0.35
# The digits of continuations as strokes, 2 wide and 4 high. They are not text, because text in an edge is its label.
_FIGURES = (
    "M1 0C0 0 0 4 1 4C2 4 2 0 1 0Z",
    "M.4 .8L1.2 0V4",
    "M.1 1C.1 -.3 1.9 -.3 1.9 1C1.9 2 .1 3 .1 4H2",
    "M.1 .5C.6 -.2 1.8 -.2 1.8 1C1.8 1.8 1 1.9 .8 1.9C1.2 1.9 2 2 2 3C2 4.2 .6 4.3 0 3.5",
    "M1.5 4V0L0 2.8H2",
    "M1.8 0H.4L.2 1.8C.8 1.3 2 1.5 2 2.7C2 4.2 .6 4.3 0 3.5",
    "M1.6 .1C.6 .5 .1 1.6 .1 2.8C.1 4.4 1.95 4.4 1.95 2.8C1.95 1.3 .3 1.3 .1 2.6",
    "M0 0H2L.8 4",
    "M1 1.9C-.1 1.7 .1 0 1 0C1.9 0 2.1 1.7 1 1.9C-.2 2.1 -.1 4 1 4C2.1 4 2.2 2.1 1 1.9Z",
    "M.4 3.9C1.4 3.5 1.9 2.4 1.9 1.2C1.9 -.4 .05 -.4 .05 1.2C.05 2.7 1.7 2.7 1.9 1.4",
)
_FIGURE_ADVANCE = 3.0
_FIGURE_SCALES = (1.5, 1.3, 1.0)
# An open ring with a head, around (0, 0).
_ICON = "M3.4 -2.4A4 4 0 1 0 4 1.2M3.9 -5V-2H0.9"
_MEMBER_RADIUS = 6.0
_MEMBER_SCALE = 0.75
# How far the middle of a member's mark is outside of a round or slanted outline, whose text comes near to it.
_MEMBER_OUTSIDE = 5.0


def loops_of_nodes(geometry: Geometry) -> Mapping[str, list[str]]:
    """Return the ids of the loops of each node; nodes without loops are omitted."""
    found: dict[str, list[str]] = {}
    for loop in geometry.loops:
        for node in loop.nodes:
            found.setdefault(node, []).append(loop.id)
    return found


def marked_members(geometry: Geometry) -> Mapping[str, list[NodeBox]]:
    """Return, by loop id, the nodes that bear its mark: each member once, without those at which a badge stands."""
    boxes = {node.id: node for node in geometry.nodes}
    seen = {loop.nodes[0] for loop in geometry.loops}
    found: dict[str, list[NodeBox]] = {}
    for loop in geometry.loops:
        for name in loop.nodes:
            if name not in seen:
                seen.add(name)
                found.setdefault(loop.id, []).append(boxes[name])
    return found


def badge_parts(badge: LoopBadge, members: Iterable[NodeBox], theme: Theme) -> Iterator[str]:
    """Yield the badge of a loop: a tag with a circular arrow and the condition, and a small mark at each of `members`.

    The marks are for paper and files: the page hides them, because it shows the members when somebody points at one.
    """
    x, y, width, height = badge.box
    condition = escape(clean(badge.condition), quote=False)
    nodes = " ".join(map(escape, badge.nodes))
    name = escape(badge.id)
    yield f'<g id="{name}" class="loop" data-loop="{name}" data-nodes="{nodes}">'
    yield f"<title>Loop{f': {condition}' if condition else ''}</title>"
    box = f'x="{x:.8g}" y="{y:.8g}" width="{width:.8g}" height="{height:.8g}" rx="{height / 2:.8g}"'
    yield f'<rect {box} fill="{theme.bands[0]}" stroke="{theme.edge}" stroke-width="1"/>'
    middle = y + height / 2
    icon = f'fill="none" stroke="{theme.edge}" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round"'
    yield f'<path transform="translate({x + ICON_WIDTH / 2:.8g} {middle:.8g})" d="{_ICON}" {icon}/>'
    if badge.text:
        text = escape(clean(badge.text), quote=False)
        position = f'x="{x + ICON_WIDTH - 1:.8g}" y="{middle + BADGE_SIZE * BASELINE:.8g}"'
        # The end of right-to-left text is at the left.
        anchor = 'text-anchor="end" direction="rtl"' if is_rtl(badge.condition) else 'text-anchor="start"'
        yield f'<text {position} font-size="{BADGE_SIZE:g}" {anchor} fill="{theme.edge_text}">{text}</text>'
    for node in members:
        at = _corner_of(node)
        yield (
            f'<g class="loop-mark" transform="translate({at.x:.8g} {at.y:.8g})">'
            f'<circle r="{_MEMBER_RADIUS:g}" fill="{theme.bands[0]}" stroke="{theme.edge}" stroke-width="1"/>'
            f'<path transform="scale({_MEMBER_SCALE:g})" d="{_ICON}" {icon}/></g>'
        )
    yield "</g>"


def _corner_of(node: NodeBox) -> Point:
    """Return where the mark of a member stands: at the upper right of its outline, where no edge ends."""
    x, y, width, height = node.box
    if node.shape is Shape.CIRCLE:
        share = math.sqrt(0.5)
        reach = width / 2 + _MEMBER_OUTSIDE
        return Point(x + width / 2 + share * reach, y + height / 2 - share * reach)
    if node.shape is Shape.DIAMOND:
        slant = math.hypot(width, height)
        return Point(
            x + width * 3 / 4 + _MEMBER_OUTSIDE * height / slant, y + height / 4 - _MEMBER_OUTSIDE * width / slant
        )
    return Point(x + width - _MEMBER_RADIUS, y)


def continuation_parts(mark: Continuation, theme: Theme, other_end: str) -> Iterator[str]:
    """Yield a round mark; `other_end` is the escaped label of the node to which the edge leads from here."""
    way = "goes on to" if mark.leaves else "comes from"
    yield f'<g class="continuation"><title>{mark.number}: {way} {other_end}</title>'
    circle = f'cx="{mark.x:.8g}" cy="{mark.y:.8g}" r="{MARK_RADIUS:g}"'
    yield f'<circle {circle} fill="{theme.bands[0]}" stroke="{theme.edge}" stroke-width="1.2"/>'
    stroke = f'fill="none" stroke="{theme.edge_text}" stroke-width="0.8" stroke-linecap="round" stroke-linejoin="round"'
    figures = str(mark.number)
    scale = _FIGURE_SCALES[min(len(figures), len(_FIGURE_SCALES)) - 1]
    left = mark.x - scale * (_FIGURE_ADVANCE * (len(figures) - 1) + 2) / 2
    for index, figure in enumerate(figures):
        at = f"translate({left + index * scale * _FIGURE_ADVANCE:.8g} {mark.y - 2 * scale:.8g}) scale({scale:g})"
        yield f'<path transform="{at}" d="{_FIGURES[int(figure)]}" {stroke}/>'
    yield "</g>"
