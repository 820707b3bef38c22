"""What an editor asks about a text, at places in code points."""

from __future__ import annotations

from webapp.domain import TextEdit
from webapp.dsl import Document, findings_of
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
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text
from webapp.dsl.help import HELP
from webapp.services.edited import Edited
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
    "explanations_at",
    "folds",
    "formatted",
    "hover",
    "outline_entries",
    "references",
    "rename",
    "rename_in",
    "renameable",
    "safe_fixes",
    "symbol_at",
    "vocabulary",
]


def explanations_at(document: Document, offset: int) -> tuple[str, ...]:
    """Return what was found at an offset, each with what it means."""
    found = dict.fromkeys((item.message, item.code) for item in findings_at(document, offset))
    return tuple(f"{message}\n{HELP[code].explanation}" for message, code in found)


def formatted(document: Document) -> tuple[TextEdit, ...]:
    """Return the edits that bring a text into its canonical form."""
    return format_text(document).edits


def safe_fixes(document: Document) -> tuple[TextEdit, ...]:
    """Return the edits of all safe fixes."""
    if not any(finding.fix and finding.fix.safe for finding in findings_of(document)):
        return ()
    return fix_text(document).edits


def rename_in(reading: Reading, kind: str, identifier: str, name: str) -> Edited:
    """Rename a node or lane of a text, with all its uses; the companion follows.

    Raises:
        EditRefused: there is no such part, or the new name is taken or cannot be one; the message says which.
    """
    result = rename_part(reading.document, kind, identifier, name)
    companion = follow(reading.companion, result.renamed, result.removed)
    return Edited(Reading(result.document, companion), result.edits, ())
