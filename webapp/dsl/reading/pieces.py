"""The pieces of the line that is being read, and how it is reported that some of them cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from webapp.domain import Finding
from webapp.dsl.codes import finding
from webapp.dsl.reading.syntax import Part, Unknown
from webapp.dsl.reading.tokens import is_word

# Of lines that are no statement; a text that is something else altogether would give one a line.
MOST_FINDINGS = 5_000


class Piece(NamedTuple):
    """A token that matters: no blank and no comment."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.text)


class Context(NamedTuple):
    """The line that is being read, and where its findings go."""

    number: int
    content: str
    start: int
    comment: Part | None
    findings: list[Finding]


def unknown(pieces: list[Piece], line: Context, message: str) -> Unknown:
    """Report a line that cannot be read, and set it aside."""
    start, end = pieces[0].start, pieces[-1].end
    if len(line.findings) < MOST_FINDINGS:
        line.findings.append(finding("syntax", message, start, end))
    name = pieces[0].text if is_word(pieces[0].text) or len(pieces) == 1 else ""
    return Unknown(start, end, line.number, name)


def surplus(pieces: list[Piece], line: Context, message: str) -> None:
    """Report what stands at the end of a line and belongs to nothing."""
    line.findings.append(finding("syntax", message, pieces[0].start, pieces[-1].end))
