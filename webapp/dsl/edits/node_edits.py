"""Add, change and remove nodes."""

from __future__ import annotations

from webapp.domain import TextEdit
from webapp.dsl.edits.attributes import set_attributes
from webapp.dsl.edits.edge_edits import add_edge
from webapp.dsl.edits.operations import AddEdge, AddNode, UpdateNode
from webapp.dsl.edits.session import Session
from webapp.dsl.edits.statements import new_node_id, node_words
from webapp.dsl.reading.names import ATTRIBUTES
from webapp.dsl.writing.placing import node_place


def add_node(session: Session, operation: AddNode) -> str:
    """Add a node, and an edge to or from an existing one where `connect` asks for it; return its id."""
    lane = session.lane(operation.lane)
    name = new_node_id(session.document, operation.id)
    session.beside(lane, operation.after, operation.before)
    if operation.connect is not None:
        session.node(operation.connect.node)
    words = node_words(name, operation.shape.value, (getattr(operation, key) for key in ATTRIBUTES))
    session.change([node_place(session.document, lane, operation.after, operation.before).insert(words)])
    session.created.append(("node", name))
    connect = operation.connect
    if connect is not None and connect.direction == "to":
        add_edge(session, AddEdge(name, connect.node, connect.new_side, connect.node_side, connect.label))
    elif connect is not None:
        add_edge(session, AddEdge(connect.node, name, connect.node_side, connect.new_side, connect.label))
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
            words = f"{operation.shape.value} " if statement.attributes else f" {operation.shape.value}"
            edits.insert(0, TextEdit(at, at, words))
    session.change(edits)
