"""Equivalent siblings, such as the many leaves of one hub, stand in document order from top to bottom."""

from __future__ import annotations

from collections.abc import Hashable

from webapp.layout.chains import Chain
from webapp.layout.model import Net


def put_siblings_in_order(net: Net, column: list[int], row: list[int], chains: list[Chain]) -> None:
    """Give the rows of chains with equal columns and equal edges outside to these chains in document order."""
    groups: dict[Hashable, list[Chain]] = {}
    for chain in chains:
        groups.setdefault(_outside(net, column, chain), []).append(chain)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda chain: chain.nodes[0])
            rows = sorted(row[chain.nodes[0]] for chain in group)
            for chain, own in zip(group, rows, strict=True):
                for v in chain.nodes:
                    row[v] = own


def _outside(net: Net, column: list[int], chain: Chain) -> Hashable:
    """Return what must be equal for two chains to change places unnoticed."""
    place = {v: -1 - i for i, v in enumerate(chain.nodes)}
    edges = []
    for v in chain.nodes:
        for e in net.touching[v]:
            source, target = net.source[e], net.target[e]
            edges.append((place.get(source, source), net.source_side[e], place.get(target, target), net.target_side[e]))
    return tuple(column[v] for v in chain.nodes), tuple(sorted(edges))
