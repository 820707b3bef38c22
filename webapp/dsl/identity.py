"""Which edge is which before and after a change: the ids of parallel edges follow their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.domain import Diagram, Edge


def renamed_edges(before: Diagram, after: Diagram) -> dict[str, str]:
    """Return old ids to new ones for parallel edges whose order changed; ids of nodes are the same in both."""
    old, new = _parallel(before.edges), _parallel(after.edges)
    pairs = (pair for ends, edges in old.items() for pair in pair_parallel(edges, new.get(ends, ())))
    return {was.id: now.id for was, now in pairs if was.id != now.id}


def pair_parallel(old: Sequence[Edge], new: Sequence[Edge]) -> list[tuple[Edge, Edge]]:
    """Pair parallel edges: those that say the same first, then by label, by sides, and the rest in order."""
    pairs: list[tuple[Edge, Edge]] = []
    left, right = list(old), list(new)
    for trait in (_all, _label, _sides, _nothing):
        waiting: dict[object, list[Edge]] = {}
        for edge in right:
            waiting.setdefault(trait(edge), []).append(edge)
        for place in waiting.values():
            place.reverse()
        unpaired: list[Edge] = []
        taken: set[str] = set()
        for edge in left:
            place = waiting.get(trait(edge), [])
            if place:
                other = place.pop()
                taken.add(other.id)
                pairs.append((edge, other))
            else:
                unpaired.append(edge)
        left, right = unpaired, [edge for edge in right if edge.id not in taken]
    return pairs


def _parallel(edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    found: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        found.setdefault((edge.source, edge.target), []).append(edge)
    return {ends: together for ends, together in found.items() if len(together) > 1}


def _all(edge: Edge) -> object:
    return edge.source_side, edge.target_side, edge.label


def _label(edge: Edge) -> object:
    return edge.label


def _sides(edge: Edge) -> object:
    return edge.source_side, edge.target_side


def _nothing(_edge: Edge) -> object:
    return None
