"""Copies: nodes of the text duplicated, and the nodes of another text pasted into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from webapp.domain import OUTSIDE, Diagram, Edge, Loop, Node, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.lane_edits import add_lane
from webapp.dsl.edits.new_statements import edge_text, free_node_ids, loop_text, node_text
from webapp.dsl.edits.operations import AddLane, Duplicate, Paste
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.names import ATTRIBUTES, is_node_id
from webapp.dsl.writing.placing import edge_place, loop_place, node_place
from webapp.errors import EditRefused


def duplicate(session: Session, operation: Duplicate) -> None:
    """Copy nodes and the edges among them; in each lane the copies come after the last of the originals."""
    document = session.document
    names = set(session.nodes(operation.nodes))
    nodes = [node for node in document.diagram.nodes if node.id in names]
    edges = [edge for edge in document.diagram.edges if edge.source in names and edge.target in names]
    ids = dict(zip((node.id for node in nodes), free_node_ids(document), strict=False))
    lanes = {node.id: node.lane for node in nodes}
    last = {node.lane: node.id for node in nodes}
    edits = [
        *(_node(document, node, ids[node.id], node.lane, last[node.lane]) for node in nodes),
        *(_edge(document, edge, ids, lanes) for edge in edges),
    ]
    _write(session, edits, ids.values())


def paste(session: Session, operation: Paste) -> None:
    """Add the nodes of a fragment, the edges among them and their loops; edges to other nodes are left out."""
    fragment, bare = _read(operation.text)
    target = _target(session, operation, bare)
    if bare and target is None:
        raise EditRefused("the pasted text has no lane: choose a lane for it")
    lanes: dict[str, str] = {}
    for lane in fragment.lanes:
        if lane.id == OUTSIDE:
            continue
        known = None if bare else session.document.outline.lane_named(lane.id)
        lanes[lane.id] = known or target or add_lane(session, AddLane(lane.label, lane.id))
    if OUTSIDE in fragment.lane:
        home = target or next(iter(lanes.values()), None)
        assert home is not None, "a fragment without lanes is read as the body of one"
        lanes[OUTSIDE] = home
    document = session.document
    free = free_node_ids(document, fragment.node)
    taken = {*document.outline.nodes, *document.uses.by_node}
    ids = {name: name if is_node_id(name) and name not in taken else next(free) for name in fragment.node}
    homes = {node.id: lanes[node.lane] for node in fragment.nodes}
    follows = {document.diagram.node[operation.after].lane: operation.after} if operation.after is not None else {}
    edits = [
        *(_node(document, node, ids[node.id], homes[node.id], follows.get(homes[node.id])) for node in fragment.nodes),
        *(_edge(document, edge, ids, homes) for edge in fragment.edges),
        *(_loop(document, loop, ids, homes) for loop in fragment.loops),
    ]
    _write(session, edits, ids.values())


def _read(text: str) -> tuple[Diagram, bool]:
    """Return what a fragment means, and whether it has no lanes of its own (then it is read as one lane's body)."""
    document = Document(text)
    if document.foreign is not None:
        raise EditRefused(document.foreign.message)
    bare = not document.outline.blocks
    diagram = Document(f"Pasted {{\n{document.without_surroundings}\n}}").diagram if bare else document.diagram
    if not diagram.nodes and (bare or not diagram.lanes):
        raise EditRefused('the pasted text has no nodes: paste lines such as n1: rectangle label:"Check"')
    return diagram, bare


def _target(session: Session, operation: Paste, bare: bool) -> str | None:
    """Return the lane for what has none here: the named one; for what has none at all the neighbour's, or the only."""
    after = session.node(operation.after)[0].lane if operation.after is not None else None
    if operation.lane is not None:
        lane = session.lane(operation.lane)
        session.check_neighbours(lane, operation.after)
        return lane
    if not bare or after is not None:
        return after if bare else None
    lanes = session.document.diagram.lanes
    return lanes[0].id if len(lanes) == 1 else None


def _node(document: Document, node: Node, name: str, lane: str, after: str | None) -> TextEdit:
    if node.text == node.id != name and not is_node_id(node.id):
        # The id is a word, and it is what the node shows.
        node = replace(node, label=node.id)
    line = node_text(name, node.shape.value, (getattr(node, key) for key in ATTRIBUTES))
    return node_place(document, lane, after).insert(line)


def _edge(document: Document, edge: Edge, ids: Mapping[str, str], lanes: Mapping[str, str]) -> TextEdit:
    ends, homes = (ids[edge.source], ids[edge.target]), (lanes[edge.source], lanes[edge.target])
    line = edge_text(ends, homes, (edge.source_side, edge.target_side), edge.label)
    return edge_place(document, homes[0]).insert(line)


def _loop(document: Document, loop: Loop, ids: Mapping[str, str], lanes: Mapping[str, str]) -> TextEdit:
    line = loop_text(loop.condition, (ids[node] for node in loop.nodes))
    return loop_place(document, lanes[loop.nodes[0]]).insert(line)


def _write(session: Session, edits: Iterable[TextEdit], names: Collection[str]) -> None:
    """Insert copies and list them as created: nodes, edges, loops."""
    session.change(edits)
    session.created.extend(_made(session.document.diagram, frozenset(names)))


def _made(diagram: Diagram, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from (("node", node.id) for node in diagram.nodes if node.id in names)
    yield from (("edge", edge.id) for edge in diagram.edges if names.issuperset((edge.source, edge.target)))
    yield from (("loop", loop.id) for loop in diagram.loops if names.issuperset(loop.nodes))
