"""Scenarios that are proposed: they pass, come to all to which complete runs come, and are few."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import combinations

import pytest
from grown_diagrams import grow
from test_reaching import diagram

from webapp.domain import Diagram
from webapp.errors import RunRefused
from webapp.simulation import Choice, Trace, run
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import DEFAULTS
from webapp.simulation.scenarios import coverage, judge, propose, run_through
from webapp.simulation.scenarios.facts import RunFacts, facts_of

# A hunt tries more: LANESTEP_DIAGRAMS=2000 python3 -m pytest tests/unit/simulation/test_proposed_scenarios.py
DIAGRAMS = int(os.environ.get("LANESTEP_DIAGRAMS", "60"))
PORTIONS = 2
MOST_RUNS = 800
MOST_CHOICES = 10
MOST_SETS = 300_000

TWO_DECISIONS = """
circle n1
diamond n2
rectangle n3
rectangle n4
diamond n5
circle n6
circle n7
n1 n2
n2 n3 Yes
n2 n4 No
n3 n5
n4 n5
n5 n6 Good
n5 n7 Bad
"""


class TooMany(Exception):
    """The diagram has more runs than are looked at."""


def complete_runs(graph: Diagram) -> Iterator[Trace]:
    """Yield all complete runs with a few choices, without what the count of a loop rules out."""
    left = MOST_RUNS
    todo: list[tuple[Choice, ...]] = [()]
    while todo:
        choices = todo.pop()
        left -= 1
        if not left:
            raise TooMany
        trace = run(graph, choices)
        if trace.waiting is None:
            if trace.status == "complete":
                yield trace
            continue
        if len(choices) < MOST_CHOICES:
            node, visit = trace.waiting.node, trace.waiting.visit
            todo += [
                (*choices, Choice(node, option.label, option.edges, visit))
                for option in trace.waiting.options
                if not option.greyed and option.label not in ("5", "10")
            ]


def parts(facts: RunFacts) -> frozenset[object]:
    return frozenset((*facts.counts, *facts.branches))


def fewest(sets: set[frozenset[object]], most: int) -> int:
    """Return how many sets have everything, if these are fewer than `most`."""
    greatest = [each for each in sets if not any(each < other for other in sets)]
    everything = frozenset().union(*sets)
    tried = 0
    for count in range(1, most):
        for chosen in combinations(greatest, count):
            tried += 1
            if tried > MOST_SETS:
                raise TooMany
            if frozenset().union(*chosen) == everything:
                return count
    return most


def test_two_scenarios_cover_two_decisions_one_after_the_other() -> None:
    proposal = propose(diagram(TWO_DECISIONS))
    assert [scenario.name for scenario in proposal.scenarios] == ["Yes, Good", "No, Bad"]
    assert proposal.scenarios[0].to_json() == {
        "name": "Yes, Good",
        "choices": [
            {"node": "n2", "label": "Yes", "edges": ["n2-n3"]},
            {"node": "n5", "label": "Good", "edges": ["n5-n6"]},
        ],
        "expect": {"visited": ["n3"], "ends_at": ["n6"]},
    }


def test_only_what_is_missing_is_proposed() -> None:
    graph = diagram(TWO_DECISIONS)
    first = propose(graph).scenarios[0]
    (second,) = propose(graph, [judge(graph, first).facts]).scenarios
    assert second.name == "No, Bad"
    assert propose(graph, [judge(graph, each).facts for each in (first, second)]).scenarios == ()


def test_a_diagram_without_a_decision_needs_one_scenario() -> None:
    assert [scenario.name for scenario in propose(diagram("circle n1\ncircle n2\nn1 n2")).scenarios] == [
        "Without choices"
    ]


def test_nothing_is_proposed_for_an_empty_diagram() -> None:
    assert propose(Diagram()).scenarios == ()


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_proposals_pass_cover_what_can_be_and_are_at_most_half_as_many_again_as_the_fewest(portion: int) -> None:
    compared = 0
    for seed in range(30_000 + portion, 30_000 + DIAGRAMS, PORTIONS):
        graph = grow(seed, small=True).diagram
        proposal = propose(graph)
        judged = [judge(graph, scenario) for scenario in proposal.scenarios]
        assert [failure for each in judged for failure in each.failures] == []
        found = frozenset[object]().union(*(parts(each.facts) for each in judged))
        try:
            sets = {parts(facts_of(trace)) for trace in complete_runs(graph)}
            assert frozenset().union(*sets) <= found or not proposal.explored
            few = fewest(sets, len(judged)) if sets else 0
        except TooMany:
            continue
        compared += 1
        assert len(judged) <= 1.5 * few or not proposal.explored, (seed, len(judged), few)
    assert compared > DIAGRAMS // PORTIONS // 4


def test_a_run_leads_through_an_edge_and_to_a_node() -> None:
    graph = diagram(TWO_DECISIONS)
    crossing, explored = run_through(graph, "n5-n7")
    assert crossing is not None
    assert ([choice.label for choice in crossing.choices], crossing.at, explored) == (["Yes", "Bad"], 4, True)
    reached, _ = run_through(graph, "n4")
    assert reached is not None
    assert ([choice.label for choice in reached.choices], reached.at) == (["No"], 3)


def test_no_run_leads_to_what_no_run_comes_to() -> None:
    graph = diagram(TWO_DECISIONS + "n7 n8\nrectangle n9\ncircle n8")
    assert run_through(graph, "n9") == (None, True)
    with pytest.raises(RunRefused, match="'n99'"):
        run_through(graph, "n99")


def test_coverage_of_the_proposals_is_whole_where_every_run_can_end() -> None:
    graph = diagram(TWO_DECISIONS)
    runs = [judge(graph, scenario).facts for scenario in propose(graph).scenarios]
    assert coverage(graph, compile_program(graph, DEFAULTS), runs).is_whole
