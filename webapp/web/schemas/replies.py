"""What answers about texts say, and what all errors say.

The API's description is made from these models, and the tests hold the answers to them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Reply(BaseModel):
    """The body of an answer."""

    model_config = ConfigDict(extra="forbid")


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
    shape: Literal["circle", "rectangle", "diamond", "taskbox"]
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
    source_side: Literal["left", "right", "top", "bottom"]
    target_side: Literal["left", "right", "top", "bottom"]
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
    geometry: dict[str, Any]
    refined: bool
    plan: str
    companion: dict[str, Any]
    diagram: DiagramFacts
    diagnostics: list[Finding]
    diagnostics_left_out: int


class TraceReply(Reply):
    """A run: its events, and the state after every step as changes and snapshots."""

    status: Literal["waiting", "complete", "limit"]
    steps: int
    reason: str
    entries: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    snapshots: dict[str, dict[str, Any]]
    choices: list[dict[str, Any]]
    decisions: dict[str, list[dict[str, Any]]]
    waiting: dict[str, Any] | None
    seed: int | None


class Created(Reply):
    """A part of the diagram that an operation made."""

    kind: str
    id: str


class EditReply(RenderReply):
    """The text after the operations, and the smallest edits that lead there. Without a picture, the reason is in
    `drawing_error`.
    """

    code: str
    edits: list[Edit]
    created: list[Created]
    svg: str | None  # type: ignore[assignment]
    geometry: dict[str, Any] | None  # type: ignore[assignment]
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


class DiffReply(Reply):
    """The differences between two diagrams: part by part, in sentences, and marked in one picture.

    `place` is a part's place among its kind in the later text, from 0; null where it kept its place among the others.
    """

    same: bool
    added: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    changed: list[dict[str, Any]]
    renamed: dict[str, dict[str, str]]
    words: list[str]
    svg: str | None
    drawing_error: str | None


class ErrorWords(BaseModel):
    """An error; some codes have further fields."""

    model_config = ConfigDict(extra="allow")

    code: str
    message: str


class ErrorReply(Reply):
    """The one shape of every error."""

    error: ErrorWords
