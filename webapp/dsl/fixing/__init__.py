"""Apply every quick fix that is marked safe, again and again, until none is left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from webapp.domain import Diagnostic, PartKey, TextEdit
from webapp.dsl.checks import FAMILIES, harmless
from webapp.dsl.document import Document
from webapp.dsl.reading.positions import LineIndex
from webapp.dsl.writing.identities import Identities, step
from webapp.dsl.writing.text_changes import text_changes

MOVING = frozenset({"edge-origin", "outside-lane"})
MOST_ROUNDS = 100
MOST_AT_ONCE = 20_000  # fixes a round
MOST_READ = 3 * 2**19  # characters, in all rounds: a text at the limit once more, a smaller one more often


class Applied(NamedTuple):
    """One fix that was applied: the finding's code, its line in the original text (from 1), and what the fix did."""

    code: str
    line: int
    title: str


@dataclass(frozen=True)
class FixResult:
    """The mended text, the edits that lead there (in offsets of the original), and what was done, in order of lines.

    `renamed` has the new ids of parts where they differ: those of parallel edges and of loops follow their order.
    `complete` is false where so much was left to mend that another run goes on with it.
    """

    text: str
    edits: tuple[TextEdit, ...]
    applied: tuple[Applied, ...]
    renamed: Mapping[PartKey, str] = field(default_factory=dict)
    complete: bool = True


def fix_text(text: str) -> FixResult:
    """Apply all safe fixes; a second run finds nothing left to do, unless this one had too much to do."""
    document = Document(text)
    identities = Identities(document)
    rounds: list[_Round] = []
    applied: list[Applied] = []
    index = LineIndex(text)
    read = len(text)
    while chosen := _compatible(_safe(document)):
        if rounds and (len(rounds) >= MOST_ROUNDS or read > MOST_READ):
            break
        for finding in chosen:
            assert finding.fix is not None
            offset = finding.start
            for earlier in reversed(rounds):
                offset = earlier.origin(offset)
            applied.append(Applied(finding.code, index.position(offset).line, finding.fix.title))
        rounds.append(_Round(document.text, chosen))
        mended = Document(rounds[-1].text)
        read += len(mended.text)
        identities.follow(step(document, rounds[-1].edits, mended))
        document = mended
    changes = text_changes(text, document.text)
    done = tuple(sorted(applied, key=lambda item: item.line))
    return FixResult(document.text, changes, done, identities.renamed, not chosen)


class _Round:
    """One round of fixes: the text after it, and where each part of that text comes from."""

    def __init__(self, text: str, findings: Sequence[Diagnostic]) -> None:
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


def _edits(findings: Sequence[Diagnostic]) -> Iterator[_Caused]:
    for finding in findings:
        assert finding.fix is not None
        yield from (_Caused(edit, finding.start) for edit in finding.fix.edits)


def _safe(document: Document) -> list[Diagnostic]:
    """Return findings with a safe fix, in order of place: all of them up to `MOST_AT_ONCE`."""
    if document.foreign is not None:
        return []
    found = chain(document.line_findings, *(family(document) for family in FAMILIES))
    mendable = (item for item in harmless(document, found) if item.fix and item.fix.safe and item.fix.edits)
    chosen = sorted(islice(mendable, MOST_AT_ONCE), key=lambda item: (item.start, item.end))
    return [] if chosen and document.may_be_foreign else chosen


def _compatible(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return safe fixes that do not touch each other's places; the others wait for the next round.

    Only fixes of one kind may insert at the same place, in their own order, such as lines that move to one lane, or
    remove what touches.
    """
    chosen: list[Diagnostic] = []
    taken = _Taken()
    waiting = False
    for finding in findings:
        assert finding.fix is not None
        moves = finding.code in MOVING
        if not (moves and waiting) and all(taken.has_room(edit, finding.code) for edit in finding.fix.edits):
            for edit in finding.fix.edits:
                taken.take(edit, finding.code)
            chosen.append(finding)
        elif moves:
            # Those behind it wait too: lines that move to one lane keep their order.
            waiting = True
    return chosen


class _Taken:
    """The ranges that fixes will change, in order of place."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._codes: list[str] = []
        self._removed: list[bool] = []

    def has_room(self, edit: TextEdit, code: str) -> bool:
        """Tell whether an edit is apart from all ranges that are taken."""
        after = bisect_right(self._starts, edit.end)
        if after == 0 or self._ends[after - 1] < edit.start:
            return True
        if (
            self._codes[after - 1] != code
            or self._ends[after - 1] != edit.start
            or self._starts[after - 1] > edit.start
        ):
            return False
        both_insert = self._starts[after - 1] == self._ends[after - 1] and edit.start == edit.end
        return both_insert or (self._removed[after - 1] and not edit.text)

    def take(self, edit: TextEdit, code: str) -> None:
        """Take an edit's range."""
        at = bisect_right(self._starts, edit.start)
        self._starts.insert(at, edit.start)
        self._ends.insert(at, edit.end)
        self._codes.insert(at, code)
        self._removed.insert(at, edit.start < edit.end and not edit.text)
