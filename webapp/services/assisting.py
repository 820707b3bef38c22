"""What an editor asks about a text, at places in code points."""

from __future__ import annotations

from webapp.dsl import parse
from webapp.dsl.assist import (
    Completion,
    Completions,
    Entry,
    Fold,
    Hover,
    Symbol,
    complete,
    declaration,
    findings_at,
    folds,
    hover,
    outline_entries,
    references,
    rename,
    rename_part,
    renameable,
    symbol_at,
    vocabulary,
)
from webapp.services.editing import Edited
from webapp.services.reading import Reading
from webapp.services.references import follow

__all__ = [
    "Completion",
    "Completions",
    "Entry",
    "Fold",
    "Hover",
    "Symbol",
    "complete",
    "declaration",
    "findings_at",
    "folds",
    "hover",
    "outline_entries",
    "references",
    "rename",
    "rename_in",
    "renameable",
    "symbol_at",
    "vocabulary",
]


def rename_in(reading: Reading, kind: str, identifier: str, name: str) -> Edited:
    """Rename a node or lane of a text, with all its uses; the companion follows.

    Raises:
        EditRefused: there is no such part, or the new name is taken or cannot be one; the message says which.
    """
    result = rename_part(reading.document, kind, identifier, name)
    after = parse(result.text)
    companion = follow(reading.companion, reading.document.diagram, after.diagram, result.renamed)
    return Edited(Reading(after, companion), result.edits, ())
