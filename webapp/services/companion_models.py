"""The shape of a companion. The published JSON Schema, the checks and the description of the API are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    FailFast,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    Tag,
    TypeAdapter,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from webapp.config import FOLD_WIDTHS
from webapp.domain.companion import DESCRIPTION_LIMIT, TITLE_LIMIT
from webapp.layout.calm.ghosts import MOST_GHOSTS
from webapp.layout.calm.hints import MOST_COLUMN, MOST_OFFSET
from webapp.simulation.run_options import MOST_WEIGHT, Choosing, EndRule, JoinRule, OutgoingRule, ReplyRule, StartRule

CAPTION_LIMIT = 1_000
MOST_IDS = 15_000
MOST_SCENARIOS = 1_000
MOST_CHOICES = 20_000
MOST_EXPECTED = 1_000
MOST_CAPACITY = 10_000
MOST_TIME = 1_000_000_000

Model = TypeVar("Model", bound=BaseModel)
Zero = Annotated[int, Field(ge=0, le=0)]
Never = Zero | Literal[False] | None
Side = Literal["left", "right", "top", "bottom"]


def _whole(value: object) -> object:
    # JSON has only one kind of number, and some programs write 25.0 for 25.
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
Whole = Annotated[int, WHOLE]
Times = Annotated[int, Field(ge=0, le=MOST_CHOICES), WHOLE]
Time = Annotated[float, Field(ge=0, le=MOST_TIME)]
Ids = Annotated[list[str], Field(max_length=MOST_IDS), FailFast()]
Many = Field(max_length=MOST_IDS)


class Described:
    """Describes a JSON object or list that is parsed elsewhere, by a model or anything else that has a schema."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(TypeAdapter(self._model).core_schema)


class Strict(BaseModel):
    """An object without further fields, whose values are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Open(BaseModel):
    """An object that may have further fields."""

    model_config = ConfigDict(extra="allow")


class Offset(Open):
    """How far a node was moved by hand: columns to the right, rows down."""

    column: Annotated[int, Field(ge=-MOST_OFFSET, le=MOST_OFFSET)] = 0
    row: Annotated[int, Field(ge=-MOST_OFFSET, le=MOST_OFFSET)] = 0


class RemovedEdge(Open):
    """A removed edge that keeps the nodes where they are; `label` has the width and height of its label."""

    source: str
    target: str
    source_side: Side = "left"
    target_side: Side = "left"
    place: Annotated[int, Field(ge=0, le=MOST_COLUMN)] = 0
    label: Annotated[list[Annotated[float, Field(ge=0)]], Field(min_length=2, max_length=2)] = [0, 0]
    back: bool = False
    returned: bool = False


class LayoutHints(Open):
    """Direction, fold and spacing of the picture, positions set by hand, and what keeps the picture calm."""

    columns: dict[str, Annotated[int, Field(ge=0, le=MOST_COLUMN)]] = {}
    nodes: dict[str, Offset] = {}
    feedback: list[str] = []
    returns: list[str] | None = None
    staggered: list[str] | None = None
    ghosts: Annotated[list[RemovedEdge], Field(max_length=MOST_GHOSTS)] = []
    thickness: Literal["fit", "equal"] = "fit"
    density: Literal["comfortable", "compact"] = "comfortable"
    direction: Literal["right", "down"] = "right"
    fold: Never | Annotated[int, Field(ge=FOLD_WIDTHS[0], le=FOLD_WIDTHS[1])] = 0
    width: Zero | Annotated[int, Field(ge=FOLD_WIDTHS[0], le=FOLD_WIDTHS[1])] = 1650


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


Weights = Annotated[dict[str, Annotated[float, Field(ge=0, le=MOST_WEIGHT)]], Many]


class WeightTable(RootModel[Weights]):
    """The weights of edges, alone."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


class RunSettings(Open):
    """What the companion says about runs: options, and the weights of edges for choosing at random."""

    options: RunOptions = RunOptions()
    weights: Weights = {}


class UniformTime(Strict):
    """A time between `least` and `most`, each as likely as the others."""

    kind: Literal["uniform"]
    least: Time
    most: Time

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return _in_order(self, ("least", "most"))


class TriangularTime(Strict):
    """A time between `least` and `most`, most often `usual`."""

    kind: Literal["triangular"]
    least: Time
    usual: Time
    most: Time

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return _in_order(self, ("least", "usual", "most"))


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


class LaneResources(Strict):
    """Who works in a lane: how many at the same time, and what one of them costs for each unit of time."""

    capacity: Annotated[int, Field(ge=1, le=MOST_CAPACITY), WHOLE] | None = None
    cost: Annotated[float, Field(ge=0, le=MOST_TIME)] = 0


class Profile(Strict):
    """Settings of runs, and what many runs need: weights of edges, durations, arrivals and lanes, by id."""

    options: RunOptions = RunOptions()
    weights: Annotated[Weights, Field(description="how often a branch is drawn, by edge")] = {}
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


class ScenarioChoice(Strict):
    """A branch that is taken, by its label or its edges; with `visit` at that visit of the node only."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["label"]}, {"required": ["edges"]}]})
    node: str
    visit: Annotated[int, Field(ge=1), WHOLE] | None = None
    label: Annotated[str, Field(min_length=1)] | None = None
    edges: Annotated[list[str], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if self.label is None and self.edges is None:
            raise PydanticCustomError("which_branch", "must have a label or edges")
        return self


class CountRange(Strict):
    """How often something happens at least and at most."""

    least: Times = 0
    most: Times = MOST_CHOICES

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return _in_order(self, ("least", "most"))


Count = Annotated[
    Annotated[Times, Tag("exact")] | Annotated[CountRange, Tag("range")],
    Discriminator(lambda value: "range" if isinstance(value, Mapping | CountRange) else "exact"),
]
Parts = Annotated[list[str], Field(max_length=MOST_EXPECTED), FailFast()]


class Expectations(Strict):
    """What must hold at the end of a scenario; nodes and edges by id."""

    visited: Annotated[Parts, Field(description="nodes that fire and edges that are crossed")] = []
    not_visited: Annotated[Parts, Field(description="nodes and edges of which that must not be so")] = []
    order: Annotated[Parts, Field(description="nodes that fire for the first time in this order")] = []
    count: Annotated[dict[str, Count], Field(max_length=MOST_EXPECTED, description="how often, by node or edge")] = {}
    ends_at: Annotated[Parts, Field(description="the nodes at which tokens end, each of them")] = []


class Scenario(Strict):
    """A run with a name: its choices, and what must hold at its end."""

    name: Annotated[str, Field(min_length=1, max_length=TITLE_LIMIT)]
    description: Annotated[str, Field(max_length=DESCRIPTION_LIMIT)] = ""
    choices: Annotated[list[ScenarioChoice], Field(max_length=MOST_CHOICES), FailFast()] = []
    seed: Whole | None = None
    options: RunOptions = RunOptions()
    expect: Expectations = Expectations()


Caption = Annotated[str, Field(max_length=CAPTION_LIMIT)]


class CompanionFile(Strict):
    """The file `name.lanestep.json` beside the text `name.fz`: what the text cannot express; parts by their ids."""

    title: Annotated[str, Field(max_length=TITLE_LIMIT)] = ""
    description: Annotated[str, Field(max_length=DESCRIPTION_LIMIT)] = ""
    layout: Annotated[dict[str, Any], Described(LayoutHints)] = {}
    simulation: Profile = Profile()
    options: Annotated[RunOptions, Field(description="where the options of `simulation` stood before")] = RunOptions()
    scenarios: Annotated[list[Scenario], Field(max_length=MOST_SCENARIOS), FailFast()] = []
    captions: Annotated[
        dict[str, Caption], Field(max_length=MOST_IDS, description="words for a node, an edge or a loop")
    ] = {}
    encoding: Annotated[Literal["", "utf-16le", "utf-16be"], Field(description="of the text; empty for UTF-8")] = ""


def companion_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file of a companion."""
    schema = CompanionFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Companion of a diagram"}


def _in_order(model: Model, names: tuple[str, ...]) -> Model:
    values = [getattr(model, name) for name in names]
    if values != sorted(values):
        raise PydanticCustomError("order", "must have {names} in this order of size", {"names": " <= ".join(names)})
    return model
