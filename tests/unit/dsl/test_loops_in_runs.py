"""What is said of loops that runs do not repeat as their author may think, and what is not."""

from __future__ import annotations

import pytest

from webapp.dsl import findings_of, parse
from webapp.dsl.help.entry import lane
from webapp.dsl.help.loop_help import ROUND, going_round

STRAIGHT = ('n1: circle label:"Begin"', 'n2: rectangle label:"Pack"', 'n3: circle label:"End"')
EDGES = ("n1.handle(right) -> n2.handle(left)", "n2.handle(right) -> n3.handle(left)")


def codes(text: str) -> list[str]:
    return [item.code for item in findings_of(parse(text))]


@pytest.mark.parametrize("condition", ["every day", "täglich", "toutes les semaines", "twice a week", "3 Mal am Tag"])
def test_a_rhythm_frames_nodes_in_any_order_and_nothing_is_said(condition: str) -> None:
    assert codes(going_round(f"loop [{condition}] n3 n2")) == []


@pytest.mark.parametrize("condition", ["retry 3 times", "bis gültig", "2 à 4 fois", "für jede Bestellung", "twice"])
def test_a_condition_that_runs_understand_is_not_reported(condition: str) -> None:
    assert "loop-condition" not in codes(going_round(f"loop [{condition}] n2 n3"))


def test_a_row_of_nodes_that_is_repeated_for_each_thing_needs_no_way_back() -> None:
    for condition in ("for each parcel", "3 times"):
        assert codes(lane(*STRAIGHT, *EDGES, f"loop [{condition}] n1 n2")) == []
    assert codes(lane(*STRAIGHT, *EDGES, "loop [up to 3 times] n1 n2")) == ["loop-return"]


def test_a_loop_inside_another_one_is_no_overlap_but_one_over_the_same_nodes_is() -> None:
    weigh = ('n5: rectangle label:"Weigh"', "n5.handle(right) -> n3.handle(top)", "n2.handle(top) -> n5.handle(left)")
    assert codes(going_round(*weigh, "loop [until complete] n2 n5 n3", "loop [2 times] n2 n5")) == []
    assert codes(going_round("loop [until complete] n2 n3", "loop [2 times] n2 n3")) == ["loop-overlap"]


def test_retries_that_are_decided_elsewhere_have_a_way_to_give_up() -> None:
    another = ('n5: diamond label:"Time left?"', 'n6: circle label:"Given up"')
    around = ("n2.handle(top) -> n5.handle(left)", 'n5.handle(right) -> n3.handle(top) [label="Yes"]')
    lines = tuple(line for line in ROUND if line != "n2.handle(right) -> n3.handle(left)")
    given_up = 'n5.handle(top) -> n6.handle(left) [label="No"]'
    assert codes(lane(*lines, *another, *around, given_up, "loop [retry 3 times] n2 n5 n3")) == []


def test_nothing_is_said_of_loops_while_a_line_of_the_text_is_not_understood() -> None:
    assert codes(lane(*STRAIGHT, *EDGES, "n2.handle(top) ->", "loop [until complete] n2 n1")) == ["syntax"]


def test_many_loops_without_a_way_back_are_looked_at_as_far_as_that_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.dsl.checks.loop_run_checks.MOST_LOOKS", 10)
    text = lane(*STRAIGHT, *EDGES, "loop [until complete] n1 n2", "loop [until complete] n2 n3")
    assert codes(text) == ["loop-return", "loop-overlap"]
