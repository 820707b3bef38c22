"""A parsed text with its companion."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain import Companion
from webapp.dsl import Document


@dataclass(frozen=True)
class ParsedText:
    """A parsed text with its companion."""

    document: Document
    companion: Companion
