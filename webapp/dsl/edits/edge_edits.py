"""Add, change and remove edges; take nodes out of edges and loops."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from webapp.domain import Side, TextEdit, turned, turned_to
from webapp.dsl.document import Document
from webapp.dsl.edits.attributes import set_value
from webapp.dsl.edits.new_statements import edge_text
from webapp.dsl.edits.operations import AddEdge, RemoveEdge, Turn, UpdateEdge
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.syntax import EdgeStatement, Endpoint, LoopStatement
from webapp.dsl.reading.values import clean
from webapp.dsl.writing.placing import edge_place, line_removed, statement_text
from webapp.dsl.writing.prefixes import apply_edits_at, set_prefix
from webapp.dsl.writing.quoting import quote


def add_edge(session: Session, operation: AddEdge) -> None:
    """Add an edge after the last one of its source's lane."""
    source, target = session.node(operation.source)[0], session.node(operation.target)[0]
    place = edge_place(session.document, source.lane)
    session.change([place.insert(added_edge(operation, (source.lane, target.lane)))])
    name = session.starting_at("edge", place.offset + len(place.before) + len(place.indent))
    session.created.append(("edge", name))


def added_edge(operation: AddEdge, lanes: tuple[str, str]) -> str:
    """Return the line of a new edge between nodes of these lanes."""
    sides = (operation.source_side, operation.target_side)
    return edge_text((operation.source, operation.target), lanes, sides, operation.label)


def update_edge(session: Session, operation: UpdateEdge) -> None:
    """Change label, sides or ends; an edge whose source changes its lane moves there."""
    edge, statement, index = session.edge(operation.id)
    source = session.node(operation.source or edge.source)[0]
    target = session.node(operation.target or edge.target)[0]
    edits: list[TextEdit] = []
    rewired = (source.id, target.id) != (edge.source, edge.target)
    ends = (
        (statement.source, source.id, None, operation.source_side),
        (statement.target, target.id, target.lane if target.lane != source.lane else None, operation.target_side),
    )
    for endpoint, node, lane, side in ends:
        if rewired:
            edits.extend(set_node(endpoint, node, lane))
        if side is not None:
            edits.extend(set_side(endpoint, side))
    if operation.label is not None:
        edits.extend(_set_label(session.document.text, statement, operation.label))
    if not rewired or session.document.outline.lane_of(index) == source.lane:
        session.change([*edits, *copies_removed(session.document, index)])
    else:
        firsts = session.identities.originals(("edge", edge.id))
        was_created = ("edge", edge.id) in session.created
        line = apply_edits_at(statement_text(session.document, index), statement.start, tuple(edits))
        session.change([line_removed(session.document, index), *copies_removed(session.document, index)])
        place = edge_place(session.document, source.lane)
        session.change([place.insert(line)])
        name = session.starting_at("edge", place.offset + len(place.before) + len(place.indent))
        session.identities.settle(firsts, ("edge", name))
        if was_created:
            session.created.append(("edge", name))


def turn(session: Session, operation: Turn) -> None:
    """Turn the sides of all edges, if most lie along the other direction than the one that is asked for."""
    before = session.document.diagram
    after = turned_to(before, operation.direction) if operation.direction else turned(before)
    if after is before:
        return
    edits: list[TextEdit] = []
    for edge in after.edges:
        _, statement, index = session.edge(edge.id)
        for copy in (statement, *_copies(session.document, index)):
            edits.extend(set_side(copy.source, edge.source_side))
            edits.extend(set_side(copy.target, edge.target_side))
    session.change(edits)


def remove_edge(session: Session, operation: RemoveEdge) -> None:
    """Remove an edge's line."""
    _, _, index = session.edge(operation.id)
    session.change([line_removed(session.document, index), *copies_removed(session.document, index)])


def copies_removed(document: Document, index: int) -> Iterator[TextEdit]:
    """Yield the edits that remove the copies of an edge in foreign lanes: they would stay behind as other edges."""
    return (line_removed(document, copy) for copy in document.copies_of.get(index, ()))


def _copies(document: Document, index: int) -> Iterator[EdgeStatement]:
    for copy in document.copies_of.get(index, ()):
        statement = document.statements[copy]
        assert isinstance(statement, EdgeStatement)
        yield statement


def forget_nodes(document: Document, names: Collection[str], already_gone: Collection[int]) -> list[TextEdit]:
    """Return the edits that remove all edges of these nodes and take them out of loops.

    `already_gone` are places of statements that are removed anyway.
    """
    edits: list[TextEdit] = []
    for index, statement in enumerate(document.statements):
        if index in already_gone:
            continue
        if isinstance(statement, EdgeStatement):
            if statement.source.node.text in names or statement.target.node.text in names:
                edits.append(line_removed(document, index))
        elif isinstance(statement, LoopStatement):
            gone = [item for item in statement.nodes if item.node.text in names]
            if gone and len(gone) == len(statement.nodes):
                edits.append(line_removed(document, index))
                continue
            for item in gone:
                start = item.lane.start if item.lane else item.node.start
                while document.text[start - 1].isspace():
                    start -= 1
                edits.append(TextEdit(start, item.node.end, ""))
    return edits


def set_node(endpoint: Endpoint, node: str, lane: str | None) -> Iterator[TextEdit]:
    """Yield the edits that make an endpoint name a node, with exactly this lane name."""
    edit = set_prefix(endpoint, lane)
    if edit is not None:
        yield edit
    if endpoint.node.text != node:
        yield TextEdit(endpoint.node.start, endpoint.node.end, node)


def set_side(endpoint: Endpoint, side: Side) -> Iterator[TextEdit]:
    """Yield the edit that makes an endpoint name a side."""
    written = endpoint.side
    if written is None:
        yield TextEdit(endpoint.node.end, endpoint.node.end, f".handle({side.value})")
    elif written.text != side.value:
        yield TextEdit(written.start, written.end, side.value)


def _set_label(text: str, edge: EdgeStatement, label: str) -> Iterator[TextEdit]:
    new = clean(label)
    if edge.label is None:
        if new:
            yield TextEdit(edge.target.end, edge.target.end, f" [label={quote(new)}]")
    elif not new:
        start = edge.label.start
        while text[start - 1].isspace():
            start -= 1
        yield TextEdit(start, edge.label.end, "")
    elif edge.label.closed and edge.label.attribute.key.end > edge.label.attribute.key.start:
        edit = set_value(edge.label.attribute.value, new)
        if edit is not None:
            yield edit
    else:
        yield TextEdit(edge.label.start, edge.label.end, f"[label={quote(new)}]")
