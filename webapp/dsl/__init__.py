"""Text to diagram and back: tokens, statements, diagnostics, text edits."""

from webapp.dsl.document import Document, Span, parse
from webapp.dsl.positions import LineIndex, Position

__all__ = ["Document", "LineIndex", "Position", "Span", "parse"]
