"""The findings of a document, one module per family; each yields diagnostics, `diagnose` puts them in order."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from webapp.domain import Diagnostic
from webapp.dsl.checks import (
    branches,
    characters,
    flow,
    labels,
    languages,
    loops,
    nodes,
    references,
    spelling,
    structure,
    text,
    values,
)
from webapp.dsl.checks.harmless import harmless
from webapp.dsl.codes import finding

if TYPE_CHECKING:
    from webapp.dsl.document import Document

__all__ = ["MOST_FINDINGS", "diagnose", "foreign", "harmless"]

foreign = languages.foreign
FAMILIES = (
    text.check,
    structure.check,
    nodes.check,
    values.check,
    spelling.check,
    references.check,
    loops.check,
    labels.check,
    characters.check,
    branches.check,
    flow.check,
)
MOST_FINDINGS = 5_000


def diagnose(document: Document) -> tuple[Diagnostic, ...]:
    """Return all findings of a document in order of place; of a text in another language only that one.

    A family stops looking at `MOST_FINDINGS`: a broken text of a megabyte would give a million, which nobody reads.
    That is an error of its own, because what was not looked for might be one.
    """
    if document.foreign is not None:
        return (document.foreign,)
    families = [list(document.line_findings[:MOST_FINDINGS])]
    families += [list(islice(family(document), MOST_FINDINGS)) for family in FAMILIES]
    found = list(harmless(document, (item for family in families for item in family)))
    if any(item.fix and item.fix.safe for item in found) and languages.is_doubtful(document):
        found = [replace(item, fix=item.fix and replace(item.fix, safe=False)) for item in found]
    found.sort(key=lambda item: (item.start, item.end))
    if any(len(family) >= MOST_FINDINGS for family in families):
        end = len(document.text)
        message = f"more than {len(found):,} problems: fix some of those listed to see the rest"
        found.append(finding("more-findings", message, end, end))
    return tuple(found)
