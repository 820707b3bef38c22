"""Nodes that stand outside every lane, and the lane that they are put into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.domain import OUTSIDE, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.lane_ids import free_lane_id
from webapp.dsl.reading.syntax import EdgeStatement, LaneClose, LaneOpen, LoopStatement, NodeStatement, Unknown
from webapp.dsl.writing.placing import INDENT, indent_of, line_removed, newline, statement_text
from webapp.dsl.writing.quoting import bare

NEW_LANE = "New lane"


def new_lane_around(document: Document, label: str = NEW_LANE, name: str | None = None) -> tuple[TextEdit, ...]:
    """Return the edits that put all nodes outside every lane, with their edges and loops, into a new lane.

    The lane is opened before the first of these nodes; what stands further down comes after what follows it. No edits
    where there is no such node or a line holds several statements.
    """
    theirs = list(_theirs(document))
    if not theirs or document.crowded:
        return ()
    first = theirs[0]
    run = _run(document, first, frozenset(theirs))
    last = run[-1]
    ending = newline(document)
    identifier = name or free_lane_id(label, lambda item: document.outline.lane_named(item) is not None)
    indent = indent_of(document, first)
    begin = document.lines[document.statements[first].line].start
    end = document.lines[document.statements[last].line].end
    edits = [TextEdit(begin, begin, f"{indent}{identifier} {{ # {bare(label)}{ending}{INDENT}")]
    for index in run[1:]:
        start = document.lines[document.statements[index].line].start
        edits.append(TextEdit(start, start, INDENT))
    moved, taken = "", 0
    for index in theirs:
        if index not in run:
            gone = line_removed(document, index)
            # The last line of a text takes the line break before it along, which may be gone already.
            edits.append(replace(gone, start=max(gone.start, taken)))
            taken = gone.end
            moved += f"{ending}{indent}{INDENT}{statement_text(document, index)}"
    return (*edits, TextEdit(end, end, f"{moved}{ending}{indent}}}"))


def _theirs(document: Document) -> Iterator[int]:
    """Yield the places among the statements of the nodes outside every lane, their edges and loops."""
    home, nodes = document.outline.home, document.diagram.node
    outside = {node.id for node in document.diagram.nodes if node.lane == OUTSIDE}
    for index, statement in enumerate(document.statements):
        if home[index] is not None:
            continue
        if isinstance(statement, NodeStatement):
            named = statement.id.text
        elif isinstance(statement, EdgeStatement):
            named = statement.source.node.text
        elif isinstance(statement, LoopStatement):
            named = next((item.node.text for item in statement.nodes if item.node.text in nodes), "")
        else:
            continue
        if named in outside:
            yield index


def _run(document: Document, first: int, theirs: frozenset[int]) -> range:
    """Return the statements from the first of these on to the last of them before a lane or a line of another kind."""
    last = first
    for index in range(first, len(document.statements)):
        statement = document.statements[index]
        if isinstance(statement, (LaneOpen, LaneClose, Unknown)):
            break
        if index in theirs:
            last = index
        elif isinstance(statement, (NodeStatement, EdgeStatement, LoopStatement)):
            break
    return range(first, last + 1)
