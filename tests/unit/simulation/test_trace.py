"""The contract with the player: entries, states, changes, and the way to JSON and to words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drawing import draw

from webapp.dsl import parse
from webapp.errors import InvalidRequest
from webapp.simulation import Choice, Trace, run

BLUE_YES_YES = [Choice("n7", "Blue"), Choice("n11", "Yes"), Choice("n18", "Yes")]
GREEN_NO = [Choice("n7", "Green"), Choice("n11", "No")]
JOIN = draw("(1) [2] [3] [4] [5]", "1>2 1>3 3>4 2>5 4>5")


def golden_form(trace: Trace) -> str:
    """Return the run in ids: one line a fire, a choice, a move."""
    lines = []
    for step, said in trace.log:
        if said.event == "choose":
            lines.append(f"{step} choose {said.node} {' '.join(said.edges)}")
        elif said.event in ("fire", "move"):
            lines.append(f"{step} {said.event} {said.node if said.event == 'fire' else said.edge}")
    return "\n".join(lines) + "\n"


def test_blue_yes_yes_goes_over_the_load_balancer(blue_green: str, golden: Callable[[str, Any], None]) -> None:
    trace = run(parse(blue_green).diagram, BLUE_YES_YES)
    assert " ".join(trace.visited) == "n1 n2 n3 n6 n7 n8 n10 n11 n12 n14 n15 n16 n17 n18 n19 n4 n5"
    assert trace.status == "complete"
    golden("simulation/blue-green-blue-yes-yes.txt", golden_form(trace))


def test_green_no_goes_over_the_rollback(blue_green: str, golden: Callable[[str, Any], None]) -> None:
    trace = run(parse(blue_green).diagram, GREEN_NO)
    assert " ".join(trace.visited) == "n1 n2 n3 n6 n7 n9 n10 n11 n13 n4 n5"
    assert trace.status == "complete"
    golden("simulation/blue-green-green-no.txt", golden_form(trace))


def test_the_json_has_the_fields_of_the_contract(blue_green: str) -> None:
    data = run(parse(blue_green).diagram, GREEN_NO).to_json()
    assert set(data) == {
        "status", "steps", "reason", "entries", "changes", "snapshots", "choices", "decisions", "waiting", "seed",
    }  # fmt: skip
    assert set(data["entries"][0]) == {"step", "event", "node", "edge", "edges", "nodes", "text", "by"}
    assert data["choices"][0] == {"node": "n7", "visit": 1, "edges": ["n7-n9"], "label": "Green"}
    assert (data["steps"], len(data["changes"])) == (11, 11)


def test_at_a_decision_the_last_state_has_the_waiting_node_active(blue_green: str) -> None:
    data = run(parse(blue_green).diagram).to_json()
    assert data["changes"][-1]["active"] == data["waiting"]["node"] == "n7"


def test_the_first_state_has_a_token_on_the_start() -> None:
    assert run(draw("(1) [2]", "1>2")).to_json()["snapshots"]["0"] == {
        "active": "n1",
        "fired": None,
        "moved": [],
        "tokens": {"n1": 1},
        "visits": {},
        "crossings": {},
        "replies": {},
        "waiting": {},
        "loops": {},
    }


def test_a_change_has_the_new_values_of_what_differs() -> None:
    assert run(draw("(1) [2]", "1>2")).to_json()["changes"][0] == {
        "active": "n2",
        "fired": "n1",
        "moved": ["n1-n2"],
        "tokens": {"n1": 0, "n2": 1},
        "visits": {"n1": 1},
        "crossings": {"n1-n2": 1},
    }


def test_the_state_says_who_waits_for_whom_until_nobody_does() -> None:
    changes = run(JOIN).to_json()["changes"]
    assert [change.get("waiting") for change in changes] == [None, {"n5": ["n3"]}, {"n5": ["n4"]}, {"n5": []}, None]


def test_two_tokens_at_a_join_are_counted() -> None:
    assert [c["tokens"].get("n5") for c in run(JOIN).to_json()["changes"]] == [None, 1, None, 2, 0]


def test_a_reply_is_counted_and_leaves_no_token() -> None:
    last = run(draw("(1) [2] [3]", "1>2 2>3 3>2")).to_json()["changes"][-1]
    assert (last["replies"], last["tokens"], last["active"]) == ({"n2": 1}, {"n3": 0, "n2": 0}, None)


def test_every_hundred_steps_the_whole_state_is_there() -> None:
    nodes = " ".join(f"[{number}]" for number in range(1, 251))
    edges = " ".join(f"{number}>{number + 1}" for number in range(1, 250))
    data = run(draw(nodes, edges)).to_json()
    assert list(data["snapshots"]) == ["0", "100", "200"]
    assert data["snapshots"]["200"]["active"] == "n201"


def test_a_wide_fork_names_only_the_first_it_waits_for() -> None:
    leaves = range(2, 40)
    nodes = "(1) " + " ".join(f"[{n}]" for n in leaves) + " (99)"
    edges = " ".join(f"1>{n} {n}>99" for n in leaves)
    assert len(run(draw(nodes, edges)).to_json()["changes"][1]["waiting"]["n99"]) == 10


def test_the_branches_of_past_decisions_are_listed(blue_green: str) -> None:
    decisions = run(parse(blue_green).diagram, GREEN_NO).to_json()["decisions"]
    assert [option["label"] for option in decisions["n11"]] == ["Yes", "No"]


def test_in_words_a_run_is_a_line_a_step(golden: Callable[[str, Any], None], blue_green: str) -> None:
    golden("simulation/blue-green-in-words.txt", run(parse(blue_green).diagram, GREEN_NO).to_text())


def test_in_words_an_open_decision_lists_its_branches(blue_green: str) -> None:
    text = run(parse(blue_green).diagram).to_text()
    assert text.endswith('The run waits at n7: Current active? Choose "Blue", "Green".\n')


def test_in_words_a_choice_that_was_not_used_is_named_with_the_reason(blue_green: str) -> None:
    diagram = parse(blue_green).diagram
    text = run(diagram, [*GREEN_NO, Choice("n18", "Yes"), Choice("n7", "Blue")]).to_text()
    assert text.splitlines()[-2:] == [
        'Not used: n7=Blue at "Current active?": it fires once, and other choices or a loop decided then',
        'Not used: n18=Yes at "Stable?": the run does not come there',
    ]
    assert run(diagram, [Choice("n18", "Yes")]).to_text().endswith("the run has not come there yet\n")


def test_in_words_an_empty_document_says_so() -> None:
    assert run(draw("")).to_text() == "There is nothing to run: the diagram has no nodes.\n"


def test_a_choice_comes_from_json_and_goes_back() -> None:
    data = {"node": "n7", "visit": 2, "edges": ["n7-n8"], "label": "Blue"}
    assert Choice.from_json(data).to_json() == data


@pytest.mark.parametrize(
    "data",
    [
        "n7=Blue",
        {"label": "Blue"},
        {"node": "n7"},
        {"node": 7, "label": "Blue"},
        {"node": "n7", "label": 7},
        {"node": "n7", "edges": "n7-n8"},
        {"node": "n7", "edges": [7]},
        {"node": "n7", "label": "Blue", "visit": 0},
        {"node": "n7", "label": "Blue", "visit": True},
        {"node": "n7", "label": "Blue", "colour": "red"},
    ],
)
def test_what_is_no_choice_is_refused(data: object) -> None:
    with pytest.raises(InvalidRequest):
        Choice.from_json(data)


def test_a_long_run_of_a_large_diagram_has_snapshots_at_its_beginning_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.simulation.playback.MOST_IN_SNAPSHOTS", 150)
    chain = range(1, 301)
    data = run(draw(" ".join(f"[{n}]" for n in chain), " ".join(f"{n}>{n + 1}" for n in chain[:-1]))).to_json()
    assert list(data["snapshots"]) == ["0", "100"]
    assert len(data["changes"]) == 300


def test_a_tangle_says_who_waits_only_for_as_long_as_that_is_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.simulation.playback.MOST_LOOKS", 4)
    changes = run(draw("(1) [2] [3] [4] [5]", "1>2 1>3 3>4 2>5 4>5")).to_json()["changes"]
    assert [change.get("waiting") for change in changes] == [None, {"n5": ["n3"]}, {"n5": []}, None, None]
