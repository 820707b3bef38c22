"""What holds for the canonical form of every text, found by Hypothesis."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from damaged_texts import damaged_texts
from dsl_texts import TEXTS, patch_text, sound_texts
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.dsl import parse
from webapp.dsl.formatting import format_text
from webapp.dsl.writing.text_changes import text_changes

ALL_TEXTS = TEXTS | sound_texts() | damaged_texts()


@given(ALL_TEXTS)
@example("\x080\r{")
def test_the_canonical_form_keeps_the_diagram_and_every_sign_and_is_its_own(text: str):
    document = parse(text)
    result = format_text(document)

    assert result.document.diagram == document.diagram
    assert signs(result.text) == signs(text)
    assert patch_text(text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))
    assert format_text(result.document).text == result.text


def few_letters(data: bytes) -> str:
    """Return a text that shares much with another of its kind."""
    return "".join("abc \n\r"[byte % 6] for byte in data)


def signs(text: str) -> Counter[str]:
    r"""Arrows get their one spelling, keywords their letter case, and a line break in a string is written \n."""
    words = re.sub("-{1,4}>|={1,3}>|[→⇒⟶➔➜➝]", "->", text.replace(r"\n", "")).lower()
    return Counter(letter for letter in words if not letter.isspace() and letter not in "#/")


@given(st.binary(max_size=30), ALL_TEXTS | st.binary(max_size=30).map(few_letters))
def test_the_changes_between_any_two_texts_lead_from_one_to_the_other(letters: bytes, after: str):
    before = few_letters(letters)

    assert patch_text(before, text_changes(before, after)) == after
