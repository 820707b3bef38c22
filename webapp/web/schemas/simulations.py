"""Requests for many runs, and their answers; `webapp/simulation/many_runs/README.md` says what the parts mean."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from webapp.services.profile_models import Profile
from webapp.web.schemas.described import WHOLE, ChoiceJson, Described, OptionsJson, RunCompanionJson, Whole
from webapp.web.schemas.reply_base import LEFT_OUT, Reply
from webapp.web.schemas.requests import Body, TextRequest

ProfileJson = Annotated[dict[str, Any], Described(Profile)]


class AfterStep(Body):
    """A run, by its choices, and after how many of its firings many runs go on from it."""

    choices: list[ChoiceJson] = Field(default_factory=list, max_length=20_000)
    seed: Whole | None = None
    at: Annotated[int, Field(ge=0, le=1_000_000), WHOLE]


class OtherSetting(Body):
    """Another version or profile, to which the runs are compared; what is left out is as in the request."""

    code: str | None = None
    companion: RunCompanionJson | None = None
    profile: ProfileJson | None = None


class SimulateRequest(TextRequest):
    """Many runs of a text; `profile` is in place of the `simulation` of its companion.

    `warm_up` is the share of the runs that are left out at the beginning; with `within`, the runs are enough when the
    mean is known to so many per cent.
    """

    companion: RunCompanionJson = Field(default_factory=dict)
    profile: ProfileJson | None = None
    options: OptionsJson = Field(default_factory=dict)
    runs: Annotated[int, Field(ge=1, le=1_000_000), WHOLE] = 10_000
    seed: Annotated[int, Field(ge=-(2**53), le=2**53), WHOLE] = 0
    warm_up: Annotated[float, Field(ge=0, lt=1)] | None = None
    within: Annotated[float, Field(gt=0, le=100)] | None = None
    after: AfterStep | None = None
    other: OtherSetting | None = None


class RunMean(Reply):
    """A mean, and half the width of the interval in which the true one is in 95 of 100 cases."""

    mean: float
    interval: float | None


class RunTimes(RunMean):
    """How long runs take."""

    p50: float
    p90: float
    p99: float
    least: float
    most: float
    deviation: float


class RunHistogram(Reply):
    """How many runs take how long: columns of one width, the last of which has the longer ones too."""

    begin: float
    width: float
    columns: list[int]
    longer: int
    outcomes: list[list[int]]


class RunOutcome(RunTimes):
    """Runs that end in one way."""

    name: str
    node: str | None
    edge: str | None
    runs: int
    share: float
    share_interval: float | None


class TimeSplit(Reply):
    """What the time of tokens is spent on in a run."""

    work: float
    queue: float
    timetable: float
    branches: float
    batch: float
    way: float
    total: float


class NodeInRuns(Reply):
    """A node in many runs."""

    id: str
    visits: float
    interval: float | None
    share: float
    begins: float | None
    work: float
    queue: float
    timetable: float
    branches: float
    batch: float


class EdgeInRuns(Reply):
    """An edge in many runs."""

    id: str
    crossings: float
    interval: float | None
    way: float


class LaneOverTime(Reply):
    """How a lane is used in parts of the time."""

    begin: float
    part: float
    use: list[float]
    queue: list[float]


class LaneInRuns(Reply):
    """A lane in many runs; how it is used over time only where runs arrive."""

    id: str
    name: str
    capacity: int | None
    work: float
    cost: float
    use: float | None = LEFT_OUT
    working: float = LEFT_OUT
    waiting: float = LEFT_OUT
    wait: float = LEFT_OUT
    over_time: LaneOverTime = LEFT_OUT


class MovedMean(Reply):
    """By how much the mean changes when a node takes 10 % less time."""

    node: str
    change: float
    interval: float | None


class RunDifference(RunMean):
    """By how much the other setting takes longer, run by run."""

    runs: int
    p50: float
    p90: float
    p99: float


class RunSentence(Reply):
    """What the result says, and about which part of it."""

    about: str
    text: str


class ManyRuns(Reply):
    """What many runs say."""

    runs: int
    counted: int
    limited: int
    seed: int
    unit: str
    waits: bool
    total: RunTimes
    histogram: RunHistogram
    outcomes: list[RunOutcome]
    split: TimeSplit
    nodes: list[NodeInRuns]
    edges: list[EdgeInRuns]
    lanes: list[LaneInRuns]
    hand_overs: float
    replies: float
    cost: RunMean | None
    sensitivity: list[MovedMean] = LEFT_OUT
    other: ManyRuns = LEFT_OUT
    difference: RunDifference = LEFT_OUT
    sentences: list[RunSentence] = LEFT_OUT


class SimulateReply(Reply):
    """Many runs, or the name of their computation while it is under way, with the share that is done."""

    job: str | None
    progress: float
    result: ManyRuns | None
