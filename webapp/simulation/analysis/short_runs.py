"""The shortest run with a property: fewest choices, then fewest firings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from webapp.simulation.analysis.state_graph import NOWHERE, StateGraph, Way
from webapp.simulation.analysis.watching import Seen
from webapp.simulation.replay import Replay, write_replay
from webapp.simulation.script import Choice

MOST_LOOKS = 1_000_000
"""Firings that all searches of one analysis look at together: about half a second."""


@dataclass(slots=True)
class Effort:
    """What searches may still look at."""

    left: int = MOST_LOOKS


class ShortRun(NamedTuple):
    """A run up to where something happened: its choices, and after how many firings that is."""

    choices: tuple[Choice, ...]
    at: int

    def to_json(self) -> dict[str, Any]:
        """Return the run as JSON values; `replay` is its text for links."""
        return {
            "choices": [choice.to_json() for choice in self.choices],
            "at": self.at,
            "replay": write_replay(Replay(self.at, self.choices)),
        }


class Property(Protocol):
    """What is looked for in runs, as a small machine that is told what happens."""

    @property
    def first(self) -> Hashable:
        """What is remembered before the start."""

    def over(self, value: Any, seen: Seen) -> tuple[Hashable, int | None]:
        """Return what is remembered after these firings, and after how many of them the run has the property."""

    def at_end(self, value: Any) -> bool:
        """Return whether a run that is complete has the property."""


class Found(NamedTuple):
    """The shortest run, None if no run was found; and whether all were looked at."""

    run: ShortRun | None
    explored: bool


def told(graph: StateGraph, ways: Iterable[Way], firings: int) -> ShortRun:
    """Return the run over these ways, up to so many firings in the last of them."""
    program = graph.program
    fired: Counter[int] = Counter()
    choices = []
    at = steps = 0
    for way in ways:
        situation = graph.states[way.state].situation
        if situation is not None:
            node = program.nodes[situation.number].id
            visit = fired[situation.number] + 1
            choices.append(Choice(node, way.answer.label, way.answer.edges, visit))
        at = steps + firings
        fired.update(way.seen.fired)
        steps += len(way.seen.fired)
    return ShortRun(tuple(choices), at)


def shortest(graph: StateGraph, looked_for: Property, effort: Effort) -> Found:
    """Return the shortest run with a property, as far as the effort allows."""
    first = (0, looked_for.first)
    level: dict[tuple[int, Hashable], int] = {first: 0}
    came: dict[tuple[int, Hashable], tuple[tuple[int, Hashable], Way] | None] = {first: None}
    done: set[tuple[int, Hashable]] = set()
    explored = graph.explored
    while level:
        best: tuple[int, tuple[int, Hashable], Way, int] | None = None
        following: dict[tuple[int, Hashable], int] = {}
        done.update(level)
        for here, steps in level.items():
            state = graph.states[here[0]]
            for way in state.ways:
                effort.left -= 1 + len(way.seen.fired)
                value, hit = looked_for.over(here[1], way.seen)
                if hit is None and way.seen.ends and looked_for.at_end(value):
                    hit = len(way.seen.fired)
                if hit is not None:
                    if best is None or steps + hit < best[0]:
                        best = (steps + hit, here, way, hit)
                elif way.target != NOWHERE and (there := (way.target, value)) not in done:
                    cost = steps + len(way.seen.fired)
                    if cost < following.get(there, cost + 1):
                        following[there], came[there] = cost, (here, way)
        if best is not None:
            _, here, last, hit = best
            return Found(told(graph, _path(came, here, last), hit), explored)
        if effort.left <= 0:
            return Found(None, False)
        level = following
    return Found(None, explored)


def _path(
    came: dict[tuple[int, Hashable], tuple[tuple[int, Hashable], Way] | None], here: tuple[int, Hashable], last: Way
) -> list[Way]:
    ways = [last]
    while (before := came[here]) is not None:
        here, way = before
        ways.append(way)
    return ways[::-1]
