"""Computes many runs: all at once where nobody waits for anybody, else by a schedule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from webapp.errors import RunRefused
from webapp.simulation.many_runs.arriving import arrival_times
from webapp.simulation.many_runs.chance import Array
from webapp.simulation.many_runs.intervals import BATCHES, mean_of
from webapp.simulation.many_runs.lane_use import LaneUse, lanes_in_use
from webapp.simulation.many_runs.model import Model
from webapp.simulation.many_runs.schedule import Schedule
from webapp.simulation.many_runs.scheduled_tallies import add_times
from webapp.simulation.many_runs.tallies import Tallies
from webapp.simulation.many_runs.walking import Walk
from webapp.simulation.many_runs.walking_singly import SingleWalks
from webapp.simulation.many_runs.wanted_runs import Wanted
from webapp.simulation.many_runs.written_runs import WrittenRuns

MOST_RUNS = 1_000_000
"""Runs that can be asked for: more make no interval narrower that anybody reads."""
BLOCK = 10_000
"""Runs that are computed at once: fewer take longer each, more leave the processor's cache."""
MOST_FIRINGS = 1_000_000_000
"""Firings of all runs, where nobody waits: about a minute."""
MOST_SCHEDULED = 1_500_000
"""Firings of all runs that are scheduled: they are kept in memory, at about 400 bytes each."""
TRIED = 200
"""Runs by which the number of firings is foreseen."""
LEAST_RUNS = 1_000
"""Runs after which it is first asked whether the mean is exact enough."""
USUAL_WARM_UP = 0.1
"""Share of the runs that are left out, where they find empty lanes at first."""

Report = Callable[[float], None]


@dataclass
class Computed:
    """Many runs; arrays have an item for each run.

    Attributes:
        total: when each was complete, since its beginning.
        cost: what each cost.
        node, edge: the outcome of each (`Outcomes`).
        limited: whether it was stopped.
        counted: whether it counts: complete, and not in the warm-up.
        tallies: sums over all runs; times over those after the warm-up.
        timed: over how many runs the times are summed.
        queued: whether runs wait for each other, so that one after the other are alike.
        lanes: how the lanes are used over time, where runs arrive.
    """

    total: Array
    cost: Array
    node: Array
    edge: Array
    limited: Array
    counted: Array
    tallies: Tallies
    timed: int
    queued: bool
    lanes: list[LaneUse] = field(default_factory=list)


def compute(model: Model, wanted: Wanted, report: Report = lambda share: None) -> Computed:
    """Compute runs.

    Raises:
        RunRefused: there would be more firings than can be computed.
    """
    if not 1 <= wanted.runs <= MOST_RUNS:
        raise RunRefused(f"{wanted.runs:,} runs cannot be computed: ask for 1 to {MOST_RUNS:,}")
    scheduled = model.queues or bool(model.program.joins)
    _foresee(model, wanted, MOST_SCHEDULED if scheduled else MOST_FIRINGS)
    if not scheduled:
        return _at_once(model, wanted, report)
    if wanted.within is None:
        return _scheduled(model, wanted, wanted.runs, report)
    runs = min(LEAST_RUNS, wanted.runs)
    while True:
        found = _scheduled(model, wanted, runs, lambda share: None)
        if runs == wanted.runs or _is_enough(found, wanted.within):
            return found
        report(runs / wanted.runs)
        runs = min(2 * runs, wanted.runs)


def _foresee(model: Model, wanted: Wanted, most: int) -> None:
    if model.program.joins:
        return
    tried = Walk(model, wanted.seed, 0, min(TRIED, wanted.runs), begun=wanted.begun)
    tried.go()
    each = max(float(tried.tallies.fired.sum()) / tried.count, 1)
    if each * wanted.runs > most:
        raise RunRefused(
            f"{wanted.runs:,} runs of about {each:,.0f} steps are too many: ask for at most {int(most / each):,}"
        )


def _is_enough(found: Computed, within: float) -> bool:
    mean, half = mean_of(found.total[found.counted], found.queued)
    return half is not None and half <= mean * within / 100


def _at_once(model: Model, wanted: Wanted, report: Report) -> Computed:
    walks: list[Walk] = []
    tallies: Tallies | None = None
    for first in range(0, wanted.runs, BLOCK):
        walk = Walk(model, wanted.seed, first, min(BLOCK, wanted.runs - first), begun=wanted.begun)
        walk.go()
        walks.append(walk)
        if tallies is None:
            tallies = walk.tallies
        else:
            tallies.add(walk.tallies)
        report((first + walk.count) / wanted.runs)
        if wanted.within is not None and _is_enough(_joined(walks, tallies), wanted.within):
            break
    assert tallies is not None
    return _joined(walks, tallies)


def _joined(walks: list[Walk], tallies: Tallies) -> Computed:
    def all_of(name: str) -> Array:
        return np.concatenate([getattr(walk, name) for walk in walks])

    limited = all_of("limited")
    cost = np.zeros(len(limited)) if walks[0].cost is None else all_of("cost")
    node = np.concatenate([walk.outcomes.node for walk in walks])
    edge = np.concatenate([walk.outcomes.edge for walk in walks])
    return Computed(all_of("finish"), cost, node, edge, limited, ~limited, tallies, len(limited), queued=False)


def _scheduled(model: Model, wanted: Wanted, runs: int, report: Report) -> Computed:
    arrivals, starts = arrival_times(model, wanted.seed, runs)
    alone = not model.arrivals or wanted.begun is not None
    walk: Any
    if model.program.joins:
        walk = SingleWalks(model, wanted.seed, runs, begun=wanted.begun, starts=starts)
        walk.go()
        firings = walk.activities()
    else:
        written = WrittenRuns()
        walk = Walk(model, wanted.seed, 0, runs, written=written, begun=wanted.begun, starts=starts)
        walk.go()
        firings = written.activities()
    report(0.2)
    times = Schedule(model, firings, arrivals, alone=alone, report=lambda share: report(0.2 + 0.7 * share)).times()
    queued = not alone
    warm_up = wanted.warm_up if wanted.warm_up is not None else USUAL_WARM_UP if queued else 0
    counted = ~walk.limited
    counted[: int(warm_up * runs)] = False
    # With fewer runs than batches nothing can be left out.
    if queued and counted.sum() < BATCHES:
        counted = ~walk.limited
    done = add_times(model, walk, firings, times, arrivals, counted)
    lanes = [] if alone else lanes_in_use(model, firings, times, arrivals, counted)
    return Computed(
        done.total, done.cost, done.node, walk.outcomes.edge, walk.limited, counted, walk.tallies,
        int(counted.sum()), queued, lanes,
    )  # fmt: skip
