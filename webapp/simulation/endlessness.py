"""Stops runs that look endless, or become too long."""

from __future__ import annotations

from collections import Counter, defaultdict

from webapp.simulation import run_sentences
from webapp.simulation.decider import Decider
from webapp.simulation.happenings import Happening
from webapp.simulation.program import Program
from webapp.simulation.trace import Stopped

ENDLESS = 100
MOST_STEPS = 20_000
# A step of a node with thousands of edges adds thousands of entries; this limits the answer to about 15 MB.
MOST_MOVES = 40_000
FIRST_LOOK = ENDLESS + 1
SOON, LATE = 100, 1_000
"""Steps at least and at most between two looks where a run can be cut back."""


class Endlessness:
    """Looks at a run now and then: as seldom as no node can have fired too often in between.

    Where chance alone decides, steps use up nothing: then it looks more seldom, and cuts the run back to where it must
    stop.

    Attributes:
        room: how many steps the run may do before the next look.
    """

    def __init__(self, program: Program, decider: Decider, branches: list[int]) -> None:
        self._program = program
        self._decider = decider
        self._counted = 0
        self._counts: defaultdict[int, int] = defaultdict(int)
        self._last: dict[int, int] = {}
        self._chosen = 0
        self._branches = branches
        self._cuts = decider.draw is not None and not program.answered
        self._fired: Counter[int] = Counter()  # where a run can be cut back
        self._expected = LATE  # the steps until a node fires too often, if all go on as until now
        self._left = ENDLESS  # how often a node may still fire, if it is the one that fired most
        self.room = LATE if self._cuts else FIRST_LOOK

    def look(self) -> Stopped | None:
        """Return why the run must stop although tokens are left, or None and make room for more steps."""
        firings = self._decider.firings
        if self._cuts:
            if self._cut(firings):
                return self._endless(firings)
        else:
            self._count(firings)
            if self._counts[firings[-1]] > self._most(firings[-1]):
                return self._endless(firings)
        if len(firings) >= MOST_STEPS:
            last = firings[-1]
            return self._stopped(last, self._round(firings, last), run_sentences.too_long(len(firings)))
        self.room = min(self._expected if self._cuts else self._left + 1, MOST_STEPS - len(firings))
        return None

    def ended(self) -> Stopped | None:
        """Return why a run that has ended must have stopped before, if it must."""
        firings = self._decider.firings
        return self._endless(firings) if self._cuts and self._cut(firings) else None

    def too_much(self) -> Stopped:
        """Return that the run has become too large to record."""
        firings = self._decider.firings
        last = firings[-1]
        return self.ended() or self._stopped(last, self._round(firings, last), run_sentences.too_much(len(firings)))

    def _cut(self, firings: list[int]) -> bool:
        """Cut the run back to the step with which a node has fired too often, if one has."""
        new = firings[self._counted :]
        most, counts, total = self._program.most, self._fired, len(firings)
        if not new:
            return False
        counts.update(new)
        highest = max(counts.values())
        room = (ENDLESS - highest) * total // highest
        if most:
            allowed = {node: ENDLESS * most.get(node, 1) for node in counts}
            room = min((allowed[node] - fired) * total // fired for node, fired in counts.items())
        else:
            allowed = dict.fromkeys(counts, ENDLESS)
        if room < 0:
            beyond = [node for node, fired in counts.items() if fired > allowed[node]]
            end = min(self._place(node, allowed[node] + 1 - counts[node] + new.count(node)) for node in beyond)
            del firings[end + 1 :], self._branches[end + 1 :]
            return True
        self._expected = min(max(room, SOON), LATE)
        self._counted = total
        return False

    def _place(self, node: int, firing: int) -> int:
        """Return the place of a firing of a node, counted from 1 since the last look."""
        place = self._counted - 1
        for _ in range(firing):
            place = self._decider.firings.index(node, place + 1)
        return place

    def _endless(self, firings: list[int]) -> Stopped:
        last = firings[-1]
        nodes = self._round(firings, last)
        often = self._most(last) + 1 if self._cuts else firings.count(last)
        reason = run_sentences.endless([self._program.nodes[node] for node in nodes], often)
        return self._stopped(last, nodes, reason)

    def _count(self, firings: list[int]) -> None:
        """Count the firings that no choice of a person led to: none was made since the node fired before."""
        counts, last, by_person = self._counts, self._last, self._decider.by_person
        if by_person and not last:
            counts.clear()
            self._counted = 0
        new = firings[self._counted :]
        if by_person:
            for step, node in enumerate(new, start=self._counted + 1):
                while self._chosen < len(by_person) and by_person[self._chosen] < step:
                    self._chosen += 1
                if (by_person[self._chosen - 1] if self._chosen else -1) < last.get(node, 0):
                    counts[node] += 1
                last[node] = step
        else:
            # A Counter is slower at a handful than this, and looks become frequent towards the end.
            for node in new:
                counts[node] += 1
        self._counted = len(firings)
        if self._program.most or self._program.answered:
            left = min(self._most(node) - counts[node] for node in set(new))
        else:
            left = ENDLESS - max(map(counts.__getitem__, new))
        self._left = max(min(self._left, left), 0)

    def _most(self, node: int) -> int:
        most = self._program.most.get(node, 1)
        if self._program.answered and self._decider.counting:
            items = self._decider.counting.items
            for loop, nodes in self._program.answered:
                if items[loop] > 1 and node in nodes:
                    most *= items[loop]
        return ENDLESS * most

    def _round(self, firings: list[int], node: int) -> list[int]:
        """Return the cycle in which the run is: what fired in it between the last two firings of this node."""
        cycle = self._program.cycle
        between = []
        for number in reversed(firings[:-1]):
            if number == node:
                break
            between.append(number)
        inside = [number for number in reversed(between) if cycle[number] == cycle[node]]
        return list(dict.fromkeys([node, *inside]))

    def _stopped(self, node: int, cycle: list[int], reason: str) -> Stopped:
        ids = [self._program.nodes[number].id for number in cycle]
        return Stopped("limit", reason, Happening("limit", self._program.nodes[node].id, nodes=tuple(ids), text=reason))
