"""Follow a text through many edits, and say in the end what became of the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from webapp.domain import TextEdit


class Segment(NamedTuple):
    """A run of the current text: `start`..`end` of the original, or new text (then `start` is -1)."""

    start: int
    end: int
    text: str


class EditedText:
    """A piece table: which characters of the current text are still the original ones."""

    def __init__(self, original: str) -> None:
        """Begin with the whole original."""
        self.original = original
        self._segments: list[Segment] = [Segment(0, len(original), original)] if original else []

    @property
    def text(self) -> str:
        """The current text."""
        return "".join(segment.text for segment in self._segments)

    def apply(self, edits: Iterable[TextEdit]) -> list[TextEdit]:
        """Apply edits in offsets of the current text; deletions may overlap, insertions keep their order.

        Returns what was applied: in order, with those joined that overlapped.
        """
        separate = _separate(edits)
        old = _Reader(self._segments)
        result: list[Segment] = []
        for edit in separate:
            result.extend(old.until(edit.start))
            if edit.text:
                result.append(Segment(-1, -1, edit.text))
            for _ in old.until(edit.end):
                pass
        self._segments = [*result, *old.until(None)]
        return separate

    def edits(self) -> tuple[TextEdit, ...]:
        """Return the edits that lead from the original to the current text: in order, not overlapping, none idle."""
        found: list[TextEdit] = []
        at = 0
        new = ""
        for segment in [*self._segments, Segment(len(self.original), len(self.original), "")]:
            if segment.start < 0:
                new += segment.text
                continue
            if self.original[at : segment.start] != new:
                found.append(TextEdit(at, segment.start, new))
            at, new = segment.end, ""
        return tuple(found)


class _Reader:
    """Reads segments from the first on, so that all edits of one change take one pass."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._place = 0
        self._start = 0
        self._read = 0

    def until(self, offset: int | None) -> Iterator[Segment]:
        """Yield what stands from here to an offset of the text; None for its end."""
        while self._place < len(self._segments):
            segment = self._segments[self._place]
            size = len(segment.text)
            if offset is not None and offset < self._start + size:
                wanted = offset - self._start
                if wanted > self._read:
                    yield _cut(segment, self._read, wanted)
                    self._read = wanted
                return
            if self._read < size:
                yield _cut(segment, self._read, size) if self._read else segment
            self._place, self._start, self._read = self._place + 1, self._start + size, 0


def _cut(segment: Segment, start: int, end: int) -> Segment:
    text = segment.text[start:end]
    return Segment(-1, -1, text) if segment.start < 0 else Segment(segment.start + start, segment.start + end, text)


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
