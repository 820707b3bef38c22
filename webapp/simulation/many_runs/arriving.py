"""When runs begin, and at which start nodes."""

from __future__ import annotations

import numpy as np

from webapp.errors import RunRefused
from webapp.simulation.many_runs.chance import DURATION, Array, drawn, part_key, purpose_key, run_keys
from webapp.simulation.many_runs.model import Model

ARRIVAL = "\narrival"
"""Follows the id of a start node where the time until its next run is drawn, which is none of its durations."""


def arrival_times(model: Model, seed: int, count: int) -> tuple[Array, dict[int, Array]]:
    """Return when each run begins, in order, and for start nodes with arrivals of their own which runs begin there.

    Without arrivals each run is alone, and begins at a time of the week at random where there are opening hours.

    Raises:
        RunRefused: arrivals are given for a node at which no run starts.
    """
    keys = run_keys(seed, 0, count)
    program = model.program
    for number in model.arrivals:
        if number not in program.starts:
            raise RunRefused(
                f"simulation.arrivals.{program.nodes[number].id} is no node at which a run starts: correct or remove it"
            )
    if not model.arrivals:
        if any(lane.week for lane in model.lanes):
            week = next(lane.week.length for lane in model.lanes if lane.week)
            return drawn(keys, purpose_key(part_key(ARRIVAL), DURATION)) * week, {}
        return np.zeros(count), {}
    streams = []
    for number, between in model.arrivals.items():
        key = part_key(program.nodes[number].id + ARRIVAL)
        streams.append((number, np.cumsum(between.drawn(keys, key, None))))
    if len(streams) == 1:
        return streams[0][1], {}
    times = np.concatenate([times for _, times in streams])
    origin: Array = np.repeat([number for number, _ in streams], count)
    order = np.argsort(times, kind="stable")[:count]
    return times[order], {number: np.flatnonzero(origin[order] == number) for number, _ in streams}
