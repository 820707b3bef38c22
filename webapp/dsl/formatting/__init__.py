"""The canonical form of a text: every statement at its place, in one spelling, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain import PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.formatting.pages import page
from webapp.dsl.formatting.splitting import one_a_line
from webapp.dsl.writing.identities import Identities, step
from webapp.dsl.writing.renumbering import renumber as new_numbers
from webapp.dsl.writing.text_changes import text_changes, with_edits

__all__ = ["FormatResult", "format_text"]


@dataclass(frozen=True)
class FormatResult:
    """The formatted text, the edits that lead there (in offsets of the original), and new ids of parts."""

    text: str
    edits: tuple[TextEdit, ...]
    renamed: Mapping[PartKey, str] = field(default_factory=dict)


def format_text(text: str, *, renumber: bool = False) -> FormatResult:
    """Return the canonical form; what is not understood stays as it is, where it is, and so does a foreign text.

    With `renumber` the nodes become n1, n2 ... in document order, with all their uses.
    """
    document = Document(text)
    if document.foreign is not None:
        return FormatResult(text, ())
    renamed: Mapping[PartKey, str] = {}
    if renumber:
        document, renamed = _renumbered(document)
    formatted = page(Document(one_a_line(document)))
    # Broken texts can mean something else when a line of theirs begins elsewhere; those are left alone.
    if formatted != document.text and Document(formatted).diagram != document.diagram:
        formatted = document.text
    return FormatResult(formatted, text_changes(text, formatted), renamed)


def _renumbered(document: Document) -> tuple[Document, Mapping[PartKey, str]]:
    edits = new_numbers(document).edits
    new = Document(with_edits(document.text, edits))
    identities = Identities(document)
    identities.follow(step(document, edits, new))
    return new, identities.renamed
