"""Add, change and remove nodes."""

from __future__ import annotations

from webapp.domain import TextEdit
from webapp.dsl.edits.added_together import in_order, place_with_node, start_after
from webapp.dsl.edits.attributes import set_attributes
from webapp.dsl.edits.edge_edits import add_edge, added_edge
from webapp.dsl.edits.new_statements import new_node_id, node_text
from webapp.dsl.edits.operations import AddEdge, AddNode, UpdateNode
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.names import ATTRIBUTES
from webapp.dsl.writing.placing import Place, node_place


def new_node(session: Session, operation: AddNode) -> tuple[str, Place]:
    """Return the id and the place of a new node. Raises: EditRefused where it cannot be added."""
    lane = session.lane(operation.lane)
    name = new_node_id(session.document, operation.id)
    session.check_neighbours(lane, operation.after, operation.before)
    return name, node_place(session.document, lane, operation.after, operation.before)


def new_node_text(name: str, operation: AddNode) -> str:
    """Return the line of a new node."""
    return node_text(name, operation.shape.value, (getattr(operation, key) for key in ATTRIBUTES))


def add_node(session: Session, operation: AddNode) -> str:
    """Add a node, and an edge to or from an existing one where `connect` asks for it; return its id."""
    name, place = new_node(session, operation)
    connect = operation.connect
    known = session.node(connect.node)[0] if connect is not None else None
    lane = session.lane(operation.lane)
    line = new_node_text(name, operation)
    if connect is None or known is None:
        session.change([place.insert(line)])
        session.created.append(("node", name))
        return name
    if connect.direction == "to":
        edge = AddEdge(name, known.id, connect.new_side, connect.node_side, connect.label)
        lanes = (lane, known.lane)
    else:
        edge = AddEdge(known.id, name, connect.node_side, connect.new_side, connect.label)
        lanes = (known.lane, lane)
    if session.document.crowded:
        session.change([place.insert(line)])
        session.created.append(("node", name))
        add_edge(session, edge)
        return name
    edge_at = place_with_node(session.document, lanes[0], lane, place)
    node_edit, edge_edit = place.insert(line), edge_at.insert(added_edge(edge, lanes))
    edits = in_order(node_edit, edge_edit, node_first=edge_at is place)
    session.change(edits)
    for end in (name, known.id):
        session.node(end)
    created = session.starting_at("edge", start_after(edits, edge_edit, edge_at))
    session.created += [("node", name), ("edge", created)]
    return name


def update_node(session: Session, operation: UpdateNode) -> None:
    """Change shape and attributes; only the characters of what changes are touched."""
    node, statement, _ = session.node(operation.id)
    wanted = {key: value for key in ATTRIBUTES if (value := getattr(operation, key)) is not None}
    edits = list(set_attributes(session.document.text, statement, wanted))
    if operation.shape is not None and (statement.shape is None or operation.shape is not node.shape):
        shape = statement.shape
        if shape is not None:
            edits.append(TextEdit(shape.start, shape.end, operation.shape.value))
        else:
            at = statement.attributes[0].start if statement.attributes else statement.end
            name = operation.shape.value
            edits.insert(0, TextEdit(at, at, f"{name} " if statement.attributes else f" {name}"))
    session.change(edits)
