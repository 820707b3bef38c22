"""Which safe fixes are done in the same round: those that do not touch each other's places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain, islice

from webapp.domain import Finding, TextEdit
from webapp.dsl.checks import FAMILIES, harmless
from webapp.dsl.document import Document

MOVING = frozenset({"edge-origin", "outside-lane"})
MOST_AT_ONCE = 20_000  # fixes a round


def safe_fixes(document: Document) -> list[Finding]:
    """Return findings with a safe fix, in order of place: all of them up to `MOST_AT_ONCE`."""
    if document.foreign is not None:
        return []
    found = chain(document.line_findings, *(family(document) for family in FAMILIES))
    mendable = (item for item in harmless(document, found) if item.fix and item.fix.safe and item.fix.edits)
    chosen = sorted(islice(mendable, MOST_AT_ONCE), key=lambda item: (item.start, item.end))
    return [] if chosen and document.may_be_foreign else chosen


def compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Return safe fixes that do not touch each other's places; the others wait for the next round.

    Only fixes of one kind may insert at the same place, in their own order, such as lines that move to one lane, or
    remove what touches.
    """
    chosen: list[Finding] = []
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
        """Return whether an edit is apart from all ranges that are taken."""
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
