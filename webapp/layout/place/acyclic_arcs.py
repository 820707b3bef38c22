"""Cycles: which edges of a diagram lead back and must not ask for a column further right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

VISITS = 500_000
"""Bound of the work for bows: in documents of thousands of them the last ones are taken to lead back (nodes)."""


@dataclass(slots=True)
class Arc:
    """`column[head] >= column[tail] + distance`, asked for by one edge.

    `bow` marks an edge that leaves and enters at the top, or at the bottom: people draw retries that way.
    """

    tail: int
    head: int
    distance: int
    weight: int
    bow: bool
    edge: int


def without_cycles(node_count: int, arcs: Sequence[Arc]) -> list[Arc]:
    """Return `arcs`, in their order, without those that lead back.

    Depth-first search from the sources over all arcs but bows drops what points to a node of its stack; it follows
    heavy arcs, the main flow, first, so that a cycle is cut where it comes back. Then bows join that close no cycle.
    """
    leaving: list[list[int]] = [[] for _ in range(node_count)]
    entered = [False] * node_count
    for i, arc in enumerate(arcs):
        if not arc.bow:
            leaving[arc.tail].append(i)
            entered[arc.head] = True
    for found in leaving:
        found.sort(key=lambda i: -arcs[i].weight)
    kept = _kept_by_search(arcs, leaving, sorted(range(node_count), key=lambda v: entered[v]))
    followers: list[list[int]] = [[] for _ in range(node_count)]
    for i, arc in enumerate(arcs):
        if kept[i]:
            followers[arc.tail].append(arc.head)
    steps = VISITS
    for i, arc in enumerate(arcs):
        if arc.bow and steps > 0:
            leads, used = _leads(followers, arc.head, arc.tail)
            steps -= used
            if not leads:
                kept[i] = True
                followers[arc.tail].append(arc.head)
    return [arc for i, arc in enumerate(arcs) if kept[i]]


def _kept_by_search(arcs: Sequence[Arc], leaving: list[list[int]], roots: Sequence[int]) -> list[bool]:
    new, on_stack, done = range(3)
    state = [new] * len(leaving)
    kept = [False] * len(arcs)
    for root in roots:
        if state[root] != new:
            continue
        state[root] = on_stack
        stack = [(root, iter(leaving[root]))]
        while stack:
            node, rest = stack[-1]
            for i in rest:
                head = arcs[i].head
                kept[i] = state[head] != on_stack
                if state[head] == new:
                    state[head] = on_stack
                    stack.append((head, iter(leaving[head])))
                    break
            else:
                state[node] = done
                stack.pop()
    return kept


def _leads(followers: list[list[int]], start: int, goal: int) -> tuple[bool, int]:
    """Return whether `goal` can be reached from `start`, and how many nodes were visited to know."""
    seen = {start}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True, len(seen)
        for head in followers[node]:
            if head not in seen:
                seen.add(head)
                waiting.append(head)
    return False, len(seen)
