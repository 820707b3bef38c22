"""Put a node into an edge, and take one out so that its neighbours stay connected."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from webapp.domain import Edge, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.added_together import in_order, place_with_node
from webapp.dsl.edits.edge_edits import copies_removed, forget_nodes, set_node, set_side
from webapp.dsl.edits.new_statements import edge_text
from webapp.dsl.edits.node_edits import add_node, new_node, new_node_text
from webapp.dsl.edits.operations import AddNode, InsertIntoEdge, RemoveNode
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.meaning import default_sides
from webapp.dsl.reading.syntax import LoopStatement
from webapp.dsl.writing.placing import after_statement, edge_place, indent_of, line_removed
from webapp.errors import EditRefused


def insert_into_edge(session: Session, operation: InsertIntoEdge) -> None:
    """Split an edge at a new node; loops that hold both its ends take the new node in between."""
    edge = session.edge(operation.edge)[0]
    source, target = session.node(edge.source)[0], session.node(edge.target)[0]
    lane = session.lane(operation.lane) if operation.lane is not None else source.lane
    after = source.id if lane == source.lane else None
    before = target.id if after is None and lane == target.lane else None
    node = AddNode(lane, operation.shape, operation.label, operation.id, after, before=before)
    if session.document.crowded:
        name = add_node(session, node)
        added, node_at = None, None
    else:
        name, node_at = new_node(session, node)
        added = node_at.insert(new_node_text(name, node))

    document = session.document
    _, statement, index = session.edge(operation.edge)
    arriving = default_sides(source.lane, lane, document.lane_order)[1]
    leaving = default_sides(lane, target.lane, document.lane_order)[0]
    edits = list(set_node(statement.target, name, lane if lane != source.lane else None))
    if statement.target.side is not None:
        edits.extend(set_side(statement.target, arriving))
    line = edge_text((name, target.id), (lane, target.lane), (leaving, edge.target_side), "")
    if document.outline.lane_of(index) == lane:
        place = after_statement(document, index, indent_of(document, index))
    elif node_at is not None:
        place = place_with_node(document, lane, lane, node_at)
    else:
        place = edge_place(document, lane)
    edits.extend(copies_removed(document, index))
    onward = place.insert(line)
    lines = [onward] if added is None else in_order(added, onward, node_first=place is node_at)
    session.change([*edits, *lines, *_into_loops(document, name, edge)])
    if added is not None:
        session.node(name)
        session.created.append(("node", name))
    session.created.append(("edge", f"{name}-{target.id}"))


def _into_loops(document: Document, name: str, edge: Edge) -> Iterator[TextEdit]:
    for statement in document.statements:
        if isinstance(statement, LoopStatement):
            ends = {item.node.text: item.node.end for item in statement.nodes}
            if edge.source in ends and edge.target in ends:
                yield TextEdit(ends[edge.source], ends[edge.source], f" {name}")


def remove_node(session: Session, operation: RemoveNode) -> None:
    """Remove a node with its edges; loops forget it. With `close_gap` its predecessors lead on to its successor."""
    _, _, declaration = session.node(operation.id)
    if operation.close_gap:
        edits = _close_gap(session, operation.id)
    else:
        edits = forget_nodes(session.document, {operation.id}, frozenset())
    session.change([line_removed(session.document, declaration.statement), *edits])


def remove_together(session: Session, names: Sequence[str]) -> bool:
    """Remove several nodes as `remove_node` does one after the other, but in one reading of the text.

    Returns whether that was done. It is not where a name means no node or comes twice, nor where a line that changes
    has other statements too or ends the text: there, what goes with one statement depends on what went before.
    """
    document = session.document
    gone = set(names)
    if len(gone) < len(names) or not gone <= document.diagram.node.keys():
        return False
    statements = {document.outline.nodes[name].statement for name in names}
    edits = [line_removed(document, index) for index in statements]
    edits += forget_nodes(document, gone, statements)
    statements_in = Counter(statement.line for statement in document.statements)
    for edit in edits:
        line = bisect_right(document.lines, edit.start, key=lambda line: line.start) - 1
        if statements_in[line] > 1 or edit.end == len(document.text):
            return False
    session.change(edits)
    return True


def _close_gap(session: Session, name: str) -> list[TextEdit]:
    """Return the edits that lead all edges to a node on to its only successor, and remove its other edges.

    An edge keeps its source side and its label, and arrives as the removed edge did.

    Raises:
        EditRefused: nothing leads to the node or leaves it, several edges leave it, or one would lead back to itself.
    """
    document = session.document
    incoming = [edge for edge in document.diagram.incoming[name] if edge.source != name]
    outgoing = [edge for edge in document.diagram.outgoing[name] if edge.target != name]
    if not incoming and not outgoing:
        return forget_nodes(document, {name}, frozenset())
    _check(name, incoming, outgoing)
    onward = outgoing[0]
    target = session.node(onward.target)[0]
    edits: list[TextEdit] = []
    kept: set[int] = set()
    for edge in incoming:
        _, statement, index = session.edge(edge.id)
        lane = session.node(edge.source)[0].lane
        kept.add(index)
        edits.extend(set_node(statement.target, target.id, target.lane if target.lane != lane else None))
        usual = default_sides(lane, target.lane, document.lane_order)[1]
        if statement.target.side is not None or onward.target_side is not usual:
            edits.extend(set_side(statement.target, onward.target_side))
    return [*edits, *forget_nodes(document, {name}, kept)]


def _check(name: str, incoming: list[Edge], outgoing: list[Edge]) -> None:
    without = "remove the node without closing the gap"
    if not incoming or not outgoing:
        missing = f"{name} has no incoming edge" if not incoming else f"{name} has no outgoing edge"
        raise EditRefused(f"{missing}, so the gap cannot be closed: {without}", node=name)
    if len(outgoing) > 1:
        ids = ", ".join(edge.id for edge in outgoing)
        raise EditRefused(
            f"{name} has several outgoing edges ({ids}), so the gap cannot be closed: remove all but one, or {without}",
            node=name,
        )
    for edge in incoming:
        if edge.source == outgoing[0].target:
            raise EditRefused(
                f"closing the gap would connect {edge.source} to itself: remove {edge.id} first, or {without}",
                node=name,
            )
