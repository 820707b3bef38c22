"""How a node is reached: the run with the fewest choices, or why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from grown_diagrams import grow

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.errors import RunRefused
from webapp.simulation import Choice, Reach, RunOptions, reach, run

ROOT = Path(__file__).parents[3]
BLUE_GREEN = parse((ROOT / "samples" / "blue-green.fz").read_text(encoding="utf-8")).diagram


def diagram(lines: str) -> Diagram:
    """Read `circle n1`, `n1 n2 Label`, `loop TEXT: n1 n2`."""
    nodes, edges, loops = [], [], []
    for line in lines.strip().splitlines():
        words = line.split()
        if words[0] == "loop":
            condition, listed = line.strip()[5:].split(": ")
            loops.append(f"loop [{condition}] {listed}")
        elif words[0].startswith("n"):
            label = f' [label="{words[2]}"]' if len(words) > 2 else ""
            edges.append(f"{words[0]}.handle(right) -> {words[1]}.handle(left){label}")
        else:
            nodes.append(f'{words[1]}: {words[0]} label:"Node {words[1]}"')
    return parse("L {\n" + "\n".join([*nodes, *edges, *loops]) + "\n}\n").diagram


def labels(reached: Reach) -> list[str]:
    return [choice.label for choice in reached.choices]


SHORT_AND_LONG = diagram("""
circle n1
diamond n2
diamond n3
rectangle n4
rectangle n5
circle n6
n1 n2
n2 n3 Long
n2 n4 Short
n3 n4 Yes
n3 n5 No
n4 n6
n5 n6
""")


def test_the_run_with_the_fewest_choices_is_found() -> None:
    reached = reach(SHORT_AND_LONG, "n4")
    assert (reached.found, labels(reached), reached.at) == (True, ["Short"], 3)
    assert reached.message == 'A run reaches "Node n4" by 1 choice, after 3 steps.'


def test_a_node_before_the_first_decision_needs_no_choice() -> None:
    assert reach(SHORT_AND_LONG, "n1")[:3] == (True, (), 1)


def test_a_run_is_at_a_decision_when_it_asks_there() -> None:
    reached = reach(SHORT_AND_LONG, "n3")
    trace = run(SHORT_AND_LONG, reached.choices)
    assert (labels(reached), reached.at, trace.steps) == (["Long"], 2, 2)
    assert trace.waiting
    assert trace.waiting.node == "n3"


def test_a_run_goes_on_from_choices_that_were_made() -> None:
    reached = reach(SHORT_AND_LONG, "n6", [Choice("n2", "Long")])
    assert labels(reached) in (["Long", "Yes"], ["Long", "No"])


def test_a_way_that_is_closed_from_here_needs_other_choices_from_a_step_on() -> None:
    reached = reach(SHORT_AND_LONG, "n5", [Choice("n2", "Short")])
    assert (reached.found, labels(reached), reached.kept, reached.at) == (True, ["Long", "No"], 0, 4)
    assert reached.message == (
        'From here no run leads to "Node n5": it needs other choices from step 2 on, "Node n2". '
        "Then a run reaches it after 4 steps."
    )


def test_as_many_choices_as_possible_are_kept() -> None:
    chain = ["circle n1", "n1 n2", "circle n9"]
    for number in range(2, 9):
        chain += [
            f"diamond n{number}",
            f"n{number} n{number + 1} On",
            f"rectangle n{number}0",
            f"n{number} n{number}0 Off",
        ]
    made = [Choice(f"n{number}", "On") for number in range(2, 8)]
    reached = reach(diagram("\n".join(chain)), "n50", [*made, Choice("n8", "Off")])
    assert (reached.kept, labels(reached), reached.at) == (3, ["On", "On", "On", "Off"], 6)
    assert 'from step 5 on, "Node n5"' in reached.message


def test_what_lies_before_where_the_run_is_does_not_count() -> None:
    looped = diagram(RETRY.replace("LIMIT", "retry 2 times"))
    made = [Choice("n3", "No")]
    assert reach(looped, "n2", made).at == 5
    assert (reach(looped, "n2", made, since=5).at, labels(reach(looped, "n2", made, since=5))) == (8, ["No", "No"])


def test_a_node_that_the_run_has_passed_for_good_is_said_to_be_behind() -> None:
    reached = reach(SHORT_AND_LONG, "n4", [Choice("n2", "Short")], since=4)
    assert (reached.found, reached.kept, reached.at) == (True, 1, 3)
    assert reached.message == 'From here no run leads to "Node n4" again: this run reached it after 3 steps.'


RETRY = """
circle n1
rectangle n2
diamond n3
circle n4
rectangle n5
n1 n2
n2 n3
n3 n5 No
n5 n2
n3 n4 Yes
loop LIMIT: n2 n3
"""


def test_a_node_is_reached_again_after_the_last_choice() -> None:
    looped = diagram(RETRY.replace("LIMIT", "retry 2 times"))
    reached = reach(looped, "n3", [Choice("n3", "No")])
    assert (labels(reached), reached.at) == (["No"], 5)
    assert "From here no run leads" in reach(looped, "n5", [Choice("n3", "No"), Choice("n3", "Yes")]).message


def test_a_branch_that_a_loop_rules_out_is_named() -> None:
    reached = reach(diagram(RETRY.replace("LIMIT", "repeat 1 times")), "n5")
    assert (reached.found, reached.explored) == (False, True)
    assert 'it needs the branch "No" of "Node n3" where a loop rules it out' in reached.message


def test_a_run_that_a_loop_forces_to_go_on_needs_fewer_choices() -> None:
    assert labels(reach(diagram(RETRY.replace("LIMIT", "repeat 3 times")), "n4")) == []


@pytest.mark.parametrize(
    ("more", "node", "reason"),
    [
        ("rectangle n7", "n7", "no edge leads there, and the run does not start there"),
        ("rectangle n7\nrectangle n8\nn7 n8\nn8 n7", "n8", "no way leads there from where the run starts"),
        (
            "rectangle n7\nrectangle n8\nn7 n8",
            "n8",
            'only ways from "Node n7" lead there, where the run does not start',
        ),
    ],
)
def test_a_node_to_which_nothing_leads_has_a_reason(more: str, node: str, reason: str) -> None:
    reached = reach(diagram(f"circle n1\nrectangle n2\nn1 n2\n{more}"), node)
    assert (reached.found, reached.explored) == (False, True)
    assert reason in reached.message


WAITS = diagram("""
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
""")


def test_a_join_that_waits_for_ever_is_the_reason() -> None:
    for node in ("n5", "n6"):
        reached = reach(WAITS, node, options=RunOptions(join="all"))
        assert not reached.found
        assert '"Node n5"' in reached.message
        assert "waits for ever for a token over each of its incoming edges" in reached.message


def test_a_cycle_that_waits_for_ever_is_not_called_endless() -> None:
    cycle = diagram("circle n1\nrectangle n2\nrectangle n3\nn1 n2\nn2 n3\nn3 n2")

    reached = reach(cycle, "n3", options=RunOptions(join="all"))

    assert reached.message == (
        'No run leads to "Node n3": "Node n2" waits for ever for a token over each of its incoming edges.'
    )


def test_an_end_that_ends_the_run_is_passed_by_another_branch() -> None:
    assert labels(reach(SHORT_AND_LONG, "n6", options=RunOptions(end="run"))) == ["Short"]


def test_decisions_are_choices_also_where_the_first_branch_would_be_taken() -> None:
    assert labels(reach(SHORT_AND_LONG, "n4", options=RunOptions(choices="first"))) == ["Short"]


def test_how_many_is_answered_on_the_way() -> None:
    case = parse((ROOT / "tests" / "cases" / "run-foreach.fz").read_text(encoding="utf-8")).diagram
    assert labels(reach(case, "n5")) == ["1"]


def test_several_branches_are_taken_where_a_join_needs_them() -> None:
    forked = diagram("""
        circle n1
        rectangle n2
        rectangle n3
        rectangle n4
        circle n5
        n1 n2
        n2 n3
        n2 n4
        n3 n5
        n4 n5
    """)
    options = RunOptions(join="all", nodes=(("n2", (("outgoing", "any"),)),))
    reached = reach(forked, "n5", options=options)
    assert (reached.found, reached.choices[0].edges) == (True, ("n2-n3", "n2-n4"))


def test_a_node_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RunRefused, match="there is no node 'n99'"):
        reach(BLUE_GREEN, "n99")


@pytest.mark.slow
def test_a_search_among_too_many_runs_is_given_up() -> None:
    forks = [f"n1 n{index}" for index in range(2, 26)]
    ends = [way for index in range(2, 26) for way in (f"n{index} n{index + 30} Yes", f"n{index} n{index + 60} No")]
    nodes = [f"diamond n{index}" for index in range(2, 26)]
    after = [f"rectangle n{index + more}" for index in range(2, 26) for more in (30, 60)]
    waits = [f"n{index + more} n100" for index in range(2, 26) for more in (30, 60)]
    wide = diagram(
        "\n".join(["circle n1", *nodes, *after, "rectangle n100", *forks, *ends, *waits, "circle n101", "n100 n101"])
    )
    reached = reach(wide, "n101", options=RunOptions(join="all"))
    assert (reached.found, reached.explored) == (False, False)
    assert reached.message.startswith("There are too many runs to look at all of them")


def arrival(graph: Diagram, choices: tuple[Choice, ...], node: str) -> tuple[int, ...]:
    """Return after how many firings a run is at a node, or nothing."""
    trace = run(graph, choices)
    if node in trace.visited:
        return (trace.visited.index(node) + 1,)
    return (trace.steps,) if trace.waiting and trace.waiting.node == node else ()


def shortest(graph: Diagram, node: str, most: int) -> tuple[int, int] | None:
    """Return the fewest choices and firings of all runs up to a number of choices."""
    layer: list[tuple[Choice, ...]] = [()]
    for choices in range(most + 1):
        found = [at for taken in layer for at in arrival(graph, taken, node)]
        if found:
            return choices, min(found)
        layer = [longer for taken in layer for longer in one_more(graph, taken)]
    return None


def one_more(graph: Diagram, choices: tuple[Choice, ...]) -> list[tuple[Choice, ...]]:
    trace = run(graph, choices)
    if not trace.waiting:
        return []
    at, visit = trace.waiting.node, trace.waiting.visit
    options = [option for option in trace.waiting.options if not option.greyed]
    return [(*trace.choices, Choice(at, option.label, option.edges, visit)) for option in options]


@pytest.mark.parametrize("seed", range(0, 24, 2))
def test_no_run_is_shorter_on_small_diagrams(seed: int) -> None:
    graph = grow(seed, small=True).diagram
    for node in graph.nodes[seed % 3 :: 3]:
        reached = reach(graph, node.id)
        best = shortest(graph, node.id, 2)
        if best:
            assert (len(reached.choices), reached.at) == best
        else:
            assert not reached.found or len(reached.choices) > 2


@pytest.mark.parametrize("seed", range(12))
def test_the_run_that_is_found_leads_to_the_node_when_it_is_repeated(seed: int) -> None:
    graph = grow(seed).diagram
    for node in graph.nodes[seed % 5 :: 5]:
        reached = reach(graph, node.id)
        if reached.found:
            assert arrival(graph, reached.choices, node.id) == (reached.at,)
            assert run(graph, reached.choices).choices == reached.choices
