"""What holds for the changes between any two texts, found by Hypothesis."""

from __future__ import annotations

from damaged_texts import damaged_texts
from dsl_texts import TEXTS, patch_text, sound_texts
from hypothesis import given
from hypothesis import strategies as st

from webapp.dsl.writing.text_changes import text_changes

ALL_TEXTS = TEXTS | sound_texts() | damaged_texts()


def few_letters(data: bytes) -> str:
    """Return a text that shares much with another of its kind."""
    return "".join("abc \n\r"[byte % 6] for byte in data)


@given(st.binary(max_size=30), ALL_TEXTS | st.binary(max_size=30).map(few_letters))
def test_the_changes_between_any_two_texts_lead_from_one_to_the_other(letters: bytes, after: str):
    before = few_letters(letters)

    assert patch_text(before, text_changes(before, after)) == after
