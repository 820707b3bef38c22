"""Which lane names an edge must carry, and the edits that put them right."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement, Endpoint, LaneOpen
from webapp.dsl.writing.placing import line_removed, moved_edge_place, statement_text


def set_prefix(endpoint: Endpoint, lane: str | None) -> TextEdit | None:
    """Return the edit that makes an endpoint carry exactly this lane name; None when it does already.

    `OUTSIDE` is no name: the endpoint carries none then.
    """
    lane = lane or None
    written = endpoint.lane.text if endpoint.lane else None
    if written == lane:
        return None
    text = f"{lane}." if lane else ""
    return TextEdit(endpoint.start, endpoint.node.start, text)


def prefix_edits(edge: EdgeStatement, source_lane: str, target_lane: str) -> Iterator[TextEdit]:
    """Yield the edits that put both ends' lane names right for an edge between these lanes."""
    for endpoint, lane in ((edge.source, None), (edge.target, target_lane if target_lane != source_lane else None)):
        edit = set_prefix(endpoint, lane)
        if edit is not None:
            yield edit


def apply_edits_at(text: str, offset: int, edits: Iterator[TextEdit] | tuple[TextEdit, ...]) -> str:
    """Return a part of a document after edits; it begins at `offset`, and the edits are in offsets of the document."""
    for edit in sorted(edits, key=lambda item: (item.start, item.end), reverse=True):
        text = text[: edit.start - offset] + edit.text + text[edit.end - offset :]
    return text


def lane_renamed(document: Document, lane: str, name: str) -> Iterator[TextEdit]:
    """Yield the edits that write another name in the headers of a lane and wherever an edge or a loop names it."""
    for block in document.lanes.blocks_of(lane):
        header = document.statements[block.open]
        assert isinstance(header, LaneOpen)
        gap = " " if header.id.end == header.brace.start else ""
        yield TextEdit(header.id.start, header.id.end, f"{name}{gap}")
    for prefix in document.uses.prefixes_by_lane.get(lane, ()):
        yield TextEdit(prefix.start, prefix.end, name)


def move_edge(document: Document, index: int, lane: str, target_lane: str) -> tuple[TextEdit, TextEdit]:
    """Return the edits that move an edge's line to the lane of its source and put its lane names right."""
    edge = document.statements[index]
    assert isinstance(edge, EdgeStatement)
    line = apply_edits_at(statement_text(document, index), edge.start, prefix_edits(edge, lane, target_lane))
    return line_removed(document, index), moved_edge_place(document, lane, index).insert(line)
