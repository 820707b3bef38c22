"""One problem found in a text, with its place, its words and its cure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: only errors make a document invalid."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the half-open range `start`..`end` (offsets in code points) by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A quick fix. `safe` ones never invent or drop content and may be applied unasked."""

    title: str
    safe: bool
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in a text.

    `start` and `end` are half-open offsets in code points. `code` never changes once released. `strict` marks a
    finding whose meaning is plain although a rule is broken: a warning by default, an error under strict reading.
    `others` are fixes beside `fix` that are only offered, where more than one thing may have been meant.
    """

    code: str
    severity: Severity
    message: str
    start: int
    end: int
    fix: Fix | None = None
    strict: bool = False
    others: tuple[Fix, ...] = ()

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """All fixes, the most likely first."""
        return self.others if self.fix is None else (self.fix, *self.others)
