"""All situations of a diagram that a run can come to, from the start on, with the shortest run to each."""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.simulation.analysis.watching import Seen, WatchedSituations
from webapp.simulation.program import Program
from webapp.simulation.searching import NO_ANSWER
from webapp.simulation.situations import Answer, Situation

MOST_STATES = 20_000
MOST_WORK = 60_000
"""Firings and tokens that are looked at: about a third of a second."""
NOWHERE = -1


@dataclass(slots=True)
class Way:
    """An answer in a state: what it leads to, and the number of the next state, -1 where the run goes no further."""

    state: int
    answer: Answer
    seen: Seen
    target: int = NOWHERE


@dataclass(slots=True)
class State:
    """A situation that runs come to; None for that before the start.

    Attributes:
        situation: where the run stands.
        choices: how many choices lead there at least.
        steps: how many firings, of the runs with so few choices, at least.
        came: the last way of the shortest run there.
        ways: what can be answered; empty where nobody looked.
        looked: whether all that can be answered was looked at.
    """

    situation: Situation | None
    choices: int = 0
    steps: int = 0
    came: Way | None = None
    ways: list[Way] = field(default_factory=list)
    looked: bool = False


class StateGraph:
    """The states of a program, the nearest first.

    Attributes:
        states: them; the first is that before the start.
        explored: whether these are all.
    """

    def __init__(self, program: Program, most_states: int = MOST_STATES, most_work: int = MOST_WORK) -> None:
        """Explore, as far as the limits allow."""
        self.program = program
        self.states = [State(None)]
        self._situations = WatchedSituations(program)
        self._left = most_work
        self._most_states = most_states
        # What is looked at for each token: its memory and the counts of loops grow with the diagram.
        self._weight = 1 + len(program.nodes) // 2_000 + len(program.loops) // 20
        # Where nodes join as options say, every firing looks for a node that is free, over all edges that it waits for.
        self._firing = 10 + max(map(len, program.incoming.values()), default=0) // 50 if program.joins else 1
        self._explore()
        self.explored = all(state.looked for state in self.states) and not self._situations.partial

    def path(self, way: Way) -> list[Way]:
        """Return the ways of the shortest run that ends with one."""
        found: list[Way] = []
        last: Way | None = way
        while last is not None:
            found.append(last)
            last = self.states[last.state].came
        return found[::-1]

    def _explore(self) -> None:
        """Look at all states with as many choices, then at those with one more, as long as the limits allow."""
        known: dict[Situation, int] = {}
        level = [0]
        while level:
            following: list[int] = []
            # Of the runs with as many choices, those with fewer firings come first.
            for index in sorted(level, key=lambda each: self.states[each].steps):
                if self._left <= 0 or len(self.states) > self._most_states:
                    return
                following += self._look(index, known)
            level = following

    def _look(self, index: int, known: dict[Situation, int]) -> list[int]:
        """Note where a state leads, and return the numbers of the states that were met for the first time."""
        state = self.states[index]
        situation = state.situation
        answers = [NO_ANSWER] if situation is None else self._situations.every_answer(situation)
        new: list[int] = []
        for answer in answers:
            if self._left <= 0:
                return new
            seen = self._situations.seen_after(situation, answer.value)
            self._left -= len(seen.fired) * self._firing
            way = Way(index, answer, seen)
            state.ways.append(way)
            if seen.situation is None:
                continue
            self._left -= self._weight * (1 + len(seen.situation.tokens))
            choices, steps = state.choices + (situation is not None), state.steps + len(seen.fired)
            way.target = known.setdefault(seen.situation, len(self.states))
            if way.target == len(self.states):
                self.states.append(State(seen.situation, choices, steps, way))
                new.append(way.target)
                continue
            met = self.states[way.target]
            if (choices, steps) < (met.choices, met.steps):
                met.choices, met.steps, met.came = choices, steps, way
        state.looked = True
        return new
