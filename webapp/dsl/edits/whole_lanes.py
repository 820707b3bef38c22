"""Moves and removes whole lanes, with all their lines."""

from __future__ import annotations

from typing import NamedTuple

from webapp.domain import OUTSIDE, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.edge_edits import forget_nodes
from webapp.dsl.edits.lane_edits import neighbour_of_band
from webapp.dsl.edits.operations import MoveLane, RemoveLane
from webapp.dsl.edits.session import Session
from webapp.dsl.writing.placing import line_removed
from webapp.errors import EditRefused


class _Extent(NamedTuple):
    """The lines of one lane, without the last line break."""

    lane: str
    start: int
    end: int


def _extents(document: Document) -> list[_Extent]:
    """Return the range of each block, from the start of its first line to the end of the line of its closing brace.

    Comment lines directly above a header belong to its block.
    """
    found: list[_Extent] = []
    for block in document.outline.blocks:
        members = document.lanes.members(block)
        last = block.close if block.close is not None else members[-1] if members else block.open
        line = document.statements[block.open].line
        floor = document.statements[block.open - 1].line if block.open else -1
        index = block.open
        while index > 0 and document.outline.home[index - 1] is None:
            above = document.statements[index - 1]
            if (
                above.line != line - 1
                or document.lines[above.line].comment is None
                or above.start != _comment(document, above.line)
            ):
                break
            index, line = index - 1, above.line
            floor = document.statements[index - 1].line if index else -1
        header = document.statements[index]
        start = min(document.lines[line].start, header.start) if floor != line else header.start
        close = document.statements[last]
        following = document.statements[last + 1] if last + 1 < len(document.statements) else None
        shared = following is not None and following.line == close.line
        found.append(_Extent(block.lane, start, close.end if shared else document.lines[close.line].end))
    return found


def _comment(document: Document, line: int) -> int:
    comment = document.lines[line].comment
    return comment.start if comment is not None else -1


def move_lane(session: Session, operation: MoveLane) -> None:
    """Move the lines of a lane before those of another lane, or to the end, with the lines that separate lanes."""
    lane = session.lane(operation.id)
    document = session.document
    before = session.lane(operation.before) if operation.before is not None else None
    if lane == OUTSIDE:
        raise EditRefused("these nodes are outside every lane: put them into a lane first")
    if before == OUTSIDE:
        before = neighbour_of_band(document, 1)
    for block in document.outline.blocks:
        if block.close is None:
            raise EditRefused(f"the lane {block.lane} is not closed: add the missing }} first", lane=block.lane)
    for name in (lane, before):
        if name is not None and len(document.lanes.blocks_of(name)) > 1:
            raise EditRefused(f"there are two lanes {name}: change one of the ids first", lane=name)
    extents = _extents(document)
    source = next(index for index, item in enumerate(extents) if item.lane == lane)
    target = next((index for index, item in enumerate(extents) if item.lane == before), len(extents))
    if target in (source, source + 1):
        return
    start, end = extents[source].start, extents[source].end
    lines = document.text[start:end]
    if target < source:
        gap = document.text[extents[source - 1].end : start]
        at = extents[target].start
        session.change([TextEdit(at, at, lines + gap), TextEdit(start - len(gap), end, "")])
    else:
        gap = document.text[end : extents[source + 1].start]
        at = extents[target - 1].end
        session.change([TextEdit(start, end + len(gap), ""), TextEdit(at, at, gap + lines)])


def remove_lane(session: Session, operation: RemoveLane) -> None:
    """Remove a lane with its nodes and all their edges; loops in other lanes lose these nodes."""
    lane = session.lane(operation.id)
    document = session.document
    if lane == OUTSIDE:
        outside = {node.id for node in document.diagram.nodes_of[OUTSIDE]}
        lines = {document.outline.nodes[name].statement for name in outside}
        session.change([*(line_removed(document, index) for index in lines), *forget_nodes(document, outside, lines)])
        return
    gone: set[int] = set()
    for block in document.lanes.blocks_of(lane):
        gone.update(document.lanes.members(block))
    names = {name for name, item in document.outline.nodes.items() if item.statement in gone}
    extents = _extents(document)
    edits = [_removal(document, extents, index) for index, item in enumerate(extents) if item.lane == lane]
    session.change([*edits, *forget_nodes(document, names, gone)])


def _removal(document: Document, extents: list[_Extent], index: int) -> TextEdit:
    """Return the edit that removes a lane and the blank lines on one side of it."""
    text = document.text
    extent = extents[index]
    if index and not text[extents[index - 1].end : extent.start].strip():
        return TextEdit(extents[index - 1].end, extent.end, "")
    if index + 1 < len(extents) and not text[extent.end : extents[index + 1].start].strip():
        return TextEdit(extent.start, extents[index + 1].start, "")
    after = text[extent.end : extent.end + 2]
    ending = "\r\n" if after == "\r\n" else after[:1] if after[:1] in ("\r", "\n") else ""
    return TextEdit(extent.start, extent.end + len(ending), "")
