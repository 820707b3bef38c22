"""Over which edges the tokens came that a node takes when it fires: all possible sets, by node."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from webapp.simulation.analysis.state_graph import NOWHERE, StateGraph
from webapp.simulation.analysis.watching import Seen

Edges: TypeAlias = frozenset[int]
Happened: TypeAlias = tuple[int, int, int]
"""After how many firings something happened at which node: a token came over an edge, or the node fired."""
FIRED = -1  # in place of an edge; no move has this number
MOST_PASSES = 200_000
"""Ways that are gone through; sets grow only where tokens wait in different ways, so few diagrams need so many."""
NO_EDGES: Edges = frozenset()


def joined_edges(graph: StateGraph, numbers: Collection[int]) -> dict[int, set[Edges]]:
    """Return for these nodes the sets of edges over which the tokens of a firing may have come.

    The tokens that wait are followed through all states until nothing new is found.
    """
    found: dict[int, set[Edges]] = {number: set() for number in numbers}
    if not found:
        return found
    happened: dict[int, list[Happened]] = {}
    waiting: list[dict[int, set[Edges]] | None] = [None] * len(graph.states)
    waiting[0] = {}
    todo, left = [0], MOST_PASSES
    while todo and left > 0:
        index = todo.pop()
        for way in graph.states[index].ways:
            left -= 1
            if id(way) not in happened:
                happened[id(way)] = happened_at(way.seen, found)
            now = dict(waiting[index] or {})
            for _, number, edge in happened[id(way)]:
                came = now.get(number) or {NO_EDGES}
                if edge == FIRED:
                    found[number] |= came
                    now.pop(number, None)
                else:
                    now[number] = {edges | {edge} for edges in came}
            if way.target == NOWHERE:
                continue
            before = waiting[way.target]
            if before is None:
                waiting[way.target] = {number: set(sets) for number, sets in now.items()}
                todo.append(way.target)
            elif _added(before, now):
                todo.append(way.target)
    return found


def happened_at(seen: Seen, numbers: Collection[int]) -> list[Happened]:
    """Return when tokens came to these nodes over which edges, and when the nodes fired, in order."""
    found = []
    replies = set(seen.replies)
    for firings, (number, moves) in enumerate(zip(seen.fired, seen.moved, strict=True), 1):
        if number in numbers:
            found.append((firings, number, FIRED))
        for move in moves:
            if move.target in numbers and (firings, move) not in replies:
                found.append((firings, move.target, move.edge))
    return found


def _added(known: dict[int, set[Edges]], new: Mapping[int, set[Edges]]) -> bool:
    """Add sets to those that are known, and return whether some were new."""
    grown = False
    for number, sets in new.items():
        there = known.setdefault(number, set())
        if not sets <= there:
            there |= sets
            grown = True
    return grown
