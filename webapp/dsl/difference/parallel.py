"""Which of several edges between the same nodes is which."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Edge


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


def _all(edge: Edge) -> object:
    return edge.source_side, edge.target_side, edge.label


def _label(edge: Edge) -> object:
    return edge.label


def _sides(edge: Edge) -> object:
    return edge.source_side, edge.target_side


def _nothing(_edge: Edge) -> object:
    return None
