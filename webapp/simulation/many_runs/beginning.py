"""Where a run is after some of its firings, so that many runs go on from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webapp.simulation.joining import Standing
from webapp.simulation.loop_counts import Counting, Counts
from webapp.simulation.program import NOWHERE, Move, Program, Stop, bits
from webapp.simulation.trace import Trace


@dataclass(frozen=True)
class Begun:
    """Where runs begin that do not begin at the start.

    Attributes:
        standing: the tokens, as `Standing.kept` has them.
        counts: the counts of the loops.
        visits: how often nodes have fired.
    """

    standing: tuple[Any, ...]
    counts: Counts
    visits: dict[int, int]

    @property
    def tokens(self) -> tuple[tuple[int, int], ...]:
        """(number of the node, history) of each token, where all tokens wait as usual."""
        return tuple((number, histories[0]) for number, histories, _ in self.standing)


def begun_at(trace: Trace, step: int) -> Begun:
    """Return where a run is after so many firings."""
    program = trace.program
    counting = Counting(program)
    standing = Standing(program)
    for start in program.starts:
        standing.put(start, NOWHERE, 0)
    answers = iter(trace.decider.answers)
    visits: dict[int, int] = {}
    for number, branch in zip(trace.firings[:step], trace.branches, strict=False):
        history = standing.take(number)
        visits[number] = visits.get(number, 0) + 1
        stop = program.stops[number]
        for loop in stop.asks:
            if not counting.items[loop]:
                counting.answer(*next(answers))
        counting.fire(stop.firsts)
        moves, history = _left(program, counting, number, stop, branch, history)
        for target, edge in moves:
            if history & program.bits[target] and edge not in program.restarts:
                continue
            standing.put(target, edge, history)
            if edge in program.entering:
                counting.enter(program.entering[edge])
        if number in program.ending:
            standing = Standing(program)
    full = (1 << len(program.nodes)) - 1
    return Begun(standing.kept([full] * len(program.nodes)), counting.kept(), visits)


def _left(
    program: Program, counting: Counting, number: int, stop: Stop, branch: int, history: int
) -> tuple[tuple[Move, ...], int]:
    """Return along which edges the tokens left, and what they remember."""
    bit = program.bits[number]
    if stop.decides:
        greyed, _, all_greyed = counting.greyed(stop)
        left = (1 << len(stop.branches)) - 1 & ~greyed
        taken = branch if stop.several else 1 << branch
        forced = left & left - 1 == 0 and taken == left
        history = counting.take(number, stop, taken, history | bit if forced else 0, turns=not all_greyed)
        moves = [move for index in bits(taken) for move in stop.branches[index].moves]
        return tuple(sorted(moves, key=lambda move: move.edge)) if stop.several else tuple(moves), history
    history |= bit
    if not stop.turns:
        return program.moves[number], history
    for turn in stop.turns[:branch]:
        counting.leave(turn.loop)
    if branch < len(stop.turns):
        history = counting.turn(number, stop.turns[branch].loop, history)
    return stop.branches[branch].moves, history
