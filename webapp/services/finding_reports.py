"""Findings for people at a terminal, and as the JSON of `check`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from webapp.domain import Finding, Fix, Severity
from webapp.dsl import Document, findings_of, is_valid
from webapp.dsl.reading.positions import LineIndex
from webapp.services.sources import companion_path

if TYPE_CHECKING:
    from webapp.services.companion_checks import CompanionProblem

SHOWN_WIDTH = 100
MARGIN = 40


def findings_text(path: str, document: Document, *, strict: bool = False) -> str:
    """Return each finding as `path:line:column: severity: message [code]`, its line, and carets under its range."""
    index = LineIndex(document.text)
    return "".join(_finding_text(path, item, document.text, index) for item in findings_of(document, strict=strict))


def findings_json(path: str, document: Document, *, strict: bool = False) -> dict[str, Any]:
    """Return the entry of a file in the JSON of `check`; columns count code points."""
    index = LineIndex(document.text)
    diagram = document.diagram
    return {
        "path": path,
        "valid": is_valid(document, strict=strict),
        "diagnostics": [_finding_json(item, index) for item in findings_of(document, strict=strict)],
        "stats": {
            "lanes": len(diagram.lanes),
            "nodes": len(diagram.nodes),
            "edges": len(diagram.edges),
            "loops": len(diagram.loops),
        },
    }


def companion_text(path: str, problems: Sequence[CompanionProblem]) -> str:
    """Return each problem of the companion of a text as `path: error: sentence`."""
    beside = companion_path(Path(path))
    return "".join(f"{beside}: error: {printable(str(item))}\n" for item in problems)


def findings_summary(documents: list[Document], *, strict: bool = False) -> str:
    """Return the number of findings, such as `1 error, 2 warnings`, or `no problems`."""
    found = [item.severity for document in documents for item in findings_of(document, strict=strict)]
    counts = [(found.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count) or "no problems"


def printable(text: str) -> str:
    """Return the text with escapes for characters that could move a terminal's cursor or change its direction."""
    if text.isascii() and text.isprintable():
        return text
    kept = (letter if _is_harmless(letter) else letter.encode("unicode_escape").decode() for letter in text)
    return "".join(kept)


def _is_harmless(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _finding_text(path: str, finding: Finding, text: str, index: LineIndex) -> str:
    position = index.position(finding.start)
    head = f"{path}:{position.line}:{position.column}: {finding.severity.value}: {printable(finding.message)}"
    line_start = index.offset(position.line, 1)
    line_end = index.offset(position.line + 1, 1) if position.line < index.line_count else len(text)
    line = text[line_start:line_end].rstrip("\r\n").replace("\t", " ")
    column = position.column - 1
    first = max(0, column - MARGIN) if len(line) > SHOWN_WIDTH else 0
    shown = printable(line[first : first + SHOWN_WIDTH])
    before = _cells(printable(line[first:column]))
    under = line[column : min(line_start + len(line), finding.end) - line_start][: SHOWN_WIDTH - (column - first)]
    carets = "^" * max(1, _cells(printable(under)))
    fixes = "".join(f"    fix: {printable(fix.title)}\n" for fix in finding.fixes)
    return f"{head} [{finding.code}]\n    {shown}\n    {' ' * before}{carets}\n{fixes}"


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if max(text, default="") < "\u0300":
        return len(text)
    # Loaded when it is needed: its tables take half as long as everything else that `check` loads.
    from wcwidth import wcswidth

    return wcswidth(text)


def _finding_json(finding: Finding, index: LineIndex) -> dict[str, Any]:
    first, last = index.position(finding.start), index.position(finding.end)
    fixes = [_fix_json(fix) for fix in finding.fixes]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
        "start": finding.start,
        "end": finding.end,
        "fix": fixes[0] if finding.fix else None,
        "fixes": fixes,
    }


def _fix_json(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
