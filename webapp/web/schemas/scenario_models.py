"""Bodies and answers about scenarios, their coverage, and behaviour that differs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from webapp.services.companion_models import Described, Scenario
from webapp.web.schemas.described import RunCompanionJson
from webapp.web.schemas.reply_base import Reply
from webapp.web.schemas.requests import Body, TextRequest
from webapp.web.schemas.runs import TakenChoice


class ScenarioRequest(TextRequest):
    """A text and the companion whose scenarios are run."""

    companion: RunCompanionJson = Field(default_factory=dict)


class ThroughRequest(ScenarioRequest):
    """The id of a node or edge to which a run should lead."""

    part: Annotated[str, Field(min_length=1, max_length=1_000)]


class VersionJson(Body):
    """A version: its text and its companion."""

    code: str
    companion: RunCompanionJson = Field(default_factory=dict)


class BehaviourRequest(Body):
    """Two versions of a diagram, each with the companion that has its scenarios."""

    before: VersionJson
    after: VersionJson


class ScenarioFailure(Reply):
    """What does not hold: the place in the scenario, the step in which it shows, the node or edge."""

    place: str
    message: str
    step: int | None
    part: str | None


class ScenarioResult(Reply):
    """A scenario that was run; its `choices` give the same run again."""

    name: str
    passed: bool
    failures: list[ScenarioFailure]
    status: Literal["waiting", "complete", "limit"]
    steps: int
    ends_at: list[str]
    choices: list[TakenChoice]


class CoveredParts(Reply):
    """The parts of one kind: in how many scenarios each is met, and those that are in none."""

    runs: dict[str, int]
    missing: list[str]
    covered: int
    total: int


class UncoveredBranch(Reply):
    """A branch that no scenario takes."""

    node: str
    label: str
    edges: list[str]


class CoveredBranches(Reply):
    """How many branches are taken, and those that are not."""

    covered: int
    total: int
    missing: list[UncoveredBranch]


class CoverageReply(Reply):
    """What the scenarios come to."""

    nodes: CoveredParts
    edges: CoveredParts
    branches: CoveredBranches


class ScenariosReply(Reply):
    """The scenarios of a companion, in their order, and what they come to."""

    passed: bool
    results: list[ScenarioResult]
    coverage: CoverageReply


class ProposedReply(Reply):
    """Scenarios for what the others do not come to; `explored` is false if there are too many situations to look at."""

    scenarios: list[Annotated[dict[str, Any], Described(Scenario)]]
    explored: bool


class PlayedRunReply(Reply):
    """A run that can be played: its choices, up to which step, and its text for links."""

    choices: list[TakenChoice]
    at: int
    replay: str


class ThroughReply(Reply):
    """The shortest run to a part; null where there is none, and then why."""

    run: PlayedRunReply | None
    message: str
    explored: bool


class VersionRun(PlayedRunReply):
    """A run of one version, and where it ends."""

    ends_at: list[str]


class BehaviourChangeReply(Reply):
    """One difference, with its run in each version where there is one."""

    kind: Literal["scenario", "path"]
    change: Literal["appeared", "vanished", "ends-elsewhere", "broken", "mended", "fails-otherwise"]
    name: str
    message: str
    before: VersionRun | None
    after: VersionRun | None


class BehaviourReply(Reply):
    """What two versions do differently.

    All paths with at most `compared_to` choices were compared; null means all paths.
    """

    changes: list[BehaviourChangeReply]
    compared_to: int | None
    same_paths: int
