"""The shape of a companion. The published JSON Schema, the checks and the description of the API are made from it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    ConfigDict,
    FailFast,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    TypeAdapter,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from webapp.config import FOLD_WIDTHS
from webapp.domain.companion import DESCRIPTION_LIMIT, TITLE_LIMIT
from webapp.layout.calm.ghosts import MOST_GHOSTS
from webapp.layout.calm.hints import MOST_COLUMN, MOST_OFFSET
from webapp.services.companion_values import (
    MOST_CHOICES,
    MOST_EXPECTED,
    MOST_IDS,
    WHOLE,
    Count,
    Open,
    Parts,
    Strict,
    Whole,
)
from webapp.services.profile_models import Profile, RunOptions

CAPTION_LIMIT = 1_000
MOST_SCENARIOS = 1_000

Zero = Annotated[int, Field(ge=0, le=0)]
Never = Zero | Literal[False] | None
Side = Literal["left", "right", "top", "bottom"]


class Described:
    """Describes a JSON object or list that is parsed elsewhere, by a model or anything else that has a schema."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(TypeAdapter(self._model).core_schema)


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


Scenarios = Annotated[list[Scenario], Field(max_length=MOST_SCENARIOS), FailFast()]


class ScenarioList(RootModel[Scenarios]):
    """The scenarios of a companion, alone."""


Caption = Annotated[str, Field(max_length=CAPTION_LIMIT)]


class CompanionFile(Strict):
    """The file `name.lanestep.json` beside the text `name.fz`: what the text cannot express; parts by their ids."""

    title: Annotated[str, Field(max_length=TITLE_LIMIT)] = ""
    description: Annotated[str, Field(max_length=DESCRIPTION_LIMIT)] = ""
    layout: Annotated[dict[str, Any], Described(LayoutHints)] = {}
    simulation: Profile = Profile()
    options: Annotated[RunOptions, Field(description="where the options of `simulation` stood before")] = RunOptions()
    scenarios: Scenarios = []
    captions: Annotated[
        dict[str, Caption], Field(max_length=MOST_IDS, description="words for a node, an edge or a loop")
    ] = {}
    encoding: Annotated[Literal["", "utf-16le", "utf-16be"], Field(description="of the text; empty for UTF-8")] = ""


def companion_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file of a companion."""
    schema = CompanionFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Companion of a diagram"}
