"""Properties of random bytes are tried as often as others, and report a simple example."""

from __future__ import annotations

import pytest
from digits import Draw, for_any_draws
from hypothesis import settings


@pytest.mark.parametrize(("said", "times"), [(None, settings.default.max_examples), (settings(max_examples=3), 3)])
def test_a_property_of_draws_is_tried_as_often_as_one_of_hypothesis_or_as_it_says(
    said: settings | None, times: int
) -> None:
    seen: list[Draw] = []

    @for_any_draws(1, said)
    def holds(draw: Draw) -> None:
        seen.append(draw)

    holds()

    assert len(seen) == times


def test_a_property_that_fails_reports_a_simple_example() -> None:
    @for_any_draws(2)
    def fails(draw: Draw, other: Draw) -> None:
        letters = [draw.of("abcd") for _ in range(9)]
        assert "d" not in letters or other.of("xyz") == "x"

    with pytest.raises(AssertionError) as failed:
        fails()

    simplest = ", ".join(repr(Draw(bytes(47) + end)) for end in (b"\x03", b"\x01"))
    assert failed.value.__notes__ == [f"Falsifying example: {simplest}"]
