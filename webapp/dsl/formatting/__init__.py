"""The canonical form of a text: every statement at its place, in one spelling, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain import TextEdit
from webapp.dsl.document import Document
from webapp.dsl.formatting.numbering import renumbered
from webapp.dsl.formatting.pages import page
from webapp.dsl.formatting.splitting import one_a_line
from webapp.dsl.text_changes import text_changes

__all__ = ["FormatResult", "format_text"]


@dataclass(frozen=True)
class FormatResult:
    """The formatted text, the edits that lead there (in offsets of the original), and old node ids to new ones."""

    text: str
    edits: tuple[TextEdit, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)


def format_text(text: str, *, renumber: bool = False) -> FormatResult:
    """Return the canonical form; what is not understood stays as it is, where it is, and so does a foreign text.

    With `renumber` the nodes become n1, n2 ... in document order, with all their uses.

    Raises:
        EditRefused: only with `renumber`: a line or a name could not follow; the message says which.
    """
    numbered, renamed = renumbered(Document(text)) if renumber else (text, {})
    document = Document(numbered)
    formatted = numbered if document.foreign is not None else page(Document(one_a_line(document)))
    # Broken texts can mean something else when a line of theirs begins elsewhere; those are left alone.
    if formatted != numbered and Document(formatted).diagram != document.diagram:
        formatted = numbered
    return FormatResult(formatted, text_changes(text, formatted), renamed)
