"""The canonical spelling of one statement."""

from __future__ import annotations

from webapp.dsl.reading.names import ATTRIBUTES
from webapp.dsl.reading.syntax import (
    Attribute,
    EdgeStatement,
    Endpoint,
    LaneClose,
    LoopStatement,
    NodeStatement,
    Statement,
)
from webapp.dsl.writing.quoting import line_ends_escaped
from webapp.dsl.writing.text_changes import with_edits


def spelled(text: str, statement: Statement) -> str | None:
    """Return a statement in its canonical spelling; None for one that keeps its own: a lane's header, a broken one."""
    if isinstance(statement, NodeStatement):
        return _node(text, statement)
    if isinstance(statement, EdgeStatement):
        return _edge(text, statement)
    if isinstance(statement, LoopStatement):
        return _loop(statement)
    return "}" if isinstance(statement, LaneClose) else None


def comment_spelled(comment: str) -> str:
    """Return a comment with `//` in place of `#`; other forms are for `fix`, which takes their signs away."""
    return f"//{comment[1:]}" if comment.startswith("#") else comment


def _node(text: str, node: NodeStatement) -> str | None:
    attributes = sorted(node.attributes, key=_place)
    parts = [f"{node.id.text}:", *([node.shape.text] if node.shape else [])]
    for attribute in attributes:
        spelling = _attribute(text, attribute)
        if spelling is None:
            return None
        parts.append(spelling)
    return " ".join(parts)


def _place(attribute: Attribute) -> int:
    key = attribute.key.text
    return ATTRIBUTES.index(key) if key in ATTRIBUTES else len(ATTRIBUTES)


def _attribute(text: str, attribute: Attribute) -> str | None:
    value = attribute.value
    if not (value.opened and value.closed):
        return None
    written = text[value.start : value.end]
    if "\n" in value.inner.text:
        written = with_edits(written, line_ends_escaped(written, 1, len(written) - 1))
    return f"{attribute.key.text}{attribute.separator.text or ' '}{written}"


def _edge(text: str, edge: EdgeStatement) -> str | None:
    ends = f"{_endpoint(edge.source)} -> {_endpoint(edge.target)}"
    if edge.label is None:
        return ends
    label = _attribute(text, edge.label.attribute)
    return f"{ends} [{label}]" if label is not None and edge.label.closed else None


def _endpoint(end: Endpoint) -> str:
    lane = f"{end.lane.text}." if end.lane else ""
    side = f".handle({end.side.text})" if end.side else ""
    return f"{lane}{end.node.text}{side}"


def _loop(loop: LoopStatement) -> str:
    names = (f"{item.lane.text}.{item.node.text}" if item.lane else item.node.text for item in loop.nodes)
    return " ".join([f"loop [{loop.condition.text}]", *names])
