"""Sums up the times of a schedule, by node and by run."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from webapp.simulation.many_runs.chance import Array
from webapp.simulation.many_runs.model import Model
from webapp.simulation.many_runs.outcomes import NONE
from webapp.simulation.many_runs.schedule import Scheduled
from webapp.simulation.many_runs.written_runs import Activities


class Done(NamedTuple):
    """For each run how long it took, what it cost, and at which node its last token ended."""

    total: Array
    cost: Array
    node: Array


def add_times(model: Model, walk: Any, firings: Activities, times: Scheduled, arrivals: Array, counted: Array) -> Done:
    """Sum up the times of the runs that count into the tallies of a walk, and return those of each run."""
    tallies, nodes, runs = walk.tallies, len(model.program.nodes), walk.count
    ending, ways, ends, whole = firings.ending
    run, node = firings.run, firings.node
    inside = counted[run]

    def by_node(values: Array, which: Array = inside, at: Array = node) -> Array:
        return np.bincount(at[which], weights=values[which], minlength=nodes)

    tallies.work = by_node(times.work)
    tallies.queue, tallies.timetable, tallies.batch = map(by_node, (times.queue, times.timetable, times.batch))
    first: Array = np.zeros(len(run), dtype=bool)
    first[np.unique(run * nodes + node, return_index=True)[1]] = True
    tallies.begun = by_node(times.ready - arrivals[run], first & inside)
    of_counted = np.bincount(node[first & inside], minlength=nodes)
    # As if the others had been the same: visits are counted over all runs.
    tallies.begun *= np.divide(tallies.visited, of_counted, out=np.ones(nodes), where=of_counted > 0)

    before, after, way = firings.before, firings.after, firings.way
    left = np.where(before >= 0, times.end[np.maximum(before, 0)], arrivals[run[after]])
    linked = counted[run[after]]
    waited = times.ready[after] - (left + way)
    tallies.branches = by_node(waited, linked, node[after])
    tallies.lived = float((times.end - times.ready)[inside].sum() + (times.ready[after] - left)[linked].sum())
    ended = counted[run[ending]]
    tallies.lived += float(ways[ended].sum())
    spent = float(way[linked].sum() + ways[ended].sum())
    known = float(tallies.way.sum())
    tallies.way = tallies.way * (spent / known) if known else tallies.way

    done = times.end[ending] + ways - arrivals[run[ending]]
    total = np.zeros(runs)
    np.maximum.at(total, run[ending], done)
    total[run[ending[whole]]] = done[whole]
    last: Array = np.full(runs, NONE, dtype=np.int32)
    at_node = (ends >= 0) & (done >= total[run[ending]])
    last[run[ending[at_node]]] = ends[at_node]
    missing = last == NONE
    last[missing] = walk.outcomes.node[missing]
    rates: Array = np.array([lane.cost for lane in model.lanes])
    lane: Array = np.array(model.lane_of)
    cost = np.bincount(run, weights=times.work * times.share * rates[lane[node]], minlength=runs)
    return Done(total, cost, last)
