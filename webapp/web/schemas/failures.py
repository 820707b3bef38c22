"""What answers say when a request fails."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from webapp.web.schemas.described import CompanionObject
from webapp.web.schemas.reply_base import LEFT_OUT, Reply


class FieldError(Reply):
    """What is wrong with one field of a request."""

    field: str
    message: str


class OwnVersion(Reply):
    """The version that was not saved, and the number of the one on which it was based."""

    version: int
    code: str
    companion: CompanionObject


class NewerVersion(OwnVersion):
    """The version that is stored."""

    changed_at: str


class ErrorBody(BaseModel):
    """An error: `code` is for programs, `message` for people; some codes have further fields.

    `field` or `fields` name what is wrong in a request, `offset` the place in its text; `size` and `limit` are bytes;
    `yours` and `theirs` come with `stale-version`, `largest_scale` with `export-too-large`, `reason` with links that
    lead nowhere, and `reference` is written in the log of the server.
    """

    model_config = ConfigDict(extra="allow")

    code: str
    message: str
    field: str = LEFT_OUT
    fields: list[FieldError] = LEFT_OUT
    offset: int = LEFT_OUT
    size: int = LEFT_OUT
    limit: int = LEFT_OUT
    largest_scale: float = LEFT_OUT
    reason: Literal["unknown", "revoked", "deleted"] = LEFT_OUT
    yours: OwnVersion = LEFT_OUT
    theirs: NewerVersion = LEFT_OUT
    reference: str = LEFT_OUT


class ErrorReply(Reply):
    """The form of all errors."""

    error: ErrorBody
