"""Edits on the canvas: operations become the smallest edits of the text, and the companion follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from webapp.domain import TextEdit
from webapp.dsl.edits import apply, operation_from_json
from webapp.services.drawing import DrawingService
from webapp.services.reading import Reading
from webapp.services.references import follow


class Made(NamedTuple):
    """A part of the diagram that an operation made."""

    kind: str
    id: str


@dataclass(frozen=True)
class Edited:
    """The new text, read, with the companion that follows it; the edits are in offsets of the old text."""

    reading: Reading
    edits: tuple[TextEdit, ...]
    created: tuple[Made, ...]


class EditingService:
    """Does operations on texts."""

    def __init__(self, drawing: DrawingService) -> None:
        self._drawing = drawing

    def edit(self, code: str, companion: Mapping[str, Any] | None, operations: Sequence[Mapping[str, Any]]) -> Edited:
        """Do operations in order as one step; all of them or none.

        Raises:
            EditRefused: one of them cannot be done on this text.
            InvalidRequest, TextTooLarge: an operation, the text or the companion is not what it should be.
        """
        before = self._drawing.read(code, companion)
        result = apply(code, [operation_from_json(item) for item in operations])
        after = self._drawing.read(result.text, companion)
        followed = follow(before.companion, result.renamed, result.removed)
        return Edited(Reading(after.document, followed), result.edits, tuple(Made(*made) for made in result.created))
