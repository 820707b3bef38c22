"""Add, change and remove loops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.domain import TextEdit
from webapp.dsl.edits.new_statements import loop_text
from webapp.dsl.edits.operations import AddLoop, RemoveLoop, UpdateLoop
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.syntax import LoopStatement
from webapp.dsl.writing.placing import line_removed, loop_place
from webapp.dsl.writing.quoting import one_line
from webapp.errors import EditRefused


def add_loop(session: Session, operation: AddLoop) -> None:
    """Add a loop after the last one of its first node's lane."""
    nodes = _nodes(session, operation.nodes)
    condition = _condition(operation.condition)
    place = loop_place(session.document, session.node(nodes[0])[0].lane)
    session.change([place.insert(loop_text(condition, nodes))])
    name = session.part_at("loop", place.offset + len(place.before) + len(place.indent))
    if name is None or session.loop(name)[0].condition != condition:
        raise _unwritable(condition)
    session.created.append(("loop", name))


def update_loop(session: Session, operation: UpdateLoop) -> None:
    """Change a loop's condition or list; names that stay at the begin and the end of the list are not touched."""
    loop, statement, _ = session.loop(operation.id)
    condition = _condition(operation.condition) if operation.condition is not None else loop.condition
    edits: list[TextEdit] = []
    if condition != loop.condition:
        edits.append(TextEdit(statement.condition.start, statement.condition.end, condition))
    if operation.nodes is not None:
        nodes = _nodes(session, operation.nodes)
        if tuple(nodes) != loop.nodes:
            edits.extend(_set_nodes(statement, nodes))
    session.change(edits)
    written = session.document.diagram.loop.get(operation.id)
    if edits and (written is None or written.condition != condition):
        raise _unwritable(condition)


def remove_loop(session: Session, operation: RemoveLoop) -> None:
    """Remove a loop's line."""
    _, _, index = session.loop(operation.id)
    session.change([line_removed(session.document, index)])


def _nodes(session: Session, names: Sequence[str]) -> list[str]:
    nodes = session.nodes(names)
    if len(nodes) < 2:
        raise EditRefused("a loop needs at least two different nodes", node=nodes[0])
    return nodes


def _condition(text: str) -> str:
    condition = one_line(text).strip()
    if not condition:
        raise EditRefused("a loop needs a condition, for example: until it is right")
    return condition


def _unwritable(condition: str) -> EditRefused:
    return EditRefused(f"{condition} is not a valid condition: remove the ] before the node ids", condition=condition)


def _set_nodes(statement: LoopStatement, nodes: Sequence[str]) -> Iterator[TextEdit]:
    """Yield the edit from the first name that differs to the last one that does."""
    written = [item.node.text for item in statement.nodes]
    shorter = min(len(written), len(nodes))
    first = next((at for at in range(shorter) if written[at] != nodes[at]), shorter)
    last = next((at for at in range(shorter - first) if written[-1 - at] != nodes[-1 - at]), shorter - first)
    old, new = statement.nodes[first : len(written) - last], nodes[first : len(nodes) - last]
    if old and new:
        start = old[0].lane.start if old[0].lane else old[0].node.start
        yield TextEdit(start, old[-1].node.end, " ".join(new))
    elif new:
        at = statement.nodes[first - 1].node.end if first else _start(statement)
        ids = " ".join(new)
        yield TextEdit(at, at, f" {ids}" if first else f"{ids} ")
    elif first:
        yield TextEdit(statement.nodes[first - 1].node.end, old[-1].node.end, "")
    elif old:
        after = statement.nodes[len(old)]
        yield TextEdit(_start(statement), after.lane.start if after.lane else after.node.start, "")


def _start(statement: LoopStatement) -> int:
    item = statement.nodes[0]
    return item.lane.start if item.lane else item.node.start
