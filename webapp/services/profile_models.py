"""The shape of what a companion says about runs: options, weights, times, lanes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import ConfigDict, Discriminator, Field, RootModel, Tag, model_validator
from pydantic_core import PydanticCustomError

from webapp.services.companion_values import MOST_IDS, MOST_TIME, WHOLE, Ids, Many, Open, Strict, Time, in_order
from webapp.services.statement_models import Statements
from webapp.simulation.run_options import MOST_WEIGHT, Choosing, EndRule, JoinRule, OutgoingRule, ReplyRule, StartRule

MOST_CAPACITY = 10_000
MOST_VISITS = 100
"""Visits for which a weight of its own can be given; the last one holds for all further visits."""
MOST_HOURS = 100
"""Opening hours in a timetable: a few for each day of the week."""
HIGHEST_PRIORITY = 1_000


class NodeOptions(Strict):
    """What a run does differently at one node."""

    outgoing: OutgoingRule = "all"
    join: JoinRule = "wait"


class EdgeOptions(Strict):
    """What a run does differently at one edge."""

    reply: ReplyRule = "stop"


class RunOptions(Strict):
    """How a run interprets the diagram where that is not obvious; `nodes` and `edges` have exceptions by id."""

    outgoing: OutgoingRule = "all"
    join: JoinRule = "wait"
    reply: ReplyRule = "stop"
    end: EndRule = "token"
    start: StartRule = "circles"
    choices: Choosing = "ask"
    also_start: Ids = []
    nodes: Annotated[dict[str, NodeOptions], Many] = {}
    edges: Annotated[dict[str, EdgeOptions], Many] = {}


Weight = Annotated[float, Field(ge=0, le=MOST_WEIGHT)]
Weights = Annotated[dict[str, Weight], Many]


class WeightTable(RootModel[Weights]):
    """The weights of edges, alone."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


class RunSettings(Open):
    """What the companion says about runs: options, the weights of edges for choosing at random, statements."""

    options: RunOptions = RunOptions()
    weights: Weights = {}
    statements: Statements = []


class UniformTime(Strict):
    """A time between `least` and `most`, each as likely as the others."""

    kind: Literal["uniform"]
    least: Time
    most: Time

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return in_order(self, ("least", "most"))


class TriangularTime(Strict):
    """A time between `least` and `most`, most often `usual`."""

    kind: Literal["triangular"]
    least: Time
    usual: Time
    most: Time

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return in_order(self, ("least", "usual", "most"))


class ExponentialTime(Strict):
    """A time that is short most often and long sometimes, as between calls that know nothing of each other."""

    kind: Literal["exponential"]
    mean: Annotated[float, Field(gt=0, le=MOST_TIME)]


class LogNormalTime(Strict):
    """A time near its mean, seldom much longer; `deviation` is its standard deviation."""

    kind: Literal["log-normal"]
    mean: Annotated[float, Field(gt=0, le=MOST_TIME)]
    deviation: Time


def _kind_of_time(value: object) -> object:
    return value.get("kind") if isinstance(value, Mapping) else "fixed"


Duration = Annotated[
    Annotated[Time, Tag("fixed")]
    | Annotated[UniformTime, Tag("uniform")]
    | Annotated[TriangularTime, Tag("triangular")]
    | Annotated[ExponentialTime, Tag("exponential")]
    | Annotated[LogNormalTime, Tag("log-normal")],
    Discriminator(
        _kind_of_time,
        custom_error_type="kind_of_time",
        custom_error_message="must be a number, or have the kind uniform, triangular, exponential or log-normal",
    ),
]


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class OpenHours(Strict):
    """From when until when a lane works on some days of the week, such as 09:00 to 17:00; 24:00 is midnight."""

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.opens >= self.closes:
            raise PydanticCustomError(
                "hours", "must close later than it opens on the same day: write two entries for a night"
            )
        return self


class LaneResources(Strict):
    """Who works in a lane: how many at once, what one of them costs for each unit of time, and when they work."""

    capacity: Annotated[int, Field(ge=1, le=MOST_CAPACITY), WHOLE] | None = None
    cost: Annotated[float, Field(ge=0, le=MOST_TIME)] = 0
    timetable: Annotated[
        list[OpenHours], Field(max_length=MOST_HOURS, description="when the lane works; always where it is empty")
    ] = []


class Batch(Strict):
    """How many runs are worked on together at a node, and how long the first of them waits for the others at most."""

    size: Annotated[int, Field(ge=2, le=MOST_CAPACITY), WHOLE]
    longest: Annotated[Time, Field(gt=0)] | None = None


class Profile(Strict):
    """Settings of runs, and what many runs need: weights of edges, durations, arrivals and lanes, by id."""

    options: RunOptions = RunOptions()
    weights: Annotated[Weights, Field(description="how often a branch is drawn, by edge")] = {}
    weights_by_visit: Annotated[
        dict[str, Annotated[list[Weight], Field(min_length=1, max_length=MOST_VISITS)]],
        Field(
            max_length=MOST_IDS,
            description="the weight of an edge at the first, second ... visit of its node; the last one holds on",
        ),
    ] = {}
    statements: Annotated[
        Statements, Field(description="what must be possible in runs, and what must never happen")
    ] = []
    unit: Annotated[Literal["seconds", "minutes", "hours", "days"], Field(description="the unit of all times")] = (
        "minutes"
    )
    durations: Annotated[
        dict[str, Duration], Field(max_length=MOST_IDS, description="how long a node or the way along an edge takes")
    ] = {}
    arrivals: Annotated[
        dict[str, Duration], Field(max_length=MOST_IDS, description="the time between two starts, by the node")
    ] = {}
    lanes: Annotated[dict[str, LaneResources], Many] = {}
    priorities: Annotated[
        dict[str, Annotated[int, Field(ge=-HIGHEST_PRIORITY, le=HIGHEST_PRIORITY), WHOLE]],
        Field(max_length=MOST_IDS, description="what is worked on first in a lane: the highest number; usually 0"),
    ] = {}
    batches: Annotated[
        dict[str, Batch], Field(max_length=MOST_IDS, description="nodes that wait for several runs")
    ] = {}
