"""The findings of a document, one module per family; each yields findings, `findings_of` puts them in order."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from webapp.domain import Finding, Severity
from webapp.dsl.checks import (
    branch_checks,
    character_checks,
    control_character_checks,
    edge_checks,
    flow_checks,
    label_checks,
    lane_checks,
    loop_checks,
    loop_run_checks,
    node_checks,
    spelling_checks,
    value_checks,
)
from webapp.dsl.checks.unread_lines import harmless
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.collector import paused_collector

__all__ = ["FAMILIES", "MOST_FINDINGS", "findings_of", "harmless", "is_valid"]

FAMILIES = (
    control_character_checks.check,
    lane_checks.check,
    node_checks.check,
    value_checks.check,
    spelling_checks.check,
    edge_checks.check,
    loop_checks.check,
    label_checks.check,
    character_checks.check,
    branch_checks.check,
    flow_checks.check,
    loop_run_checks.check,
)
MOST_FINDINGS = 5_000


def findings_of(document: Document, *, strict: bool = False) -> tuple[Finding, ...]:
    """Return all findings of a document in order of place, looked for once; under strict reading more are errors."""
    found = document.once(_findings)
    return tuple(replace(item, severity=Severity.ERROR) if item.strict else item for item in found) if strict else found


def is_valid(document: Document, *, strict: bool = False) -> bool:
    """Return whether a document has no error; warnings and hints do not count."""
    return all(item.severity is not Severity.ERROR for item in findings_of(document, strict=strict))


def _findings(document: Document) -> tuple[Finding, ...]:
    """Return all findings of a document; of a text in another language only that one.

    A family stops looking at `MOST_FINDINGS`: a broken text of a megabyte would give a million, which nobody reads.
    That is an error of its own, because what was not looked for might be one.
    """
    if document.foreign is not None:
        return (document.foreign,)
    with paused_collector():
        families = [list(document.line_findings[:MOST_FINDINGS])]
        families += [list(islice(family(document), MOST_FINDINGS)) for family in FAMILIES]
        found = list(harmless(document, (item for family in families for item in family)))
        if any(item.fix and item.fix.safe for item in found) and document.may_be_foreign:
            found = [replace(item, fix=item.fix and replace(item.fix, safe=False)) for item in found]
        found.sort(key=lambda item: (item.start, item.end))
        if any(len(family) >= MOST_FINDINGS for family in families):
            end = len(document.text)
            message = f"more than {len(found):,} problems: fix some of those listed to see the rest"
            found.append(finding("more-findings", message, end, end))
    return tuple(found)
