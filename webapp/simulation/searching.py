"""Searches the situations of a diagram for the cheapest way to a node: fewest choices, then fewest firings."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from webapp.simulation.program import Program
from webapp.simulation.situations import Answer, Outcome, Situation, Situations

MOST_WORK = 100_000
"""Firings and tokens that a search looks at: about a quarter of a second."""
CHOICE = 1_000_000  # more than any number of firings, so fewer choices are always cheaper
NEVER = 1 << 60

NO_ANSWER = Answer(0, "")


class Chosen(NamedTuple):
    """One answer of a way: where it was given, and after how many firings since the way began."""

    situation: Situation
    answer: Answer
    after: int


Way = list[Chosen]


def least_costs(program: Program, target: int) -> list[int]:
    """Return for each node the least cost at which a token on it can lead to the target, `NEVER` where it cannot."""
    least = [NEVER] * len(program.nodes)
    least[target] = 0
    # A decision where loops turn may be forced: then it costs no choice.
    costs = [1 + CHOICE * (stop.decides and not stop.turns) for stop in program.stops]
    queue = [(0, target)]
    while queue:
        cost, number = heappop(queue)
        if cost > least[number]:
            continue
        for source in program.behind[number]:
            dearer = cost + costs[source]
            if dearer < least[source]:
                least[source] = dearer
                heappush(queue, (dearer, source))
    return least


@dataclass(slots=True)
class _Known:
    """A situation that was met, or None where the target fired, and how: at what cost, from where, by which answer."""

    situation: Situation | None
    cost: int
    before: _Known | None = None
    answer: Answer = NO_ANSWER
    done: bool = False


class Search:
    """A search for one node.

    Attributes:
        given_up: whether it ended because it would have taken too long.
        endless: whether it met runs in which nodes go on firing without a question.
        stuck: the numbers of the nodes that it saw wait for ever.
        least: for each node the least cost of a way from it to the target.
    """

    def __init__(self, situations: Situations, target: int, most: int = MOST_WORK) -> None:
        """Begin; `most` is what it looks at in all, however often a way is asked for."""
        self._situations = situations
        self._target = target
        self._left = most
        self.least = least_costs(situations.program, target)
        # What is looked at for each token: its memory and the counts of loops grow with the diagram.
        self._weight = 1 + len(situations.program.nodes) // 2_000 + len(situations.program.loops) // 20
        self._joins = bool(situations.program.joins)  # then every firing looks for a node that is free
        self.given_up = self.endless = False
        self.stuck: set[int] = set()

    def way(self, start: Situation, *, greyed: bool = False) -> Way | None:
        """Return the answers that lead from a situation to the target at the least cost, or None.

        Args:
            start: the situation.
            greyed: whether to take branches too that the count of a loop rules out.
        """
        first = _Known(start, 0)
        known = {start: first}
        # The cheapest estimate comes first, among equals the one that has come furthest.
        queue = [(self._ahead(start), 0, 0, first)]
        pushed = 0
        while queue:
            _, _, _, here = heappop(queue)
            if here.done:
                continue
            here.done = True
            situation = here.situation
            if situation is None or situation.number == self._target:
                return _told(here)
            for answer in self._situations.answers(situation):
                if answer.greyed and not greyed:
                    continue
                outcome = self._situations.after(situation, answer.value)
                self._left -= len(outcome.fired) * (10 if self._joins else 1)
                cost = here.cost + CHOICE
                if self._target in outcome.fired:
                    cost += outcome.fired.index(self._target) + 1
                    arrived, ahead = _Known(None, cost, here, answer), 0
                elif outcome.situation is None:
                    self._note(outcome)
                    continue
                else:
                    self._left -= self._weight * (1 + len(outcome.situation.tokens))
                    cost += len(outcome.fired)
                    ahead = self._ahead(outcome.situation)
                    arrived = known.setdefault(outcome.situation, _Known(outcome.situation, NEVER))
                    if arrived.done or cost >= arrived.cost or ahead >= NEVER:
                        continue
                    arrived.cost, arrived.before, arrived.answer = cost, here, answer
                pushed += 1
                heappush(queue, (cost + ahead, -cost, pushed, arrived))
            if self._left < 0:
                self.given_up = True
                return None
        return None

    def _ahead(self, situation: Situation) -> int:
        """Return what it costs at least to go on from a situation to the target."""
        least = self.least
        numbers: list[int] = [situation.number, *[number for number, *_ in situation.tokens]]
        return min([least[number] for number in numbers])

    def _note(self, outcome: Outcome) -> None:
        self.endless = self.endless or outcome.too_long
        self.stuck.update(outcome.stuck)


def _told(known: _Known) -> Way:
    way: Way = []
    while known.before is not None and known.before.situation is not None:
        way.append(Chosen(known.before.situation, known.answer, known.before.cost % CHOICE))
        known = known.before
    return way[::-1]
