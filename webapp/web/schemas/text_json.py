"""Diagrams, findings and edits as JSON. Only here, columns are converted to UTF-16 units, as browsers count them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from webapp.domain import OUTSIDE, Diagram, Finding, Fix, Severity, TextEdit
from webapp.dsl import Document, Range, findings_of
from webapp.dsl.reading.positions import LineIndex

# Nobody reads more at once. A megabyte of stray braces would otherwise give an answer of half a gigabyte.
MOST_FINDINGS = 500


def findings_json(document: Document) -> dict[str, Any]:
    """Return the first findings in order of position as `diagnostics`, and the number of further ones."""
    index = LineIndex(document.text)
    found = findings_of(document)
    shown = [_finding(finding, index) for finding in found[:MOST_FINDINGS]]
    return {"diagnostics": shown, "diagnostics_left_out": max(0, len(found) - MOST_FINDINGS)}


def strict_findings_json(document: Document) -> dict[str, Any]:
    """Return the first findings in strict mode as `errors` and `warnings`, and the number of further ones."""
    index = LineIndex(document.text)
    found = findings_of(document, strict=True)
    shown = [_finding(finding, index) for finding in found[:MOST_FINDINGS]]
    return {
        "errors": [item for item in shown if item["severity"] == Severity.ERROR],
        "warnings": [item for item in shown if item["severity"] == Severity.WARNING],
        "left_out": max(0, len(found) - MOST_FINDINGS),
    }


def edits_json(text: str, edits: Iterable[TextEdit]) -> list[dict[str, Any]]:
    """Return edits of a text with their ranges."""
    index = LineIndex(text)
    return [_edit(edit, index) for edit in edits]


def start_json(index: LineIndex, offset: int) -> dict[str, int]:
    """Return where an offset of a text is."""
    position = index.position(offset)
    return {"line": position.line, "column": position.utf16_column}


class Described(Protocol):
    """A diagram, and where its text describes it."""

    @property
    def diagram(self) -> Diagram: ...  # noqa: D102
    @property
    def ranges(self) -> Mapping[tuple[str, str], Range]: ...  # noqa: D102


def diagram_json(document: Described) -> dict[str, Any]:
    """Return lanes, nodes, edges and loops in document order, each with the range of its statement."""
    diagram, ranges = document.diagram, document.ranges

    def range_of(kind: str, name: str) -> dict[str, int]:
        if (kind, name) == ("lane", OUTSIDE):
            # The text has no statement for this lane; the range is that of its first node.
            return range_of("node", diagram.nodes_of[OUTSIDE][0].id)
        return ranges[kind, name]._asdict()

    return {
        "lanes": [{"id": lane.id, "label": lane.label, "range": range_of("lane", lane.id)} for lane in diagram.lanes],
        "nodes": [
            {
                "id": node.id,
                "lane": node.lane,
                "shape": node.shape.value,
                "label": node.label,
                "text": node.text,
                "owner": node.owner,
                "description": node.description,
                "system": node.system,
                "range": range_of("node", node.id),
            }
            for node in diagram.nodes
        ],
        "edges": [
            {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "source_side": edge.source_side.value,
                "target_side": edge.target_side.value,
                "label": edge.label,
                "range": range_of("edge", edge.id),
            }
            for edge in diagram.edges
        ],
        "loops": [
            {"id": loop.id, "condition": loop.condition, "nodes": list(loop.nodes), "range": range_of("loop", loop.id)}
            for loop in diagram.loops
        ],
    }


def _finding(finding: Finding, index: LineIndex) -> dict[str, Any]:
    fixes = [_fix(fix, index) for fix in finding.fixes]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        **range_json(finding.start, finding.end, index),
        "fix": fixes[0] if finding.fix else None,
        "fixes": fixes,
    }


def _fix(fix: Fix, index: LineIndex) -> dict[str, Any]:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit, index) for edit in fix.edits]}


def _edit(edit: TextEdit, index: LineIndex) -> dict[str, Any]:
    return {**range_json(edit.start, edit.end, index), "text": edit.text}


def range_json(start: int, end: int, index: LineIndex) -> dict[str, int]:
    """Return a range of the text with its lines and columns."""
    first, last = index.position(start), index.position(end)
    return {
        "start": start,
        "end": end,
        "line": first.line,
        "column": first.utf16_column,
        "end_line": last.line,
        "end_column": last.utf16_column,
    }
