"""What holds for the canonical form of every text, found by Hypothesis."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from damaged_texts import damaged_texts
from dsl_texts import TEXTS, patch_text, sound_texts
from hypothesis import given
from hypothesis import strategies as st

from webapp.dsl import parse
from webapp.dsl.formatting import format_text
from webapp.dsl.writing.text_changes import text_changes

ALL_TEXTS = st.one_of(TEXTS, sound_texts(), damaged_texts())


@given(ALL_TEXTS)
def test_formatting_twice_gives_the_same_text_as_once(text):
    once = format_text(text).text

    assert format_text(once).text == once


@given(ALL_TEXTS)
def test_formatting_never_changes_the_diagram(text):
    assert parse(format_text(text).text).diagram == parse(text).diagram


@given(ALL_TEXTS)
def test_formatting_loses_no_sign(text):
    r"""Arrows get their one spelling, keywords their letter case, and a line break in a string is written \n."""

    def signs(words):
        words = re.sub("-{1,4}>|={1,3}>|[→⇒⟶➔➜➝]", "->", words.replace(r"\n", "")).lower()
        return Counter(letter for letter in words if not letter.isspace() and letter not in "#/")

    assert signs(format_text(text).text) == signs(text)


@given(ALL_TEXTS)
def test_the_edits_lead_to_the_formatted_text(text):
    result = format_text(text)

    assert patch_text(text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))


@given(st.lists(st.sampled_from("abc \n\r"), max_size=30).map("".join), ALL_TEXTS | st.text("abc \n", max_size=30))
def test_the_changes_between_any_two_texts_lead_from_one_to_the_other(before, after):
    assert patch_text(before, text_changes(before, after)) == after
