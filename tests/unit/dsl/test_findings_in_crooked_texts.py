"""A finding does not depend on how lines end, how they are indented or what comments stand around them."""

from __future__ import annotations

import re

import pytest

from webapp.dsl import LineIndex, findings_of, parse
from webapp.dsl.help import HELP

EXAMPLES = sorted(code for code in HELP if code != "more-findings")
CROOKED = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "a byte-order mark": lambda text: f"\ufeff{text}",
    "tabs": lambda text: re.sub(r"^[ \t]*", "\t \t", text, flags=re.MULTILINE),
    "comments and blank lines": lambda text: f"// above\n\n{text}\n// below\n",
}


def told(text: str) -> list[str]:
    """Each finding with its line, the text under it and what its fix would write, blanks and line endings apart."""
    index = LineIndex(text)
    return [
        f"{index.position(item.start).line} {item.code} {text[item.start : item.end].split()}"
        f" {[edit.text.split() for edit in item.fix.edits] if item.fix else []}"
        for item in findings_of(parse(text))
    ]


@pytest.mark.parametrize("name", CROOKED)
@pytest.mark.parametrize("code", EXAMPLES)
def test_the_same_mistake_is_found_once_in_a_crooked_text(code, name):
    assert [item.code for item in findings_of(parse(CROOKED[name](HELP[code].wrong)))] == [code]


@pytest.mark.parametrize("name", CROOKED)
def test_every_finding_of_a_crooked_text_stands_at_its_line_and_covers_its_words(name, golden):
    crooked = {code: told(CROOKED[name](HELP[code].wrong)) for code in EXAMPLES}

    golden(f"findings-crooked/{name.replace(' ', '-')}.json", crooked)
