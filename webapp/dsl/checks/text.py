"""What is wrong with the text as such: characters that no text holds, and other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from webapp.domain import Diagnostic, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.meaning import CONTROL
from webapp.dsl.names import shape_of
from webapp.dsl.syntax import NodeStatement, Remark

if TYPE_CHECKING:
    from webapp.dsl.document import Document

_RUN = re.compile(f"{CONTROL.pattern}+")
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
    if document.text.isprintable() or CONTROL.search(document.text) is None:
        return
    for line in document.lines:
        runs = list(_RUN.finditer(document.text, line.start, line.end))
        if runs:
            edits = tuple(TextEdit(run.start(), run.end(), "") for run in runs)
            code = f"U+{ord(runs[0].group()[0]):04X}"
            message = f"this line holds characters that no text shows, such as {code}: remove them"
            fix = Fix("Remove them", True, edits)
            yield finding("control-character", message, runs[0].start(), runs[-1].end(), fix)


def foreign(document: Document) -> Diagnostic | None:
    """Return the one finding of a text that is written in another language; None for a text in ours."""
    for item in document.statements:
        if isinstance(item, NodeStatement) and item.shape is not None and shape_of(item.shape.text) is not None:
            return None
    first = next((item for item in document.statements if not isinstance(item, Remark)), None)
    if first is None:
        return None
    line = document.lines[first.line]
    content = document.text[first.start : line.end].rstrip()
    for language, pattern in _FOREIGN:
        if pattern.match(content):
            message = f"this looks like {language}, which is another language: import it, or begin with Id {{ # Label"
            return finding("foreign-syntax", message, first.start, first.start + len(content))
    return None
