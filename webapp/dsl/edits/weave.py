"""Follow a text through many edits, and say in the end what became of the original."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from webapp.domain import TextEdit


class Strand(NamedTuple):
    """A run of the current text: `start`..`end` of the original, or new words (then `start` is -1)."""

    start: int
    end: int
    words: str


class Weave:
    """A piece table: which characters of the current text are still the original ones."""

    def __init__(self, original: str) -> None:
        """Begin with the whole original."""
        self.original = original
        self._strands: list[Strand] = [Strand(0, len(original), original)] if original else []

    @property
    def text(self) -> str:
        """The current text."""
        return "".join(strand.words for strand in self._strands)

    def apply(self, edits: Iterable[TextEdit]) -> list[TextEdit]:
        """Apply edits in offsets of the current text; deletions may overlap, insertions keep their order.

        Returns what was applied: in order, with those joined that overlapped.
        """
        separate = _separate(edits)
        for edit in reversed(separate):
            self._replace(edit)
        return separate

    def _replace(self, edit: TextEdit) -> None:
        result: list[Strand] = []
        new = [Strand(-1, -1, edit.text)] if edit.text else []
        offset = 0
        placed = False
        for strand in self._strands:
            start, offset = offset, offset + len(strand.words)
            if offset <= edit.start or (start >= edit.end and placed):
                result.append(strand)
                continue
            if edit.start > start:
                result.append(_cut(strand, 0, edit.start - start))
            if not placed:
                result.extend(new)
                placed = True
            if edit.end < offset:
                result.append(_cut(strand, max(edit.end - start, 0), len(strand.words)))
        if not placed:
            result.extend(new)
        self._strands = result

    def edits(self) -> tuple[TextEdit, ...]:
        """Return the edits that lead from the original to the current text: in order, not overlapping, none idle."""
        found: list[TextEdit] = []
        at = 0
        words = ""
        for strand in [*self._strands, Strand(len(self.original), len(self.original), "")]:
            if strand.start < 0:
                words += strand.words
                continue
            if self.original[at : strand.start] != words:
                found.append(TextEdit(at, strand.start, words))
            at, words = strand.end, ""
        return tuple(found)


def _cut(strand: Strand, start: int, end: int) -> Strand:
    words = strand.words[start:end]
    return Strand(-1, -1, words) if strand.start < 0 else Strand(strand.start + start, strand.start + end, words)


def _separate(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Put edits in order and join those whose deletions overlap."""
    joined: list[TextEdit] = []
    for edit in sorted(edits, key=lambda item: item.start):
        if joined and edit.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = TextEdit(last.start, max(last.end, edit.end), last.text + edit.text)
        elif edit.start != edit.end or edit.text:
            joined.append(edit)
    return joined
