"""Edits on the canvas: applies operations to the text by the smallest text edits, and updates the companion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from webapp.domain import Companion, Diagram, PartKey
from webapp.dsl.edits import Turn, apply, operation_from_json
from webapp.errors import InvalidRequest
from webapp.layout import BY_HAND, Hints, remembered, tidied, without_memory
from webapp.services.drawing import DrawingService
from webapp.services.edited import Edited, Made
from webapp.services.parsed_text import ParsedText
from webapp.services.references import follow

__all__ = ["TIDY", "Edited", "EditingService", "Made"]

TIDY = "tidy"
FEW_EDGES = 5


class EditingService:
    """Applies operations to texts."""

    def __init__(self, drawing: DrawingService) -> None:
        self._drawing = drawing

    def edit(self, code: str, companion: Mapping[str, Any] | None, operations: Sequence[Mapping[str, Any]]) -> Edited:
        """Apply operations in order as one edit; all of them or none.

        The companion gets what the layout needs to keep the picture calm; the operation `tidy` removes that, and the
        offsets too. A node that moves to another lane loses its offset.

        Raises:
            EditRefused: one of them cannot be done on this text.
            InvalidRequest, TextTooLarge: an operation, the text or the companion is not valid.
        """
        before = self._drawing.read(code, companion)
        tidy = any(_is_tidy(item) for item in operations)
        result = apply(before.document, [operation_from_json(item) for item in operations if item.get("op") != TIDY])
        after = self._drawing.read(result.document, companion)
        followed = follow(before.companion, result.renamed, result.removed)
        if tidy:
            followed = replace(followed, layout_hints=tidied(followed.layout_hints))
        else:
            diagrams = before.document.diagram, after.document.diagram
            followed = _without_lost_offsets(followed, *diagrams, result.renamed)
            if result.edits and any(item.get("op") == Turn.name for item in operations):
                # Turning moves everything, so there is no picture to stay near.
                followed = replace(followed, layout_hints=without_memory(followed.layout_hints))
            else:
                followed = _with_memory(
                    followed, *diagrams, Hints.from_json(before.companion.layout_hints), result.renamed
                )
        return Edited(ParsedText(after.document, followed), result.edits, tuple(Made(*made) for made in result.created))

    def typed(self, parsed: ParsedText, plan: str) -> ParsedText:
        """Return a text after typing, with a companion that remembers the picture with this `plan`.

        Nothing is remembered if the direction has changed as well, or if another text has replaced this one.
        """
        shown, hints, diagram = self._drawing.shown(plan), parsed.companion.layout_hints, parsed.document.diagram
        if shown is None or hints.get("direction", "right") != shown.hints.direction:
            return parsed
        if _structure(shown.diagram) == _structure(diagram):
            return parsed
        if _is_another(shown.diagram, diagram):
            return replace(parsed, companion=replace(parsed.companion, layout_hints=without_memory(hints)))
        return replace(parsed, companion=_with_memory(parsed.companion, shown.diagram, diagram, shown.hints, {}))


def _is_tidy(operation: Mapping[str, Any]) -> bool:
    if operation.get("op") != TIDY:
        return False
    for name in operation.keys() - {"op"}:
        raise InvalidRequest(f"{TIDY} has no field {name!r}; it has none", field=name)
    return True


def _structure(diagram: Diagram) -> tuple[Any, ...]:
    """Return the part of a diagram that a layout can remember."""
    edges = [(edge.id, edge.source_side, edge.target_side) for edge in diagram.edges]
    return [lane.id for lane in diagram.lanes], [(node.id, node.lane) for node in diagram.nodes], edges


def _is_another(before: Diagram, after: Diagram) -> bool:
    """Return whether so many edges are gone that the text is another one, not the same one after a change."""
    gone = len(before.edge.keys() - after.edge.keys())
    return gone > max(FEW_EDGES, len(before.edges) / 2)


def _without_lost_offsets(
    companion: Companion, before: Diagram, after: Diagram, renamed: Mapping[PartKey, str]
) -> Companion:
    """Return the companion without the offsets of nodes that changed lanes: an offset counts rows of its lane."""
    was = {
        renamed.get(("node", node.id), node.id): renamed.get(("lane", node.lane), node.lane) for node in before.nodes
    }
    moved = {node.id for node in after.nodes if was.get(node.id, node.lane) != node.lane}
    layout_hints = dict(companion.layout_hints)
    for name in BY_HAND:
        kept = {node: offset for node, offset in layout_hints.pop(name, {}).items() if node not in moved}
        if kept:
            layout_hints[name] = kept
    return replace(companion, layout_hints=layout_hints)


def _with_memory(
    companion: Companion, before: Diagram, after: Diagram, hints: Hints, renamed: Mapping[PartKey, str]
) -> Companion:
    """Return the companion with what the layout must remember of the diagram before an edit."""
    memory = remembered(before, after, hints, renamed)
    return replace(companion, layout_hints={**without_memory(companion.layout_hints), **memory})
