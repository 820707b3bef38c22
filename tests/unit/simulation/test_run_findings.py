"""What is told about a diagram before it is run: each kind of finding, and the shortest run into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_reaching import diagram

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.simulation import RunOptions, read_replay, run
from webapp.simulation.analysis import Analysis, RunFinding, RunStatement, analyze, state_findings, verdict

ROOT = Path(__file__).parents[3]


def only(graph: Diagram, code: str, options: RunOptions | None = None) -> RunFinding:
    """Return the one finding of a code."""
    found = [finding for finding in analyze(graph, options=options or RunOptions()).findings if finding.code == code]
    assert len(found) == 1
    return found[0]


def codes(analysis: Analysis) -> list[str]:
    return [finding.code for finding in analysis.findings]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.fz")), ids=lambda path: path.stem)
def test_a_sample_has_no_finding(path: Path) -> None:
    analysis = analyze(parse(path.read_text(encoding="utf-8")).diagram)
    assert (analysis.findings, analysis.explored) == ((), True)


DECIDES = """
circle n1
diamond n2
rectangle n3
rectangle n4
rectangle n5
circle n6
n1 n2
n2 n3 Yes
n2 n4 No
n3 n5
n4 n5
n5 n6
"""


def test_a_join_that_waits_for_ever_is_stuck_with_the_run_into_it() -> None:
    finding = only(diagram(DECIDES), "stuck", RunOptions(join="all"))
    assert (finding.nodes, finding.edges, finding.severity) == (("n5", "n4"), ("n4-n5",), "error")
    assert finding.run
    trace = run(diagram(DECIDES), finding.run.choices, options=RunOptions(join="all"))
    assert (trace.status, trace.steps) == ("limit", finding.run.at)


def test_a_run_of_a_finding_can_be_read_as_a_link() -> None:
    finding = only(diagram(DECIDES), "stuck", RunOptions(join="all"))
    assert finding.run
    replay = read_replay(finding.run.to_json()["replay"])
    assert (replay.at, replay.choices[0].node) == (finding.run.at, "n2")


def test_a_cycle_that_nothing_leaves_has_no_way_out() -> None:
    graph = diagram("circle n1\ndiamond n2\nrectangle n3\nrectangle n4\nn1 n2\nn2 n3 Yes\nn2 n4 No\nn3 n2\nn4 n2")
    finding = only(graph, "no-way-out")
    assert set(finding.nodes) == {"n2", "n3", "n4"}
    assert set(finding.edges) == {"n2-n3", "n2-n4", "n3-n2", "n4-n2"}


def test_a_cycle_that_only_a_fork_leaves_cannot_finish() -> None:
    graph = diagram(
        "circle n1\ndiamond n2\nrectangle n3\nrectangle n4\ncircle n5\n"
        "n1 n2\nn2 n3 Yes\nn2 n4 No\nn3 n2\nn4 n2\nn4 n5\nn3 n5"
    )
    assert set(only(graph, "cannot-finish").nodes) >= {"n2", "n3", "n4"}
    forks = [finding for finding in analyze(graph).findings if finding.code == "fork-in-cycle"]
    assert {finding.nodes for finding in forks} == {("n3",), ("n4",)}


def test_a_fork_in_its_own_cycle_is_shown_where_it_fires_again() -> None:
    graph = diagram(
        "circle n1\nrectangle n2\ndiamond n3\ncircle n4\ncircle n5\nn1 n2\nn2 n3\nn2 n5\nn3 n2 Again\nn3 n4 Done"
    )
    finding = only(graph, "fork-in-cycle")
    assert finding.run
    trace = run(graph, finding.run.choices)
    assert trace.visited[: finding.run.at].count("n2") == 2


def test_a_token_that_comes_back_without_a_decision_is_told() -> None:
    graph = diagram("circle n1\nrectangle n2\nrectangle n3\ncircle n4\nn1 n2\nn2 n3\nn3 n2\nn3 n4")
    finding = only(graph, "cycle-without-decision")
    assert (set(finding.nodes), finding.severity) == ({"n2", "n3"}, "hint")


def test_parts_to_which_nothing_leads_are_one_finding() -> None:
    graph = diagram("circle n1\ncircle n2\nrectangle n3\nrectangle n4\nn1 n2\nn3 n4\nn4 n3")
    assert set(only(graph, "unreachable").nodes) == {"n3", "n4"}


def test_what_a_loop_rules_out_is_a_dead_node() -> None:
    graph = diagram(
        "circle n1\nrectangle n2\ndiamond n3\ncircle n4\nrectangle n5\n"
        "n1 n2\nn2 n3\nn3 n5 No\nn5 n2\nn3 n4 Yes\nloop repeat 1 times: n2 n3"
    )
    assert only(graph, "dead-node").nodes == ("n5",)


def test_a_run_that_ends_at_a_step_is_told() -> None:
    finding = only(diagram("circle n1\nrectangle n2\nn1 n2"), "dead-end")
    assert (finding.nodes, finding.run and finding.run.at) == (("n2",), 2)


FORK = """
circle n1
rectangle n2
rectangle n3
rectangle n4
circle n5
circle n6
n1 n2
n2 n3
n2 n4
n3 n5
n4 n6
"""


def test_an_end_that_is_reached_while_others_go_on_is_a_hint() -> None:
    finding = only(diagram(FORK), "end-while-others")
    assert (finding.nodes, finding.severity) == (("n5", "n6"), "hint")


def test_an_end_that_ends_the_run_drops_the_others() -> None:
    assert only(diagram(FORK), "end-drops-tokens", RunOptions(end="run")).severity == "warning"


def test_edges_with_the_same_label_are_taken_together() -> None:
    graph = diagram("circle n1\ndiamond n2\ncircle n3\ncircle n4\ncircle n5\nn1 n2\nn2 n3 Yes\nn2 n4 Yes\nn2 n5 No")
    finding = only(graph, "same-label")
    assert (finding.nodes, finding.edges) == (("n2",), ("n2-n3", "n2-n4"))
    assert finding.run
    assert set(run(graph, finding.run.choices).visited) >= {"n3", "n4"}


def test_outcomes_that_lead_to_the_same_make_no_difference() -> None:
    text = (
        'L {\nn1: circle label:"A"\nn2: diamond label:"B?"\nn3: circle label:"C"\nn1.handle(right) -> n2.handle(left)\n'
        'n2.handle(right) -> n3.handle(left) [label="Yes"]\nn2.handle(bottom) -> n3.handle(bottom) [label="No"]\n}\n'
    )
    finding = only(parse(text).diagram, "no-difference")
    assert (finding.nodes, len(finding.edges)) == (("n2",), 2)


def test_starts_that_never_meet_are_told() -> None:
    graph = diagram("circle n1\ncircle n2\ncircle n3\ncircle n4\nn1 n2\nn3 n4")
    assert only(graph, "starts-apart").nodes == ("n1", "n3")


def test_starts_of_which_two_meet_name_the_one_that_does_not() -> None:
    graph = diagram("circle n1\ncircle n2\ncircle n3\ncircle n4\ncircle n5\nn1 n2\nn3 n2\nn4 n5")
    assert only(graph, "starts-apart").nodes == ("n4",)


def test_a_join_of_a_fork_and_an_alternative_to_it_is_told() -> None:
    graph = diagram(
        "circle n1\ndiamond n2\nrectangle n3\nrectangle n4\nrectangle n5\nrectangle n6\nrectangle n7\ncircle n8\n"
        "n1 n2\nn2 n3 Both\nn2 n4 Quick\nn3 n5\nn3 n6\nn5 n7\nn6 n7\nn4 n7\nn7 n8"
    )
    finding = only(graph, "mixed-join")
    assert finding.nodes == ("n7",)
    assert finding.run
    assert [choice.label for choice in finding.run.choices] == ["Quick"]


def test_alternatives_within_a_branch_of_a_fork_are_told() -> None:
    graph = diagram(
        "circle n1\nrectangle n2\nrectangle n3\ndiamond n4\ncircle n5\nrectangle n6\ncircle n7\n"
        "n1 n2\nn2 n3\nn2 n4\nn3 n6\nn4 n6 Yes\nn4 n5 No\nn6 n7"
    )
    finding = only(graph, "fork-meets-alternatives")
    assert finding.nodes == ("n6",)
    assert finding.run
    assert [choice.label for choice in finding.run.choices] == ["No"]


def test_two_edges_of_one_decision_that_are_not_always_taken_together_are_told() -> None:
    text = (
        'L {\nn1: circle label:"A"\nn2: diamond label:"B?"\nn3: circle label:"C"\nn1.handle(right) -> n2.handle(left)\n'
        'n2.handle(right) -> n3.handle(left) [label="Both"]\nn2.handle(top) -> n3.handle(top) [label="Both"]\n'
        'n2.handle(bottom) -> n3.handle(bottom) [label="One"]\n}\n'
    )
    assert only(parse(text).diagram, "mixed-join").nodes == ("n3",)


def test_a_cycle_that_turns_while_another_token_is_on_it_depends_on_the_order() -> None:
    graph = diagram(
        "circle n1\nrectangle n2\nrectangle n3\ndiamond n4\ndiamond n5\ncircle n6\n"
        "n1 n2\nn2 n3\nn3 n4\nn3 n5\nn4 n2 Again\nn4 n6 Done\nn5 n2 Again\nn5 n6 Done"
    )
    assert "order-dependent" in codes(analyze(graph))


def test_a_search_that_a_bound_stops_says_so_and_calls_nothing_dead() -> None:
    ways = "\n".join(f"n{number} n{number + 1} Yes\nn{number} n99 No" for number in range(2, 60))
    nodes = "\n".join(f"diamond n{number}" for number in range(2, 61))
    graph = diagram(f"circle n1\n{nodes}\ncircle n99\nn1 n2\n{ways}\nn60 n99")
    analysis = analyze(graph, most_states=10)
    assert not analysis.explored
    assert "dead-node" not in codes(analysis)


def test_branches_that_get_stuck_alike_are_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []

    def counted(*arguments: Any) -> Any:
        runs.append(arguments)
        return run(*arguments)

    monkeypatch.setattr(state_findings, "run", counted)
    branches = range(3, 40)
    nodes = "\n".join(f"rectangle n{number}" for number in branches)
    ways = "\n".join(f"n2 n{number} Branch{number}\nn{number} n99" for number in branches)
    graph = diagram(f"circle n1\ndiamond n2\n{nodes}\ncircle n99\nn1 n2\n{ways}")
    assert only(graph, "stuck", RunOptions(join="all")).nodes[0] == "n99"
    assert len(runs) == 1


def test_a_search_that_has_looked_at_enough_does_not_know() -> None:
    met = analyze(diagram(DECIDES)).met
    met.effort.left = 0
    assert verdict(diagram(DECIDES), met, RunStatement("possible", visited=("n6",))).holds is None


def test_a_diagram_without_nodes_has_no_finding() -> None:
    assert analyze(parse("").diagram).findings == ()
