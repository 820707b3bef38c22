"""From statements to the diagram that they mean: all that can be understood, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from webapp.domain import OUTSIDE, Diagram, Edge, Lane, Loop, Node, Shape, Side
from webapp.dsl.reading.names import ATTRIBUTES, shape_of, side_of
from webapp.dsl.reading.outline import Outline
from webapp.dsl.reading.syntax import EdgeStatement, LoopStatement, NodeStatement, Statement
from webapp.dsl.reading.values import clean

_DRAWABLE_ID = re.compile(r"[\w-]+")


class Meaning(NamedTuple):
    """The diagram, and the place among the statements of what declares each of its parts, by kind and id.

    `copies` are the edges that were written again in lanes that are not their source's: by the place of each copy that
    of the edge that counts.
    """

    diagram: Diagram
    declared_by: Mapping[tuple[str, str], int]
    copies: Mapping[int, int]


def understand(statements: Sequence[Statement], outline: Outline) -> Meaning:
    """Build the diagram. An edge or loop to a node that is not declared is left out.

    Nodes outside every lane have a band of their own, which stands where the first of them stands among the lanes.
    """
    declared_by: dict[tuple[str, str], int] = {}
    nodes = _nodes(statements, outline, declared_by)
    first_outside = next((declared_by["node", node.id] for node in nodes.values() if node.lane == OUTSIDE), None)
    lanes: dict[str, Lane] = {}
    for block in outline.blocks:
        if first_outside is not None and first_outside < block.open:
            lanes.setdefault(OUTSIDE, Lane(OUTSIDE, ""))
        label = _clean(block.label.text) if block.label else ""
        known = lanes.get(block.lane)
        if known is None:
            declared_by["lane", block.lane] = block.open
        usual = outline.default_label(block.lane)
        if known is None or (label and known.label == usual):
            lanes[block.lane] = Lane(block.lane, label or usual)
    if first_outside is not None:
        lanes.setdefault(OUTSIDE, Lane(OUTSIDE, ""))
    order = {lane: place for place, lane in enumerate(lanes)}
    read = list(_read_edges(statements, nodes, order))
    copies = _copies(read, outline)
    edges = _edges([item for item in read if item.statement not in copies], declared_by)
    loops = _loops(statements, nodes, declared_by)
    return Meaning(Diagram(tuple(lanes.values()), tuple(nodes.values()), edges, loops), declared_by, copies)


def _clean(value: str) -> str:
    """Return a value without what no label can show: control characters and halves of surrogate pairs."""
    return value if value.isprintable() else clean(value)


def _nodes(
    statements: Sequence[Statement], outline: Outline, declared_by: dict[tuple[str, str], int]
) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for name, declaration in outline.nodes.items():
        statement = statements[declaration.statement]
        if not isinstance(statement, NodeStatement) or not _DRAWABLE_ID.fullmatch(name):
            continue
        values: dict[str, str] = {}
        for attribute in statement.attributes:
            if attribute.key.text in ATTRIBUTES and attribute.key.text not in values:
                values[attribute.key.text] = _clean(attribute.value.inner.text)
        shape = shape_of(statement.shape.text) if statement.shape else None
        nodes[name] = Node(name, declaration.lane, shape or Shape.RECTANGLE, **values)
        declared_by["node", name] = declaration.statement
    return nodes


def default_sides(source_lane: str, target_lane: str, order: Mapping[str, int]) -> tuple[Side, Side]:
    """Return the sides of an edge whose handles are not written, from the order of the two lanes."""
    distance = order[target_lane] - order[source_lane]
    if distance == 0:
        return Side.RIGHT, Side.LEFT
    return (Side.BOTTOM, Side.TOP) if distance > 0 else (Side.TOP, Side.BOTTOM)


class _ReadEdge(NamedTuple):
    """One edge as it is written: its place among the statements, its source's lane, and what it says."""

    statement: int
    lane: str
    says: tuple[str, str, Side, Side, str]


def _read_edges(
    statements: Sequence[Statement], nodes: Mapping[str, Node], order: Mapping[str, int]
) -> Iterator[_ReadEdge]:
    for index, statement in enumerate(statements):
        if not isinstance(statement, EdgeStatement):
            continue
        source = nodes.get(statement.source.node.text)
        target = nodes.get(statement.target.node.text)
        if source is None or target is None:
            continue
        usual = default_sides(source.lane, target.lane, order)
        leaves = side_of(statement.source.side.text) if statement.source.side else None
        arrives = side_of(statement.target.side.text) if statement.target.side else None
        label = _clean(statement.label.attribute.value.inner.text) if statement.label else ""
        says = (source.id, target.id, leaves or usual[0], arrives or usual[1], label)
        yield _ReadEdge(index, source.lane, says)


def _copies(edges: Sequence[_ReadEdge], outline: Outline) -> dict[int, int]:
    """Return the places of edges that are there already and stand in foreign lanes, with those of the edges that count.

    The one in its source's lane counts, else the first. Some generators write every edge into every lane.
    """
    foreign = {item.statement for item in edges if outline.lane_of(item.statement) not in (item.lane, None)}
    if not foreign:
        return {}
    wanted = {item.says for item in edges if item.statement in foreign}
    first: dict[tuple[str, str, Side, Side, str], int] = {}
    for item in edges:
        if item.says in wanted:
            known = first.setdefault(item.says, item.statement)
            if known in foreign and outline.lane_of(item.statement) == item.lane:
                first[item.says] = item.statement
    kept = {item.statement: first[item.says] for item in edges if item.statement in foreign}
    return {index: counts for index, counts in kept.items() if index != counts}


def _edges(read: Iterable[_ReadEdge], declared_by: dict[tuple[str, str], int]) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    counts: dict[str, int] = {}
    for index, _, (source, target, leaves, arrives, label) in read:
        base = f"{source}-{target}"
        identifier = base
        while ("edge", identifier) in declared_by:
            counts[base] = counts.get(base, 1) + 1
            identifier = f"{base}-{counts[base]}"
        declared_by["edge", identifier] = index
        edges.append(Edge(identifier, source, target, leaves, arrives, label))
    return tuple(edges)


def _loops(
    statements: Sequence[Statement], nodes: Mapping[str, Node], declared_by: dict[tuple[str, str], int]
) -> tuple[Loop, ...]:
    loops: list[Loop] = []
    for index, statement in enumerate(statements):
        if isinstance(statement, LoopStatement):
            members = tuple(dict.fromkeys(item.node.text for item in statement.nodes if item.node.text in nodes))
            if members:
                identifier = f"loop-{len(loops) + 1}"
                declared_by["loop", identifier] = index
                loops.append(Loop(identifier, _clean(statement.condition.text), members))
    return tuple(loops)
