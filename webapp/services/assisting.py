"""What an editor asks about a text; offsets count code points."""

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
from webapp.services.parsed_text import ParsedText
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
    """Return the message of each finding at an offset, with the explanation of its code."""
    found = dict.fromkeys((item.message, item.code) for item in findings_at(document, offset))
    return tuple(f"{message}\n{HELP[code].explanation}" for message, code in found)


def formatted(document: Document) -> tuple[TextEdit, ...]:
    """Return the edits that format a text."""
    return format_text(document).edits


def safe_fixes(document: Document) -> tuple[TextEdit, ...]:
    """Return the edits of all safe fixes."""
    if not any(finding.fix and finding.fix.safe for finding in findings_of(document)):
        return ()
    return fix_text(document).edits


def rename_in(parsed: ParsedText, kind: str, identifier: str, name: str) -> Edited:
    """Rename a node or lane wherever it is used, in the companion too.

    Raises:
        EditRefused: there is no such part, or the new name is taken or not allowed; the message says which.
    """
    result = rename_part(parsed.document, kind, identifier, name)
    companion = follow(parsed.companion, result.renamed, result.removed)
    return Edited(ParsedText(result.document, companion), result.edits, ())
