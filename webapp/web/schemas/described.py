"""Descriptions of parts of requests that inner rooms parse; a test checks that both accept the same values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from webapp.config import FOLD_WIDTHS
from webapp.domain.companion import DESCRIPTION_LIMIT, TITLE_LIMIT
from webapp.layout.calm.ghosts import MOST_GHOSTS
from webapp.layout.calm.hints import MOST_COLUMN, MOST_OFFSET
from webapp.simulation.run_options import MOST_WEIGHT

Zero = Annotated[int, Field(ge=0, le=0)]
Never = Zero | Literal[False] | None
Shape = Literal["circle", "rectangle", "diamond", "taskbox"]
Side = Literal["left", "right", "top", "bottom"]


def _whole(value: object) -> object:
    # JSON has only one kind of number, and some programs write 25.0 for 25.
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
Whole = Annotated[int, WHOLE]


class Described:
    """Describes a JSON object or list that is parsed elsewhere, by a model or anything else that has a schema."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(TypeAdapter(self._model).core_schema)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class Offset(_Open):
    """How far a node was moved by hand: columns to the right, rows down."""

    column: Annotated[int, Field(ge=-MOST_OFFSET, le=MOST_OFFSET)] = 0
    row: Annotated[int, Field(ge=-MOST_OFFSET, le=MOST_OFFSET)] = 0


class RemovedEdge(_Open):
    """A removed edge that keeps the nodes where they are; `label` has the width and height of its label."""

    source: str
    target: str
    source_side: Side = "left"
    target_side: Side = "left"
    place: Annotated[int, Field(ge=0, le=MOST_COLUMN)] = 0
    label: Annotated[list[Annotated[float, Field(ge=0)]], Field(min_length=2, max_length=2)] = [0, 0]
    back: bool = False


class LayoutHints(_Open):
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


class _Companion(_Strict):
    title: Annotated[str, Field(max_length=TITLE_LIMIT)] = ""
    description: Annotated[str, Field(max_length=DESCRIPTION_LIMIT)] = ""
    layout: LayoutHints = LayoutHints()
    simulation: dict[str, Any] = {}
    scenarios: list[Any] = []
    captions: dict[str, Any] = {}
    encoding: Literal["", "utf-16le", "utf-16be"] = ""


class CompanionObject(_Companion):
    """What the text cannot express; everything in it refers to nodes by id."""

    options: dict[str, Any] = {}


class NodeOptions(_Strict):
    """What a run does differently at one node."""

    outgoing: Literal["all", "one", "any"] = "all"
    join: Literal["wait", "each", "all"] = "wait"


class EdgeOptions(_Strict):
    """What a run does differently at one edge."""

    reply: Literal["stop", "restart"] = "stop"


class RunOptions(_Strict):
    """How a run interprets the diagram where that is not obvious; `nodes` and `edges` have exceptions by id."""

    outgoing: Literal["all", "one", "any"] = "all"
    join: Literal["wait", "each", "all"] = "wait"
    reply: Literal["stop", "restart"] = "stop"
    end: Literal["token", "run"] = "token"
    start: Literal["circles", "sources", "chosen"] = "circles"
    choices: Literal["ask", "first", "weights"] = "ask"
    also_start: list[str] = []
    nodes: dict[str, NodeOptions] = {}
    edges: dict[str, EdgeOptions] = {}


class RunSettings(_Open):
    """What the companion says about runs: options, and the weights of edges for choosing at random."""

    options: RunOptions = RunOptions()
    weights: dict[str, Annotated[float, Field(ge=0, le=MOST_WEIGHT)]] = {}


class RunCompanionObject(_Companion):
    """A companion whose options are those of the run, under `simulation` or, as before, beside it."""

    simulation: RunSettings = RunSettings()  # type: ignore[assignment]
    options: RunOptions = RunOptions()


class _Choice(_Strict):
    node: str
    visit: Annotated[int, Field(ge=1)] | None = None


class ChoiceByLabel(_Choice):
    """A choice at a decision by the label of a branch."""

    label: Annotated[str, Field(min_length=1)]
    edges: list[str] | None = None


class ChoiceByEdges(_Choice):
    """A choice at a decision by the edges of a branch."""

    label: str | None = None
    edges: Annotated[list[str], Field(min_length=1)]


CompanionJson = Annotated[dict[str, Any], Described(CompanionObject)]
RunCompanionJson = Annotated[dict[str, Any], Described(RunCompanionObject)]
OptionsJson = Annotated[dict[str, Any], Described(RunOptions)]
ChoiceJson = Annotated[dict[str, Any], Described(ChoiceByLabel | ChoiceByEdges)]
