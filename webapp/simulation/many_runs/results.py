"""What many runs say, as JSON: means with their intervals, percentiles, outcomes, and where the time goes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from webapp.simulation.many_runs.chance import Array
from webapp.simulation.many_runs.computing import Computed
from webapp.simulation.many_runs.intervals import Mean, mean_of, mean_of_counts, percentiles
from webapp.simulation.many_runs.lane_use import LaneUse
from webapp.simulation.many_runs.model import Model
from webapp.simulation.many_runs.outcomes import NONE
from webapp.simulation.many_runs.tallies import TIMES

COLUMNS = 24
"""Columns of a histogram, about: as many as can be compared with one look."""
SHOWN = 99.5
"""Per cent of the runs that the columns show one by one; the last column has the longer ones too."""
MOST_OUTCOMES = 20
"""Outcomes that are listed one by one; the rest is one row."""


def result_of(model: Model, computed: Computed, seed: int) -> dict[str, Any]:
    """Return the result of many runs; the README describes its JSON."""
    counted = computed.counted
    total = computed.total[counted]
    outcomes = _outcomes(model, computed)
    result: dict[str, Any] = {
        "runs": len(computed.total),
        "counted": len(total),
        "limited": int(computed.limited.sum()),
        "seed": seed,
        "unit": model.unit,
        "waits": computed.queued,
        "total": _times(total, computed.queued),
        "histogram": _histogram(total, [mask[counted] for _, mask in outcomes]),
        "outcomes": [_outcome(said, computed, mask) for said, mask in outcomes],
        "split": _split(computed),
        "nodes": _nodes(model, computed),
        "edges": _edges(model, computed),
        "lanes": _lanes(model, computed),
        "hand_overs": _hand_overs(model, computed),
        "replies": computed.tallies.replies / len(computed.total),
        "cost": _mean(mean_of(computed.cost[counted], computed.queued)) if model.costs else None,
    }
    return result


def _mean(found: Mean) -> dict[str, float | None]:
    mean, half = found
    return {"mean": mean, "interval": half}


def _times(values: Array, queued: bool) -> dict[str, float | None]:
    low, high, highest = percentiles(values)
    ends = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    return {
        **_mean(mean_of(values, queued)),
        "p50": low,
        "p90": high,
        "p99": highest,
        "least": ends[0],
        "most": ends[1],
        "deviation": float(values.std()) if len(values) else 0.0,
    }


def nice(width: float) -> float:
    """Return the next larger of 1, 2 and 5 times a power of ten.

    >>> nice(3.1)
    5.0
    """
    if width <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(width))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= width * (1 - 1e-9))


def _histogram(total: Array, outcomes: Sequence[Array]) -> dict[str, Any]:
    if not len(total):
        return {"begin": 0.0, "width": 1.0, "columns": [], "longer": 0, "outcomes": []}
    least, most = float(total.min()), float(np.percentile(total, SHOWN))
    width = nice((most - least) / COLUMNS)
    begin = math.floor(least / width) * width
    count = max(int((most - begin) / width) + 1, 1)
    place = np.minimum(((total - begin) / width).astype(np.int64), count - 1)
    columns = np.bincount(place, minlength=count)
    longer = int(((total - begin) / width >= count).sum())
    by_outcome = [np.bincount(place[mask], minlength=count).tolist() for mask in outcomes]
    return {
        "begin": begin,
        "width": width,
        "columns": columns.tolist(),
        "longer": longer,
        "outcomes": by_outcome,
    }


def _outcomes(model: Model, computed: Computed) -> list[tuple[dict[str, Any], Array]]:
    """Return what each outcome is, and which of the counted runs have it, the most frequent first."""
    program = model.program
    size = len(program.edges) + 1
    codes = (computed.node.astype(np.int64) + 1) * size + computed.edge + 1
    found = []
    several = len({int(node) for node in np.unique(computed.node[computed.counted])}) > 1
    for code in np.unique(codes[computed.counted]).tolist():
        node, edge = code // size - 1, code % size - 1
        mask = computed.counted & (codes == code)
        name = "a reply" if node == NONE else program.nodes[node].text
        if edge != NONE:
            crossed = program.edges[edge]
            source = program.nodes[program.number[crossed.source]].text
            name = crossed.label or source
            name = f"{name}, {program.nodes[node].text}" if several and node != NONE else name
        said = {
            "name": name,
            "node": program.nodes[node].id if node != NONE else None,
            "edge": program.edges[edge].id if edge != NONE else None,
        }
        found.append((said, mask))
    found.sort(key=lambda one: (-int(one[1].sum()), one[0]["name"]))
    if len(found) > MOST_OUTCOMES:
        rest = np.any([mask for _, mask in found[MOST_OUTCOMES:]], axis=0)
        found[MOST_OUTCOMES:] = [({"name": "others", "node": None, "edge": None}, rest)]
    return found


def _outcome(said: dict[str, Any], computed: Computed, mask: Array) -> dict[str, Any]:
    runs = int(mask.sum())
    share, half = mean_of_counts(runs, runs, int(computed.counted.sum()))
    times = _times(computed.total[mask], computed.queued)
    return {**said, "runs": runs, "share": share, "share_interval": half, **times}


def _split(computed: Computed) -> dict[str, float]:
    tallies, runs = computed.tallies, max(computed.timed, 1)
    found = {name: float(getattr(tallies, name).sum()) / runs for name in TIMES}
    return {**found, "way": float(tallies.way.sum()) / runs, "total": tallies.lived / runs}


def _nodes(model: Model, computed: Computed) -> list[dict[str, Any]]:
    tallies, runs = computed.tallies, len(computed.total)
    timed = max(computed.timed, 1)
    found = []
    for number, node in enumerate(model.program.nodes):
        visits, half = mean_of_counts(float(tallies.fired[number]), float(tallies.fired_squares[number]), runs)
        visited = float(tallies.visited[number])
        row: dict[str, Any] = {
            "id": node.id,
            "visits": visits,
            "interval": half,
            "share": visited / runs,
            "begins": float(tallies.begun[number]) / visited if visited else None,
        }
        found.append({**row, **{name: float(getattr(tallies, name)[number]) / timed for name in TIMES}})
    return found


def _edges(model: Model, computed: Computed) -> list[dict[str, Any]]:
    tallies, runs = computed.tallies, len(computed.total)
    timed = max(computed.timed, 1)
    found = []
    for number, edge in enumerate(model.program.edges):
        crossed, half = mean_of_counts(float(tallies.crossed[number]), float(tallies.crossed_squares[number]), runs)
        found.append({"id": edge.id, "crossings": crossed, "interval": half, "way": float(tallies.way[number]) / timed})
    return found


def _lanes(model: Model, computed: Computed) -> list[dict[str, Any]]:
    timed = max(computed.timed, 1)
    work = np.bincount(np.array(model.lane_of), weights=computed.tallies.work, minlength=len(model.lanes)) / timed
    found = []
    for place, lane in enumerate(model.lanes):
        used: LaneUse | None = computed.lanes[place] if computed.lanes else None
        row: dict[str, Any] = {
            "id": lane.id,
            "name": lane.name,
            "capacity": lane.capacity,
            "work": float(work[place]),
            "cost": float(work[place]) * lane.cost,
        }
        if used:
            row |= {
                "use": used.use,
                "working": used.working,
                "waiting": used.waiting,
                "wait": used.wait,
                "over_time": {"begin": used.begin, "part": used.part, "use": used.used, "queue": used.queue},
            }
        found.append(row)
    return found


def _hand_overs(model: Model, computed: Computed) -> float:
    program, lane_of = model.program, model.lane_of
    handed = [
        float(computed.tallies.crossed[index])
        for index, edge in enumerate(program.edges)
        if lane_of[program.number[edge.source]] != lane_of[program.number[edge.target]]
    ]
    return sum(handed) / len(computed.total)
