"""Move nodes: to another lane, to another place in their lane, or out into a lane of their own."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import OUTSIDE
from webapp.dsl.edits.lane_edits import add_lane
from webapp.dsl.edits.operations import AddLane, ExtractLane, MoveNode
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.syntax import EdgeStatement, NodeStatement
from webapp.dsl.writing.placing import edge_place, line_removed, node_place, statement_text
from webapp.dsl.writing.prefixes import apply_edits_at, prefix_edits
from webapp.errors import EditRefused


def move_node(session: Session, operation: MoveNode) -> None:
    """Move a node's line, with the edges that leave it where its lane changes; lane names are put right."""
    node, _, _ = session.node(operation.id)
    neighbour = operation.after if operation.after is not None else operation.before
    if neighbour is None and operation.lane is None:
        raise EditRefused(f"say where to move {node.id}: into a lane, or after or before a node", node=node.id)
    if neighbour == node.id:
        raise EditRefused(f"{node.id} cannot be moved after or before itself", node=node.id)
    lane = session.lane(operation.lane) if operation.lane is not None else session.node(neighbour or "")[0].lane
    session.check_neighbours(lane, operation.after, operation.before)
    if node.lane == lane and _is_there(session, operation, lane):
        return
    _move(session, [node.id], lane, operation.after, operation.before)


def extract_lane(session: Session, operation: ExtractLane) -> None:
    """Move nodes to a new lane after the last of theirs, in document order."""
    names = session.nodes(operation.nodes)
    document = session.document
    lanes = {document.diagram.node[name].lane for name in names}
    last = max(lanes, key=document.lane_order.__getitem__)
    lane = add_lane(session, AddLane(operation.label, operation.id, last))
    nodes = session.document.outline.nodes
    _move(session, sorted(names, key=lambda name: nodes[name].statement), lane)


def _is_there(session: Session, operation: MoveNode, lane: str) -> bool:
    """Return whether a node of this lane stands next to the wanted neighbour already."""
    if operation.after is None and operation.before is None:
        return True
    document = session.document
    order = [
        statement.id.text
        for index, statement in enumerate(document.statements)
        if isinstance(statement, NodeStatement) and (document.outline.lane_of(index) or OUTSIDE) == lane
    ]
    at = order.index(operation.id)
    if operation.after is not None:
        return at > 0 and order[at - 1] == operation.after
    return at + 1 < len(order) and order[at + 1] == operation.before


def _move(
    session: Session, names: Sequence[str], lane: str, after: str | None = None, before: str | None = None
) -> None:
    document = session.document
    lanes = {item.id: item.lane for item in document.diagram.nodes}
    changing = {name for name in names if lanes[name] != lane}
    lanes.update(dict.fromkeys(names, lane))
    place = node_place(document, lane, after, before)
    edits, inserted = [], []
    for name in names:
        index = document.outline.nodes[name].statement
        edits.append(line_removed(document, index))
        inserted.append(place.insert(statement_text(document, index)))
    for index, statement in enumerate(document.statements):
        if not isinstance(statement, EdgeStatement):
            continue
        source, target = statement.source.node.text, statement.target.node.text
        if source not in lanes or not ({source, target} & changing):
            continue
        if index in document.copies and source in changing:
            edits.append(line_removed(document, index))
            continue
        prefixes = tuple(prefix_edits(statement, lanes[source], lanes.get(target, lanes[source])))
        if source in changing:
            line = apply_edits_at(statement_text(document, index), statement.start, prefixes)
            edits.append(line_removed(document, index))
            inserted.append(edge_place(document, lane).insert(line))
        else:
            edits.extend(prefixes)
    session.change([*edits, *inserted])
