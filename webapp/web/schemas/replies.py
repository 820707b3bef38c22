"""Answers about texts."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import RootModel

from webapp.web.schemas.described import CompanionObject, Shape, Side
from webapp.web.schemas.drawn import Geometry
from webapp.web.schemas.reply_base import Reply


class Range(Reply):
    """A range of the text: lines and columns count from 1, columns in UTF-16 units; offsets count code points."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Edit(Range):
    """Replace the range by the text."""

    text: str


class Fix(Reply):
    """A fix; safe fixes never add or remove content."""

    title: str
    safe: bool
    edits: list[Edit]


class Finding(Range):
    """One problem in a text; `fix` is the first of its `fixes`."""

    code: str
    severity: Literal["error", "warning", "hint"]
    message: str
    fix: Fix | None
    fixes: list[Fix]


class LaneFacts(Reply):
    """A lane."""

    id: str
    label: str
    range: Range


class NodeFacts(Reply):
    """A node; `text` is what is drawn in it."""

    id: str
    lane: str
    shape: Shape
    label: str
    text: str
    owner: str
    description: str
    system: str
    range: Range


class EdgeFacts(Reply):
    """An edge."""

    id: str
    source: str
    target: str
    source_side: Side
    target_side: Side
    label: str
    range: Range


class LoopFacts(Reply):
    """A loop."""

    id: str
    condition: str
    nodes: list[str]
    range: Range


class DiagramFacts(Reply):
    """Everything that could be read, in the order of the text."""

    lanes: list[LaneFacts]
    nodes: list[NodeFacts]
    edges: list[EdgeFacts]
    loops: list[LoopFacts]


class CompanionProblem(Reply):
    """What is wrong in a companion: the path in its JSON, and the rest of the sentence."""

    path: str
    message: str


class CompanionReply(Reply):
    """The problems of a companion; none where it fits its text."""

    problems: list[CompanionProblem]


class CompanionSchemaReply(RootModel[dict[str, Any]]):
    """A JSON Schema (draft 2020-12)."""


class Stats(Reply):
    """The numbers of lanes, nodes and edges."""

    lanes: int
    nodes: int
    edges: int


class ValidateReply(Reply):
    """The problems of a text in strict mode; `left_out` counts those beyond the first 500."""

    valid: bool
    errors: list[Finding]
    warnings: list[Finding]
    left_out: int
    stats: Stats


class PlaygroundReply(Reply):
    """The address at which the stored diagram can be viewed."""

    url: str


class RenderReply(Reply):
    """A drawn diagram; `diagnostics_left_out` counts the problems beyond the first 500.

    `refined` is false if a better layout can be requested. Send `plan` with the text after an edit to keep its picture
    similar.
    """

    svg: str
    geometry: Geometry
    refined: bool
    plan: str
    companion: CompanionObject
    diagram: DiagramFacts
    diagnostics: list[Finding]
    diagnostics_left_out: int


class Created(Reply):
    """A part of the diagram that an operation made."""

    kind: Literal["lane", "node", "edge", "loop"]
    id: str


class EditReply(RenderReply):
    """The text after the operations, and the smallest edits that lead there. Without a picture, the reason is in
    `drawing_error`.
    """

    code: str
    edits: list[Edit]
    created: list[Created]
    svg: str | None  # type: ignore[assignment]
    geometry: Geometry | None  # type: ignore[assignment]
    drawing_error: str | None


class AppliedFix(Reply):
    """An applied fix: the code of the problem, its line in the text as sent, and what the fix changed."""

    code: str
    line: int
    title: str


class FixReply(EditReply):
    """The text after its safe fixes; `complete` is false if another request is needed for the rest."""

    applied: list[AppliedFix]
    complete: bool
