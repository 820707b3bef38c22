"""Text to diagram and back: tokens, statements, diagnostics, text edits."""

from webapp.dsl.document import Document, Span, parse

__all__ = ["Document", "Span", "parse"]
