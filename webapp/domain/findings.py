"""A problem found in a text, with its range, message and fixes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a finding is; only errors make a document invalid."""

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
    """A fix. A `safe` one never adds or removes content, and can be applied without asking."""

    title: str
    safe: bool
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in a text.

    `start`..`end` is a half-open range of offsets in code points. A `code` never changes after its release. `strict`
    marks a finding that breaks a rule although its meaning is clear: a warning by default, an error in strict mode.
    `others` are further fixes that are only offered, if more than one thing may be meant.
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
