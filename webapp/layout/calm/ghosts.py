"""Ghosts: edges that were removed and go on holding places, so that removing one moves nobody.

A ghost takes part wherever places are found: columns, rows, routes, the sizes of nodes and channels. Then the edges
that are still there are laid and drawn without it, between nodes that stand where they stood. It is told by the ids of
its ends and so means the same whatever else is edited; it goes when an edge comes that has other plans for its ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from webapp.domain import Diagram, Edge, PartKey, Side
from webapp.layout.measure.sizes import measure_edge_label

MOST_GHOSTS = 100
"""Removed edges remembered at most: each costs as much as an edge."""

NO_LABEL = (0.0, 0.0)

Signature = tuple[str, Side, str, Side]


@dataclass(frozen=True, slots=True)
class Ghost:
    """A removed edge."""

    source: str
    source_side: Side
    target: str
    target_side: Side
    place: int
    """How many edges of the document stand before it: document order breaks ties everywhere."""
    label: tuple[float, float] = NO_LABEL
    """Width and height that its label took in CSS pixels; the text itself is gone."""
    back: bool = False
    """Whether it led back and asked for no column."""
    returned: bool = False
    """Whether it returned to the left, and asked for no column either."""

    @property
    def signature(self) -> Signature:
        """What it has in common with an edge drawn once more."""
        return self.source, self.source_side, self.target, self.target_side

    def to_json(self) -> dict[str, Any]:
        """Return the ghost as a companion keeps it."""
        return {
            "source": self.source,
            "source_side": self.source_side.value,
            "target": self.target,
            "target_side": self.target_side.value,
            "place": self.place,
            **({"label": list(self.label)} if self.label[0] else {}),
            **({"back": True} if self.back else {}),
            **({"returned": True} if self.returned else {}),
        }


@dataclass(frozen=True, slots=True)
class WithGhosts:
    """A diagram with its ghosts among its edges."""

    diagram: Diagram
    ghosts: Mapping[int, Ghost]
    """By index of their edges in `diagram`."""

    @property
    def back(self) -> frozenset[int]:
        """The ghosts that led back."""
        return frozenset(e for e, ghost in self.ghosts.items() if ghost.back)

    @property
    def returned(self) -> frozenset[int]:
        """The ghosts that returned to the left."""
        return frozenset(e for e, ghost in self.ghosts.items() if ghost.returned)

    @property
    def remaining(self) -> list[int]:
        """The indices of the edges that are there, in document order."""
        return [e for e in range(len(self.diagram.edges)) if e not in self.ghosts]


def with_ghosts(diagram: Diagram, ghosts: Sequence[Ghost]) -> WithGhosts:
    """Return `diagram` with the `ghosts` whose ends it has; an edge drawn once more takes its ghost's place."""
    if not ghosts:
        return WithGhosts(diagram, {})
    drawn = set(map(_signature, diagram.edges))
    waiting = sorted(
        (g for g in ghosts if g.source in diagram.node and g.target in diagram.node and g.signature not in drawn),
        key=lambda ghost: -ghost.place,
    )
    edges: list[Edge] = []
    found: dict[int, Ghost] = {}
    for place in range(len(diagram.edges) + 1):
        last = place == len(diagram.edges)
        while waiting and (last or waiting[-1].place <= place):
            ghost = waiting.pop()
            found[len(edges)] = ghost
            edges.append(Edge(f"~{len(found)}", *_ends(ghost)))
        if not last:
            edges.append(diagram.edges[place])
    return WithGhosts(replace(diagram, edges=tuple(edges)), found)


def _ends(ghost: Ghost) -> tuple[str, str, Side, Side]:
    return ghost.source, ghost.target, ghost.source_side, ghost.target_side


def _signature(edge: Edge) -> Signature:
    return edge.source, edge.source_side, edge.target, edge.target_side


def ghosts_after(
    before: WithGhosts,
    after: Diagram,
    renamed: Mapping[PartKey, str],
    back: Collection[int],
    returned: Collection[int] = (),
) -> tuple[Ghost, ...]:
    """Return the ghosts of the diagram after an edit: those of `before` and the edges that it removed.

    `renamed` has the new ids of its parts, `back` are the edges of `before` that led back, `returned` those that
    returned to the left. A ghost goes with its ends, with their going to another lane, and when a new edge takes its
    side of an end or leads to its target.
    """
    names = _Names(renamed)
    place_of = {edge.id: place for place, edge in enumerate(after.edges)}
    home = {names.now("node", node.id): names.now("lane", node.lane) for node in before.diagram.nodes}
    at_home = {node.id for node in after.nodes if home.get(node.id) == node.lane}
    fresh: list[Ghost] = []
    older: list[Ghost] = []
    stayed: Counter[Signature] = Counter()
    place = 0
    for e, edge in enumerate(before.diagram.edges):
        source, target = names.now("node", edge.source), names.now("node", edge.target)
        now = names.now("edge", edge.id)
        known = before.ghosts.get(e)
        if not source or not target:
            continue
        if now in place_of and not known:
            place = place_of[now] + 1
            stayed[source, edge.source_side, target, edge.target_side] += 1
        elif {source, target} <= at_home:
            size = known.label if known else measure_edge_label(edge.label)[:2] if edge.label else NO_LABEL
            ghost = Ghost(source, edge.source_side, target, edge.target_side, place, size, e in back, e in returned)
            (older if known else fresh).append(ghost)
    others = [edge for edge, count in _counted(after.edges) if count > stayed[_signature(edge)]]
    sides = {(edge.source, edge.source_side) for edge in others} | {(edge.target, edge.target_side) for edge in others}
    targets = {edge.target for edge in others}
    lasting = [
        ghost
        for ghost in [*fresh, *older]
        if ghost.target not in targets
        and (ghost.source, ghost.source_side) not in sides
        and (ghost.target, ghost.target_side) not in sides
    ]
    return tuple(sorted(lasting[:MOST_GHOSTS], key=lambda ghost: ghost.place))


class _Names:
    """What became of ids."""

    def __init__(self, renamed: Mapping[PartKey, str]) -> None:
        self._renamed = renamed
        self._taken = frozenset((kind, now) for (kind, _), now in renamed.items())

    def now(self, kind: str, name: str) -> str | None:
        """Return the id of now; None where another one of its kind has taken it over."""
        return self._renamed.get((kind, name), None if (kind, name) in self._taken else name)


def _counted(edges: Sequence[Edge]) -> Iterator[tuple[Edge, int]]:
    """Yield edges with how many of their kind have come up to them."""
    seen: Counter[Signature] = Counter()
    for edge in edges:
        seen[_signature(edge)] += 1
        yield edge, seen[_signature(edge)]
