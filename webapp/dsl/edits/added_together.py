"""Where an edge goes that is added together with a node, so that the text is read once after both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.domain import TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement, NodeStatement
from webapp.dsl.writing.placing import Place, edge_place


def place_with_node(document: Document, lane: str, node_lane: str, node: Place) -> Place:
    """Return the place of a new edge of a lane, as if a node had been written at its own place before.

    Without other edges an edge follows the last node of its lane: that is the new one where it comes last there.
    """
    last = document.lanes.last_of.get((lane, NodeStatement))
    has_edges = (lane, EdgeStatement) in document.lanes.last_of
    if lane == node_lane and not has_edges and (last is None or document.statements[last].start < node.offset):
        return node
    return edge_place(document, lane)


def in_order(node: TextEdit, edge: TextEdit, *, node_first: bool) -> list[TextEdit]:
    """Return both edits; where they insert at one offset, the first in the list comes first in the text."""
    return [node, edge] if node_first else [edge, node]


def start_after(edits: Sequence[TextEdit], edit: TextEdit, place: Place) -> int:
    """Return where the line that one of these edits inserts at a place begins in the text after all of them."""
    before = _before(edits, edit)
    shift = sum(len(item.text) - (item.end - item.start) for item in before)
    return edit.start + shift + len(place.before) + len(place.indent)


def _before(edits: Sequence[TextEdit], edit: TextEdit) -> Iterable[TextEdit]:
    ordered = sorted(edits, key=lambda item: item.start)
    return ordered[: next(at for at, item in enumerate(ordered) if item is edit)]
