"""Counts the passes of the loops of one run, and says which branches the counts rule out."""

from __future__ import annotations

from webapp.domain.conditions import LoopKind
from webapp.simulation.program import Program, Stop

USUAL_ITEMS = 2
WITHOUT_END = 1 << 60

Counts = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...], tuple[bool, ...]]


class Counting:
    """The loops of one run.

    A pass is a firing of the first listed node. It is counted on when the loop has turned since the node fired last,
    else counting begins at 1. A loop whose count is 0 is not counted: nothing is ruled out by it.

    Attributes:
        counts: the passes of each loop.
        items: for each loop, the answer to "How many?"; 0 where it has not been asked.
    """

    def __init__(self, program: Program) -> None:
        loops = program.loops
        self.counts = [0] * len(loops)
        self.items = [0] * len(loops)
        self._program = program
        self._turned = [False] * len(loops)
        # Whether nodes leave the history of a token that turns: once for each firing of the first node.
        self._fresh = [True] * len(loops)
        self._least = [0] * len(loops)
        self._most = [WITHOUT_END] * len(loops)
        for index, loop in enumerate(loops):
            rule = loop.rule
            if rule.kind in (LoopKind.TIMES, LoopKind.RANGE, LoopKind.EACH):
                self._least[index] = rule.least if rule.kind is LoopKind.RANGE else rule.count
                self._most[index] = rule.count
            elif rule.kind is LoopKind.UPTO:
                self._most[index] = rule.count + 1
            if rule.kind is LoopKind.EACH:
                self.answer(index, 0)

    def kept(self) -> Counts:
        """Return the counts as a value; counts from which on nothing differs are the same."""
        least, most = self._least, self._most
        counts = tuple(
            count if count < 2 else min(count, most[loop] if most[loop] < WITHOUT_END else max(least[loop], 1))
            for loop, count in enumerate(self.counts)
        )
        return counts, tuple(self.items), tuple(self._turned), tuple(self._fresh)

    def restore(self, kept: Counts) -> None:
        """Go back to such a value."""
        counts, items, turned, fresh = kept
        for loop, answer in enumerate(items):
            if answer != self.items[loop]:
                self.answer(loop, answer)
        self.counts, self._turned, self._fresh = list(counts), list(turned), list(fresh)

    def answer(self, loop: int, items: int) -> None:
        """Note the answer to "How many?"."""
        self.items[loop] = items
        self._least[loop] = self._most[loop] = items or USUAL_ITEMS

    def fire(self, loops: tuple[int, ...]) -> None:
        """Count a firing of the first node of these loops."""
        for loop in loops:
            self.counts[loop] = self.counts[loop] + 1 if self._turned[loop] else 1
            self._turned[loop] = False
            self._fresh[loop] = True

    def enter(self, loops: tuple[int, ...]) -> None:
        """Note that these loops are entered behind their first node: they are not counted until it fires."""
        for loop in loops:
            self.counts[loop] = 0

    def limit(self, loop: int) -> int:
        """Return how many passes or retries are allowed, as people say it."""
        rule = self._program.loops[loop].rule
        return self._most[loop] - (rule.kind is LoopKind.UPTO)

    def wants(self, loop: int) -> bool | None:
        """Return whether a loop must turn (True), must not (False), or may (None)."""
        count = self.counts[loop]
        if not count:
            return None
        if count < self._least[loop]:
            return True
        return False if count >= self._most[loop] else None

    def greyed(self, stop: Stop) -> tuple[int, int, bool]:
        """Return the bit set of the branches that are ruled out at a decision, by which loop, and if all would be.

        The loop with the smaller group is counted first, the next one only for branches with which that one is left.
        """
        ruled_out, by = 0, -1
        open_ = (1 << len(stop.branches)) - 1
        for loop, repeating, leaving in stop.turns:
            wants = self.wants(loop)
            against = 0 if wants is None else (leaving if wants else repeating) & open_
            if against & ~ruled_out:
                ruled_out |= against
                by = loop
            if wants:
                break
            open_ &= leaving
        if ruled_out.bit_count() == len(stop.branches):
            return 0, -1, bool(stop.turns)
        return ruled_out, by, False

    def take(self, number: int, stop: Stop, branches: int, history: int, *, turns: bool = True) -> int:
        """Turn or leave loops by the branches that are taken at a decision, and return what a token remembers then.

        Args:
            number: the number of the node.
            stop: its tables.
            branches: the bit set of the branches that are taken.
            history: the bit set of the nodes that the token remembers.
            turns: whether a repeat branch is a turn.
        """
        for loop, repeating, leaving in stop.turns:
            if repeating & branches:
                return self.turn(number, loop, history) if turns else history
            if not leaving & branches:
                break
            self.counts[loop] = 0
        return history

    def turn(self, number: int, loop: int, history: int) -> int:
        """Turn a loop at a node, and return what the token remembers then."""
        self._turned[loop] = True
        if self._fresh[loop]:
            self._fresh[loop] = False
            return history & ~self._program.loops[loop].cleared[number]
        return history

    def leave(self, loop: int) -> None:
        """Note that a loop is left where it turns."""
        self.counts[loop] = 0
