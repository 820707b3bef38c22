"""Requests and answers of live editing."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from webapp.web.schemas.described import WHOLE
from webapp.web.schemas.failures import StepReply
from webapp.web.schemas.reply_base import Reply
from webapp.web.schemas.requests import Body, Client

MOST_STEPS = 100
"""Steps in one request; what is more is sent in the next one."""
MOST_NUMBER = 2**31 - 1

Count = Annotated[int, Field(ge=0, le=MOST_NUMBER), WHOLE]


class StepJson(Body):
    """One step: `changes` is the JSON of CodeMirror's ChangeSet, `companion` a JSON Merge Patch (RFC 7396).

    `client` names the page that made it, so that it knows its own steps again.
    """

    client: Client
    changes: list[int | list[int | str]]
    companion: dict[str, Any] | None = None


class StepsRequest(Body):
    """Steps that continue the live text that has `version` steps."""

    version: Count
    steps: Annotated[list[StepJson], Field(min_length=1, max_length=MOST_STEPS)]


class StepsStored(Reply):
    """`version` is the number of steps of the live text now; `stored` the number of the version in the history."""

    version: int
    stored: int
    changed_at: str


class StepsReply(StepsStored):
    """The steps that were asked for."""

    steps: list[StepReply]
