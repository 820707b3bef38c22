"""What is wrong with the text as such: characters that no text holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement, LaneOpen, LoopStatement, NodeStatement, Remark, Statement
from webapp.dsl.reading.values import CONTROL

CLOSED, OPEN = "closed", "open"
_RUN = re.compile(f"{CONTROL.pattern}+")
_BLANKS, _LINE_END = re.compile(r"\s+"), re.compile(r"[\r\n]")


def check(document: Document) -> Iterator[Finding]:
    """Yield control-character, once a line."""
    text = document.text
    if text.isprintable() or CONTROL.search(text) is None:
        return
    starts = [item.start for item in document.statements]
    for line in document.lines:
        runs = list(_RUN.finditer(text, line.start, line.end))
        if runs:
            trimmed = _trimmed(text, line.start, line.end)
            edits: list[TextEdit] = []
            safe = True
            for run in runs:
                place = bisect_right(starts, run.start()) - 1
                value = _value_around(document.statements[place], run) if place >= 0 else None
                separates_words = value is None and not (_is_apart(text, run.start() - 1) or _is_apart(text, run.end()))
                edits.append(TextEdit(run.start(), run.end(), " " if separates_words else ""))
                # Without them another sign may begin to mean something: an escaped quote, a comment, a bracket.
                safe = safe and (value is None or (value is not OPEN and text[run.start() - 1] != "\\"))
                # Where a string goes on over lines, the blanks at their ends are none of its characters.
                at = bisect_right(trimmed, run.start(), key=lambda span: span[0]) - 1
                safe = safe and (at < 0 or run.start() >= trimmed[at][1])
            code = f"U+{ord(runs[0].group()[0]):04X}"
            message = f"this line contains control characters, for example {code}: remove them"
            fix = Fix("Remove them", safe, tuple(edits))
            yield finding("control-character", message, runs[0].start(), runs[-1].end(), fix)


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of blanks and control characters round the ends of lines that lie in a range."""
    if not _LINE_END.search(text, start, end):
        return []
    blanks = _BLANKS.finditer(CONTROL.sub(" ", text[start:end]))
    return [(start + found.start(), start + found.end()) for found in blanks if _LINE_END.search(found.group())]


def _is_apart(text: str, offset: int) -> bool:
    """Return whether a blank or an end of the text stands at an offset."""
    return not 0 <= offset < len(text) or text[offset].isspace()


def _value_around(statement: Statement, run: re.Match[str]) -> str | None:
    """Return whether characters stand in a value with `CLOSED` ends or in one with `OPEN` ends; None outside values."""
    if isinstance(statement, NodeStatement):
        # One line may hold very many of both, so the one that can be meant is not searched among all.
        nearest = bisect_left(statement.attributes, run.start(), key=lambda attribute: attribute.value.end)
        values = [attribute.value for attribute in statement.attributes[nearest : nearest + 1]]
    elif isinstance(statement, EdgeStatement):
        values = [statement.label.attribute.value] if statement.label else []
    elif isinstance(statement, LoopStatement):
        return OPEN if run.start() < statement.end else None
    elif isinstance(statement, LaneOpen):
        label = statement.label
        return OPEN if label is not None and label.start <= run.start() <= label.end else None
    else:
        # A # comment may be the label of the lane above it.
        return CLOSED if isinstance(statement, Remark) else None
    for value in values:
        if value.start <= run.start() <= value.end:
            return CLOSED if value.opened and value.closed and run.end() < value.end else OPEN
    return None
