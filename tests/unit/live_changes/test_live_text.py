"""Changes of live texts: what fits, what is refused, and which ending a new line takes."""

from __future__ import annotations

import pytest

from webapp.live_changes import ChangeError, changed_text, live_text

SMILE = "\N{SLIGHTLY SMILING FACE}"


def test_a_live_text_has_lf_only_and_no_byte_order_mark():
    assert live_text("\ufeffa\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


def test_lengths_count_utf_16_units():
    assert changed_text(f"a{SMILE}b", [3, [1, "c"]]) == f"a{SMILE}c"


def test_several_parts_are_changed_at_once():
    assert changed_text("one two three", [[3, "1"], 1, [3], 6]) == "1  three"


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("a\r\nb\nc", [3, [0, "", "x"], 2], "a\r\nb\nx\nc"),
        ("a\r\nb\nc", [2, [0, "x", ""], 3], "a\r\nx\r\nb\nc"),
        ("a\r\nb\nc", [1, [0, "", "x"], 4], "a\r\nx\r\nb\nc"),
        ("a\r\nb", [3, [0, "", "x", ""]], "a\r\nb\r\nx\r\n"),
        ("a\rb\r", [[0, "x", "y", ""], 4], "x\ry\ra\rb\r"),
        ("a", [1, [0, "", "b", "c"]], "a\nb\nc"),
        ("", [[0, "a", "b"]], "a\nb"),
        ("a\r\nb\nc\n", [1, [3], 2], "ac\n"),
        ("a\r\nb\nc\n", [2, [2, "x", ""], 2], "a\r\nx\r\nc\n"),
        ("\ufeffa\r\n", [2, [0, "b", ""]], "\ufeffa\r\nb\r\n"),
    ],
)
def test_a_new_line_takes_the_ending_of_the_line_before_it(before: str, changes: list[object], after: str):
    assert changed_text(before, changes) == after


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
