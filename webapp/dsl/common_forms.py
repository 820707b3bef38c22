"""Read the usual spelling of nodes and edges in one match; everything else takes the way of `line_parser`.

Nearly all lines of a large document are written like this, and one match is several times faster than reading pieces.
A test holds both ways to the same statements.
"""

from __future__ import annotations

import re

from webapp.dsl.syntax import Attribute, EdgeLabel, EdgeStatement, Endpoint, NodeStatement, Part, Value

_NODE = re.compile(
    r'[ \t]*+(n[0-9]++):[ \t]*+(circle|rectangle|diamond|taskbox)(?:[ \t]++(label)(:)("([^"\\\r\n]*+)"))?[ \t]*+'
)
_END = r"(?:([A-Za-z_]\w*+)\.)?(n[0-9]++)\.handle\(([a-z]++)\)"
_EDGE = re.compile(
    rf'[ \t]*+({_END})[ \t]*+->[ \t]*+({_END})(?:[ \t]*+(\[(label)(=)("([^"\\\r\n]*+)")\]))?[ \t]*+', re.ASCII
)


def read_common(text: str, start: int, end: int, number: int) -> NodeStatement | EdgeStatement | None:
    """Return the statement of a line in the usual spelling, None for any other line."""
    match = _NODE.fullmatch(text, start, end)
    if match is not None:
        spans, words = match.regs, match.groups()
        identifier, shape = Part(*spans[1], words[0]), Part(*spans[2], words[1])
        if words[2] is None:
            return NodeStatement(identifier.start, shape.end, number, identifier, shape, ())
        attribute = _attribute(spans[3:7], words[2:6])
        return NodeStatement(identifier.start, attribute.end, number, identifier, shape, (attribute,))
    match = _EDGE.fullmatch(text, start, end)
    if match is None:
        return None
    spans, words = match.regs, match.groups()
    source = _endpoint(spans[1:5], words[1:4])
    target = _endpoint(spans[5:9], words[5:8])
    if words[8] is None:
        return EdgeStatement(source.start, target.end, number, source, target, None)
    label = EdgeLabel(*spans[9], _attribute(spans[10:14], words[9:13]), True)
    return EdgeStatement(source.start, label.end, number, source, target, label)


def _attribute(spans: tuple[tuple[int, int], ...], words: tuple[str, ...]) -> Attribute:
    """Build an attribute of four groups: key, separator, quoted value, value."""
    key, separator, quoted, inner = spans
    value = Value(*quoted, Part(*inner, words[3]), True, True)
    return Attribute(key[0], quoted[1], Part(*key, words[0]), Part(*separator, words[1]), value)


def _endpoint(spans: tuple[tuple[int, int], ...], words: tuple[str | None, ...]) -> Endpoint:
    """Build an endpoint of four groups: all of it, lane, node, side."""
    whole, lane, node, side = spans
    prefix = None if words[0] is None else Part(*lane, words[0])
    return Endpoint(*whole, prefix, Part(*node, words[1] or ""), Part(*side, words[2] or ""))
