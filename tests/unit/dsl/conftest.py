"""What the tests of the language share: a text patched by edits, and findings written as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from dsl_texts import patch_text

from webapp.domain import TextEdit
from webapp.dsl import Document, LineIndex, findings_of


def write_findings(document: Document) -> str:
    """Write the text, then one line for each finding and one for its fix."""
    index = LineIndex(document.text)
    lines = [document.text.rstrip("\n"), "---"]
    for item in findings_of(document):
        begin, end = index.position(item.start), index.position(item.end)
        place = f"{begin.line}:{begin.column}-{end.line}:{end.column}"
        strict = " (strict)" if item.strict else ""
        lines.append(f"{place} {item.severity}{strict} {item.code}: {item.message}")
        if item.fix:
            kind = "safe" if item.fix.safe else "offered"
            fixed = patch_text(document.text, item.fix.edits).rstrip("\n").replace("\n", "\n    ")
            lines.append(f"  {kind}: {item.fix.title}\n    {fixed}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def patched() -> Callable[[str, Iterable[TextEdit]], str]:
    """A text with edits applied, as a client applies them."""
    return patch_text


@pytest.fixture
def findings() -> Callable[[Document], str]:
    """All findings of a document as lines."""
    return write_findings
