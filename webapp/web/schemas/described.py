"""Descriptions of parts of requests that inner rooms parse; a test checks that both accept the same values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from webapp.domain.companion import DESCRIPTION_LIMIT, TITLE_LIMIT
from webapp.services.companion_models import Described, LayoutHints, Side
from webapp.services.companion_values import WHOLE, Whole
from webapp.services.profile_models import RunOptions, RunSettings

__all__ = [
    "WHOLE",
    "ChoiceJson",
    "CompanionJson",
    "CompanionObject",
    "Described",
    "OptionsJson",
    "RunCompanionJson",
    "Shape",
    "Side",
    "Whole",
]

Shape = Literal["circle", "rectangle", "diamond", "taskbox"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


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
