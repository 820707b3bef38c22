"""Rewrites of a whole text, in canonical form or with its safe fixes; the companion is updated too."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dsl import LineIndex, findings_of
from webapp.dsl.edits.session import Session
from webapp.dsl.fixing import Applied, fix_text
from webapp.dsl.formatting import format_text
from webapp.errors import EditRefused
from webapp.services.edited import Edited
from webapp.services.parsed_text import ParsedText
from webapp.services.references import follow


@dataclass(frozen=True)
class Mended(Edited):
    """A text after its safe fixes, with what each changed; not `complete` if another call is needed for the rest."""

    applied: tuple[Applied, ...] = ()
    complete: bool = True


def format_in(parsed: ParsedText, *, renumber: bool = False) -> Edited:
    """Format a text; `renumber` also gives its nodes the ids n1..nN in document order."""
    result = format_text(parsed.document, renumber=renumber)
    companion = follow(parsed.companion, result.renamed, ())
    return Edited(ParsedText(result.document, companion), result.edits, ())


def fix_in(parsed: ParsedText) -> Mended:
    """Apply every safe fix to a text."""
    result = fix_text(parsed.document)
    companion = follow(parsed.companion, result.renamed, ())
    return Mended(ParsedText(result.document, companion), result.edits, (), result.applied, result.complete)


def fix_one_in(parsed: ParsedText, code: str, offset: int, number: int = 0) -> Mended:
    """Apply a fix of one finding, safe or not, that begins at an offset (code points); `number` counts from 0.

    Raises:
        EditRefused: there is no such finding there, or it has no fix.
    """
    document = parsed.document
    found = (item for item in findings_of(document) if item.code == code and item.start == offset)
    finding = next(found, None)
    if finding is None or number >= len(finding.fixes):
        raise EditRefused(f"this problem no longer exists: there is no {code} here", code_of_finding=code)
    session = Session(document)
    fix = finding.fixes[number]
    session.change(fix.edits)
    became = session.identities
    companion = follow(parsed.companion, became.renamed, became.removed)
    applied = Applied(code, LineIndex(document.text).position(offset).line, fix.title)
    return Mended(ParsedText(session.document, companion), session.edited.edits(), (), (applied,))
