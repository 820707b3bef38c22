"""Draws the branches of decisions for many runs, by the weights of their edges."""

from __future__ import annotations

import numpy as np

from webapp.simulation.many_runs.chance import BRANCH, Array, drawn, purpose_key
from webapp.simulation.many_runs.model import Model
from webapp.simulation.program import Branch, bits

Taken = tuple[int, Array]
"""The bit set of the branches that are taken, and for which of the runs."""


class BranchDraws:
    """The decisions of a program."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._levels: dict[int, int] = {}
        self._shares: dict[tuple[int, int, int], tuple[list[int], Array]] = {}

    def of(self, number: int, keys: Array, visits: Array | None, ruled_out: int) -> list[Taken]:
        """Draw branches for runs that fire a decision.

        Args:
            number: the number of the node.
            keys: the numbers of the runs.
            visits: for each run which visit it is; None where it is the first.
            ruled_out: the bit set of the branches that a limit rules out.
        """
        drawn_ = drawn(keys, purpose_key(self._model.keys[number], BRANCH), visits)
        if self._model.program.stops[number].several:
            return self._several(number, drawn_, ruled_out)
        levels = self._levels_of(number)
        if levels < 2 or visits is None:
            return self._one(number, drawn_, ruled_out, 0)
        level_of = np.minimum(visits, levels) - 1
        found = []
        for level in np.unique(level_of):
            inside = level_of == level
            found += [(taken, mask & inside) for taken, mask in self._one(number, drawn_, ruled_out, int(level))]
        return found

    def _one(self, number: int, drawn_: Array, ruled_out: int, level: int) -> list[Taken]:
        key = (number, ruled_out, level)
        if key not in self._shares:
            self._shares[key] = self._shares_of(number, ruled_out, level)
        left, shares = self._shares[key]
        if len(left) == 2:
            first = drawn_ < shares[0]
            return [(1 << left[0], first), (1 << left[1], ~first)]
        index = np.searchsorted(shares, drawn_, side="right")
        return [(1 << left[place], index == place) for place in np.unique(index).tolist()]

    def _shares_of(self, number: int, ruled_out: int, level: int) -> tuple[list[int], Array]:
        """Return the numbers of the branches that are left, and up to which number below 1 each but the last goes."""
        branches = self._model.program.stops[number].branches
        left = [index for index in range(len(branches)) if not ruled_out >> index & 1]
        weights = [self._weight(branches[index], level) for index in left]
        total = sum(weights)
        if total <= 0:
            weights, total = [1.0] * len(left), float(len(left))
        while len(left) > 1 and weights[-1] == 0:
            # The last branch has what remains of 1; where sums are rounded, that must not be one with the weight 0.
            left.pop()
            weights.pop()
        return left, np.cumsum(weights[:-1]) / total

    def _several(self, number: int, drawn_: Array, ruled_out: int) -> list[Taken]:
        branches = self._model.program.stops[number].branches
        left = [index for index in range(len(branches)) if not ruled_out >> index & 1]
        picked = 1 + (drawn_ * ((1 << len(left)) - 1)).astype(np.int64)
        return [(sum(1 << left[place] for place in bits(pick)), picked == pick) for pick in np.unique(picked).tolist()]

    def _levels_of(self, number: int) -> int:
        if number not in self._levels:
            edges = self._edges(number)
            self._levels[number] = max((len(self._model.by_visit.get(edge, ())) for edge in edges), default=0)
        return self._levels[number]

    def _edges(self, number: int) -> list[str]:
        program = self._model.program
        moves = [move for branch in program.stops[number].branches for move in branch.moves if move.edge >= 0]
        return [program.edges[move.edge].id for move in moves]

    def _weight(self, branch: Branch, level: int) -> float:
        ids = [self._model.program.edges[edge].id for _, edge in branch.moves if edge >= 0]
        given = [weight for edge in ids if (weight := weight_at(self._model, edge, level)) is not None]
        return sum(given) if given else 1


def weight_at(model: Model, edge: str, level: int) -> float | None:
    """Return the weight of an edge at a visit of its node, counted from 0; None where it has none."""
    by_visit = model.by_visit.get(edge)
    return by_visit[min(level, len(by_visit) - 1)] if by_visit else model.weights.get(edge)
