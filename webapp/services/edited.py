"""The result of an edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain import TextEdit
from webapp.services.parsed_text import ParsedText


class Made(NamedTuple):
    """A part of the diagram that an operation created."""

    kind: str
    id: str


@dataclass(frozen=True)
class Edited:
    """The new text with its companion; the edits are in offsets of the old text."""

    parsed: ParsedText
    edits: tuple[TextEdit, ...]
    created: tuple[Made, ...]
