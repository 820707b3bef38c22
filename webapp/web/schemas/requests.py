"""Bodies of requests. Unknown fields are refused, except where other programs send fields of their own."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from webapp.config import FOLD_WIDTHS, PNG_SCALES
from webapp.domain.companion import TITLE_LIMIT
from webapp.dsl.merging import Choice
from webapp.services.merged_works import TakenWhole
from webapp.services.sharing import Frames, Sharing
from webapp.simulation.replay import MOST_CHARACTERS
from webapp.web.schemas.described import WHOLE, ChoiceJson, CompanionJson, OptionsJson, RunCompanionJson, Whole
from webapp.web.schemas.operation_models import OperationJson, translated

OneLine = Annotated[str, Field(max_length=TITLE_LIMIT, pattern=r"^[^\x00-\x1f\x7f]*$")]
Client = Annotated[
    str, Field(max_length=64, pattern=r"^[A-Za-z0-9_.:-]*$", description="identifies the browser that saves")
]
CreationKey = Annotated[
    str,
    Field(
        pattern=r"^([A-Za-z0-9_-]{22,64})?$",
        description="a secret of at least 128 random bits, new for every diagram. A request that is sent again with "
        "the same one within a day, because its answer was lost, makes no second diagram, but gets the keys of the "
        "first",
    ),
]
Theme = Literal["light", "dark", "print", "contrast"]
Direction = Annotated[
    Literal["right", "down"],
    Field(
        description="the direction of the flow; by default as the companion says. Where most edges lie along the other "
        "direction, the sides are drawn turned, as in the editor"
    ),
]
Fold = Annotated[
    float,
    Field(
        ge=FOLD_WIDTHS[0],
        le=FOLD_WIDTHS[1],
        description="width in pixels at which the picture continues in a new row; 0 for no folding; by default as the "
        "companion says; not with the direction down",
    ),
]
Width = Annotated[
    float,
    Field(
        ge=FOLD_WIDTHS[0],
        le=FOLD_WIDTHS[1],
        description="width in pixels that the picture should fit, so that edges to lower lanes may return to the left; "
        "0 for any width; by default as the companion says",
    ),
]
Never = Annotated[float, Field(ge=0, le=0)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1), WHOLE]


# Only drawings with the direction right can be folded.
NOT_FOLDED_DOWN: JsonDict = {
    "not": {
        "properties": {"direction": {"const": "down"}, "fold": {"type": "number", "exclusiveMinimum": 0}},
        "required": ["direction", "fold"],
    }
}


ReplayText = Annotated[
    str,
    Field(
        max_length=MOST_CHARACTERS,
        description="a run as a query string, such as `at=8&choices=n5.1:n5-n6`: what links have after `#run?`",
    ),
]


class Body(BaseModel):
    """The body of a request."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OpenBody(BaseModel):
    """The body of a request that may have further fields, which are ignored."""

    model_config = ConfigDict(extra="ignore", strict=True)


class ValidateRequest(OpenBody):
    """A text to check in strict mode."""

    code: str


class PlaygroundRequest(OpenBody):
    """A diagram to store and view."""

    code: str


class TextRequest(Body):
    """A text and its companion, which need not be stored."""

    code: str
    companion: CompanionJson = Field(default_factory=dict)


PlanName = Annotated[str, Field(max_length=64, pattern=r"^[0-9a-f]*$")]


class DrawnRequest(TextRequest):
    """A text to draw; `plan` is that of the picture that is shown, so that the new one stays near it."""

    fold: Fold | Never | None = None
    plan: PlanName = ""


class RenderRequest(DrawnRequest):
    """A text to draw."""

    model_config = ConfigDict(json_schema_extra=NOT_FOLDED_DOWN)
    view: Literal["workflow"] = "workflow"
    theme: Theme = "light"
    direction: Direction | None = None
    width: Width | Never | None = None
    known: Annotated[
        PlanName,
        Field(
            description="the `plan` of the picture that you have, in the same theme: the answer may then have "
            "`changes` instead of `svg`, `geometry` and `diagram`"
        ),
    ] = ""
    refine: bool = True
    """False asks for a quick picture; `refined` in the answer is false if a better one can be requested."""


class EditRequest(DrawnRequest):
    """Operations on a text, applied together; later operations can refer to what earlier ones created."""

    operations: list[OperationJson] = Field(min_length=1, max_length=10_000)

    @model_validator(mode="after")
    def _translate(self) -> Self:
        self.operations = translated(self.operations, self.code)
        return self


class RunRequest(TextRequest):
    """A run: choices in order of visit; with a seed, the remaining branches are chosen at random.

    `compact` asks for the two lists of the trace instead of the run told in full; `program` is the digest of the tables
    that came with an earlier compact answer.
    """

    companion: RunCompanionJson = Field(default_factory=dict)
    choices: list[ChoiceJson] = Field(default_factory=list, max_length=100_000)
    seed: Whole | None = None
    options: OptionsJson = Field(default_factory=dict)
    compact: bool = False
    program: Annotated[str, Field(max_length=64, pattern=r"^[0-9a-f]*$")] = ""


class CompanionRequest(Body):
    """A text and what shall be its companion, which is checked as a whole."""

    code: str
    companion: Any


class ReachRequest(TextRequest):
    """A node to which a run should lead, and the choices from which it goes on.

    `choices` are those of a run up to where it is; the seed makes no difference, because every decision on the way is a
    choice. `at` is how many firings there were where the run is; without it, as many as up to the last choice.
    """

    companion: RunCompanionJson = Field(default_factory=dict)
    choices: list[ChoiceJson] = Field(default_factory=list, max_length=100_000)
    seed: Whole | None = None
    options: OptionsJson = Field(default_factory=dict)
    at: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    node: Annotated[str, Field(min_length=1, max_length=1_000)]


class AnalyzeRequest(TextRequest):
    """A text whose runs are analysed, with its companion; `options` go before those of the companion."""

    companion: RunCompanionJson = Field(default_factory=dict)
    options: OptionsJson = Field(default_factory=dict)


class FormatRequest(DrawnRequest):
    """A text to format; `renumber` numbers its nodes n1 to nN in the order of the text."""

    renumber: bool = False


class FindingPlace(Body):
    """One problem: its code and where it begins; columns count UTF-16 units. `fix` counts its fixes from 0."""

    code: str
    line: Number
    column: Number
    fix: Annotated[int, Field(ge=0, le=9), WHOLE] = 0


class FixRequest(DrawnRequest):
    """A text whose safe fixes are applied, or the fix of one problem, safe or not."""

    finding: FindingPlace | None = None


class DiffRequest(Body):
    """Two texts to compare; with `sides`, each is drawn by itself too."""

    before: str
    after: str
    theme: Theme = "light"
    sides: bool = False


class PlayedRun(Body):
    """The run that a picture plays: choices in order of visit; with a seed, other branches are chosen at random."""

    choices: list[ChoiceJson] = Field(default_factory=list, max_length=100_000)
    seed: Whole | None = None


class ExportRequest(TextRequest):
    """A diagram to export; `scale` applies to PNG only, and with `run` an SVG plays the run.

    Where `run` is a replay text, an SVG, PNG or PDF shows the run at its position instead.

    Without a scale, a PNG has 2 pixels for each CSS pixel, or as many as are possible.
    """

    model_config = ConfigDict(json_schema_extra=NOT_FOLDED_DOWN)
    theme: Theme = "light"
    direction: Direction | None = None
    fold: Fold | Never | None = None
    width: Width | Never | None = None
    scale: Annotated[float, Field(ge=PNG_SCALES[0], le=PNG_SCALES[1])] | None = None
    run: PlayedRun | ReplayText | None = None


class CreateRequest(TextRequest):
    """A diagram to store."""

    client: Client = ""
    creation_key: CreationKey = ""


class DecidedClash(Body):
    """Whose way is taken where both changed something in different ways; `kind`, `id` and `field` are of the clash.

    With `mine` and `theirs`, this counts only while the clash has these values: others may have saved since.
    """

    kind: str
    id: str
    field: str = ""
    take: Literal["mine", "theirs", "both"]
    mine: Any = None
    theirs: Any = None

    @property
    def as_choice(self) -> Choice:
        """The choice as merging knows it."""
        seen = {side: getattr(self, side) for side in ("mine", "theirs") if side in self.model_fields_set}
        return Choice(self.take, seen)


class BaseWork(Body):
    """What the client began with."""

    code: str
    companion: CompanionJson = Field(default_factory=dict)


class WholeText(Body):
    """One of both texts is taken as it is; `version` is the one of theirs that the person saw."""

    take: Literal["mine", "theirs"]
    version: Number

    @property
    def as_whole(self) -> TakenWhole:
        """The decision as merging knows it."""
        return TakenWhole(self.take, self.version)


class SaveRequest(Body):
    """A new version; without `companion` the stored one stays.

    `decided`, `whole` and `base` are for `?merge=1`: what the person decided, part by part or for one of both texts,
    and what the client began with. Without `base`, that is the stored version in If-Match.
    """

    code: str
    companion: CompanionJson | None = None
    client: Client = ""
    autosave: bool = False
    name: OneLine = ""
    decided: list[DecidedClash] = Field(default_factory=list, max_length=10_000)
    whole: WholeText | None = None
    base: BaseWork | None = None


class RestoreRequest(Body):
    """The version to restore."""

    version: Number
    client: Client = ""


class VersionNameRequest(Body):
    """The name of a version; an empty one takes it away."""

    name: OneLine


Moment = Annotated[
    AwareDatetime,
    Field(description="when the link stops working, such as 2031-05-31T18:00:00Z; null if it never does"),
]


class LinkRequest(Body):
    """A link to create."""

    right: Literal["view", "edit", "own"]
    label: OneLine = ""
    expires_at: Moment | None = None


class LinkChange(Body):
    """The name of a link, and when it expires."""

    label: OneLine = ""
    expires_at: Moment | None = None


class SharingRequest(Body):
    """Where a diagram may be shown.

    `origins` are the websites that may embed it, such as `https://wiki.example.com`, if it is some of them.
    """

    frames: Literal["anyone", "nobody", "some"]
    origins: list[Annotated[str, Field(max_length=300)]] = Field(default_factory=list, max_length=20)
    preview: bool = True

    @property
    def as_sharing(self) -> Sharing:
        """The choice as the services know it."""
        return Sharing(Frames(self.frames), tuple(self.origins), self.preview)


class PinRequest(Body):
    """The version that links to a run need."""

    version: Number


class KeptRunRequest(Body):
    """A run that is too long for a link, as replay text."""

    run: ReplayText


class EmptyRequest(Body):
    """Nothing: an empty object."""
