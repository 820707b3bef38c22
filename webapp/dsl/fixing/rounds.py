"""One round of fixes: their edits done together, and where each place of the new text comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from webapp.domain import Finding, TextEdit


class Round:
    """One round of fixes: the text after it, and where each part of that text comes from."""

    def __init__(self, text: str, findings: Sequence[Finding]) -> None:
        """Apply the fixes of findings that do not touch each other's places."""
        made = sorted(_edits(findings), key=lambda item: (item.edit.start, item.edit.end))
        self.edits = tuple(item.edit for item in made)
        pieces: list[str] = []
        # Each run of the new text: where it begins, where it comes from, and whether it was copied or written anew.
        self._starts: list[int] = [0]
        self._sources: list[tuple[int, bool]] = [(0, True)]
        at = length = 0
        for edit, cause in made:
            kept = text[at : edit.start]
            pieces += (kept, edit.text)
            length += len(kept)
            self._starts.append(length)
            self._sources.append((cause, False))
            length += len(edit.text)
            self._starts.append(length)
            self._sources.append((edit.end, True))
            at = edit.end
        self.text = "".join([*pieces, text[at:]])

    def origin(self, offset: int) -> int:
        """Return where a place of the new text was before; of new words, where the finding was that they mend."""
        run = bisect_right(self._starts, offset) - 1
        source, copied = self._sources[run]
        return source + offset - self._starts[run] if copied else source


class _Caused(NamedTuple):
    edit: TextEdit
    cause: int


def _edits(findings: Sequence[Finding]) -> Iterator[_Caused]:
    for finding in findings:
        assert finding.fix is not None
        yield from (_Caused(edit, finding.start) for edit in finding.fix.edits)
