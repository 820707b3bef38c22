"""The canonical form of a text: every statement at its place, in one spelling, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain import PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.formatting.canonical_page import page
from webapp.dsl.formatting.splitting import one_a_line
from webapp.dsl.writing.identities import Identities, parts_after
from webapp.dsl.writing.renumbering import renumber as new_numbers
from webapp.dsl.writing.text_changes import text_changes, with_edits

__all__ = ["FormatResult", "format_text"]


@dataclass(frozen=True)
class FormatResult:
    """The formatted text, read already, the edits of the original that lead there, and new ids of parts."""

    document: Document = field(compare=False, repr=False)
    edits: tuple[TextEdit, ...]
    renamed: Mapping[PartKey, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The formatted text."""
        return self.document.text


def format_text(text: str | Document, *, renumber: bool = False) -> FormatResult:
    """Return the canonical form; what is not understood stays as it is, where it is, and so does a foreign text.

    With `renumber` the nodes become n1, n2 ... in document order, with all their uses.
    """
    original = document = text if isinstance(text, Document) else Document(text)
    if document.foreign is not None:
        return FormatResult(document, ())
    renamed: Mapping[PartKey, str] = {}
    if renumber:
        document, renamed = _renumbered(document)
    apart = one_a_line(document)
    formatted = page(document if apart == document.text else Document(apart))
    if formatted != document.text:
        result = Document(formatted)
        # Broken texts can mean something else when a line of theirs begins elsewhere; those are left alone.
        if result.diagram == document.diagram:
            document = result
    return FormatResult(document, text_changes(original.text, document.text), renamed)


def _renumbered(document: Document) -> tuple[Document, Mapping[PartKey, str]]:
    edits = new_numbers(document).edits
    new = Document(with_edits(document.text, edits))
    identities = Identities(document)
    identities.follow(parts_after(document, edits, new))
    return new, identities.renamed
