"""Add, change, move and remove nodes."""

from __future__ import annotations

from webapp.domain import TextEdit
from webapp.dsl.edits.attributes import set_attributes
from webapp.dsl.edits.edges import add_edge, forget_nodes
from webapp.dsl.edits.operations import AddEdge, AddNode, MoveNode, RemoveNode, UpdateNode
from webapp.dsl.edits.session import Session
from webapp.dsl.names import ATTRIBUTES, is_node_id
from webapp.dsl.placing import edge_place, line_removed, line_words, node_place
from webapp.dsl.prefixes import apply_to_words, prefix_edits
from webapp.dsl.quoting import clean, quote
from webapp.dsl.syntax import EdgeStatement, NodeStatement
from webapp.errors import EditRefused


def add_node(session: Session, operation: AddNode) -> None:
    """Add a node, and an edge to or from an existing one where `connect` asks for it."""
    lane = session.lane(operation.lane)
    name = operation.id if operation.id is not None else session.document.next_node_id
    if not is_node_id(name):
        raise EditRefused(f"{name} cannot be a node's id: it is n and a number without leading zero", node=name)
    if name in session.document.outline.nodes:
        raise EditRefused(f"there is a node called {name} already", node=name)
    if operation.after is not None and session.node(operation.after)[2].lane != lane:
        raise EditRefused(f"{operation.after} is in another lane than {lane}", node=operation.after)
    if operation.connect is not None:
        session.node(operation.connect.node)
    values = {key: clean(getattr(operation, key)) for key in ATTRIBUTES}
    words = f"{name}: {operation.shape.value}" + "".join(
        f" {key}:{quote(value)}" for key, value in values.items() if value
    )
    session.change([node_place(session.document, lane, operation.after).insert(words)])
    session.created.append(("node", name))
    connect = operation.connect
    if connect is not None and connect.direction == "to":
        add_edge(session, AddEdge(name, connect.node, connect.new_side, connect.node_side, connect.label))
    elif connect is not None:
        add_edge(session, AddEdge(connect.node, name, connect.node_side, connect.new_side, connect.label))


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


def move_node(session: Session, operation: MoveNode) -> None:
    """Move a node's line to another lane, with the edges that leave it; lane names are put right on both ends."""
    node, _, declaration = session.node(operation.id)
    lane = session.lane(operation.lane)
    if declaration.block is not None and node.lane == lane:
        return
    document = session.document
    lanes = {item.id: item.lane for item in document.diagram.nodes} | {node.id: lane}
    node_words = line_words(document, declaration.statement)
    removals = [line_removed(document, declaration.statement)]
    leaving: list[str] = []
    for index, statement in enumerate(document.statements):
        if not isinstance(statement, EdgeStatement):
            continue
        source, target = statement.source.node.text, statement.target.node.text
        if node.id not in (source, target) or source not in lanes:
            continue
        edits = tuple(prefix_edits(statement, lanes[source], lanes.get(target, lanes[source])))
        if source == node.id:
            leaving.append(apply_to_words(line_words(document, index), statement.start, edits))
            removals.append(line_removed(document, index))
        else:
            removals.extend(edits)
    session.change(removals)
    document = session.document
    session.change(
        [node_place(document, lane).insert(node_words)]
        + [edge_place(document, lane).insert(words) for words in leaving]
    )


def remove_node(session: Session, operation: RemoveNode) -> None:
    """Remove a node with its edges; loops forget it. `close_gap` renumbers the nodes with higher numbers."""
    _, _, declaration = session.node(operation.id)
    removals = forget_nodes(session.document, {operation.id}, frozenset())
    session.change([line_removed(session.document, declaration.statement), *removals])
    if operation.close_gap and is_node_id(operation.id):
        _close_gap(session, int(operation.id[1:]))


def _close_gap(session: Session, gap: int) -> None:
    document = session.document
    edits: list[TextEdit] = []
    names = [item.id for item in document.statements if isinstance(item, NodeStatement) and is_node_id(item.id.text)]
    uses = [part for name, parts in document.uses.items() if is_node_id(name) for part in parts]
    for part in [*names, *uses]:
        number = int(part.text[1:])
        if number > gap:
            edits.append(TextEdit(part.start, part.end, f"n{number - 1}"))
            session.renamed[part.text] = f"n{number - 1}"
    session.change(edits)
