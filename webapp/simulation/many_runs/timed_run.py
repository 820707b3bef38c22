"""One run of the engine with durations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from math import exp
from random import Random
from typing import NamedTuple

from webapp.domain import Diagram
from webapp.simulation.engine import run
from webapp.simulation.many_runs.durations import Duration
from webapp.simulation.many_runs.model import Model
from webapp.simulation.program import Move, Program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.trace import Trace


class TimedRun(NamedTuple):
    """A run with its times: when each firing ends, and when the run is complete."""

    trace: Trace
    ends: list[float]
    total: float


def timed_run(diagram: Diagram, model: Model, seed: int, options: RunOptions) -> TimedRun:
    """Run a diagram once and give each firing its time.

    The ways along edges take no time here, and nobody waits for anybody. Nodes join as usual (`wait`).
    """
    trace = run(diagram, seed=seed, options=options, weights=model.weights)
    program = trace.program
    dice = Random(seed)  # noqa: S311
    times = [_times(duration, dice) for duration in model.durations]
    fixed = [duration.first if duration and duration.kind == "fixed" else 0.0 for duration in model.durations]
    ways = _ways(program)
    replies = _replies(trace)
    ready = [0.0] * len(program.nodes)
    ends: list[float] = []
    for step, (number, branch) in enumerate(zip(trace.firings, trace.branches, strict=True)):
        draw = times[number]
        end = ready[number] + (fixed[number] if draw is None else draw())
        ready[number] = 0.0
        ends.append(end)
        for target in ways[number][branch]:
            if ready[target] < end and not (replies and (step, target) in replies):
                ready[target] = end
    return TimedRun(trace, ends, max(ends, default=0.0))


def _times(duration: Duration | None, dice: Random) -> Callable[[], float] | None:
    if duration is None or duration.kind == "fixed":
        return None
    first, second, usual = duration.first, duration.second, duration.usual
    if duration.kind == "uniform":
        chance, width = dice.random, second - first
        return lambda: first + width * chance()
    if duration.kind == "triangular":
        return lambda: dice.triangular(first, second, usual)
    if duration.kind == "exponential":
        return lambda: dice.expovariate(1 / first)
    return lambda: exp(dice.gauss(first, second))


def _ways(program: Program) -> list[Mapping[int, tuple[int, ...]]]:
    """Return for each node where it leads, by the branch in the trace."""
    known: list[Mapping[int, tuple[int, ...]]] | None = program.__dict__.get("ways_by_branch")
    if known is None:
        known = []
        for moves, stop in zip(program.moves, program.stops, strict=True):
            plain = {-1: tuple(move.target for move in moves)}
            if stop.several:
                known.append(_Several([branch.moves for branch in stop.branches]))
            else:
                branches = (tuple(move.target for move in branch.moves) for branch in stop.branches)
                known.append({**plain, **dict(enumerate(branches))})
        program.__dict__["ways_by_branch"] = known
    return known


class _Several(defaultdict[int, tuple[int, ...]]):
    """Where a node leads along several branches, by their bit set."""

    def __init__(self, branches: list[tuple[Move, ...]]) -> None:
        super().__init__()
        self._branches = branches

    def __missing__(self, taken: int) -> tuple[int, ...]:
        return tuple(move.target for index, way in enumerate(self._branches) if taken >> index & 1 for move in way)


def _replies(trace: Trace) -> frozenset[tuple[int, int]]:
    """Return where tokens end by a reply, as (place of the firing from which they came, node)."""
    if not any(trace.program.bits):
        return frozenset()
    number = trace.program.number
    return frozenset((step - 1, number[said.node]) for step, said in trace.log if said.event == "reply" and said.node)
