"""Chains: the nodes of a lane that right-to-left edges line up, so that they share one row."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.layout.model import EAST, WEST, Net


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
    for _, e in sorted(links):
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
