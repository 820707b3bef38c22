"""The findings of a document, one module per family; each yields diagnostics, `diagnose` puts them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.domain import Diagnostic

if TYPE_CHECKING:
    from webapp.dsl.document import Document


def diagnose(document: Document) -> tuple[Diagnostic, ...]:
    """Return all findings of a document in order of place."""
    return tuple(sorted(document.line_findings, key=lambda item: (item.start, item.end)))
