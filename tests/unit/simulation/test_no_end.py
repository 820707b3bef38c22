"""Cycles that nothing leaves."""

from __future__ import annotations

import pytest
from drawing import draw

from webapp.simulation import Choice, RunOptions, endlessness, run

CHOSEN = draw("(1) [2] <3> [4] [5]", "1>2 2>3 3>4:A 3>5:B 4>2 5>2")
WORDS = 'This has no end: "n2", "n3", "n4", "n5" go on repeating, and nothing leads out of them.'


def test_a_cycle_without_a_decision_is_said_to_have_no_end_when_it_is_entered_again() -> None:
    trace = run(draw("(1) [2] [3]", "1>2 2>3 3>2"))
    assert trace.status == "complete"
    assert trace.reason == 'This has no end: "n2", "n3" go on repeating, and nothing leads out of them.'
    assert trace.to_text().splitlines()[-2:] == [
        'The run ended after 3 steps; a token ended by a reply at "n2"',
        trace.reason,
    ]


def test_a_cycle_with_a_decision_is_said_to_have_no_end_from_its_second_turn_on() -> None:
    assert run(CHOSEN).reason == ""
    for turns in (1, 2, 150):
        trace = run(CHOSEN, [Choice("n3", "A")] * turns)
        assert (trace.status, trace.reason) == ("waiting", WORDS)


def test_the_json_of_a_run_without_an_end_says_so() -> None:
    assert run(CHOSEN, [Choice("n3", "B")]).to_json()["reason"] == WORDS


def test_a_cycle_that_can_be_left_is_not_said_to_have_no_end() -> None:
    left = draw("(1) [2] <3> (4)", "1>2 2>3 3>2:No 3>4:Yes")
    assert run(left, [Choice("n3", "No")]).reason == ""
    assert run(left, [Choice("n3", "No"), Choice("n3", "Yes")]).reason == ""


def test_a_reply_in_a_cycle_that_another_edge_leaves_has_an_end() -> None:
    assert run(draw("(1) [2] [3] (4)", "1>2 2>3 3>2 3>4")).reason == ""


def test_a_run_that_an_end_cuts_short_has_an_end() -> None:
    forked = draw("(1) [2] [3] (4)", "1>2 1>4 2>3 3>2")
    assert run(forked, options=RunOptions(end="run")).reason == ""
    assert run(forked).reason.startswith("This has no end")


def test_a_node_that_leads_to_itself_alone_has_no_end() -> None:
    assert run(draw("(1) [2]", "1>2 2>2")).reason == (
        'This has no end: "n2" goes on repeating, and nothing leads out of it.'
    )


def test_a_drawn_run_is_cut_back_to_the_step_at_which_it_looks_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    forked = draw("(1) [2] <3> [4] [5] [6]", "1>2 2>3 3>4:A 3>5:B 4>2 4>6 6>3 5>2")
    seldom = [run(forked, seed=seed) for seed in range(40)]
    monkeypatch.setattr(endlessness, "SOON", 1)
    monkeypatch.setattr(endlessness, "LATE", 1)
    often = [run(forked, seed=seed) for seed in range(40)]
    assert [(trace.firings, trace.branches, trace.reason) for trace in seldom] == [
        (trace.firings, trace.branches, trace.reason) for trace in often
    ]
    stopped = [trace for trace in seldom if trace.status == "limit"]
    assert stopped
    assert {trace.firings.count(trace.firings[-1]) for trace in stopped} == {101}
