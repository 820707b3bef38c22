"""What is wrong with the text as such: characters that no text holds, and other languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapp.domain import Diagnostic, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.meaning import CONTROL
from webapp.dsl.names import shape_of
from webapp.dsl.syntax import EdgeStatement, LaneOpen, LoopStatement, NodeStatement, Remark, Statement, Unknown
from webapp.dsl.tokens import BOM

if TYPE_CHECKING:
    from webapp.dsl.document import Document

CLOSED, OPEN = "closed", "open"
_RUN = re.compile(f"{CONTROL.pattern}+")
_UNSEEN = re.compile(f"(?:{CONTROL.pattern}|{BOM})+")
_FOREIGN = (
    (
        "Mermaid",
        re.compile(
            r"```mermaid|%%|(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\b|(?:flowchart|sequenceDiagram|classDiagram|"
            r"stateDiagram(?:-v2)?|erDiagram|journey|gantt|mindmap|timeline|gitGraph)\s*$"
        ),
    ),
    ("PlantUML", re.compile(r"@start\w+")),
    ("DOT", re.compile(r'(?:strict\s+(?:di)?graph\b|(?:di)?graph\s+["\w])[^{]*\{|digraph\s*\{(?!\s*#)')),
    ("BPMN or other XML", re.compile(r"<\?xml|<!DOCTYPE|<[\w:]*(?:definitions|mxfile|mxGraphModel)\b")),
)


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield control-character, once a line."""
    text = document.text
    if text.isprintable() or CONTROL.search(text) is None:
        return
    starts = [item.start for item in document.statements]
    for line in document.lines:
        runs = list(_RUN.finditer(text, line.start, line.end))
        if runs:
            edits: list[TextEdit] = []
            safe = True
            for run in runs:
                place = bisect_right(starts, run.start()) - 1
                value = _value_around(document.statements[place], run) if place >= 0 else None
                parts_words = value is None and not (_is_apart(text, run.start() - 1) or _is_apart(text, run.end()))
                edits.append(TextEdit(run.start(), run.end(), " " if parts_words else ""))
                # Without them another sign may begin to mean something: an escaped quote, a comment, a bracket.
                safe = safe and (value is None or (value is not OPEN and text[run.start() - 1] != "\\"))
            code = f"U+{ord(runs[0].group()[0]):04X}"
            message = f"this line holds characters that no text shows, such as {code}: remove them"
            fix = Fix("Remove them", safe, tuple(edits))
            yield finding("control-character", message, runs[0].start(), runs[-1].end(), fix)


def _is_apart(text: str, offset: int) -> bool:
    """Tell whether a blank or an end of the text stands at an offset."""
    return not 0 <= offset < len(text) or text[offset].isspace()


def _value_around(statement: Statement, run: re.Match[str]) -> str | None:
    """Tell whether characters stand in a value with `CLOSED` ends or in one with `OPEN` ends; None outside values."""
    if isinstance(statement, NodeStatement):
        values = [attribute.value for attribute in statement.attributes]
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


def foreign(document: Document) -> Diagnostic | None:
    """Return the one finding of a text that is written in another language; None for a text in ours."""
    for item in document.statements:
        if isinstance(item, NodeStatement) and item.shape is not None and shape_of(item.shape.text) is not None:
            return None
    first = next((item for item in document.statements if not isinstance(item, Remark)), None)
    if first is None:
        return None
    content = _line_from(document, first)
    language = _language(content)
    if language is None:
        return None
    message = f"this looks like {language}, which is another language: import it, or begin with Id {{ # Label"
    return finding("foreign-syntax", message, first.start, first.start + len(content))


def is_doubtful(document: Document) -> bool:
    """Tell whether a line would change the whole reading if it came to be the first: then no fix is safe.

    Such lines are heads of another language and lines that begin with a byte-order mark.
    """
    if document.text.find(BOM, 1) > 0:
        words = (CONTROL.sub("", document.text[max(1, line.start) : line.end]) for line in document.lines)
        if any(line.lstrip().startswith(BOM) for line in words):
            return True
    heads = (item for kind in (Unknown, LaneOpen) for _, item in document.of_kind(kind))
    return any(_language(_UNSEEN.sub(gap, _line_from(document, head)).strip()) for head in heads for gap in ("", " "))


def _line_from(document: Document, statement: Statement) -> str:
    """Return a statement and what follows it in its line."""
    return document.text[statement.start : document.lines[statement.line].end].rstrip()


def _language(content: str) -> str | None:
    """Return the name of the other language that begins with these words."""
    return next((language for language, pattern in _FOREIGN if pattern.match(content)), None)
