"""Proposes few scenarios that come to everything to which complete runs come.

The runs are walks in the graph of states. One set goes on to the nearest way with something new until nothing new is
ahead, and then takes the shortest way to an end; another prefers ways that have more ahead; a third takes the fullest
run each time, as far as a search finds it. The smallest set is taken, after leaving out runs of which others have
everything. This is a heuristic of set covering: in the tests, it needs at most one and a half times as many runs as
the best set on small diagrams.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from webapp.domain import Diagram, one_line
from webapp.errors import RunRefused
from webapp.simulation.analysis.met_parts import Met
from webapp.simulation.analysis.short_runs import ShortRun, told
from webapp.simulation.analysis.state_graph import NOWHERE, StateGraph, Way
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import DEFAULTS, run
from webapp.simulation.program import Program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.scenarios.facts import RunFacts, facts_of
from webapp.simulation.scenarios.scenario import Expectations, Scenario
from webapp.simulation.script import Choice
from webapp.simulation.trace import Trace

MOST_PROPOSED = 200
MOST_CHOICES_OF_ONE = 400
"""Choices of one proposed run: longer ones are read by nobody."""
RUNS_DRAWN = 40
"""Runs at random where a diagram has too many situations: each takes a few milliseconds at 1,000 nodes."""
MOST_PAIRS = 4_000
"""Pairs of a situation and what was met before it, when the fullest run is looked for: about 20 ms."""
STEPS_DRAWN = 80_000
"""Steps of these runs together: telling what happens in them takes about a second."""
LONGEST_NAME = 60
UNREACHABLE = 1 << 30

Item = tuple[int, int]
"""A node (number, -1), an edge (-1, number), or a branch (number of the node, number of the branch)."""


class Proposal(NamedTuple):
    """What is proposed.

    Attributes:
        scenarios: further scenarios that pass.
        explored: whether all situations of the diagram were looked at.
    """

    scenarios: tuple[Scenario, ...]
    explored: bool


def propose(
    diagram: Diagram,
    existing: Sequence[RunFacts] = (),
    options: RunOptions = DEFAULTS,
    taken_names: Iterable[str] = (),
) -> Proposal:
    """Return few scenarios that together with existing ones come to everything to which complete runs come.

    Args:
        diagram: what is run.
        existing: what happened in the runs of the scenarios that are there.
        options: how the diagram is understood; each decision is a choice, also where they would take the first branch.
        taken_names: names that others have.

    Raises:
        RunRefused: the diagram cannot be run.
    """
    asking = replace(options, choices="ask")
    program = compile_program(diagram, asking)
    graph = StateGraph(program)
    covering = _Covering(graph)
    left = covering.all_items & ~covering.items_of(existing)
    best: list[list[Way]] | None = None
    for next_walk in (
        partial(covering.walk, prefers=_nearest),
        partial(covering.walk, prefers=_with_most_ahead),
        covering.fullest_walk,
    ):
        found = covering.walks(left, next_walk)
        if best is None or len(found) < len(best):
            best = found
    traces = [run(diagram, told(graph, walk, len(walk[-1].seen.fired)).choices, None, asking) for walk in best or []]
    if not graph.explored:
        traces += _drawn(diagram, asking, [*existing, *(facts_of(trace) for trace in traces)])
    named = set(taken_names)
    return Proposal(tuple(scenario_of(program, trace, named) for trace in traces), graph.explored)


def _drawn(diagram: Diagram, options: RunOptions, known: Iterable[RunFacts]) -> list[Trace]:
    """Return runs chosen at random that come to more: for what was not looked at systematically."""
    met: set[object] = {part for facts in known for part in (*facts.counts, *facts.branches)}
    found: list[Trace] = []
    steps = 0
    for seed in range(RUNS_DRAWN):
        trace = run(diagram, (), seed, options)
        steps += trace.steps
        if steps > STEPS_DRAWN:
            break
        if trace.status != "complete":
            continue
        facts = facts_of(trace)
        parts = {*facts.counts, *facts.branches}
        if not parts <= met and len(trace.choices) <= MOST_CHOICES_OF_ONE:
            met |= parts
            found.append(run(diagram, trace.choices, None, options))
    return found


def scenario_of(program: Program, trace: Trace, taken_names: set[str], name: str = "") -> Scenario:
    """Return a scenario of a run, which expects where it ends and the nodes to which the choices lead."""
    facts = facts_of(trace)
    choices = tuple(_kept(choice) for choice in trace.choices)
    by_id = {edge.id: edge for edge in program.edges}
    targets = dict.fromkeys(by_id[edge].target for choice in trace.choices for edge in choice.edges if edge in by_id)
    visited = tuple(node for node in targets if node in facts.counts and node not in facts.ends)
    chosen = name or _name([one_line(choice.label) for choice in choices])
    unique, number = chosen, 2
    while unique in taken_names:
        unique, number = f"{chosen} ({number})", number + 1
    taken_names.add(unique)
    return Scenario(unique, choices, Expectations(visited=visited, ends_at=facts.ends or None))


def run_through(diagram: Diagram, part: str, options: RunOptions = DEFAULTS) -> tuple[ShortRun | None, bool]:
    """Return the shortest run that comes to a node or crosses an edge, and whether all situations were looked at.

    Raises:
        RunRefused: the diagram has no such part, or cannot be run.
    """
    asking = replace(options, choices="ask")
    program = compile_program(diagram, asking)
    graph = StateGraph(program)
    met = Met(graph)
    if part in diagram.edge:
        return met.crossing(part), graph.explored
    if part not in program.number:
        raise RunRefused(f"there is no node or edge {part!r} to which a run could lead")
    number = program.number[part]
    return (met.run(number) if number in met.fired else None), graph.explored


def _kept(choice: Choice) -> Choice:
    # A number for "How many?" is no edge; a visit makes a choice depend on those before it.
    return replace(choice, visit=None)


def _name(labels: Sequence[str]) -> str:
    if not labels:
        return "Without choices"
    name = ", ".join(labels)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


Preference = Callable[["_Covering", int, int, Way], tuple[int, ...]]
"""How much one wants a way with something new: the smallest is taken. Arguments: choices up to it, what is left."""


def _nearest(covering: _Covering, distance: int, left: int, way: Way) -> tuple[int, ...]:
    gain = (covering.items[id(way)] & left).bit_count()
    return distance, -((covering.items[id(way)] | covering.ahead_of(way)) & left).bit_count(), -gain


def _with_most_ahead(covering: _Covering, distance: int, left: int, way: Way) -> tuple[int, ...]:
    return -((covering.items[id(way)] | covering.ahead_of(way)) & left).bit_count(), distance


class _Covering:
    """The ways of a graph of states, with what each comes to, as bit sets."""

    def __init__(self, graph: StateGraph) -> None:
        self.graph = graph
        self.program = graph.program
        self._bit: dict[Item, int] = {}
        self.to_end = self._choices_to_ends()
        self.ways = [[way for way in state.ways if self._choices_after(way) < UNREACHABLE] for state in graph.states]
        self.items = {id(way): self._items(way) for ways in self.ways for way in ways}
        self.ahead = self._ahead()
        self.all_items = self.ahead[0]

    def items_of(self, runs: Iterable[RunFacts]) -> int:
        """Return what runs came to, of what complete runs come to."""
        found = 0
        edges = {edge.id: number for number, edge in enumerate(self.program.edges)}
        for facts in runs:
            for part in facts.counts:
                item = (-1, edges[part]) if part in edges else (self.program.number.get(part, -2), -1)
                found |= self._bit.get(item, 0)
            for node, branch in facts.branches:
                found |= self._bit.get((self.program.number.get(node, -2), branch), 0)
        return found

    def ahead_of(self, way: Way) -> int:
        """Return what runs come to after a way."""
        return 0 if way.target == NOWHERE else self.ahead[way.target]

    def walks(self, left: int, next_walk: Callable[[int], list[Way]]) -> list[list[Way]]:
        """Return runs that come to all that is left, one after the other."""
        found: list[list[Way]] = []
        wanted = left
        while left and len(found) < MOST_PROPOSED:
            walk = next_walk(left)
            got = self._got(walk)
            if not got & left:
                break
            found.append(walk)
            left &= ~got
        return self._needed(found, wanted)

    def _needed(self, walks: list[list[Way]], wanted: int) -> list[list[Way]]:
        """Leave out runs of which others have everything, the shortest first."""
        got = {index: self._got(walk) & wanted for index, walk in enumerate(walks)}
        for index in sorted(got, key=lambda each: (got[each].bit_count(), len(walks[each]))):
            others = 0
            for other, items in got.items():
                others |= items if other != index else 0
            if not got[index] & ~others:
                del got[index]
        return [walks[index] for index in sorted(got)]

    def _got(self, walk: Iterable[Way]) -> int:
        found = 0
        for way in walk:
            found |= self.items[id(way)]
        return found

    def walk(self, left: int, prefers: Preference) -> list[Way]:
        """Return a run that goes on to something new as long as there is any ahead, and then to an end."""
        walk: list[Way] = []
        got, state = 0, 0
        while state != NOWHERE:
            # What comes behind the last choice is decided by the shortest way to an end.
            leg = self._next(state, left & ~got, prefers) if len(walk) < MOST_CHOICES_OF_ONE else []
            for way in leg or [min(self.ways[state], key=self._choices_after)]:
                walk.append(way)
                got |= self.items[id(way)]
                state = way.target
        return walk

    def fullest_walk(self, left: int) -> list[Way]:
        """Return the run that comes to most of what is left, with the fewest choices, as far as the limit allows."""
        first = (0, 0)
        came: dict[tuple[int, int], tuple[tuple[int, int], Way] | None] = {first: None}
        best: tuple[int, tuple[int, int], Way] | None = None
        level = [first]
        while level and len(came) < MOST_PAIRS:
            following = []
            for here in level:
                for way in self.ways[here[0]]:
                    got = here[1] | self.items[id(way)] & left
                    if way.target == NOWHERE:
                        if best is None or got.bit_count() > best[0]:
                            best = (got.bit_count(), here, way)
                    elif (there := (way.target, got)) not in came:
                        came[there] = (here, way)
                        following.append(there)
            level = following
        if best is None:
            return self.walk(left, _nearest)
        walk, before = [best[2]], came[best[1]]
        while before is not None:
            walk.append(before[1])
            before = came[before[0]]
        return walk[::-1]

    def _next(self, state: int, left: int, prefers: Preference) -> list[Way]:
        """Return the ways to the one with something new that is preferred, itself included; none if there is none."""
        if not self.ahead[state] & left:
            return []
        came: dict[int, Way | None] = {state: None}
        distance = {state: 0}
        best: tuple[tuple[int, ...], Way] | None = None
        queue = deque([state])
        while queue:
            here = queue.popleft()
            for way in self.ways[here]:
                if self.items[id(way)] & left:
                    wanted = prefers(self, distance[here], left, way)
                    if best is None or wanted < best[0]:
                        best = (wanted, way)
                elif way.target != NOWHERE and way.target not in came and self.ahead[way.target] & left:
                    came[way.target] = way
                    distance[way.target] = distance[here] + 1
                    queue.append(way.target)
        if best is None:
            return []
        ways = [best[1]]
        before = came[best[1].state]
        while before is not None:
            ways.append(before)
            before = came[before.state]
        return ways[::-1]

    def _choices_after(self, way: Way) -> int:
        if way.target == NOWHERE:
            return 0 if way.seen.ends else UNREACHABLE
        return self.to_end[way.target]

    def _choices_to_ends(self) -> list[int]:
        """Return for each state the fewest choices to the end of a run."""
        states = self.graph.states
        found = [UNREACHABLE] * len(states)
        behind: list[list[int]] = [[] for _ in states]
        queue: deque[int] = deque()
        for index, state in enumerate(states):
            for way in state.ways:
                if way.target != NOWHERE:
                    behind[way.target].append(index)
                elif way.seen.ends and found[index] == UNREACHABLE:
                    found[index] = 1
                    queue.append(index)
        while queue:
            here = queue.popleft()
            for before in behind[here]:
                if found[before] == UNREACHABLE:
                    found[before] = found[here] + 1
                    queue.append(before)
        return found

    def _items(self, way: Way) -> int:
        found = 0
        for number, moves in zip(way.seen.fired, way.seen.moved, strict=True):
            found |= self._bit_of((number, -1))
            for move in moves:
                if move.edge >= 0:
                    found |= self._bit_of((-1, move.edge))
            for index, branch in enumerate(self.program.stops[number].branches):
                if set(branch.moves) <= set(moves) and branch.moves:
                    found |= self._bit_of((number, index))
        return found

    def _bit_of(self, item: Item) -> int:
        return self._bit.setdefault(item, 1 << len(self._bit))

    def _ahead(self) -> list[int]:
        """Return for each state what runs come to from there."""
        found = [0] * len(self.ways)
        behind: list[set[int]] = [set() for _ in self.ways]
        for index, ways in enumerate(self.ways):
            for way in ways:
                found[index] |= self.items[id(way)]
                if way.target != NOWHERE:
                    behind[way.target].add(index)
        # States that are farther from the start are mostly behind nearer ones.
        queue = deque(reversed(range(len(self.ways))))
        waiting = set(queue)
        while queue:
            here = queue.popleft()
            waiting.discard(here)
            for before in behind[here]:
                if found[here] & ~found[before]:
                    found[before] |= found[here]
                    if before not in waiting:
                        waiting.add(before)
                        queue.append(before)
        return found
