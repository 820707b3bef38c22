"""Edits on the canvas: operations become the smallest edits of the text, and the companion follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from webapp.domain import Companion, Diagram, PartKey
from webapp.dsl.edits import Turn, apply, operation_from_json
from webapp.errors import InvalidRequest
from webapp.layout import BY_HAND, MEMORY, Hints, remembered, tidied
from webapp.services.drawing import DrawingService
from webapp.services.edited import Edited, Made
from webapp.services.reading import Reading
from webapp.services.references import follow

__all__ = ["TIDY", "Edited", "EditingService", "Made"]

TIDY = "tidy"
FEW_EDGES = 5


class EditingService:
    """Does operations on texts."""

    def __init__(self, drawing: DrawingService) -> None:
        self._drawing = drawing

    def edit(self, code: str, companion: Mapping[str, Any] | None, operations: Sequence[Mapping[str, Any]]) -> Edited:
        """Do operations in order as one step; all of them or none.

        The companion remembers what keeps the picture calm; the operation `tidy` has it forget, offsets included. A
        node that goes to another lane leaves its offset behind.

        Raises:
            EditRefused: one of them cannot be done on this text.
            InvalidRequest, TextTooLarge: an operation, the text or the companion is not what it should be.
        """
        before = self._drawing.read(code, companion)
        tidy = any(_is_tidy(item) for item in operations)
        result = apply(before.document, [operation_from_json(item) for item in operations if item.get("op") != TIDY])
        after = self._drawing.read(result.document, companion)
        followed = follow(before.companion, result.renamed, result.removed)
        if tidy:
            followed = replace(followed, layout=tidied(followed.layout))
        else:
            diagrams = before.document.diagram, after.document.diagram
            followed = _without_lost_offsets(followed, *diagrams, result.renamed)
            if any(item.get("op") == Turn.name for item in operations):
                # All stands elsewhere when it is turned: there is nothing to stay near to.
                followed = replace(followed, layout=_without_memory(followed.layout))
            else:
                followed = _with_memory(followed, *diagrams, Hints.from_json(before.companion.layout), result.renamed)
        return Edited(Reading(after.document, followed), result.edits, tuple(Made(*made) for made in result.created))

    def typed(self, reading: Reading, plan: str) -> Reading:
        """Return a text that somebody wrote on; its companion remembers what stood in the picture with this `plan`.

        A drawing whose direction has changed as well, and a text that was put in place of another one, are near to
        nothing that was shown.
        """
        shown, layout, diagram = self._drawing.shown(plan), reading.companion.layout, reading.document.diagram
        if shown is None or layout.get("direction", "right") != shown.hints.direction:
            return reading
        if _structure(shown.diagram) == _structure(diagram):
            return reading
        if _is_another(shown.diagram, diagram):
            return replace(reading, companion=replace(reading.companion, layout=_without_memory(layout)))
        return replace(reading, companion=_with_memory(reading.companion, shown.diagram, diagram, shown.hints, {}))


def _is_tidy(operation: Mapping[str, Any]) -> bool:
    if operation.get("op") != TIDY:
        return False
    for name in operation.keys() - {"op"}:
        raise InvalidRequest(f"{TIDY} has no field {name!r}; it has none", field=name)
    return True


def _structure(diagram: Diagram) -> tuple[Any, ...]:
    """Return what a layout remembers anything of."""
    edges = [(edge.id, edge.source_side, edge.target_side) for edge in diagram.edges]
    return [lane.id for lane in diagram.lanes], [(node.id, node.lane) for node in diagram.nodes], edges


def _is_another(before: Diagram, after: Diagram) -> bool:
    """Return whether so many edges are gone that a text is another one rather than the same with a change."""
    gone = len(before.edge.keys() - after.edge.keys())
    return gone > max(FEW_EDGES, len(before.edges) / 2)


def _without_lost_offsets(
    companion: Companion, before: Diagram, after: Diagram, renamed: Mapping[PartKey, str]
) -> Companion:
    """Return the companion without the offsets of nodes that stand in another lane now: rows are those of a lane."""
    was = {
        renamed.get(("node", node.id), node.id): renamed.get(("lane", node.lane), node.lane) for node in before.nodes
    }
    moved = {node.id for node in after.nodes if was.get(node.id, node.lane) != node.lane}
    layout = dict(companion.layout)
    for name in BY_HAND:
        kept = {node: offset for node, offset in layout.pop(name, {}).items() if node not in moved}
        if kept:
            layout[name] = kept
    return replace(companion, layout=layout)


def _with_memory(
    companion: Companion, before: Diagram, after: Diagram, hints: Hints, renamed: Mapping[PartKey, str]
) -> Companion:
    """Return the companion with what the layout must remember of the diagram before an edit."""
    memory = remembered(before, after, hints, renamed)
    return replace(companion, layout={**_without_memory(companion.layout), **memory})


def _without_memory(layout: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in layout.items() if name not in MEMORY}
