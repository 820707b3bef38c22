"""Give each statement of a crowded line a line of its own."""

from __future__ import annotations

from itertools import pairwise

from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import LaneClose, LaneOpen, Statement, Unknown


def one_a_line(document: Document) -> str:
    """Return the text with a line break between any two statements of one line that mean the same apart."""
    pieces: list[str] = []
    at = 0
    for before, after in pairwise(document.statements):
        if before.line == after.line and not _belong_together(before, after):
            # Words that belong to no statement stand between it and the next brace, or before it.
            cut = before.end if isinstance(before, (LaneOpen, LaneClose)) else after.start
            pieces.append(document.text[at:cut])
            at = cut
    pieces.append(document.text[at:])
    return "\n".join(pieces)


def _belong_together(before: Statement, after: Statement) -> bool:
    """Return whether a line break between them would change their meaning.

    A brace on a line of its own joins the name above it, and `loop [...]` is a loop only at the begin of a line.
    """
    if isinstance(before, Unknown) and before.name == "{" and isinstance(after, LaneClose):
        return True
    return isinstance(after, Unknown) and after.name == "loop"
