"""The schedule of many runs: who begins what, where people, opening hours and batches make runs wait.

What fires in a run does not depend on time, so the firings are given; here they only get their times, in the order of
time, by a heap of events.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from webapp.simulation.many_runs.calendar_week import Week
from webapp.simulation.many_runs.chance import Array
from webapp.simulation.many_runs.model import Batch, Model
from webapp.simulation.many_runs.written_runs import Activities

NOBODY = -1
"""In place of a lane, where a firing needs nobody's time."""
REPORTED = 20_000
"""Events between two reports of progress."""


class Scheduled(NamedTuple):
    """The times of each firing: when all its tokens are there, when work begins, and when it ends.

    `queue`, `timetable` and `batch` are how long it waits for somebody who is free, for opening hours (also in the
    middle of the work), and until there are enough runs. `leads` is false for all but the first of a batch, which are
    worked on together with it, and `share` is what each has of the work.
    """

    ready: Array
    begin: Array
    end: Array
    queue: Array
    timetable: Array
    batch: Array
    work: Array
    leads: Array
    share: Array


class Schedule:
    """Computes the times.

    Args:
        model: the program and its profile.
        firings: the firings of all runs.
        arrivals: when each run begins.
        alone: whether each run has all lanes for itself.
        report: is called now and then with the share that is done.
    """

    def __init__(
        self,
        model: Model,
        firings: Activities,
        arrivals: Array,
        *,
        alone: bool = False,
        report: Callable[[float], None] = lambda share: None,
    ) -> None:
        size, lanes = len(firings.node), len(model.lanes)
        self._size = size
        self._report = report
        lane_of: Array = np.array(model.lane_of, dtype=np.int64)
        works = np.array([bool(duration) for duration in model.durations])
        limited = np.array([lane.capacity is not None or lane.week is not None for lane in model.lanes])
        lane_at = lane_of[firings.node]
        place = lane_at + firings.run * lanes if alone else lane_at
        self._lane: list[int] = np.where(works[firings.node] & limited[lane_at], place, NOBODY).tolist()
        self._lanes = lanes
        self._weeks: list[Week | None] = [lane.week for lane in model.lanes]
        repeats = int(firings.run.max(initial=0)) + 1 if alone else 1
        self._free = [lane.capacity or size + 1 for lane in model.lanes] * repeats
        self._queues: list[deque[int] | list[tuple[int, int, int]] | None] = [None] * (lanes * repeats)
        self._waking: set[int] = set()
        self._node: list[int] = firings.node.tolist()
        self._run: list[int] = firings.run.tolist()
        self._work: list[float] = firings.work.tolist()
        self._priority = {number: -value for number, value in model.priorities.items()}
        self._alone = alone
        self._order = 0
        self._link(firings, arrivals)
        self._batches = model.batches
        self._gathering: dict[tuple[int, int], list[int]] = {}
        self._together: dict[int, list[int]] = {}
        self._timers: list[tuple[tuple[int, int], int]] = []
        self._ready = [0.0] * size
        self._joined = [0.0] * size
        self._begin = [0.0] * size
        self._end = [0.0] * size
        self._queued = [0.0] * size
        self._closed = [0.0] * size
        self._leads = [True] * size
        self._share = [1.0] * size

    def _link(self, firings: Activities, arrivals: Array) -> None:
        inner = firings.before >= 0
        before, after, way = firings.before[inner], firings.after[inner], firings.way[inner]
        order = np.argsort(before, kind="stable")
        self._next: list[int] = after[order].tolist()
        self._way: list[float] = way[order].tolist()
        ends: Array = np.searchsorted(before[order], np.arange(self._size + 1))
        self._from: list[int] = ends.tolist()
        self._missing: list[int] = np.bincount(firings.after, minlength=self._size).tolist()
        self._at = [0.0] * self._size
        self._first: dict[int, list[int]] = {}
        runs = -1 - firings.before[~inner]
        for run, number in zip(runs.tolist(), firings.after[~inner].tolist(), strict=True):
            self._first.setdefault(run, []).append(number)
        self._events = sorted((float(arrivals[run]), -1 - run) for run in self._first)

    def times(self) -> Scheduled:
        """Return the times."""
        events, size = self._events, self._size
        count, now = 0, 0.0
        while True:
            while events:
                now, code = heappop(events)
                count += 1
                if count % REPORTED == 0:
                    self._report(min(count / (2 * size + 1), 1))
                if code < 0:
                    for number in self._first[-1 - code]:
                        self._come(number, now, now)
                elif code < 2 * size:
                    number, begins = divmod(code, 2)
                    if begins:
                        self._take(number, now)
                    else:
                        self._finish(number, now)
                elif code < 2 * size + len(self._free):
                    self._open(code - 2 * size, now)
                else:
                    place, first = self._timers[code - 2 * size - len(self._free)]
                    if self._gathering.get(place, [NOBODY])[0] == first:
                        self._form(place, now)
            if not self._gathering:
                break
            # Nothing else can come: those that wait for a full batch begin without the others.
            for waiting in list(self._gathering):
                self._form(waiting, now)
        ready = np.array(self._ready)
        return Scheduled(
            ready=ready,
            begin=np.array(self._begin),
            end=np.array(self._end),
            queue=np.array(self._queued),
            timetable=np.array(self._closed),
            batch=np.array(self._joined) - ready,
            work=np.array(self._work),
            leads=np.array(self._leads, dtype=bool),
            share=np.array(self._share),
        )

    def _come(self, number: int, time: float, now: float) -> None:
        """Note that a token comes to a firing at a time, and go on where that needs nobody."""
        stack = [(number, time)]
        at, missing = self._at, self._missing
        while stack:
            number, time = stack.pop()
            if time > at[number]:
                at[number] = time
            missing[number] -= 1
            if missing[number]:
                continue
            time = at[number]
            if self._lane[number] >= 0 or self._node[number] in self._batches:
                if time <= now:
                    self._take(number, now)
                else:
                    heappush(self._events, (time, 2 * number + 1))
                continue
            self._ready[number] = self._joined[number] = self._begin[number] = time
            end = self._end[number] = time + self._work[number]
            for place in range(self._from[number], self._from[number + 1]):
                stack.append((self._next[place], end + self._way[place]))

    def _take(self, number: int, now: float) -> None:
        """Note that all tokens of a firing are there, which needs somebody's time or others of its batch."""
        self._ready[number] = self._joined[number] = now
        node = self._node[number]
        if node not in self._batches:
            self._wait(number, now)
            return
        batch: Batch = self._batches[node]
        place = (node, self._run[number] if self._alone else 0)
        gathered = self._gathering.setdefault(place, [])
        gathered.append(number)
        if len(gathered) == batch.size:
            self._form(place, now)
        elif len(gathered) == 1 and batch.longest is not None:
            code = 2 * self._size + len(self._free) + len(self._timers)
            self._timers.append((place, number))
            heappush(self._events, (now + batch.longest, code))

    def _form(self, place: tuple[int, int], now: float) -> None:
        """Let those that are there begin together."""
        gathered = self._gathering.pop(place)
        first = gathered[0]
        self._together[first] = gathered
        for number in gathered:
            self._joined[number] = now
            self._work[number] = self._work[first]
            self._leads[number] = number == first
            self._share[number] = 1 / len(gathered)
        self._wait(first, now)

    def _wait(self, number: int, now: float) -> None:
        lane = self._lane[number]
        if lane < 0:
            self._start(number, now)
            return
        week = self._weeks[lane % self._lanes]
        closed = week is not None and not week.is_open(now)
        if self._free[lane] > 0 and not closed:
            self._free[lane] -= 1
            self._start(number, now)
            return
        queue = self._queues[lane]
        if self._priority:
            if queue is None:
                queue = self._queues[lane] = []
            self._order += 1
            heappush(queue, (self._priority.get(self._node[number], 0), self._order, number))  # type: ignore[arg-type]
        else:
            if queue is None:
                queue = self._queues[lane] = deque()
            queue.append(number)  # type: ignore[arg-type]
        if closed and week is not None:
            self._wake(lane, week, now)

    def _wake(self, lane: int, week: Week, now: float) -> None:
        if lane not in self._waking:
            self._waking.add(lane)
            heappush(self._events, (week.next_open(now), 2 * self._size + lane))

    def _open(self, lane: int, now: float) -> None:
        self._waking.discard(lane)
        while self._free[lane] > 0 and self._queues[lane]:
            self._free[lane] -= 1
            self._start(self._next_of(lane), now)

    def _next_of(self, lane: int) -> int:
        queue = self._queues[lane]
        if isinstance(queue, deque):
            return queue.popleft()
        return heappop(queue)[2]  # type: ignore[arg-type]

    def _start(self, number: int, now: float) -> None:
        lane = self._lane[number]
        week = self._weeks[lane % self._lanes] if lane >= 0 else None
        work = self._work[number]
        end = now + work if week is None else max(week.when(week.worked(now) + work), now)
        for member in self._together.get(number, (number,)):
            self._begin[member], self._end[member] = now, end
            waited = now - self._joined[member]
            if week is None:
                self._queued[member] = waited
            else:
                queued = min(max(week.worked(now) - week.worked(self._joined[member]), 0), waited)
                self._queued[member] = queued
                self._closed[member] = waited - queued + (end - now - work)
        heappush(self._events, (end, 2 * number))

    def _finish(self, number: int, now: float) -> None:
        lane = self._lane[number]
        if lane >= 0:
            self._free[lane] += 1
            if self._queues[lane]:
                week = self._weeks[lane % self._lanes]
                if week is not None and not week.is_open(now):
                    self._wake(lane, week, now)
                else:
                    self._free[lane] -= 1
                    self._start(self._next_of(lane), now)
        for member in self._together.get(number, (number,)):
            for place in range(self._from[member], self._from[member + 1]):
                self._come(self._next[place], now + self._way[place], now)
