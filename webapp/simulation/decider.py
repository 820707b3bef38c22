"""Decides which branch a run takes: by a choice, at random, by the count of a loop, or leaves the decision open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from webapp.domain.conditions import LoopKind
from webapp.simulation import run_sentences
from webapp.simulation.dice import Dice
from webapp.simulation.legs import STEP
from webapp.simulation.loop_counts import USUAL_ITEMS, Counting
from webapp.simulation.open_questions import AGAIN, OFFERED_ITEMS, ON, Option, Waiting, loop_question, offered
from webapp.simulation.program import Move, Program, Stop, bits
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice, Script

Decided = tuple[int, tuple[Move, ...], int]
"""The number of the branch in the trace, the ways out, and what the token remembers."""


class Decider:
    """The decisions of one run.

    Attributes:
        counting: the passes of loops.
        answers: the answers to "How many?", as (loop, items), in order.
        asked: which questions the choices answered, as (step from 1, question in this step from 0).
        firings: the numbers of the nodes that have fired; the engine adds to them.
        draw: draws a number below 2**32, where nothing but chance decides; else None.
        by_person: the steps, from 1, with a decision that the choices answered.
        otherwise: how questions are answered that the choices leave open: `weight` (drawn) or `script`.
        waiting: the open decision at which the run has stopped, if any.
        open_turn: at a step where several loops turn, which of them is asked about.
    """

    def __init__(
        self,
        program: Program,
        choices: Iterable[Choice],
        seed: int | None,
        options: RunOptions,
        weights: Mapping[str, float],
    ) -> None:
        self._program = program
        self.firings: list[int] = []
        self._script = Script(program, choices) if choices else None
        self._dice = Dice(seed or 0) if seed is not None or options.choices == "weights" else None
        self._first = options.choices == "first"
        self._weights = weights
        simple = self._dice and not self._script and not weights and not self._first
        self.draw = self._dice.word if simple and self._dice else None
        self._visits: dict[int, int] = {}
        self._question = 0
        self.otherwise = "script" if self._first else "weight"
        self.open_turn = 0
        self.counting = Counting(program) if program.loops else None
        self.answers: list[tuple[int, int]] = []
        self.asked: set[tuple[int, int]] = set()
        self.by_person: list[int] = []
        self.waiting: Waiting | None = None

    def unused(self) -> tuple[Choice, ...]:
        """Return the choices that no visit used."""
        return self._script.unused() if self._script else ()

    def decide(self, number: int, history: int, bit: int) -> Decided | None:
        """Decide for the next firing of a node, or return None and set `waiting`."""
        program = self._program
        stop = program.stops[number]
        self._question = 0
        if self._script and stop.branches:
            self._visits[number] = self._visits.get(number, 0) + 1
        counting = self.counting
        if counting and stop.firsts:
            for loop in stop.asks:
                if not counting.items[loop] and not self._count(number, loop, counting):
                    return None
            counting.fire(stop.firsts)
        if stop.decides:
            return self._choose(number, stop, history, bit)
        if stop.turns and counting:
            return self._turn(number, stop, history | bit, counting)
        return STEP, program.moves[number], history | bit

    def _count(self, number: int, loop: int, counting: Counting) -> bool:
        items = self._script.items(number) if self._script else None
        if items is not None:
            self.asked.add((len(self.firings) + 1, self._question))
        elif self._dice or self._first:
            items = USUAL_ITEMS
        else:
            question = run_sentences.how_many(self._program.loops[loop].rule)
            options = tuple(Option((), label, (), greyed=False) for label in OFFERED_ITEMS)
            self.waiting = Waiting(self._program.nodes[number].id, self._visit(number), question, options)
            return False
        self._question += 1
        self.answers.append((loop, items))
        counting.answer(loop, items)
        return True

    def _choose(self, number: int, stop: Stop, history: int, bit: int) -> Decided | None:
        branches, counting = stop.branches, self.counting
        greyed, all_greyed = 0, False
        if counting and stop.turns:
            greyed, _, all_greyed = counting.greyed(stop)
        elif self.draw and not stop.several:
            branch = self.draw() * len(branches) >> 32
            return branch, branches[branch].moves, 0
        full = (1 << len(branches)) - 1
        left = full & ~greyed
        forced = left if left & left - 1 == 0 else 0
        chosen = self._answer(number, forced)
        if not chosen and not forced:
            if self._first:
                chosen = self._first_of(stop, left)
            elif self._dice:
                chosen = self._drawn(stop, left)
            else:
                self._ask(number, stop.question, stop, greyed)
                return None
        taken = chosen or forced
        history = 0 if chosen else history | bit
        if counting and stop.turns:
            history = counting.take(number, stop, taken, history, turns=not all_greyed)
        if stop.several:
            moves = [move for index in bits(taken) for move in branches[index].moves]
            return taken, tuple(sorted(moves, key=lambda move: move.edge)), history
        branch = taken.bit_length() - 1
        return branch, branches[branch].moves, history

    def _turn(self, number: int, stop: Stop, history: int, counting: Counting) -> Decided | None:
        """Ask or count, one after the other, whether the loops that turn at a step repeat."""
        for index, (loop, _, _) in enumerate(stop.turns):
            wants = counting.wants(loop)
            forced = 0 if wants is None else AGAIN if wants else ON
            chosen = self._answer(number, forced, index, len(stop.turns)) or forced
            self._question += 1
            if not chosen:
                if self._first:
                    chosen = ON
                elif self._dice:
                    chosen = (AGAIN, ON)[self._dice.below(2)]
                else:
                    question = loop_question(self._program, stop, loop)
                    self._ask(number, question, stop, 0, index)
                    self.open_turn = index
                    return None
            if chosen == AGAIN:
                return index, stop.branches[index].moves, counting.turn(number, loop, history)
            counting.leave(loop)
        return len(stop.turns), stop.branches[-1].moves, history

    def _answer(self, number: int, forced: int, turn: int = 0, turns: int = 1) -> int:
        """Return what the choices say about a question, 0 for nothing; what a limit forces anyway is no choice."""
        if not self._script:
            return 0
        visit = self._visits[number]
        answer = self._script.answer(number, visit, forced=bool(forced), turn=turn, turns=turns)
        if answer == forced:
            return 0
        if answer:
            step = len(self.firings) + 1
            self.asked.add((step, self._question))
            self.by_person.append(step)
        return answer

    def _first_of(self, stop: Stop, left: int) -> int:
        """Return the first branch that does not repeat an `until` loop, or else the first branch."""
        for loop, repeating, _ in stop.turns:
            if self._program.loops[loop].rule.kind is LoopKind.UNTIL and left & ~repeating:
                left &= ~repeating
        return left & -left

    def _drawn(self, stop: Stop, left: int) -> int:
        numbers = list(bits(left))
        dice = self._dice
        if dice is None:
            return left
        if stop.several:
            picked = 1 + dice.below((1 << len(numbers)) - 1)
            return sum(1 << number for index, number in enumerate(numbers) if picked >> index & 1)
        if not self._weights:
            return 1 << numbers[dice.below(len(numbers))]
        return 1 << numbers[dice.weighed([self._weight(stop, number) for number in numbers])]

    def _weight(self, stop: Stop, branch: int) -> float:
        edges = self._program.edges
        ids = [edges[edge].id for _, edge in stop.branches[branch].moves if edge >= 0]
        given = [self._weights[edge] for edge in ids if edge in self._weights]
        return sum(given) if given else 1

    def _ask(self, number: int, question: str, stop: Stop, greyed: int, turn: int = 0) -> None:
        node = self._program.nodes[number].id
        options = tuple(
            Option(offer.edges, offer.label, offer.targets, bool(greyed & offer.answer))
            for offer in offered(self._program, stop, turn)
        )
        self.waiting = Waiting(node, self._visit(number), question, options)

    def _visit(self, number: int) -> int:
        return self.firings.count(number) + 1
