"""Texts written anew as a whole: in canonical form, or with every safe fix; the companion follows."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dsl import parse
from webapp.dsl.fixing import Applied, fix_text
from webapp.dsl.formatting import format_text
from webapp.services.editing import Edited
from webapp.services.reading import Reading
from webapp.services.references import follow


@dataclass(frozen=True)
class Mended(Edited):
    """A text after its safe fixes, with what each did."""

    applied: tuple[Applied, ...] = ()


def format_in(reading: Reading, *, renumber: bool = False) -> Edited:
    """Give a text its canonical form, and with `renumber` its nodes the ids n1..nN in document order."""
    result = format_text(reading.document.text, renumber=renumber)
    companion = follow(reading.companion, result.renamed, ())
    return Edited(Reading(parse(result.text), companion), result.edits, ())


def fix_in(reading: Reading) -> Mended:
    """Apply every safe fix to a text."""
    result = fix_text(reading.document.text)
    companion = follow(reading.companion, result.renamed, ())
    return Mended(Reading(parse(result.text), companion), result.edits, (), result.applied)
