"""Which nodes fire in some run, which edges are crossed, where tokens come back, and the shortest run to each."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from webapp.simulation.analysis.short_runs import Effort, ShortRun, told
from webapp.simulation.analysis.state_graph import StateGraph, Way


class Moment(NamedTuple):
    """After how many choices and firings something happens, in which way, after how many firings of that way."""

    choices: int
    steps: int
    way: Way
    firings: int


class Met:
    """What runs come to.

    Attributes:
        graph: the states that were looked at.
        effort: what searches in it may still look at.
        fired: by node that fires or asks, when it does so first; in any order.
        replies: by node, when a token first comes back to it and ends.
    """

    def __init__(self, graph: StateGraph) -> None:
        """Go through all states once."""
        self.graph = graph
        self.effort = Effort()
        self.fired: dict[int, Moment] = {}
        self.replies: dict[int, Moment] = {}
        self._edge = {edge.id: number for number, edge in enumerate(graph.program.edges)}
        fired = self.fired
        for state in graph.states:
            if state.situation is not None and state.came is not None:
                asked = Moment(state.choices, state.steps, state.came, len(state.came.seen.fired))
                _keep(fired, state.situation.number, asked)
            choices, steps = state.choices + (state.situation is not None), state.steps
            for way in state.ways:
                for firings, number in enumerate(way.seen.fired, 1):
                    known = fired.get(number)
                    if known is None or (choices, steps + firings) < known[:2]:
                        fired[number] = Moment(choices, steps + firings, way, firings)
                for firings, move in way.seen.replies:
                    _keep(self.replies, move.target, Moment(choices, steps + firings, way, firings))

    def first_ones(self, numbers: Container[int]) -> list[int]:
        """Return those of these nodes that runs come to, the nearest first."""
        fired = self.fired
        return sorted((number for number in fired if number in numbers), key=lambda number: fired[number][:2])

    def run(self, number: int) -> ShortRun:
        """Return the shortest run to a node."""
        return self.at(self.fired[number])

    def reply(self, number: int) -> ShortRun:
        """Return the shortest run in which a token comes back to a node and ends."""
        return self.at(self.replies[number])

    def at(self, moment: Moment) -> ShortRun:
        """Return the run up to a moment."""
        return told(self.graph, self.graph.path(moment.way), moment.firings)

    def crossing(self, edge: str) -> ShortRun | None:
        """Return the shortest run that crosses an edge, if one does."""
        wanted = self._edge[edge]
        best: Moment | None = None
        for state in self.graph.states:
            choices, steps = state.choices + (state.situation is not None), state.steps
            if best is not None and (choices, steps) > best[:2]:
                continue
            for way in state.ways:
                for firings, moves in enumerate(way.seen.moved, 1):
                    if any(move.edge == wanted for move in moves):
                        if best is None or (choices, steps + firings) < best[:2]:
                            best = Moment(choices, steps + firings, way, firings)
                        break
        return None if best is None else self.at(best)


def _keep(known: dict[int, Moment], number: int, moment: Moment) -> None:
    """Keep the earlier of two moments."""
    before = known.get(number)
    if before is None or moment[:2] < before[:2]:
        known[number] = moment
