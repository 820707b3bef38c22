"""Scenarios: what passes, what fails and where, and what a set of them comes to."""

from __future__ import annotations

from typing import Any

import pytest
from test_reaching import diagram

from webapp.domain import Diagram
from webapp.errors import RunRefused
from webapp.simulation import RunOptions
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import DEFAULTS
from webapp.simulation.scenarios import Coverage, Expectations, Judged, Scenario, coverage, judge

ORDER = """
circle n1
diamond n2
rectangle n3
rectangle n4
circle n5
circle n6
n1 n2
n2 n3 Yes
n2 n4 No
n3 n5
n4 n6
"""
RETRIES = """
circle n1
rectangle n2
diamond n3
circle n4
circle n5
n1 n2
n2 n3
n3 n2 Again
n3 n4 Good
n3 n5 Bad
loop up to 2: n2 n3
"""


def run_scenario(graph: Diagram, *choices: tuple[str, str], options: RunOptions = DEFAULTS, **expect: Any) -> Judged:
    """Run a scenario of (node, label) with these expectations."""
    said = {"name": "It", "choices": [{"node": node, "label": label} for node, label in choices], "expect": expect}
    return judge(graph, Scenario.from_json(said), options)


def failed(*arguments: Any, **expect: Any) -> list[tuple[str, str, int | None]]:
    """Return place, message and step of what does not hold."""
    return [(it.place, it.message, it.step) for it in run_scenario(*arguments, **expect).failures]


def test_a_scenario_passes_where_all_that_it_expects_happens() -> None:
    result = run_scenario(
        diagram(ORDER),
        ("n2", "Yes"),
        visited=["n3", "n2-n3"],
        not_visited=["n4", "n2-n4"],
        order=["n1", "n3", "n5"],
        count={"n3": 1, "n4": 0, "n1-n2": {"least": 1}, "n5": {"most": 2}},
        ends_at=["n5"],
    )
    assert result.failures == ()
    assert result.facts.ends == ("n5",)


@pytest.mark.parametrize(
    ("expect", "place", "message", "step"),
    [
        (
            {"visited": ["n1", "n4"]},
            "expect.visited[1]",
            '"Node n4" is expected, and the run does not come there.',
            None,
        ),
        (
            {"not_visited": ["n2-n3"]},
            "expect.not_visited[0]",
            'The edge "Node n2" to "Node n3" over "Yes" is not expected, and the run comes there in step 2.',
            2,
        ),
        (
            {"order": ["n3", "n2"]},
            "expect.order[0]",
            '"Node n3" is expected before "Node n2", and comes in step 3, after step 2.',
            2,
        ),
        ({"order": ["n1", "n6"]}, "expect.order[1]", '"Node n6" is expected, and the run does not come there.', None),
        ({"count": {"n3": 2}}, "expect.count.n3", '"Node n3" is expected 2 times, and comes once.', 3),
        (
            {"count": {"n4": {"least": 1}}},
            "expect.count.n4",
            '"Node n4" is expected at least once, and comes never.',
            None,
        ),
        ({"count": {"n3": {"most": 0}}}, "expect.count.n3", '"Node n3" is expected never, and comes once.', 3),
        (
            {"ends_at": ["n6"]},
            "expect.ends_at",
            'The run is expected to end at "Node n6", and ends at "Node n5".',
            4,
        ),
        ({"visited": ["n9"]}, "expect.visited[0]", "n9 is expected, and the diagram has no such node or edge.", None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_does_not_hold_is_told_with_its_place_and_step(
    expect: Any, place: str, message: str, step: int | None
) -> None:
    assert failed(diagram(ORDER), ("n2", "Yes"), **expect) == [(place, message, step)]


def test_a_scenario_that_stops_at_a_new_decision_fails_there() -> None:
    assert failed(diagram(ORDER), ends_at=["n5"]) == [
        (
            "choices",
            'The run waits at "Node n2", and the scenario has no choice for it: add one of "Yes", "No".',
            1,
        )
    ]


def test_a_choice_that_no_branch_has_fails_where_the_run_stops_to_apply() -> None:
    result = run_scenario(diagram(RETRIES), ("n3", "Again"), ("n3", "Later"), ends_at=["n4"])
    assert [(it.place, it.step, it.part) for it in result.failures] == [("choices[1]", 4, "n3")]
    assert 'has no branch "Later"; it has "Again", "Good", "Bad".' in result.failures[0].message
    assert result.trace.visited == ("n1", "n2", "n3", "n2")


def test_a_choice_that_no_visit_uses_fails() -> None:
    (failure,) = run_scenario(diagram(RETRIES), ("n3", "Good"), ("n3", "Bad")).failures
    assert failure.place == "choices[1]"
    assert failure.message == 'Not used: n3=Bad at "Node n3": it fires once, and other choices or a loop decided then.'


def test_a_choice_is_found_by_its_edge_and_else_by_its_label() -> None:
    said = {
        "name": "It",
        "choices": [{"node": "n2", "label": "Yes", "edges": ["n2-n3"]}],
        "expect": {"visited": ["n2"]},
    }
    renamed = diagram(ORDER.replace("n2 n3 Yes", "n2 n3 Of course"))
    assert judge(renamed, Scenario.from_json(said)).trace.visited == ("n1", "n2", "n3", "n5")
    led_elsewhere = diagram(ORDER.replace("n2 n3 Yes", "n2 n5 Yes"))
    assert judge(led_elsewhere, Scenario.from_json(said)).trace.visited == ("n1", "n2", "n5")


def test_a_run_that_is_stopped_fails() -> None:
    graph = diagram("circle n1\nrectangle n2\nrectangle n3\nn1 n2\nn1 n3\n")
    stuck = diagram(ORDER + "n3 n4\n")
    result = run_scenario(stuck, ("n2", "Yes"), options=RunOptions(join="all"))
    assert [failure.place for failure in result.failures] == ["choices"]
    assert result.trace.status == "limit"
    assert run_scenario(graph).passed


def test_a_diagram_that_cannot_be_run_is_refused() -> None:
    graph = diagram(ORDER)
    with pytest.raises(RunRefused):
        judge(graph, Scenario("It"), RunOptions(also_start=("n9",)))


def test_a_scenario_is_written_as_it_was_read_without_what_is_empty() -> None:
    said = {
        "name": "Paid",
        "choices": [{"node": "n2", "label": "Yes", "edges": ["n2-n3"]}, {"node": "n2", "visit": 2, "label": "No"}],
        "options": {"join": "all"},
        "expect": {"visited": ["n3"], "count": {"n3": 1, "n4": {"most": 3}, "n5": {"least": 1}}, "ends_at": ["n5"]},
        "seed": 0,
    }
    assert Scenario.from_json(said).to_json() == said
    assert Scenario("Empty").to_json() == {"name": "Empty"}
    assert Expectations.from_json({"ends_at": []}).ends_at is None


def covered(graph: Diagram, *runs: list[tuple[str, str]]) -> Coverage:
    return coverage(graph, compile_program(graph, DEFAULTS), [run_scenario(graph, *choices).facts for choices in runs])


def test_coverage_counts_runs_and_names_what_none_came_to() -> None:
    found = covered(diagram(ORDER), [("n2", "Yes")])
    assert found.nodes.runs == {"n1": 1, "n2": 1, "n3": 1, "n5": 1}
    assert found.nodes.missing == ("n4", "n6")
    assert found.edges.missing == ("n2-n4", "n4-n6")
    assert found.branches == (1, 2)
    assert [(it.node, it.label, it.edges) for it in found.missing_branches] == [("n2", "No", ("n2-n4",))]
    assert covered(diagram(ORDER), [("n2", "Yes")], [("n2", "No")]).is_whole


def test_what_repeats_over_no_edge_is_a_branch_of_coverage() -> None:
    graph = diagram("circle n1\nrectangle n2\nrectangle n3\ncircle n4\nn1 n2\nn2 n3\nn3 n4\nloop until done: n2 n3\n")
    once = covered(graph, [("n3", "Go on")])
    assert (once.branches, once.missing_branches[0].label) == ((1, 2), "Repeat")
    assert covered(graph, [("n3", "Repeat"), ("n3", "Go on")]).is_whole
