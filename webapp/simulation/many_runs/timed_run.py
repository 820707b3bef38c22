"""One run of the engine with durations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from math import exp, log1p, sqrt
from statistics import NormalDist
from typing import NamedTuple

from webapp.domain import Diagram
from webapp.simulation.dice import Dice
from webapp.simulation.engine import run
from webapp.simulation.many_runs.durations import Duration
from webapp.simulation.many_runs.model import Model
from webapp.simulation.program import Move, Program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.trace import Trace

UNIT = 2.0**-32
"""The dice draw whole numbers below 2**32."""
SMALLEST = 2.0**-33
"""A number drawn is kept so far from 0 and 1, where a normal distribution is infinite."""


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
    ends = _ends(model, trace, seed, None)
    if ends is None:
        ends = _ends(model, trace, seed, _replies(trace)) or []
    return TimedRun(trace, ends, max(ends, default=0.0))


def _ends(model: Model, trace: Trace, seed: int, replies: frozenset[tuple[int, int]] | None) -> list[float] | None:
    """Return when each firing ends; None where tokens may have ended by a reply and `replies` does not say where."""
    program = trace.program
    word = Dice(~seed).word
    times, ways, bits = _times_of(model), _ways(program), program.bits
    ready = [0.0] * len(bits)
    fired = [False] * len(bits)
    ends: list[float] = []
    for step, (number, branch) in enumerate(zip(trace.firings, trace.branches, strict=True)):
        time = times[number]
        end = ready[number] + (time if time.__class__ is float else time(word() * UNIT))  # type: ignore[operator]
        ready[number] = 0.0
        fired[number] = True
        ends.append(end)
        for target in ways[number][branch]:
            if bits[target] and fired[target]:
                if replies is None:
                    return None
                if (step, target) in replies:
                    continue
            if ready[target] < end:
                ready[target] = end
    return ends


def _times_of(model: Model) -> list[float | Callable[[float], float]]:
    """Return for each node its fixed time, or what makes a time of a number drawn from 0 on, below 1."""
    known: list[float | Callable[[float], float]] | None = model.__dict__.get("times_of_nodes")
    if known is None:
        known = [_time(duration) for duration in model.durations]
        model.__dict__["times_of_nodes"] = known
    return known


def _time(duration: Duration | None) -> float | Callable[[float], float]:
    if duration is None or duration.kind == "fixed":
        return duration.first if duration else 0.0
    first, second, usual = duration.first, duration.second, duration.usual
    if duration.kind == "uniform":
        width = second - first
        return lambda share: first + width * share
    if duration.kind == "exponential":
        return lambda share: -first * log1p(-share)
    if duration.kind == "log-normal":
        normal = NormalDist()
        return lambda share: exp(first + second * normal.inv_cdf(min(max(share, SMALLEST), 1 - SMALLEST)))

    def triangular(share: float) -> float:
        width = second - first
        if share * width < usual - first:
            return first + sqrt(share * width * (usual - first))
        return second - sqrt((1 - share) * width * (second - usual))

    return triangular


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
