"""What an edit must remember so that the picture stays calm.

Removed edges go on as ghosts; nodes that lost whom they followed keep their columns, edges that led back lead back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from webapp.domain import Diagram, PartKey, turned
from webapp.layout.calm.ghosts import WithGhosts, ghosts_after, with_ghosts
from webapp.layout.calm.hints import Hints
from webapp.layout.net import compile_net
from webapp.layout.place.acyclic_arcs import Arc
from webapp.layout.place.columns import constraints_of, place_columns


class _Placed(NamedTuple):
    whole: WithGhosts
    arcs: list[Arc]
    column: list[int]

    @property
    def back(self) -> frozenset[int]:
        """The edges that lead back."""
        kept = {arc.edge for arc in self.arcs}
        edges = enumerate(self.whole.diagram.edges)
        return frozenset(e for e, edge in edges if e not in kept and edge.source != edge.target)


def remembered(before: Diagram, after: Diagram, hints: Hints, renamed: Mapping[PartKey, str]) -> dict[str, Any]:
    """Return the hints `ghosts`, `columns` and `feedback` for the diagram after an edit; none that is empty.

    `hints` are those of the diagram before it, `renamed` has the new ids of its parts. A node that lost its last
    predecessor stays at or right of its column; an edge that led back goes on leading back.
    """
    upright = hints.direction == "down"
    old = _placed(with_ghosts(before, hints.ghosts), upright, hints, frozenset(hints.feedback))
    ghosts = ghosts_after(old.whole, after, renamed, old.back)
    whole = with_ghosts(after, ghosts)
    edges = old.whole.diagram.edges
    wanted = {renamed.get(("edge", edges[e].id), edges[e].id) for e in sorted(old.back) if e not in old.whole.ghosts}
    feedback = [edge.id for edge in after.edges if edge.id in wanted and edge.source != edge.target]
    new = _placed(whole, upright, hints, frozenset())
    if {whole.diagram.edges[e].id for e in new.back - whole.ghosts.keys()} == set(feedback):
        feedback = []
    else:
        new = _placed(whole, upright, hints, frozenset(feedback))
    floors = _floors(old, new, hints, renamed)
    return {
        **({"ghosts": [ghost.to_json() for ghost in ghosts]} if ghosts else {}),
        **({"columns": floors} if floors else {}),
        **({"feedback": feedback} if feedback else {}),
    }


def _floors(old: _Placed, new: _Placed, hints: Hints, renamed: Mapping[PartKey, str]) -> dict[str, int]:
    followed, led = {arc.head for arc in new.arcs}, {arc.head for arc in old.arcs}
    standing = dict(hints.columns)
    old_nodes = old.whole.diagram.nodes
    old_index = {renamed.get(("node", node.id), node.id): v for v, node in enumerate(old_nodes)}
    floors = {}
    for v, node in enumerate(new.whole.diagram.nodes):
        was = old_index.get(node.id)
        if v not in followed and was is not None and (was in led or old_nodes[was].id in standing):
            floors[node.id] = old.column[was]
    return floors


def _placed(whole: WithGhosts, upright: bool, hints: Hints, feedback: Collection[str]) -> _Placed:
    diagram = turned(whole.diagram) if upright else whole.diagram
    net = compile_net(diagram)
    arcs = constraints_of(net, whole.back | _edges_named(diagram, feedback))
    return _Placed(whole, arcs, place_columns(net, arcs, floors_of(diagram, hints)))


def feedback_of(whole: WithGhosts, hints: Hints) -> frozenset[int]:
    """Return the edges that are remembered to lead back, ghosts included."""
    return whole.back | _edges_named(whole.diagram, hints.feedback)


def _edges_named(diagram: Diagram, names: Collection[str]) -> frozenset[int]:
    return frozenset(e for e, edge in enumerate(diagram.edges) if edge.id in names)


def floors_of(diagram: Diagram, hints: Hints) -> dict[int, int]:
    """Return the least columns that are remembered, by node; none beyond the count of nodes."""
    least = dict(hints.columns)
    return {v: min(least[node.id], len(diagram.nodes)) for v, node in enumerate(diagram.nodes) if node.id in least}
