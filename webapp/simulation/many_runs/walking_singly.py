"""Walks runs one after the other, where nodes do not wait for tokens as usual (`each`, `all`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from webapp.errors import RunRefused
from webapp.simulation.decider import Decider
from webapp.simulation.endlessness import ENDLESS, MOST_STEPS
from webapp.simulation.joining import Standing
from webapp.simulation.loop_counts import Counting
from webapp.simulation.many_runs.beginning import Begun
from webapp.simulation.many_runs.chance import Array, run_keys
from webapp.simulation.many_runs.draws_of_branches import weight_at
from webapp.simulation.many_runs.model import Model
from webapp.simulation.many_runs.outcomes import Outcomes
from webapp.simulation.many_runs.tallies import Tallies
from webapp.simulation.many_runs.written_runs import Activities
from webapp.simulation.program import NOWHERE
from webapp.simulation.run_options import RunOptions

MOST_FIRINGS = 2_000_000
"""Firings of all runs: they are kept in memory, at about 300 bytes each."""


class _VisitWeights(Mapping[str, float]):
    """The weights of edges at the visit of a node that is decided."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._edges = {**model.weights, **model.by_visit, "": 0}
        self.visit = 1

    def __getitem__(self, edge: str) -> float:
        found = weight_at(self._model, edge, self.visit - 1)
        if found is None:
            raise KeyError(edge)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._edges)

    def __len__(self) -> int:
        return len(self._edges)


class SingleWalks:
    """Runs one after the other; the attributes are those of `Walk`.

    Raises:
        RunRefused: there are too many firings.
    """

    def __init__(
        self, model: Model, seed: int, count: int, *, begun: Begun | None = None, starts: dict[int, Array] | None = None
    ) -> None:
        self.model, self.program, self.count = model, model.program, count
        self.keys = run_keys(seed, 0, count)
        self.tallies = Tallies(model, count)
        self.outcomes = Outcomes(model.program, count)
        self.limited: Array = np.zeros(count, dtype=bool)
        self._begun = begun
        self._starts = {number: set(rows.tolist()) for number, rows in (starts or {}).items()}
        self._visits: dict[int, Array] = {}
        self._nodes: list[int] = []
        self._runs: list[int] = []
        self._seen: list[int] = []
        self._links: list[tuple[int, int, int]] = []
        self._ends: list[tuple[int, int, int, bool]] = []

    def go(self) -> None:
        """Compute the runs, and sum up."""
        for run in range(self.count):
            self._walk(run)
            if len(self._nodes) > MOST_FIRINGS:
                raise RunRefused(
                    f"these runs have more than {MOST_FIRINGS:,} steps together, which is too much for nodes that let "
                    f"each token pass or wait for all edges: ask for at most {max(run, 1):,} runs"
                )
        self.tallies.sum_up(self._visits, self._begun.visits if self._begun else {})

    def _walk(self, run: int) -> None:
        program, begun = self.program, self._begun
        weights = _VisitWeights(self.model)
        decider = Decider(program, (), int(self.keys[run]), RunOptions(), weights)
        decider.counting = decider.counting or Counting(program)
        standing = Standing(program)
        sources: dict[int, list[list[tuple[int, int]]]] = {}
        fired: dict[int, int] = dict(begun.visits) if begun else {}
        if begun:
            standing.restore(begun.standing)
            decider.counting.restore(begun.counts)
            for number, histories, _ in begun.standing:
                sources[number] = [[(-1 - run, NOWHERE)] for _ in histories]
        else:
            for start in program.starts:
                if start not in self._starts or run in self._starts[start]:
                    standing.put(start, NOWHERE, 0)
                    sources[start] = [[(-1 - run, NOWHERE)]]
        steps = 0
        one = np.array([run])
        while standing.live:
            number = standing.free()
            fired[number] = fired.get(number, 0) + 1
            steps += 1
            if number < 0 or fired[number] > ENDLESS * program.most.get(number, 1) or steps > MOST_STEPS:
                self.limited[run] = True
                return
            history = standing.take(number)
            weights.visit = fired[number]
            decided = decider.decide(number, history, program.bits[number])
            if decided is None:
                return
            place = len(self._nodes)
            self._note(number, run, fired[number])
            for before, edge in sources[number].pop(0):
                self._links.append((before, place, edge))
            _, ways, history = decided
            if not ways or number in program.ending:
                self._ends.append((place, number, NOWHERE, number in program.ending))
                self.outcomes.end(number, one, np.array([float(steps)]))
            if number in program.ending:
                return
            for target, edge in ways:
                self.tallies.cross(number, edge, one)
                self.outcomes.cross(edge, one)
                if history & program.bits[target] and edge not in program.restarts:
                    self.tallies.replies += 1
                    self._ends.append((place, -1, edge, False))
                    continue
                standing.put(target, edge, history)
                tokens = sources.setdefault(target, [])
                if tokens and program.joins.get(target) != "each":
                    tokens[0].append((place, edge))
                else:
                    tokens.append([(place, edge)])
                if edge in program.entering:
                    decider.counting.enter(program.entering[edge])

    def _note(self, number: int, run: int, visit: int) -> None:
        self._nodes.append(number)
        self._runs.append(run)
        self._seen.append(visit)
        self.tallies.fired[number] += 1
        if number not in self._visits:
            before = self._begun.visits.get(number, 0) if self._begun else 0
            self._visits[number] = np.full(self.count, before, dtype=np.int32)
        self._visits[number][run] = visit

    def activities(self) -> Activities:
        """Return all firings as flat arrays."""
        node: Array = np.array(self._nodes, dtype=np.int64)
        run: Array = np.array(self._runs, dtype=np.int64)
        seen: Array = np.array(self._seen, dtype=np.int64)
        work: Array = np.zeros(len(node))
        for number, duration in enumerate(self.model.durations):
            if duration is not None:
                here = node == number
                work[here] = duration.drawn(self.keys[run[here]], self.model.keys[number], seen[here])
        links: Array = np.array(self._links, dtype=np.int64).reshape(-1, 3)
        ends: Array = np.array(self._ends, dtype=np.int64).reshape(-1, 4)
        way = self._ways(links[:, 0], links[:, 2], run, seen)
        ending = (ends[:, 0], self._ways(ends[:, 0], ends[:, 2], run, seen), ends[:, 1], ends[:, 3].astype(bool))
        return Activities(node, run, work, links[:, 0], links[:, 1], way, ending)

    def _ways(self, before: Array, edges: Array, run: Array, seen: Array) -> Array:
        way: Array = np.zeros(len(edges))
        for edge, duration in self.model.ways.items():
            here = edges == edge
            source = before[here]
            way[here] = duration.drawn(self.keys[run[source]], self.model.way_keys[edge], seen[source])
            self.tallies.way[edge] += float(way[here].sum())
        return way
