"""Offsets, lines and columns, for people and for browsers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.dsl import LineIndex, Position

TEXT = "ab\r\n😀é\rx\n\nlast"


@pytest.mark.parametrize(
    ("offset", "position"),
    [
        (0, Position(1, 1, 1)),
        (2, Position(1, 3, 3)),
        (4, Position(2, 1, 1)),
        (5, Position(2, 2, 3)),
        (6, Position(2, 3, 4)),
        (7, Position(3, 1, 1)),
        (9, Position(4, 1, 1)),
        (10, Position(5, 1, 1)),
        (14, Position(5, 5, 5)),
        (99, Position(5, 5, 5)),
        (-1, Position(1, 1, 1)),
    ],
)
def test_an_offset_has_a_line_and_two_columns(offset, position):
    assert LineIndex(TEXT).position(offset) == position


@pytest.mark.parametrize(
    ("line", "utf16_column", "offset"),
    [(1, 1, 0), (2, 1, 4), (2, 2, 4), (2, 3, 5), (2, 99, 6), (5, 99, 14), (9, 1, 14), (0, 1, 0), (1, 0, 0)],
)
def test_a_place_in_a_browser_has_an_offset(line, utf16_column, offset):
    """In the middle of a character is its begin; beyond the line is its end."""
    assert LineIndex(TEXT).offset(line, utf16_column) == offset


def test_an_empty_text_has_one_line():
    assert LineIndex("").line_count == 1


@given(st.text(st.sampled_from("ab😀é\n"), max_size=40), st.integers(0, 40))
def test_a_position_leads_back_to_its_offset(text, offset):
    index = LineIndex(text)
    offset = min(offset, len(text))

    position = index.position(offset)

    assert index.offset(position.line, position.utf16_column) == offset
