"""Counts the passes of the loops of many runs at once, by the rules of `loop_counts.py`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from webapp.domain.conditions import LoopKind
from webapp.simulation.loop_counts import USUAL_ITEMS, WITHOUT_END, Counts
from webapp.simulation.many_runs.chance import Array
from webapp.simulation.program import Program, Stop

OPEN, MUST, MUST_NOT = 0, 1, 2
"""What the count of a loop says about its turn."""
WANTS = (None, True, False)


class LoopArrays:
    """The loops of many runs.

    Args:
        program: the tables of the diagram.
        runs: how many runs there are.
        begun: the counts with which all runs begin, if they do not begin at the start.
    """

    def __init__(self, program: Program, runs: int, begun: Counts | None = None) -> None:
        loops = program.loops
        counts, items, turned, fresh = begun or ((0,) * len(loops), (0,) * len(loops), (False,) * len(loops), ())
        self._program = program
        self.counts: list[Array] = [np.full(runs, count, dtype=np.int32) for count in counts]
        self._turned: list[Array] = [np.full(runs, value, dtype=bool) for value in turned]
        self._fresh: list[Array] = [np.full(runs, value, dtype=bool) for value in fresh or (True,) * len(loops)]
        self._least, self._most = [], []
        for loop, answer in zip(loops, items, strict=True):
            rule, least, most = loop.rule, 0, WITHOUT_END
            if rule.kind is LoopKind.EACH:
                least = most = answer or USUAL_ITEMS
            elif rule.kind in (LoopKind.TIMES, LoopKind.RANGE):
                least, most = rule.least if rule.kind is LoopKind.RANGE else rule.count, rule.count
            elif rule.kind is LoopKind.UPTO:
                most = rule.count + 1
            self._least.append(least)
            self._most.append(most)
        self._answers = [answer or USUAL_ITEMS for answer in items]

    def allowed(self, number: int, usual: int) -> int:
        """Return how often a node may fire before the run looks endless."""
        most = usual * self._program.most.get(number, 1)
        for loop, nodes in self._program.answered:
            if number in nodes:
                most *= self._answers[loop]
        return most

    def fire(self, loops: Sequence[int], rows: Array) -> None:
        """Count a firing of the first node of these loops."""
        for loop in loops:
            counts, turned = self.counts[loop], self._turned[loop]
            counts[rows] = np.where(turned[rows], counts[rows] + 1, 1)
            turned[rows] = False
            self._fresh[loop][rows] = True

    def enter(self, loops: Sequence[int], rows: Array) -> None:
        """Note that these loops are entered behind their first node."""
        for loop in loops:
            self.counts[loop][rows] = 0

    def wants(self, loop: int, rows: Array) -> Array:
        """Return for each run what the count of a loop says."""
        counts = self.counts[loop][rows]
        found: Array = np.zeros(len(counts), dtype=np.int64)
        found[counts >= self._most[loop]] = MUST_NOT
        found[counts < self._least[loop]] = MUST
        found[counts == 0] = OPEN
        return found

    def codes(self, stop: Stop, rows: Array) -> Array:
        """Return for each run a number for what the counts of all loops say that turn at a node."""
        found: Array = np.zeros(len(rows), dtype=np.int64)
        for place, turn in enumerate(stop.turns):
            found += self.wants(turn.loop, rows) * 3**place
        return found

    def turn(self, number: int, loop: int, rows: Array, history: int) -> list[tuple[Array, int]]:
        """Turn a loop at a node; return the runs (as a mask over `rows`) by what their tokens remember then."""
        self._turned[loop][rows] = True
        fresh = self._fresh[loop][rows]
        self._fresh[loop][rows] = False
        cleared = history & ~self._program.loops[loop].cleared[number]
        if cleared == history or fresh.all():
            return [(np.ones(len(rows), dtype=bool), cleared)]
        return [(mask, value) for mask, value in ((fresh, cleared), (~fresh, history)) if mask.any()]

    def leave(self, loop: int, rows: Array) -> None:
        """Note that a loop is left where it turns."""
        self.counts[loop][rows] = 0


def greyed(stop: Stop, code: int) -> tuple[int, bool]:
    """Return the bit set of the branches that are ruled out at a decision, and whether all would be."""
    ruled_out, open_ = 0, (1 << len(stop.branches)) - 1
    for _, repeating, leaving in stop.turns:
        code, said = divmod(code, 3)
        wants = WANTS[said]
        against = 0 if wants is None else (leaving if wants else repeating) & open_
        ruled_out |= against
        if wants:
            break
        open_ &= leaving
    if ruled_out.bit_count() == len(stop.branches):
        return 0, bool(stop.turns)
    return ruled_out, False
