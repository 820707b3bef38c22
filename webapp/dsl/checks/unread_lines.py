"""No safe fix touches a line that could not be read: nobody knows what its words mean.

Nor does one touch a block of code that is not read as the document: mended, it could be, and what stands around it
would no longer count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from webapp.domain import Finding, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.surroundings import stray_fence
from webapp.dsl.reading.syntax import Unknown


def harmless(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; a safe fix is only offered where it edits a line whose finding is `syntax`, or a stray block."""
    unread = _Unread(document)
    for item in findings:
        if item.fix is not None and item.fix.safe and any(map(unread.is_touched, item.fix.edits)):
            yield replace(item, fix=replace(item.fix, safe=False))
        else:
            yield item


class _Unread:
    """The lines that hold something that could not be read, in order, and where blocks that are not read begin."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        lines = document.lines
        fence = stray_fence(document.text)
        self._blocks = len(document.text) + 1 if fence is None else fence
        places = [item.start for item in document.line_findings if item.code == "syntax"]
        places += [item.start for _, item in document.of_kind(Unknown)]
        if not places:
            return
        stops = [line.stop for line in lines]
        numbers = sorted({min(bisect_left(stops, start + 1), len(lines) - 1) for start in places})
        self._starts = [lines[number].start for number in numbers]
        self._ends = [lines[number].end for number in numbers]

    def is_touched(self, edit: TextEdit) -> bool:
        """Return whether an edit changes the words of such a line, or a block; a line above or below it does not."""
        if edit.end >= self._blocks:
            return True
        first = bisect_left(self._ends, edit.start)
        if first == len(self._ends):
            return False
        start, end = self._starts[first], self._ends[first]
        if edit.start < edit.end:
            return start < edit.end and (edit.start < end or self._follows(first, edit))
        if edit.start < start:
            return False
        is_apart = (edit.start == start and edit.text.endswith(("\n", "\r"))) or (
            edit.start == end and edit.text.startswith(("\n", "\r"))
        )
        return not is_apart

    def _follows(self, first: int, edit: TextEdit) -> bool:
        """Return whether an edit that begins at the end of one such line reaches the words of the next."""
        return first + 1 < len(self._starts) and self._starts[first + 1] < edit.end
