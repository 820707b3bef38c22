"""A program with its profile: weights, durations, lanes and arrivals by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from webapp.domain import Diagram
from webapp.simulation.compiler import compile_program
from webapp.simulation.many_runs.calendar_week import Week
from webapp.simulation.many_runs.chance import part_key
from webapp.simulation.many_runs.durations import Duration, duration_from_json
from webapp.simulation.program import Program
from webapp.simulation.run_options import RunOptions

DEFAULT_UNIT = "minutes"


@dataclass(frozen=True)
class Batch:
    """How many runs are worked on together at a node, and how long the first of them waits at most."""

    size: int
    longest: float | None


@dataclass(frozen=True)
class LaneModel:
    """A lane: how many work in it at once (None: as many as there is work), the cost of each, and when they work."""

    id: str
    name: str
    capacity: int | None = None
    cost: float = 0
    week: Week | None = None


@dataclass(frozen=True)
class Model:
    """What many runs need; nodes and edges by the numbers of the program.

    Attributes:
        program: the tables of the diagram.
        unit: of all times.
        weights: of edges, by id.
        by_visit: weights of edges at the first, second ... visit, by id; the last one holds on.
        durations: of each node; None where it takes no time.
        ways: the durations of edges.
        lanes: the lanes in the order of the document.
        lane_of: for each node the place of its lane.
        arrivals: the time between two starts, by node.
        priorities: by node, where they are not 0.
        batches: by node.
    """

    program: Program
    unit: str
    weights: Mapping[str, float]
    by_visit: Mapping[str, Sequence[float]]
    durations: tuple[Duration | None, ...]
    ways: Mapping[int, Duration]
    lanes: tuple[LaneModel, ...]
    lane_of: tuple[int, ...]
    arrivals: Mapping[int, Duration]
    priorities: Mapping[int, int]
    batches: Mapping[int, Batch]

    @cached_property
    def keys(self) -> list[int]:
        """For each node the number from which it draws."""
        return [part_key(node.id) for node in self.program.nodes]

    @cached_property
    def way_keys(self) -> Mapping[int, int]:
        """For the edges that take time the number from which they draw."""
        return {edge: part_key(self.program.edges[edge].id) for edge in self.ways}

    @property
    def queues(self) -> bool:
        """Whether runs wait for people, for opening hours or for each other."""
        worked = {self.lane_of[number] for number, duration in enumerate(self.durations) if duration}
        return bool(self.batches) or any(
            lane.week or lane.capacity is not None for place, lane in enumerate(self.lanes) if place in worked
        )

    @property
    def costs(self) -> bool:
        """Whether anybody costs something."""
        return any(lane.cost for lane in self.lanes)

    def longer(self, number: int, factor: float) -> Model:
        """Return the model with another duration at one node."""
        duration = self.durations[number]
        changed = list(self.durations)
        changed[number] = duration.longer(factor) if duration else None
        return replace(self, durations=tuple(changed))


def model_of(diagram: Diagram, profile: Mapping[str, Any], options: RunOptions) -> Model:
    """Return the model of a diagram with a profile, given as the JSON of a companion's `simulation` that was checked.

    Raises:
        RunRefused: the diagram is too large to be run, or the options name what it does not have.
    """
    program = compile_program(diagram, options)
    unit = profile.get("unit", DEFAULT_UNIT)
    durations = {part: duration_from_json(value) for part, value in profile.get("durations", {}).items()}
    edge_number = {edge.id: index for index, edge in enumerate(program.edges)}
    lanes, places = [], {}
    said = profile.get("lanes", {})
    for place, lane in enumerate(diagram.lanes):
        places[lane.id] = place
        about = said.get(lane.id, {})
        hours = about.get("timetable", ())
        week = Week(hours, unit) if hours else None
        lanes.append(
            LaneModel(lane.id, lane.label or lane.id, about.get("capacity"), float(about.get("cost", 0)), week)
        )
    return Model(
        program=program,
        unit=unit,
        weights={str(edge): float(weight) for edge, weight in profile.get("weights", {}).items()},
        by_visit={
            str(edge): [float(one) for one in them] for edge, them in profile.get("weights_by_visit", {}).items()
        },
        durations=tuple(_taking_time(durations.get(node.id)) for node in program.nodes),
        ways={edge_number[part]: duration for part, duration in durations.items() if part in edge_number},
        lanes=tuple(lanes),
        lane_of=tuple(places[node.lane] for node in program.nodes),
        arrivals={
            program.number[node]: duration_from_json(value) for node, value in profile.get("arrivals", {}).items()
        },
        priorities={program.number[node]: int(value) for node, value in profile.get("priorities", {}).items() if value},
        batches={
            program.number[node]: Batch(int(batch["size"]), batch.get("longest"))
            for node, batch in profile.get("batches", {}).items()
        },
    )


def _taking_time(duration: Duration | None) -> Duration | None:
    return duration if duration and duration.mean > 0 else None
