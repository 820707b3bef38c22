"""What answers say when a request fails."""

from __future__ import annotations

from typing import Any, Literal

from webapp.web.schemas.described import CompanionObject
from webapp.web.schemas.reply_base import LEFT_OUT, Reply


class StepReply(Reply):
    """One step of a live text: `changes` is the JSON of CodeMirror's ChangeSet, `companion` a JSON Merge Patch."""

    client: str
    changes: list[int | list[int | str]]
    companion: dict[str, Any] = LEFT_OUT


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
    """The version that is stored.

    `authors` are those who saved since the version of the client, the first one first; an empty name is that of all
    who gave none.
    """

    changed_at: str
    authors: list[str]


class PartReply(Reply):
    """A part of a diagram."""

    kind: Literal["lane", "node", "edge", "loop"]
    id: str


class ClashParts(Reply):
    """What a clash is about in each of both texts; null where the text does not have it."""

    mine: PartReply | None
    theirs: PartReply | None


class ClashWays(Reply):
    """What each way means, in words."""

    mine: str
    theirs: str
    both: str = LEFT_OUT


class ClashReply(Reply):
    """One part that both changed in different ways; null is what one of them removed, or what the base did not have.

    `field` is the part of the statement; it is empty where the whole statement is meant. `both` has both ways, where
    they do not exclude each other. `about` and `ways` are for people; `usual` is the way that loses least.
    """

    kind: Literal["lane", "node", "edge", "loop", "line", "companion"]
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    both: str = LEFT_OUT
    about: str
    ways: ClashWays
    parts: ClashParts
    usual: Literal["mine", "theirs", "both"]


class ErrorBody(Reply):
    """An error: `code` is for programs, `message` for people; some codes have further fields.

    `field` or `fields` name what is wrong in a request, `offset` the position in its text; `size` and `limit` are
    bytes; `yours` and `theirs` come with `stale-version`, and where it was to be merged `clashes`, with what else
    `came_in` from theirs and `went_in` from yours. `largest_scale` comes with `export-too-large`, `reason` with links
    that lead nowhere, `kept_until` with those to deleted diagrams that can be restored; `reference` is written in the
    log of the server. `choice` counts the choices before the one that does not fit a diagram. `lane`, `node`, `edge`,
    `loop`, `condition` and `id` say what a refused edit is about, and `code_of_finding` which problem no longer
    exists; `lanes`, `nodes` or `edges` and `most` come with
    `picture-too-large`, `name` and whether they may edit (`edits`) with `somebody-presents`.
    """

    code: str
    message: str
    field: str = LEFT_OUT
    fields: list[FieldError] = LEFT_OUT
    offset: int = LEFT_OUT
    size: int = LEFT_OUT
    limit: int = LEFT_OUT
    largest_scale: float = LEFT_OUT
    reason: Literal["unknown", "revoked", "expired", "deleted"] = LEFT_OUT
    kept_until: str = LEFT_OUT
    yours: OwnVersion = LEFT_OUT
    theirs: NewerVersion = LEFT_OUT
    clashes: list[ClashReply] = LEFT_OUT
    came_in: list[str] = LEFT_OUT
    went_in: list[str] = LEFT_OUT
    reference: str = LEFT_OUT
    name: str = LEFT_OUT
    edits: bool = LEFT_OUT
    choice: int = LEFT_OUT
    lane: str = LEFT_OUT
    node: str = LEFT_OUT
    edge: str = LEFT_OUT
    loop: str = LEFT_OUT
    condition: str = LEFT_OUT
    id: str = LEFT_OUT
    code_of_finding: str = LEFT_OUT
    lanes: int = LEFT_OUT
    nodes: int = LEFT_OUT
    edges: int = LEFT_OUT
    most: int = LEFT_OUT


class ErrorReply(Reply):
    """The form of all errors.

    `changes-missing` has the `version` of the live text and the missing `steps` beside the error, `changes-gone` the
    `version` with `code` and `companion`.
    """

    error: ErrorBody
    version: int = LEFT_OUT
    steps: list[StepReply] = LEFT_OUT
    code: str = LEFT_OUT
    companion: CompanionObject = LEFT_OUT
