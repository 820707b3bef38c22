"""The findings of a document, one module per family; each yields diagnostics, `diagnose` puts them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.domain import Diagnostic
from webapp.dsl.checks import branches, flow, labels, loops, nodes, references, structure, text, values

if TYPE_CHECKING:
    from webapp.dsl.document import Document

__all__ = ["diagnose", "foreign"]

foreign = text.foreign
FAMILIES = (
    text.check,
    structure.check,
    nodes.check,
    values.check,
    references.check,
    loops.check,
    labels.check,
    branches.check,
    flow.check,
)


def diagnose(document: Document) -> tuple[Diagnostic, ...]:
    """Return all findings of a document in order of place; of a text in another language only that one."""
    if document.foreign is not None:
        return (document.foreign,)
    found = list(document.line_findings)
    for family in FAMILIES:
        found.extend(family(document))
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))
