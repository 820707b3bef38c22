"""Chains: the nodes of a lane that right-to-left edges line up, so that they share one row."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from webapp.layout.net import EAST, WEST, Net


@dataclass(slots=True)
class Chain:
    """Nodes of one lane in one row, in order of their columns; the whole interval of columns is theirs."""

    nodes: list[int]
    first: int
    last: int


def chains_of(net: Net, column: list[int], lane: int) -> list[Chain]:
    """Return the chains of a lane, by (first column, document index)."""
    members = [v for v, own in enumerate(net.lane) if own == lane]
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    links = [
        (column[net.target[e]] - column[net.source[e]], e)
        for v in members
        for e in net.touching[v]
        if net.source[e] == v
        and net.lane[net.target[e]] == lane
        and net.source_side[e] == EAST
        and net.target_side[e] == WEST
        and column[net.target[e]] > column[v]
    ]
    for _, e in _middle_sibling_first(net, column, sorted(links)):
        a, b = net.source[e], net.target[e]
        if a not in after and b not in before:
            after[a], before[b] = b, a
    chains = []
    for v in members:
        if v not in before:
            nodes = [v]
            while nodes[-1] in after:
                nodes.append(after[nodes[-1]])
            chains.append(Chain(nodes, column[nodes[0]], column[nodes[-1]]))
    chains.sort(key=lambda chain: (chain.first, chain.nodes[0]))
    return chains


def _middle_sibling_first(net: Net, column: list[int], links: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `links` with the middle one of equivalent targets of a node before its siblings.

    It goes straight on, half of the others find room above and half below: all stand in document order.
    """
    groups: dict[Hashable, list[int]] = {}
    for i, (distance, e) in enumerate(links):
        groups.setdefault((distance, net.source[e]), []).append(i)
    order = list(links)
    for group in groups.values():
        alike: dict[Hashable, list[int]] = {}
        if len(group) > 2:
            for i in group:
                alike.setdefault(edges_outside(net, column, [net.target[links[i][1]]]), []).append(i)
        for siblings in alike.values():
            first, middle = siblings[0], siblings[(len(siblings) - 1) // 2]
            order[first], order[middle] = order[middle], order[first]
    return order


def edges_outside(net: Net, column: list[int], nodes: list[int]) -> Hashable:
    """Return what must be equal for two chains to change places unnoticed."""
    place = {v: -1 - i for i, v in enumerate(nodes)}
    edges = []
    for v in nodes:
        for e in net.touching[v]:
            source, target = net.source[e], net.target[e]
            edges.append((place.get(source, source), net.source_side[e], place.get(target, target), net.target_side[e]))
    return tuple(column[v] for v in nodes), tuple(sorted(edges))


def put_siblings_in_order(net: Net, column: list[int], row: list[int], chains: list[Chain]) -> None:
    """Give the rows of equivalent chains, such as the leaves of one hub, to them in document order."""
    groups: dict[Hashable, list[Chain]] = {}
    for chain in chains:
        groups.setdefault(edges_outside(net, column, chain.nodes), []).append(chain)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda chain: chain.nodes[0])
            rows = sorted(row[chain.nodes[0]] for chain in group)
            for chain, own in zip(group, rows, strict=True):
                for v in chain.nodes:
                    row[v] = own
