"""Starts: nodes that no edge enters. People look for them at the left, and for several of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from webapp.layout.net import Net
from webapp.layout.place.acyclic_arcs import Arc

STRAIGHT_START = 9
"""Weight of a straight way from one of several starts side by side: more than any other edge, so that it stays straight
(times that of a plain edge)."""
NO_EDGE = -1


def first_starts(net: Net) -> list[int]:
    """Return the first node of each component that no edge enters: people look for it at the left."""
    entered = set()
    near: list[list[int]] = [[] for _ in net.lane]
    for e in net.edges:
        source, target = net.source[e], net.target[e]
        if source != target:
            entered.add(target)
            near[source].append(target)
            near[target].append(source)
    found, seen = [], [False] * len(net.lane)
    for v in range(len(net.lane)):
        if v in entered or seen[v]:
            continue
        found.append(v)
        seen[v] = True
        waiting = [v]
        while waiting:
            for other in near[waiting.pop()]:
                if not seen[other]:
                    seen[other] = True
                    waiting.append(other)
    return found


def starts_beside_each_other(net: Net, arcs: Sequence[Arc]) -> list[Arc]:
    """Return arcs that part the starts of one lane that lead straight to nodes of one other lane, in document order.

    Without them, several of these pairs would stand in one column, and lines would pass round nodes.
    """
    entered = {net.target[e] for e in net.edges if net.source[e] != net.target[e]}
    groups: dict[tuple[int, int], dict[int, Arc]] = {}
    for arc in arcs:
        a, b = arc.tail, arc.head
        if arc.distance == 0 and a not in entered and net.lane[a] != net.lane[b] and net.source_side[arc.edge] & 1:
            groups.setdefault((net.lane[a], net.lane[b]), {}).setdefault(a, arc)
    between = []
    for group in groups.values():
        if len({arc.head for arc in group.values()}) == len(group) > 1:
            for arc in group.values():
                arc.weight = STRAIGHT_START
            between += [Arc(a, b, 1, 1, bow=True, edge=NO_EDGE) for a, b in pairwise(sorted(group))]
    return between
