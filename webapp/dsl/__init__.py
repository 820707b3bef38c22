"""Text to diagram and back: reading, findings, edits of the text. The README says what each of its rooms does."""

from webapp.dsl.checks import findings_of, is_valid
from webapp.dsl.document import Document, Range, Span, parse
from webapp.dsl.reading.positions import LineIndex, Position

__all__ = ["Document", "LineIndex", "Position", "Range", "Span", "findings_of", "is_valid", "parse"]
