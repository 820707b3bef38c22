"""What an edit must remember so that the picture stays calm: columns of nodes cut off, edges that lead back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from webapp.domain import Diagram
from webapp.layout.columns import constraints_of, place_columns
from webapp.layout.cycles import Arc
from webapp.layout.direction import mirrored_diagram
from webapp.layout.hints import Hints
from webapp.layout.model import compile_net


def remembered(before: Diagram, after: Diagram, hints: Hints, renamed: Mapping[str, str]) -> dict[str, Any]:
    """Return the hints `columns` and `feedback` for the diagram after an edit; both are left out when empty.

    `hints` are those of the diagram before it, `renamed` gives new ids for old ones. A node that lost its last
    predecessor stays at or right of its column; an edge that led back goes on leading back.
    """
    if hints.direction == "down":
        before, after = mirrored_diagram(before), mirrored_diagram(after)
    old_arcs, old_column = _placed(before, hints)
    old_kept = {arc.edge for arc in old_arcs}
    ids = {edge.id for edge in after.edges}
    back = [renamed.get(edge.id, edge.id) for e, edge in enumerate(before.edges) if e not in old_kept]
    loops = {edge.id for edge in after.edges if edge.source == edge.target}
    feedback = tuple(edge for edge in back if edge in ids and edge not in loops)

    net = compile_net(after)
    plain = {arc.edge for arc in constraints_of(net)}
    if all(e not in plain for e, edge in enumerate(after.edges) if edge.id in feedback) and len(plain) + len(
        feedback
    ) == sum(edge.id not in loops for edge in after.edges):
        feedback = ()
    arcs = constraints_of(net, _edges_named(after, feedback))
    followed = {arc.head for arc in arcs}
    led = {arc.head for arc in old_arcs}
    standing = dict(hints.columns)
    floors = {}
    old_index = {renamed.get(node.id, node.id): v for v, node in enumerate(before.nodes)}
    for v, node in enumerate(after.nodes):
        old = old_index.get(node.id)
        if v not in followed and old is not None and (old in led or before.nodes[old].id in standing):
            floors[node.id] = old_column[old]
    return {**({"columns": floors} if floors else {}), **({"feedback": list(feedback)} if feedback else {})}


def _placed(diagram: Diagram, hints: Hints) -> tuple[list[Arc], list[int]]:
    net = compile_net(diagram)
    arcs = constraints_of(net, feedback_of(diagram, hints))
    return arcs, place_columns(net, arcs, floors_of(diagram, hints))


def feedback_of(diagram: Diagram, hints: Hints) -> frozenset[int]:
    """Return the edges that are remembered to lead back."""
    return _edges_named(diagram, hints.feedback)


def _edges_named(diagram: Diagram, names: Collection[str]) -> frozenset[int]:
    return frozenset(e for e, edge in enumerate(diagram.edges) if edge.id in names)


def floors_of(diagram: Diagram, hints: Hints) -> dict[int, int]:
    """Return the least columns that are remembered, by node; none beyond the count of nodes."""
    least = dict(hints.columns)
    return {v: min(least[node.id], len(diagram.nodes)) for v, node in enumerate(diagram.nodes) if node.id in least}
