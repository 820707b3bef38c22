"""The shape of statements about runs in a companion: what must be possible, and what must never happen."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, RootModel, model_validator
from pydantic_core import PydanticCustomError

from webapp.domain.companion import TITLE_LIMIT
from webapp.services.companion_values import Count, Strict

MOST_STATEMENTS = 100
MOST_NAMED = 20
"""Parts that one condition names: each of them makes states of runs differ, so many of them take long to judge."""
MOST_COUNTED = 5
CONDITIONS = ("visited", "not_visited", "order", "before", "count", "ends_at")

Named = Annotated[list[str], Field(max_length=MOST_NAMED)]


def _given(name: str) -> dict[str, JsonValue]:
    """Return the JSON Schema of an object in which a condition names something."""
    some: dict[str, JsonValue] = {"type": "object", "minProperties": 1} if name == "count" else {"minItems": 1}
    return {"required": [name], "properties": {name: {"type": "array", **some}}}


class RunStatement(Strict):
    """What must be possible in the runs of a diagram, or must never happen: all its conditions together."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_given(name) for name in CONDITIONS]})
    kind: Annotated[Literal["possible", "never"], Field(description="must be possible, or must never happen")]
    name: Annotated[str, Field(max_length=TITLE_LIMIT)] = ""
    visited: Annotated[Named, Field(description="nodes that fire and edges that are crossed")] = []
    not_visited: Annotated[Named, Field(description="nodes and edges of which that is not so in the whole run")] = []
    order: Annotated[Named, Field(description="nodes that fire for the first time in this order")] = []
    before: Annotated[
        Annotated[list[str], Field(min_length=2, max_length=2)] | None,
        Field(description="two nodes: the first fires, and the second has not fired yet"),
    ] = None
    count: Annotated[dict[str, Count], Field(max_length=MOST_COUNTED, description="how often, by node or edge")] = {}
    ends_at: Annotated[Named, Field(description="nodes at which tokens end, each of them")] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, name) for name in CONDITIONS):
            raise PydanticCustomError(
                "no_condition", "must have at least one of visited, not_visited, order, before, count and ends_at"
            )
        return self


Statements = Annotated[list[RunStatement], Field(max_length=MOST_STATEMENTS)]


class StatementList(RootModel[Statements]):
    """Statements, alone."""

    model_config = ConfigDict(strict=True)
