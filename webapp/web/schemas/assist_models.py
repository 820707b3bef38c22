"""Questions of an editor about a position in a text, and the answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from webapp.dsl import Document
from webapp.dsl.reading.positions import LineIndex
from webapp.services.assisting import Completions, Hover, Symbol
from webapp.web.schemas.replies import Range
from webapp.web.schemas.reply_base import Reply
from webapp.web.schemas.requests import Body, DrawnRequest, Number
from webapp.web.schemas.text_json import range_json

MOST_PROPOSALS = 500


class AssistRequest(Body):
    """A question about a position in the text; columns count UTF-16 units."""

    code: str
    what: Literal["completion", "hover", "declaration", "references"]
    line: Number
    column: Number


class RenameRequest(DrawnRequest):
    """A new id for a node or a lane, wherever it is used."""

    kind: Literal["node", "lane"]
    id: str
    new_id: Annotated[str, Field(max_length=200)]


class Proposal(Reply):
    """A completion; a snippet's `text` contains `${1:words}` where something is to be filled in."""

    label: str
    detail: str
    kind: str
    text: str
    snippet: bool


class Proposals(Range):
    """Completions, the best first, and the range that each of them replaces."""

    items: list[Proposal]


class HoverText(Range):
    """What is at a position, as plain text."""

    title: str
    lines: list[str]


class Use(Range):
    """A use of a node or lane."""

    kind: Literal["node", "lane"]
    id: str
    declares: bool


class AssistReply(Reply):
    """The answer is in the field that was asked for; null if there is none."""

    completion: Proposals | None = None
    hover: HoverText | None = None
    declaration: Use | None = None
    references: list[Use] | None = None


def completion_json(document: Document, found: Completions) -> dict[str, Any]:
    """Return completions with their range."""
    items = [item._asdict() for item in found.items[:MOST_PROPOSALS]]
    return {**range_json(found.start, found.end, LineIndex(document.text)), "items": items}


def hover_json(document: Document, found: Hover | None) -> dict[str, Any] | None:
    """Return a description with its range."""
    if found is None:
        return None
    return {
        **range_json(found.start, found.end, LineIndex(document.text)),
        "title": found.title,
        "lines": list(found.lines),
    }


def uses_json(document: Document, found: tuple[Symbol, ...]) -> list[dict[str, Any]]:
    """Return the ranges at which something is named."""
    index = LineIndex(document.text)
    return [
        {**range_json(use.start, use.end, index), "kind": use.kind, "id": use.id, "declares": use.declares}
        for use in found
    ]
