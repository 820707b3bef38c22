"""The runs of a diagram as a graph: situations with an open question, and what each answer leads to.

Between two questions a run does what the rules say (the lowest number first), so only questions branch. Two runs that
stand in the same situation go on in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from webapp.simulation.joining import Standing
from webapp.simulation.kept_tokens import Kept, Tokens, remembered, tokens_of
from webapp.simulation.loop_counts import Counting, Counts
from webapp.simulation.open_questions import AGAIN, ON, offered
from webapp.simulation.program import NOWHERE, PLAIN, Move, Program, Stop, bits
from webapp.simulation.trace import Trace

ITEMS = (1, 2, 3)
"""The answers to "How many?" that are looked at: more items only repeat what three do."""
MOST_FIRINGS = 20_000
"""Firings that are looked at between two questions."""
NO_COUNTS: Counts = ((), (), (), ())

Found = int | tuple[tuple[Move, ...], int]
"""The number of an open question, or the ways out and what a token remembers."""


class Situation(NamedTuple):
    """Where a run stands at an open question.

    Attributes:
        number: the number of the node that asks; its token is not among the others.
        question: 0; at a step where several loops turn, which of them; `-1 - loop` for "How many?".
        history: what the token of this node remembers, before it fires.
        tokens: the other tokens.
        counts: the counts of the loops.
    """

    number: int
    question: int
    history: int
    tokens: Kept
    counts: Counts


class Answer(NamedTuple):
    """An answer to a question: a number of items, the bit set of the branches, `AGAIN` or `ON`."""

    value: int
    label: str
    edges: tuple[str, ...] = ()
    greyed: bool = False


@dataclass(slots=True)
class Outcome:
    """What an answer led to.

    Attributes:
        situation: the next open question, or None at the end of the run.
        fired: the numbers of the nodes that fired up to there.
        stuck: the numbers of the nodes with tokens, if they wait for ever.
        too_long: whether nodes go on firing without a question, more often than was looked at.
    """

    situation: Situation | None
    fired: list[int]
    stuck: tuple[int, ...] = ()
    too_long: bool = False


class Situations:
    """The graph of one program.

    Args:
        program: the tables of the diagram.
        by_hand: whether there is a question also where the count of a loop leaves one answer.
    """

    def __init__(self, program: Program, *, by_hand: bool = False) -> None:
        self._by_hand = by_hand
        self.program = program
        self._relevant = remembered(program)
        self._counting = Counting(program)
        self._bits = program.bits

    def of(self, trace: Trace) -> Situation:
        """Return the situation of a run that waits."""
        if trace.waiting is None:
            raise ValueError("the run does not wait")
        number = self.program.number[trace.waiting.node]
        counting = trace.decider.counting
        standing = Standing(self.program)
        standing.restore(trace.standing.kept(self._relevant))
        history = standing.take(number)
        tokens: Kept = standing.kept(self._relevant)
        if not self.program.joins:
            tokens = tuple((node, histories[0]) for node, histories, _ in standing.kept(self._relevant))
        question = trace.decider.open_turn
        stop = self.program.stops[number]
        if counting:
            unasked = next((loop for loop in stop.asks if not counting.items[loop]), None)
            question = question if unasked is None else -1 - unasked
        counts = counting.kept() if counting else NO_COUNTS
        return Situation(number, question, history, tokens, counts)

    def answers(self, situation: Situation) -> list[Answer]:
        """Return what can be answered; where several branches may be taken, each of them and all together."""
        stop = self.program.stops[situation.number]
        if situation.question < 0:
            return [Answer(items, str(items)) for items in ITEMS]
        self._restore(situation)
        greyed = self._greyed(stop, situation.question)
        found = [
            Answer(offer.answer, offer.label, offer.edges, bool(greyed & offer.answer))
            for offer in offered(self.program, stop, situation.question)
        ]
        if stop.several:
            edges = tuple(edge for answer in found for edge in answer.edges)
            found.append(Answer((1 << len(found)) - 1, "", edges))
        return found

    def after(self, situation: Situation, answer: int) -> Outcome:
        """Return what an answer leads to."""
        self._restore(situation)
        counting = self._counting
        number, question, history, kept, _ = situation
        stop = self.program.stops[number]
        tokens = tokens_of(self.program, kept)
        if question < 0:
            counting.answer(-1 - question, answer)
            found: Found = self._open(number, stop, history)
        elif stop.decides:
            found = self._branch(number, stop, answer, 0)
        elif answer == AGAIN:
            branch = stop.branches[question]
            found = branch.moves, counting.turn(number, stop.turns[question].loop, history | self._bits[number])
        else:
            counting.leave(stop.turns[question].loop)
            found = self._turn(number, stop, history | self._bits[number], question + 1)
        return self._go_on(tokens, number, history, found)

    def start(self) -> Outcome:
        """Return what happens before the first question."""
        if self.program.loops:
            self._counting = Counting(self.program)
        tokens = tokens_of(self.program, ())
        for number in self.program.starts:
            tokens.put(number, NOWHERE, 0)
        taken = tokens.take()
        if taken is None:
            return Outcome(None, [], tokens.stuck())
        number, history = taken
        return self._go_on(tokens, number, history, self._open(number, self.program.stops[number], history))

    def _go_on(self, tokens: Tokens, number: int, history: int, found: Found) -> Outcome:
        """Go on from a node that asks or fires."""
        fired: list[int] = []
        while True:
            if isinstance(found, int):
                counts = self._counting.kept() if self.program.loops else NO_COUNTS
                history &= self._relevant[number]
                return Outcome(Situation(number, found, history, tokens.kept(self._relevant), counts), fired)
            fired.append(number)
            self._move(tokens, *found)
            if number in self.program.ending:
                return Outcome(None, fired)
            if len(fired) >= MOST_FIRINGS:
                return Outcome(None, fired, too_long=True)
            taken = tokens.take()
            if taken is None:
                return Outcome(None, fired, tokens.stuck())
            number, history = taken
            stop = self.program.stops[number]
            if stop is PLAIN:
                found = self.program.moves[number], history | self._bits[number]
            else:
                found = self._open(number, stop, history)

    def _greyed(self, stop: Stop, question: int) -> int:
        if not stop.turns:
            return 0
        if stop.decides:
            return self._counting.greyed(stop)[0]
        wants = self._counting.wants(stop.turns[question].loop)
        return 0 if wants is None else ON if wants else AGAIN

    def _restore(self, situation: Situation) -> None:
        if self.program.loops:
            self._counting.restore(situation.counts)

    def _move(self, tokens: Tokens, ways: tuple[Move, ...], history: int) -> None:
        restarts, entering = self.program.restarts, self.program.entering
        for target, edge in ways:
            if history & self._bits[target] and edge not in restarts:
                continue
            tokens.put(target, edge, history)
            if edge in entering:
                self._counting.enter(entering[edge])

    def _open(self, number: int, stop: Stop, history: int) -> Found:
        """Return the question of a node, or its ways out and what a token remembers."""
        counting = self._counting
        for loop in stop.asks:
            if not counting.items[loop]:
                return -1 - loop
        counting.fire(stop.firsts)
        if not stop.decides:
            return self._turn(number, stop, history | self._bits[number], 0)
        full = (1 << len(stop.branches)) - 1
        left = full & ~counting.greyed(stop)[0] if stop.turns else full
        if left & left - 1 or self._by_hand:
            return 0
        return self._branch(number, stop, left, history | self._bits[number])

    def _branch(self, number: int, stop: Stop, taken: int, history: int) -> Found:
        if stop.turns:
            all_greyed = self._counting.greyed(stop)[2]
            history = self._counting.take(number, stop, taken, history, turns=not all_greyed)
        moves = [move for index in bits(taken) for move in stop.branches[index].moves]
        return tuple(sorted(moves, key=lambda move: move.edge)) if stop.several else tuple(moves), history

    def _turn(self, number: int, stop: Stop, history: int, question: int) -> Found:
        """Go through the loops that turn at a step, from a question on."""
        counting = self._counting
        for index in range(question, len(stop.turns)):
            loop = stop.turns[index].loop
            wants = counting.wants(loop)
            if wants is None or self._by_hand:
                return index
            if wants:
                return stop.branches[index].moves, counting.turn(number, loop, history)
            counting.leave(loop)
        moves = stop.branches[-1].moves if stop.turns else self.program.moves[number]
        return moves, history
