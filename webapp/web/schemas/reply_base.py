"""What all answers have in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    """The body of an answer, or a part of one.

    The API's description is made from these models, and the tests hold the answers to them.
    """

    model_config = ConfigDict(extra="forbid", strict=True)


def _without_default(schema: dict[str, Any]) -> None:
    del schema["default"]


LEFT_OUT: Any = Field(default=None, json_schema_extra=_without_default)
"""The default of a field that answers leave out where it says nothing; they never say null for it."""
