"""What an edit must remember so that the picture stays calm.

Removed edges go on as ghosts; nodes that lost whom they followed keep their columns, edges that led back lead back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from webapp.domain import Diagram, PartKey, turned
from webapp.layout.attempts import Effort, best_attempt, open_choices
from webapp.layout.calm.ghosts import WithGhosts, ghosts_after, with_ghosts
from webapp.layout.calm.hints import Hints
from webapp.layout.net import compile_net
from webapp.layout.place.acyclic_arcs import Arc
from webapp.layout.place.choices import Choices, with_choices
from webapp.layout.place.columns import constraints_of, place_columns
from webapp.layout.place.page import Page


class _Placed(NamedTuple):
    whole: WithGhosts
    strict: list[Arc]
    """What the edges ask for; `arcs` is what the choices leave of that."""
    arcs: list[Arc]
    column: list[int]

    @property
    def back(self) -> frozenset[int]:
        """The edges that lead back."""
        kept = {arc.edge for arc in self.strict}
        edges = enumerate(self.whole.diagram.edges)
        return frozenset(e for e, edge in edges if e not in kept and edge.source != edge.target)


def remembered(before: Diagram, after: Diagram, hints: Hints, renamed: Mapping[PartKey, str]) -> dict[str, Any]:
    """Return the hints that an edit leaves (`MEMORY`) for the diagram after it; none that says nothing.

    `hints` are those of the diagram before it, `renamed` has the new ids of its parts. A node that lost its last
    predecessor stays at or right of its column; an edge that led back goes on leading back. What was chosen to make
    the drawing fit its page is chosen no more.
    """
    upright = hints.direction == "down"
    given = with_ghosts(before, hints.ghosts)
    chosen = _chosen(given, upright, hints)
    old = _placed(given, upright, hints, frozenset(hints.feedback), chosen)
    ghosts = ghosts_after(old.whole, after, renamed, old.back, chosen.returns or ())
    whole = with_ghosts(after, ghosts)
    edges = old.whole.diagram.edges
    wanted = {renamed.get(("edge", edges[e].id), edges[e].id) for e in sorted(old.back) if e not in old.whole.ghosts}
    feedback = [edge.id for edge in after.edges if edge.id in wanted and edge.source != edge.target]
    named = _named(given.diagram, chosen, after, renamed)
    kept = choices_of(whole, Hints.from_json(named))
    new = _placed(whole, upright, hints, frozenset(), kept)
    if {whole.diagram.edges[e].id for e in new.back - whole.ghosts.keys()} == set(feedback):
        feedback = []
    else:
        new = _placed(whole, upright, hints, frozenset(feedback), kept)
    floors = {**_floors(old, new, hints, renamed), **_beside_the_others(old, new, renamed)}
    return {
        **({"ghosts": [ghost.to_json() for ghost in ghosts]} if ghosts else {}),
        **({"columns": floors} if floors else {}),
        **({"feedback": feedback} if feedback else {}),
        **named,
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


def _beside_the_others(old: _Placed, new: _Placed, renamed: Mapping[PartKey, str]) -> dict[str, int]:
    """Return columns right of all that their lanes have for new nodes without edges: so they move nobody."""
    diagram = new.whole.diagram
    known = {renamed.get(("node", node.id), node.id) for node in old.whole.diagram.nodes}
    linked = {name for edge in diagram.edges if edge.source != edge.target for name in (edge.source, edge.target)}
    last: dict[str, int] = {}
    for v, node in enumerate(diagram.nodes):
        if node.id in linked:
            last[node.lane] = max(last.get(node.lane, 0), new.column[v])
    floors: dict[str, int] = {}
    for node in diagram.nodes:
        if node.id not in known and node.id not in linked and node.lane in last:
            last[node.lane] += 1
            floors[node.id] = last[node.lane]
    return floors


def page_of(hints: Hints, width: float | None, upright: bool) -> Page:
    """Return the page that a drawing should fit: of this width, or where it is None, that of the hints."""
    return Page(hints.width if width is None else width, upright)


def choices_of(whole: WithGhosts, hints: Hints) -> Choices:
    """Return the choices that are remembered, by index; those of ghosts go with them."""
    diagram, returns, staggered = whole.diagram, hints.returns, hints.staggered
    return Choices(
        None if returns is None else tuple(sorted(_edges_named(diagram, returns) | whole.returned)),
        None if staggered is None else tuple(v for v, node in enumerate(diagram.nodes) if node.id in staggered),
    )


def _chosen(whole: WithGhosts, upright: bool, hints: Hints) -> Choices:
    """Return the choices of the drawing of a diagram; None where there was nothing to choose."""
    known = choices_of(whole, hints)
    if known.returns is not None and known.staggered is not None:
        return known
    net = compile_net(turned(whole.diagram) if upright else whole.diagram)
    strict, floors = constraints_of(net, feedback_of(whole, hints)), floors_of(whole.diagram, hints)
    page = page_of(hints, None, upright)
    has_returns, has_fans = open_choices(net, strict, floors, page)
    if not (has_returns and known.returns is None) and not (has_fans and known.staggered is None):
        return known
    taken = best_attempt(net, strict, floors, page, known, Effort()).choices
    return Choices(taken.returns if has_returns else known.returns, taken.staggered if has_fans else known.staggered)


def _named(before: Diagram, choices: Choices, after: Diagram, renamed: Mapping[PartKey, str]) -> dict[str, list[str]]:
    """Return choices of a diagram by the ids of the one after an edit, without what is gone."""
    edges = {renamed.get(("edge", before.edges[e].id), before.edges[e].id) for e in choices.returns or ()}
    nodes = {renamed.get(("node", before.nodes[v].id), before.nodes[v].id) for v in choices.staggered or ()}
    found = {}
    if choices.returns is not None:
        found["returns"] = [edge.id for edge in after.edges if edge.id in edges]
    if choices.staggered is not None:
        found["staggered"] = [node.id for node in after.nodes if node.id in nodes]
    return found


def _placed(whole: WithGhosts, upright: bool, hints: Hints, feedback: Collection[str], choices: Choices) -> _Placed:
    diagram = turned(whole.diagram) if upright else whole.diagram
    net = compile_net(diagram)
    strict = constraints_of(net, whole.back | _edges_named(diagram, feedback))
    arcs = with_choices(net, strict, choices)
    return _Placed(whole, strict, arcs, place_columns(net, arcs, floors_of(diagram, hints)))


def feedback_of(whole: WithGhosts, hints: Hints) -> frozenset[int]:
    """Return the edges that are remembered to lead back, ghosts included."""
    return whole.back | _edges_named(whole.diagram, hints.feedback)


def _edges_named(diagram: Diagram, names: Collection[str]) -> frozenset[int]:
    return frozenset(e for e, edge in enumerate(diagram.edges) if edge.id in names)


def floors_of(diagram: Diagram, hints: Hints) -> dict[int, int]:
    """Return the least columns that are remembered, by node; none beyond the count of nodes."""
    least = dict(hints.columns)
    return {v: min(least[node.id], len(diagram.nodes)) for v, node in enumerate(diagram.nodes) if node.id in least}
