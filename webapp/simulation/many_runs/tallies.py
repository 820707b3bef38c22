"""What is counted while runs are computed: firings, crossings and times, by the numbers of nodes and edges."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from webapp.simulation.many_runs.chance import Array
from webapp.simulation.many_runs.model import Model

TIMES = ("work", "queue", "timetable", "branches", "batch")
"""What the time of tokens at nodes is spent on; on edges it is `way`."""


class Tallies:
    """Sums over the runs of a block; all lists are by number, times in the unit of the profile.

    Attributes:
        runs: how many runs there are.
        fired: firings of each node.
        fired_squares: the sum over the runs of the squares of the firings in one run.
        visited: in how many runs each node fired.
        begun: the sum of the times at which each node got its tokens for the first time in a run.
        crossed: crossings of each edge.
        crossed_squares: the sum of the squares of the crossings in one run.
        work, queue, timetable, branches, batch: time of tokens at each node.
        way: time of tokens on each edge.
        replies: how many tokens ended by a reply.
        lived: how long all tokens lived; the sum of all other times.
    """

    def __init__(self, model: Model, runs: int) -> None:
        nodes, edges = len(model.program.nodes), len(model.program.edges)
        self.runs = runs
        self.fired = np.zeros(nodes)
        self.fired_squares = np.zeros(nodes)
        self.visited = np.zeros(nodes)
        self.begun = np.zeros(nodes)
        self.crossed = np.zeros(edges)
        self.crossed_squares = np.zeros(edges)
        self.work = np.zeros(nodes)
        self.queue = np.zeros(nodes)
        self.timetable = np.zeros(nodes)
        self.branches = np.zeros(nodes)
        self.batch = np.zeros(nodes)
        self.way = np.zeros(edges)
        self.replies = 0
        self.lived = 0.0
        # Where tokens pass one by one, any node may fire several times.
        self._once = [cycle < 0 and not model.program.joins for cycle in model.program.cycle]
        self._crossings: dict[int, Array] = {}

    def fire(self, number: int, rows: Array, time: Array, visits: Array | None) -> None:
        """Count firings of a node, whose tokens were there at these times."""
        self.fired[number] += len(rows)
        if visits is None:
            self.begun[number] += float(time.sum())
        else:
            self.begun[number] += float(time[visits == 1].sum())

    def cross(self, number: int, edge: int, rows: Array) -> None:
        """Count crossings of an edge that leaves a node."""
        if edge < 0:
            return
        self.crossed[edge] += len(rows)
        if not self._once[number]:
            if edge not in self._crossings:
                self._crossings[edge] = np.zeros(self.runs, dtype=np.int32)
            self._crossings[edge][rows] += 1

    def sum_up(self, visits: Mapping[int, Array], before: Mapping[int, int]) -> None:
        """Sum up over the runs, when all is counted; `visits` are the firings by run, where they may be several."""
        self.visited[:] = self.fired
        self.fired_squares[:] = self.fired
        self.crossed_squares[:] = self.crossed
        for number, counts in visits.items():
            counts = counts - before.get(number, 0)
            self.visited[number] = np.count_nonzero(counts)
            self.fired_squares[number] = float((counts.astype(float) ** 2).sum())
        for edge, counts in self._crossings.items():
            self.crossed_squares[edge] = float((counts.astype(float) ** 2).sum())
        self._crossings.clear()

    def add(self, other: Tallies) -> None:
        """Add what was counted in another block."""
        for name, value in vars(other).items():
            if not name.startswith("_"):
                setattr(self, name, getattr(self, name) + value)
