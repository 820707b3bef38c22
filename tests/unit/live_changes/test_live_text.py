"""Changes of live texts: what fits, what is refused, and which ending a new line takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from webapp.live_changes import ChangeError, changed_text, live_text

ENDINGS = Path(__file__).parents[2] / "golden" / "live_changes" / "endings.json"
SMILE = "\N{SLIGHTLY SMILING FACE}"


def test_a_live_text_has_lf_only_and_no_byte_order_mark():
    assert live_text("\ufeffa\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


def test_lengths_count_utf_16_units():
    assert changed_text(f"a{SMILE}b", [3, [1, "c"]]) == f"a{SMILE}c"


def test_several_parts_are_changed_at_once():
    assert changed_text("one two three", [[3, "1"], 1, [3], 6]) == "1  three"


@pytest.mark.parametrize("case", json.loads(ENDINGS.read_text("utf-8")))
def test_a_new_line_takes_the_ending_of_the_line_before_it(case: dict[str, Any]):
    assert changed_text(case["stored"], case["changes"]) == case["after"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([3], "shorter text"),
        ([9], "longer text"),
        ([[2**70, "x"]], "longer text"),
        ([-1, 6], "length of 0"),
        ([[], 5], "length of 0"),
        ([["x"], 5], "length of 0"),
        ([True, 4], "length of 0"),
        ([2, [0, "x"], 3], "splits a character"),
        ([2, 3], "splits a character"),
        ([1, [1], 3], "splits a character"),
        ([5, [0, "a\nb"]], "without line breaks"),
        ([5, [0, "a\rb"]], "without line breaks"),
        ([5, [0, 7]], "without line breaks"),
        ([5, [0, "\ud83d"]], "half of a character"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_with_the_reason(changes: list[object], reason: str):
    with pytest.raises(ChangeError, match=reason):
        changed_text(f"a{SMILE}bc", changes)
