"""How runs end: at which node, or over which edge into what leads to the only end."""

from __future__ import annotations

import numpy as np

from webapp.simulation.many_runs.chance import Array
from webapp.simulation.program import Program

NONE = -1


class Outcomes:
    """The outcomes of a block of runs.

    Where a diagram has several ends, an outcome is the node at which the last token of a run ended. Where it has one,
    and several edges lead to it or to the steps before it, an outcome is one of these edges.

    Attributes:
        node: for each run the number of the node at which its last token ended.
        edge: for each run the last of the edges that tell outcomes apart.
    """

    def __init__(self, program: Program, count: int) -> None:
        self.node: Array = np.full(count, NONE, dtype=np.int32)
        self.edge: Array = np.full(count, NONE, dtype=np.int32)
        self._time = np.full(count, -1.0)
        self._edges = telling_edges(program)

    def cross(self, edge: int, rows: Array) -> None:
        """Note that an edge was crossed."""
        if edge in self._edges:
            self.edge[rows] = edge

    def end(self, number: int, rows: Array, time: Array) -> None:
        """Note that tokens ended at a node."""
        later = time >= self._time[rows]
        rows = rows[later]
        self._time[rows] = time[later]
        self.node[rows] = number


def telling_edges(program: Program) -> frozenset[int]:
    """Return the edges that tell the outcomes of a diagram with one end apart; none where there are several ends."""
    known: frozenset[int] | None = program.__dict__.get("telling_edges")
    if known is None:
        known = program.__dict__["telling_edges"] = _telling_edges(program)
    return known


def _telling_edges(program: Program) -> frozenset[int]:
    ends = [number for number, ahead in enumerate(program.ahead) if not ahead and program.behind[number]]
    if len(ends) != 1:
        return frozenset()
    incoming: dict[int, list[int]] = {}
    for index, edge in enumerate(program.edges):
        incoming.setdefault(program.number[edge.target], []).append(index)
    number, seen = ends[0], set()
    while number not in seen and program.cycle[number] < 0:
        seen.add(number)
        edges = incoming.get(number, [])
        if len(edges) > 1:
            return frozenset(edges)
        if not edges:
            break
        number = program.number[program.edges[edges[0]].source]
        if program.stops[number].decides:
            break
    return frozenset()
