"""How the lanes are used over time: how many work, and how many wait."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from webapp.simulation.many_runs.calendar_week import Week
from webapp.simulation.many_runs.chance import Array
from webapp.simulation.many_runs.model import Model
from webapp.simulation.many_runs.schedule import Scheduled
from webapp.simulation.many_runs.written_runs import Activities

PARTS = 60
"""Parts of the time for which use and queue are given: what a chart can show."""


@dataclass(frozen=True)
class LaneUse:
    """One lane, from the arrival of the first run that counts until that of the last.

    Attributes:
        use: which share of its time, while it was open, somebody worked; None where as many work as there is work.
        working: how many worked on average.
        waiting: how many firings waited on average.
        wait: how long each waited on average, for somebody who was free.
        used, queue: `use` (or `working`) and `waiting` in each part of the time.
        begin, part: when the first part begins, and how long each is.
    """

    use: float | None
    working: float
    waiting: float
    wait: float
    used: list[float]
    queue: list[float]
    begin: float
    part: float


def lanes_in_use(model: Model, firings: Activities, times: Scheduled, arrivals: Array, counted: Array) -> list[LaneUse]:
    """Return the use of each lane."""
    if not counted.any():
        return []
    within = arrivals[counted]
    begin, end = float(within[0]), float(within[-1])
    if end <= begin:
        return []
    lane_of: Array = np.array(model.lane_of)
    lane_at = lane_of[firings.node]
    worked = (times.work > 0) & times.leads
    edges = np.linspace(begin, end, PARTS + 1)
    found = []
    for place, lane in enumerate(model.lanes):
        here = lane_at == place
        working = here & worked
        # Who works is there while the lane is open; the time in which it is closed counts for nobody.
        marks = _worked(lane.week, edges)
        starts, ends = _worked(lane.week, times.begin[working]), _worked(lane.week, times.end[working])
        open_ = np.diff(marks)
        busy = np.diff(_alive(marks, starts, ends))
        joined = times.ready + times.batch
        waits = np.diff(_alive(edges, joined[here], times.begin[here]))
        spans = np.diff(edges)
        capacity = lane.capacity
        share = np.divide(busy, open_ * (capacity or 1), out=np.zeros(PARTS), where=open_ > 0)
        total_open = float(open_.sum())
        mine = here & counted[firings.run] & (times.work > 0)
        found.append(
            LaneUse(
                use=float(busy.sum()) / (total_open * capacity) if capacity and total_open else None,
                working=float(busy.sum()) / total_open if total_open else 0.0,
                waiting=float(waits.sum()) / float(spans.sum()),
                wait=float(times.queue[mine].mean()) if mine.any() else 0.0,
                used=share.tolist(),
                queue=(waits / spans).tolist(),
                begin=begin,
                part=(end - begin) / PARTS,
            )
        )
    return found


def _worked(week: Week | None, times: Array) -> Array:
    if week is None:
        return times
    return np.array([week.worked(time) for time in times.tolist()])


def _alive(marks: Array, starts: Array, ends: Array) -> Array:
    """Return for each mark how long all intervals together lasted up to it."""

    def up_to(points: Array) -> Array:
        points = np.sort(points)
        sums = np.concatenate(([0.0], np.cumsum(points)))
        place = np.searchsorted(points, marks)
        return marks * place - sums[place]

    return up_to(starts) - up_to(ends)
