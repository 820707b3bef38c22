"""What an edit of a text gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain import TextEdit
from webapp.services.reading import Reading


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
