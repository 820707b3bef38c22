"""Numbers the nodes so that the engine only has to fire the waiting node with the lowest number.

A token waits at a node until no other token can still arrive there: over any path from another cycle, or over paths
without back edges inside the same cycle. The nodes are numbered by cycle in topological order, and inside a cycle in
the order of its forward edges. So a node for which another waits has the lower number, and the lowest one never waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """The nodes in the order of firing.

    Attributes:
        ids: node ids by number.
        group: by number, the cycle of the node; a node on no cycle has a group of its own.
        blockers: by number, the bit set of the nodes whose tokens can still arrive there.
        followers: by number, the bit set of the nodes that it blocks.
    """

    ids: tuple[str, ...]
    group: tuple[int, ...]
    blockers: tuple[int, ...]
    followers: tuple[int, ...]


def order_nodes(nodes: Iterable[str], forward: Iterable[tuple[str, str]], back: Iterable[tuple[str, str]]) -> Order:
    """Number the nodes; ties are broken by document order.

    Args:
        nodes: node ids in document order.
        forward: the edges that do not close a cycle, as (source, target).
        back: the edges that do.
    """
    import networkx as nx  # here, because only runs need it

    rank = {node: index for index, node in enumerate(nodes)}
    ahead: nx.DiGraph[str] = nx.DiGraph()
    ahead.add_nodes_from(rank)
    ahead.add_edges_from(forward)
    whole: nx.DiGraph[str] = nx.DiGraph(ahead)
    whole.add_edges_from(back)

    condensed = nx.condensation(whole)
    earliest = {index: min(rank[node] for node in nodes) for index, nodes in condensed.nodes(data="members")}
    ids: list[str] = []
    for component in nx.lexicographical_topological_sort(condensed, key=earliest.__getitem__):
        members = condensed.nodes[component]["members"]
        inner = ahead.subgraph(members)
        ids.extend(nx.lexicographical_topological_sort(inner, key=rank.__getitem__))

    number = {node: index for index, node in enumerate(ids)}
    group = tuple(condensed.graph["mapping"][node] for node in ids)
    pairs = {(number[source], number[target], True) for source, target in ahead.edges}
    pairs |= {(number[source], number[target], False) for source, target in whole.edges - ahead.edges}
    return Order(
        tuple(ids),
        group,
        _closure(group, pairs),
        _closure(group, {(target, source, ahead_) for source, target, ahead_ in pairs}, upwards=False),
    )


def _closure(group_of: tuple[int, ...], pairs: set[tuple[int, int, bool]], *, upwards: bool = True) -> tuple[int, ...]:
    """Return, for each number, the bit set of those from which the pairs (from, to, forward) lead there."""
    size = len(group_of)
    arriving: list[list[tuple[int, bool]]] = [[] for _ in range(size)]
    for source, target, forward in pairs:
        arriving[target].append((source, forward))
    members: dict[int, int] = {}
    for number, group in enumerate(group_of):
        members[group] = members.get(group, 0) | 1 << number
    # Groups are contiguous, so everything outside a group is known before its first member is visited.
    outside: dict[int, int] = {}
    inside = [0] * size
    numbers = range(size) if upwards else range(size - 1, -1, -1)
    for number in numbers:
        outside.setdefault(group_of[number], 0)
        for source, forward in arriving[number]:
            if group_of[source] != group_of[number]:
                outside[group_of[number]] |= outside[group_of[source]] | members[group_of[source]]
            elif forward:
                inside[number] |= inside[source] | 1 << source
    return tuple(outside[group_of[number]] | inside[number] for number in range(size))


def bits(numbers: int) -> Iterator[int]:
    """Yield the numbers in a bit set, lowest first."""
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest
