"""How large nodes, edge labels and lane headers must be for their text and for the edges that meet them.

All lengths are CSS pixels. Text of a node that is too long is drawn with an ellipsis, and the whole text stands in
the SVG's `<title>`; edge labels and names of lanes are whole, up to what is ever looked at (`wrapping.READ_LIMIT`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from webapp.domain import Node, Shape, Side
from webapp.layout.geometry import TextLine, even
from webapp.layout.measure import crowds, diamonds
from webapp.layout.measure.text_metrics import is_rtl, text_width
from webapp.layout.measure.wrapping import Defect, Wrapped, beginning, wrap

FONT_SIZE = 12.0
"""Size of the label of a node (px)."""
LINE_HEIGHT = 14.5
"""Distance of baselines in the label of a node (px)."""
DETAIL_SIZE = 10.5
"""Size of owner, system and description in a taskbox (px)."""
DETAIL_LINE_HEIGHT = 13.0
"""Distance of baselines of these (px)."""
LABEL_SIZE = 11.0
"""Size of edge labels: smaller cannot be read on a phone, larger needs wider channels (px)."""
LABEL_LINE_HEIGHT = 13.0
"""Distance of baselines in edge labels (px)."""
HEADER_SIZE = 13.0
"""Size of the names of lanes, in bold (px)."""
HEADER_LINE_HEIGHT = 17.0
"""Distance of baselines in headers (px)."""
HEADER_WIDTH = 110.0
"""Width of the headers of lanes whose names need no more (px)."""
COLUMN_HEADER_WRAP = 140.0
"""Usual width of the names of upright lanes (px)."""
COLUMN_HEADER_PADDING = 23.0
"""Height of a header of upright lanes beyond its lines (px)."""

NODE_LINES = 6
"""Lines of a label in a node at most; the rest becomes an ellipsis."""
DETAIL_LINES = 2
"""Lines of owner and of system in a taskbox at most."""
DESCRIPTION_LINES = 4
"""Lines of a description in a taskbox at most."""
LABEL_LINES = 3
"""Lines of an edge label before it becomes wider: fewer make wide channels, more make tall ones."""
HEADER_LINES = 6
"""Lines of the name of a lane before its header becomes wider."""
ALL_LINES = 1_000
"""Stands for any number of lines: more than `READ_LIMIT` characters can have."""

_BOX_MIN = (112.0, 48.0)
"""Least width and height of rectangles and taskboxes: nodes of equal width make columns quiet to look at (px)."""
_BOX_PADDING = (24.0, 18.0)
"""What a box is wider and higher than its text (px)."""
_DETAIL_NARROWER = 8.0
"""What a box needs less beside owner, system and description than beside its label: smaller words need less air, and
columns of tasks stay narrow (px)."""
_BOX_WRAPS = (96.0, 144.0, 184.0)
"""Widths at which the text of a box is wrapped, narrowest first: narrow keeps columns narrow, wide keeps words whole
(px)."""
_DETAIL_WRAPS = (112.0, 144.0, 184.0)
"""The same for owner, system and description, whose words are smaller (px)."""
_BOX_USUAL_LINES = 4
"""Lines in a box before a wider wrap is tried."""
_DIAMOND_WRAPS = tuple(range(50, 111, 10))
"""Widths tried for the text of a diamond; the one of least area is taken (px)."""
_DIAMOND_LONG_WRAPS = (130, 150)
"""Further widths, for text that would lose something otherwise (px)."""
_DIAMOND_ASPECTS = (1.5, 1.7, 2.0)
"""Shapes of diamonds that are tried (width per height)."""
_CIRCLE_MIN = 52.0
"""Least diameter of a circle (px)."""
_CIRCLE_WRAPS = (40.0, 50.0, 62.0, 80.0, 100.0, 120.0)
"""Widths tried for the text of a circle; the smallest circle is taken (px)."""
_LABEL_WRAPS = (84.0, 112.0, 140.0)
"""Widths at which an edge label is wrapped, narrowest first: narrow labels need less of a channel (px)."""
_LONG_LABELS = ((140.0, 5), (180.0, 6), (240.0, 8), (300.0, ALL_LINES))
"""Width and most lines for labels that would be cut or broken within a word otherwise (px, lines)."""
LABEL_MOST = (300.0, 40 * LABEL_LINE_HEIGHT)
"""Largest size that a removed edge may say its label had: bounds the room that a companion can ask for (px)."""
_HEADER_WRAPS = (94.0, 112.0, 130.0, 150.0, 180.0, 220.0)
"""Widths of the names of lanes, narrowest first: wide headers take from the drawing, narrow ones break words (px)."""
_HEADER_MARGINS = 16.0
"""What a header is wider than its names (px)."""
_HEADER_PADDING = 24.0
"""What a lane is higher (upright: wider) than its name at least (px)."""
_COLUMN_HEADER_WRAPS = (COLUMN_HEADER_WRAP, 180.0, 220.0)
"""Widths of the names of upright lanes, narrowest first (px)."""


class NodeSize(NamedTuple):
    """The size of a node and its wrapped text."""

    width: float
    height: float
    lines: tuple[TextLine, ...]


class LabelSize(NamedTuple):
    """The size of an edge label and its wrapped text."""

    width: float
    height: float
    lines: tuple[str, ...]


class HeaderSize(NamedTuple):
    """The wrapped text of a lane header and the least height of a lane that holds it."""

    lines: tuple[str, ...]
    height: float


def line_height(size: float) -> float:
    """Return the distance of baselines for a node's line of this font size."""
    return DETAIL_LINE_HEIGHT if size == DETAIL_SIZE else LINE_HEIGHT


def measure_node(
    node: Node, ports: Mapping[Side, float], self_edges: Collection[tuple[Side, Side]] = (), one_way: bool = False
) -> NodeSize:
    """Return the size of a node so that its text lies inside its outline and its edges have room at their sides.

    `ports` maps a side to the number of edge ends on it, labelled ones at the left and right counting 1.35 except on a
    diamond; sides without edges may be missing. `self_edges` are the sides of the edges from the node to itself;
    `one_way` says that at no side both edges leave and enter.
    """
    size = _size_of_text(node.shape, *map(beginning, (node.text, *_details(node))))
    side_ports = max(ports.get(Side.LEFT, 0.0), ports.get(Side.RIGHT, 0.0))
    end_ports = max(ports.get(Side.TOP, 0.0), ports.get(Side.BOTTOM, 0.0))
    if node.shape is Shape.CIRCLE:
        diameter = max(size.width, even(crowds.diameter_for((side_ports, end_ports), one_way)))
        return NodeSize(diameter, diameter, size.lines)
    if node.shape is Shape.DIAMOND:
        needs = diamonds.needs_of((side_ports, end_ports), self_edges, one_way)
        width, height = diamonds.fitted(size[:2], _extent(size.lines), needs)
        return NodeSize(width, height, size.lines)
    width = max(size.width, end_ports * 14 + 24 if end_ports else 0.0)
    height = max(size.height, side_ports * 11 + 10 if side_ports else 0.0)
    return NodeSize(even(width), even(height), size.lines)


def node_details(node: Node) -> tuple[str, ...]:
    """Return a node's attributes beside its label, at full length: owner, system, description."""
    owner, system, description = _details(node)
    return (*_responsibility(owner, system), *((description,) if description else ()))


def measure_edge_label(label: str) -> LabelSize:
    """Return the size of an edge's label, all of which is shown; all zero for an empty one."""
    return _size_of_label(beginning(label))


def lane_header_width(labels: Iterable[str]) -> float:
    """Return the common width of the headers of lanes: wide enough that no name is broken within a word, if it can be.

    Names of many lines widen it too.
    """
    return max((_header_wrap(beginning(label)) for label in labels), default=_HEADER_WRAPS[0]) + _HEADER_MARGINS


def measure_lane_header(label: str, width: float = HEADER_WIDTH) -> HeaderSize:
    """Return the lines of a lane's whole name inside a header of this width, and the least height of its lane."""
    wrapped = wrap(label, HEADER_SIZE, width - _HEADER_MARGINS, ALL_LINES, bold=True)
    return HeaderSize(wrapped.lines, len(wrapped.lines) * HEADER_LINE_HEIGHT + _HEADER_PADDING)


def measure_column_header(label: str) -> HeaderSize:
    """Return the lines of the whole name of an upright lane, and the least width of the lane that holds them."""
    wrapped = _column_header(beginning(label))
    return HeaderSize(wrapped.lines, wrapped.width + _HEADER_PADDING)


def column_header_height(headers: Iterable[HeaderSize]) -> float:
    """Return the common height of the headers of upright lanes."""
    return max(len(header.lines) for header in headers) * HEADER_LINE_HEIGHT + COLUMN_HEADER_PADDING


@lru_cache(maxsize=4096)
def _header_wrap(label: str) -> float:
    """Return the narrowest wrap of a lane's name that breaks it well, else the widest."""
    for limit in _HEADER_WRAPS:
        wrapped = wrap(label, HEADER_SIZE, limit, ALL_LINES, bold=True)
        if wrapped.defects <= Defect.BROKEN and len(wrapped.lines) <= _lines_allowed(label, HEADER_LINES):
            return limit
    return _HEADER_WRAPS[-1]


def _lines_allowed(label: str, usual: int) -> int:
    """Return how many lines are no reason for a wider wrap: the usual, or as many as the author wrote."""
    return max(usual, label.count("\n") + 1)


@lru_cache(maxsize=4096)
def _column_header(label: str) -> Wrapped:
    return _whole(label, HEADER_SIZE, [(limit, HEADER_LINES) for limit in _COLUMN_HEADER_WRAPS], bold=True)


def _whole(label: str, size: float, choices: Iterable[tuple[float, int]], bold: bool = False) -> Wrapped:
    """Wrap at the first of these limits at which the words, none of them split, need no more than its lines.

    Without such a limit, all lines are taken at the last one.
    """
    limit = 0.0
    for limit, most in choices:
        wrapped = wrap(label, size, limit, most, bold)
        if wrapped.defects <= Defect.BROKEN:
            return wrapped
    return wrap(label, size, limit, ALL_LINES, bold)


@lru_cache(maxsize=4096)
def _size_of_label(label: str) -> LabelSize:
    wrapped = _first_fit(label, LABEL_SIZE, _LABEL_WRAPS, LABEL_LINES, usual=_lines_allowed(label, LABEL_LINES))
    if wrapped.defects > Defect.BROKEN:
        wrapped = _whole(label, LABEL_SIZE, _LONG_LABELS)
    return LabelSize(math.ceil(wrapped.width), len(wrapped.lines) * LABEL_LINE_HEIGHT, wrapped.lines)


@lru_cache(maxsize=8192)
def _size_of_text(shape: Shape, text: str, owner: str, system: str, description: str) -> NodeSize:
    if shape is Shape.CIRCLE:
        return _circle(text)
    if shape is Shape.DIAMOND:
        return _diamond(text)
    wrapped = _first_fit(text, FONT_SIZE, _BOX_WRAPS, NODE_LINES, usual=_lines_allowed(text, _BOX_USUAL_LINES))
    lines = _text_lines(wrapped, FONT_SIZE, text)
    width = wrapped.width
    if shape is Shape.TASKBOX:
        details = [(value, DETAIL_LINES) for value in _responsibility(owner, system)]
        for value, most in [(description, DESCRIPTION_LINES), *details]:
            detail = _first_fit(value, DETAIL_SIZE, _DETAIL_WRAPS, most, usual=_lines_allowed(value, most))
            lines += _text_lines(detail, DETAIL_SIZE, value)
            width = max(width, detail.width - _DETAIL_NARROWER)
    height = sum(line_height(line.size) for line in lines)
    return NodeSize(
        even(max(_BOX_MIN[0], width + _BOX_PADDING[0])), even(max(_BOX_MIN[1], height + _BOX_PADDING[1])), lines
    )


def _details(node: Node) -> tuple[str, str, str]:
    """Return owner, system and description of a node, the last where it is not shown as the label already."""
    shown = node.description in (node.label, node.text)
    return node.owner, node.system, "" if shown else node.description


def _responsibility(owner: str, system: str) -> tuple[str, ...]:
    named = (("Owner", owner), ("System", system))
    return tuple(f"{name}: {value}" for name, value in named if value)


def _circle(text: str) -> NodeSize:
    def diameter(wrapped: Wrapped) -> float:
        return even(max(_CIRCLE_MIN, math.hypot(wrapped.width, len(wrapped.lines) * LINE_HEIGHT) + 8))

    choices = (wrap(text, FONT_SIZE, limit, NODE_LINES) for limit in _CIRCLE_WRAPS)
    best = min(choices, key=lambda wrapped: (wrapped.loss, diameter(wrapped), len(wrapped.lines)))
    return NodeSize(diameter(best), diameter(best), _text_lines(best, FONT_SIZE, text))


def _diamond(text: str) -> NodeSize:
    """Choose wrap and aspect of least area so that the text box (w, h) keeps w/W + h/H <= 1."""
    best: tuple[tuple[int, int], float, NodeSize] | None = None
    for limit in (*_DIAMOND_WRAPS, *_DIAMOND_LONG_WRAPS):
        wrapped = wrap(text, FONT_SIZE, limit, NODE_LINES)
        text_height = len(wrapped.lines) * LINE_HEIGHT
        for aspect in _DIAMOND_ASPECTS:
            width = even(max(diamonds.LEAST_SIZE[0], wrapped.width + aspect * text_height))
            height = even(max(diamonds.LEAST_SIZE[1], width / aspect if width > diamonds.LEAST_SIZE[0] else 0.0))
            if wrapped.width / width + text_height / height > 1:
                height = even(text_height / (1 - wrapped.width / width))
            found = (wrapped.loss, width * height, NodeSize(width, height, _text_lines(wrapped, FONT_SIZE, text)))
            if best is None or found[:2] < best[:2]:
                best = found
    assert best is not None
    return best[2]


def _first_fit(text: str, size: float, limits: tuple[float, ...], most: int, *, usual: int) -> Wrapped:
    """Wrap at the narrowest limit that needs at most `usual` lines and breaks no word; else where least is lost."""
    choices = []
    for limit in limits:
        wrapped = wrap(text, size, limit, most)
        if not wrapped.defects and len(wrapped.lines) <= usual:
            return wrapped
        choices.append(wrapped)
    return min(choices, key=lambda w: (w.loss, len(w.lines)))


def _extent(lines: Iterable[TextLine]) -> tuple[float, float]:
    """Return the width and height of a node's text."""
    width = max((text_width(line.text, line.size) for line in lines), default=0.0)
    return width, sum(line_height(line.size) for line in lines)


def _text_lines(wrapped: Wrapped, size: float, text: str) -> tuple[TextLine, ...]:
    rtl = is_rtl(text)
    return tuple(TextLine(line, size, rtl) for line in wrapped.lines)
