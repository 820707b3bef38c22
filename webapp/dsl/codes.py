"""The one table of the codes of findings: code, severity, and whether it is strict (an error under strict reading)."""

from __future__ import annotations

from typing import NamedTuple

from webapp.domain import Finding, Fix, Severity


class Code(NamedTuple):
    """One kind of finding. A strict one is a warning by default and an error under strict reading."""

    severity: Severity
    strict: bool = False


ERROR = Code(Severity.ERROR)
STRICT = Code(Severity.WARNING, strict=True)
WARNING = Code(Severity.WARNING)
HINT = Code(Severity.HINT)

CODES: dict[str, Code] = {
    "syntax": ERROR,
    "unclosed-lane": ERROR,
    "nested-lane": ERROR,
    "stray-brace": ERROR,
    "duplicate-lane": ERROR,
    "unknown-shape": ERROR,
    "missing-shape": ERROR,
    "node-id": ERROR,
    "duplicate-node": ERROR,
    "unknown-attribute": ERROR,
    "duplicate-attribute": ERROR,
    "unquoted-value": ERROR,
    "unclosed-string": ERROR,
    "unknown-side": ERROR,
    "unknown-node": ERROR,
    "unknown-lane": ERROR,
    "outside-lane": STRICT,
    "foreign-syntax": ERROR,
    "control-character": ERROR,
    "attribute-separator": STRICT,
    "edge-label-separator": STRICT,
    "missing-handle": STRICT,
    "wrong-lane": STRICT,
    "missing-lane-prefix": STRICT,
    "edge-origin": STRICT,
    "copied-edge": STRICT,
    "loop-prefix": STRICT,
    "loop-nodes": STRICT,
    "lane-id": STRICT,
    "surrounding-text": STRICT,
    "letter-case": STRICT,
    "arrow": STRICT,
    "quotes": STRICT,
    "invisible-character": STRICT,
    "word-id": STRICT,
    "missing-display-label": STRICT,
    "id-gap": STRICT,
    "emoji": STRICT,
    "orphan-node": STRICT,
    "redundant-prefix": HINT,
    "comment": HINT,
    "long-label": WARNING,
    "bidi-control": WARNING,
    "empty-lane": WARNING,
    "duplicate-edge": WARNING,
    "unlabelled-branch": WARNING,
    "single-branch": WARNING,
    "dead-end": WARNING,
    "unreachable": WARNING,
    "no-start": HINT,
    "no-exit": WARNING,
    "loop-condition": HINT,
    "loop-order": WARNING,
    "loop-return": HINT,
    "outside-loop": HINT,
    "loop-entry": HINT,
    "no-give-up": HINT,
    "loop-overlap": HINT,
    "more-findings": ERROR,
}


def finding(
    code: str,
    message: str,
    start: int,
    end: int,
    fix: Fix | None = None,
    *,
    as_code: Code | None = None,
    others: tuple[Fix, ...] = (),
) -> Finding:
    """Make the finding of a code; `as_code` overrides its severity where the table says that it depends."""
    kind = as_code or CODES[code]
    return Finding(code, kind.severity, message, start, end, fix, kind.strict, others)
