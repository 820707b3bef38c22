"""Read the usual spelling of nodes, edges and lanes in one match; everything else takes the way of `line_parser`.

Nearly all lines of a large document are written like this, and one match is several times faster than reading pieces.
A test holds both ways to the same statements.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from webapp.dsl.reading.syntax import (
    Attribute,
    EdgeLabel,
    EdgeStatement,
    Endpoint,
    LaneClose,
    LaneOpen,
    NodeStatement,
    Part,
    Value,
)
from webapp.dsl.reading.values import unescape, unquoted

Common: TypeAlias = NodeStatement | EdgeStatement | LaneOpen | LaneClose

_NODE = re.compile(
    r'[ \t]*+([A-Za-z_]\w*+):[ \t]*+([A-Za-z]++)?(?:[ \t]++(label)(:)("([^"\\\r\n]*+)"))?[ \t]*+', re.ASCII
)
_ID = r"(?!(?i:handle)\b)[A-Za-z_]\w*+"
_END = rf"(?:([A-Za-z_]\w*+)\.(?!handle\())?({_ID})(?:\.handle\(([a-z]++)\))?"
_EDGE = re.compile(
    rf'[ \t]*+({_END})[ \t]*+->[ \t]*+({_END})(?:[ \t]*+(\[(label)(=)("([^"\\\r\n]*+)")\]))?[ \t]*+', re.ASCII
)
_LANE = re.compile(r"[ \t]*+([A-Za-z_]\w*+)[ \t]*+(\{)(?:[ \t]*+\#[ \t]*+([!-~][ -~]*+))?[ \t]*+", re.ASCII)
# The constructors of named tuples are calls in Python; making the tuple directly halves the time of reading.
_new = tuple.__new__


def read_common(text: str, start: int, end: int, number: int) -> Common | None:
    """Return the statement of a line in the usual spelling, None for any other line."""
    if end - start == 1:
        return _new(LaneClose, (start, end, number)) if text[start] == "}" else None
    match = _NODE.fullmatch(text, start, end)
    if match is not None:
        groups = match.groups()
        spans = match.regs
        begin, name_end = spans[1]
        shape, stop = None, name_end + 1
        if groups[1] is not None:
            stop = spans[2][1]
            shape = _new(Part, (*spans[2], groups[1]))
        attributes: tuple[Attribute, ...] = ()
        if groups[2] is not None:
            stop = spans[5][1]
            attributes = (_attribute(spans[3:], groups[2:]),)
        return _new(NodeStatement, (begin, stop, number, _new(Part, (begin, name_end, groups[0])), shape, attributes))
    match = _EDGE.fullmatch(text, start, end)
    if match is None:
        return _lane(text, start, end, number)
    spans, groups = match.regs, match.groups()
    (begin, _), (_, stop) = spans[1], spans[5]
    source = _endpoint(spans[1:5], groups[1:4])
    target = _endpoint(spans[5:9], groups[5:8])
    label = None
    if groups[8] is not None:
        stop = spans[9][1]
        label = _new(EdgeLabel, (*spans[9], _attribute(spans[10:], groups[9:]), True))
    return _new(EdgeStatement, (begin, stop, number, source, target, label))


def _lane(text: str, start: int, end: int, number: int) -> LaneOpen | None:
    match = _LANE.fullmatch(text, start, end)
    if match is None:
        return None
    name, brace, label = match.groups()
    _, (begin, name_end), (opened, stop), (label_begin, _) = match.regs
    identifier, sign = _new(Part, (begin, name_end, name)), _new(Part, (opened, stop, brace))
    if label is None:
        return _new(LaneOpen, (begin, stop, number, identifier, sign, None))
    written = label.rstrip()
    stop = label_begin + len(written)
    shown = _new(Part, (label_begin, stop, unquoted(written)))
    return _new(LaneOpen, (begin, stop, number, identifier, sign, shown))


def _attribute(spans: tuple[tuple[int, int], ...], groups: tuple[str, ...]) -> Attribute:
    """Build an attribute of four groups: key, separator, quoted value, value."""
    (key_begin, key_end), (begin, end), (quote, stop), (inner_begin, inner_end) = spans
    key = _new(Part, (key_begin, key_end, groups[0]))
    separator = _new(Part, (begin, end, groups[1]))
    inner = unescape(groups[3]) if "<" in groups[3] else groups[3]
    value = _new(Value, (quote, stop, _new(Part, (inner_begin, inner_end, inner)), True, True))
    return _new(Attribute, (key_begin, stop, key, separator, value))


def _endpoint(spans: tuple[tuple[int, int], ...], groups: tuple[str | None, ...]) -> Endpoint:
    """Build an endpoint of four groups: all of it, lane, node, side."""
    (begin, stop), (lane_begin, lane_end), (node_begin, node_end), (side_begin, side_end) = spans
    lane, node, side = groups
    prefix = None if lane is None else _new(Part, (lane_begin, lane_end, lane))
    handle = None if side is None else _new(Part, (side_begin, side_end, side))
    return _new(Endpoint, (begin, stop, prefix, _new(Part, (node_begin, node_end, node)), handle))
