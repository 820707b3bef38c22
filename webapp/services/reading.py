"""A text and its companion, read together."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain import Companion
from webapp.dsl import Document


@dataclass(frozen=True)
class Reading:
    """A text that was read, with its companion."""

    document: Document
    companion: Companion
