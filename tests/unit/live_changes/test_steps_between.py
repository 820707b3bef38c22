"""Every write can be told as a step that leads to the stored text to the byte, or is known not to be one."""

from __future__ import annotations

from digits import DRAWS, Draw
from hypothesis import given

from webapp.live_changes import changed_text, live_text, patch_between, patched, step_between

PIECES = ("a", "b: c\r\n", "\r", "\n", "\U0001f600", "\ufeff", "d { }\r\n", "\u00e4", "e\n")
VALUES = (1, 1.0, True, "x", "\U0001f600", [], [1, {"a": 2}], {}, {"b": 1}, {"b": {"c": 2}}, {"b": None}, None)


def text(draw: Draw) -> str:
    return "".join(draw.of(PIECES) for _ in range(draw.of(range(9))))


def edited(before: str, draw: Draw) -> str:
    lines = before.splitlines(keepends=True)
    for _ in range(draw.of(range(4))):
        at = draw.of(range(len(lines) + 1))
        lines[at : at + draw.of((0, 1))] = [draw.of(PIECES)] if draw.of((True, False)) else []
    return "".join(lines)


@given(DRAWS)
def test_a_step_between_two_texts_leads_there_to_the_byte(draw: Draw):
    before = text(draw)
    after = edited(before, draw) if draw.of((True, False)) else text(draw)

    step = step_between(before, {}, after, {})

    if step is not None:
        assert changed_text(before, step.changes) == after


@given(DRAWS)
def test_where_all_lines_end_alike_there_is_always_a_step(draw: Draw):
    ending = draw.of(("\n", "\r\n", "\r"))
    mark = draw.of(("", "\ufeff"))
    before, after = (
        mark + live_text(found).replace("\ufeff", "").replace("\n", ending)
        for found in (f"x\n{text(draw)}", text(draw))
    )

    step = step_between(before, {}, after, {})

    assert step is not None
    assert changed_text(before, step.changes) == after


@given(DRAWS)
def test_a_patch_between_two_companions_leads_there_unless_one_has_nulls(draw: Draw):
    before, after = ({name: draw.of(VALUES) for name in "abc" if draw.of((True, False))} for _ in range(2))

    patch = patch_between(before, after)

    if patch is None:
        assert "None" in repr(after)
    else:
        assert repr(sorted(patched(before, patch).items())) == repr(sorted(after.items()))
