"""Decides which branch a run takes: by a choice, at random, by the count of a loop, or leaves the decision open."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from webapp.simulation import run_sentences
from webapp.simulation.conditions import LoopKind
from webapp.simulation.happenings import Happening
from webapp.simulation.program import Branch, Program, Stop
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice, Script
from webapp.simulation.trace import Option, Waiting

USUAL_ITEMS = 2
OFFERED_ITEMS = ("1", "2", "3", "5", "10")


class Decided(NamedTuple):
    """The decision before a node fires: the branch, if it has branches, and the entries of the log."""

    branch: Branch | None
    said: tuple[Happening, ...]


class Decider:
    """The decisions of one run.

    Attributes:
        visits: the number of firings of each node so far, by number; the engine increments them.
        taken: the choices that were taken and not forced.
        waiting: the open decision at which the run has stopped, if any.
    """

    def __init__(self, program: Program, script: Script, dice: Random | None, options: RunOptions) -> None:
        self.visits = [0] * len(program.stops)
        self.taken: list[Choice] = []
        self.waiting: Waiting | None = None
        self._program = program
        self._script = script
        self._dice = dice
        self._first = options.choices == "first"
        self._items: dict[int, int] = {}
        self._asks: dict[int, list[int]] = {}
        for index, loop in enumerate(program.loops):
            if loop.rule.kind is LoopKind.EACH:
                self._asks.setdefault(program.passes_of[index], []).append(index)

    def unused(self) -> tuple[Choice, ...]:
        """Return the choices that no visit used."""
        return self._script.unused()

    def decide(self, number: int) -> Decided | None:
        """Decide for the next visit of a node, or return None and set `waiting`."""
        said: list[Happening] = []
        for loop in self._asks.get(number, ()):
            if loop not in self._items:
                counted = self._count(number, loop)
                if counted is None:
                    return None
                said.append(counted)
        stop = self._program.stops[number]
        if not stop.branches:
            return Decided(None, tuple(said))
        chosen = self._choose(number, stop)
        return None if chosen is None else Decided(chosen[0], (*said, chosen[1]))

    def _count(self, number: int, loop: int) -> Happening | None:
        node, rule = self._program.stops[number].node, self._program.loops[loop].rule
        question, visit = run_sentences.how_many(rule), self.visits[number] + 1
        items, by = self._script.items(number), "asked"
        if items is None and (self._dice or self._first):
            items, by = USUAL_ITEMS, "weight" if self._dice else "script"
        if items is None:
            options = tuple(Option((), label, (), greyed=False) for label in OFFERED_ITEMS)
            self.waiting = Waiting(node.id, visit, question, options)
            return None
        self._items[loop] = items
        self.taken.append(Choice(node.id, str(items), (), visit))
        return Happening("choose", node.id, text=f"{question} {items}", by=by)

    def _choose(self, number: int, stop: Stop) -> tuple[Branch, Happening] | None:
        visit = self.visits[number] + 1
        greyed, reason = self._greyed(number, stop)
        left = [branch for index, branch in enumerate(stop.branches) if not greyed >> index & 1]
        forced = len(left) == 1
        branch, by = self._script.branch(number, visit, forced=forced), "asked"
        if branch is None:
            if forced:
                branch, by = left[0], "limit"
            elif self._first:
                branch, by = self._first_of(left), "script"
            elif self._dice:
                branch, by = self._dice.choice(left), "weight"
            else:
                options = tuple(
                    Option.of(each, self._program, greyed=bool(greyed >> index & 1))
                    for index, each in enumerate(stop.branches)
                )
                self.waiting = Waiting(stop.node.id, visit, stop.question, options)
                return None
        text = run_sentences.chose(stop.question, branch.label)
        if by == "limit":
            text = f"{text} ({reason})"
        else:
            self.taken.append(Choice(stop.node.id, branch.label, branch.edges, visit))
        return branch, Happening("choose", stop.node.id, edges=branch.edges, text=text, by=by)

    def _greyed(self, number: int, stop: Stop) -> tuple[int, str]:
        """Return the bit set of the branches that the count of a loop rules out, and why; none if it rules out all."""
        greyed = 0
        reason = ""
        for loop in stop.loops:
            first, rule = self._program.passes_of[loop], self._program.loops[loop].rule
            passes = self.visits[first] + (first == number)
            count = self._items.get(loop, USUAL_ITEMS) if rule.kind is LoopKind.EACH else rule.count
            if rule.kind is LoopKind.UNTIL or (rule.kind is LoopKind.UPTO and passes <= count):
                continue
            again = rule.kind is not LoopKind.UPTO and passes < count
            against = (stop.leaving if again else stop.repeating).get(loop, 0)
            if against & ~greyed:
                greyed |= against
                reason = run_sentences.loop_reason(rule, count, passes)
        return (greyed, reason) if greyed.bit_count() < len(stop.branches) else (0, "")

    def _first_of(self, left: list[Branch]) -> Branch:
        """Return the first branch that does not repeat an `until` loop, or else the first branch."""
        until = {i for i, loop in enumerate(self._program.loops) if loop.rule.kind is LoopKind.UNTIL}
        return next((branch for branch in left if until.isdisjoint(branch.repeats)), left[0])
