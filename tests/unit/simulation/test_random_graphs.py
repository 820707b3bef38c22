"""What holds on every graph: no run gets stuck, one more choice changes nothing before it, the numbers are right."""

from __future__ import annotations

from itertools import pairwise

from digits import DRAWS, Draw
from grown_diagrams import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from interpreter import Interpreter
from test_interpreter import compare

from webapp.domain import Diagram, Edge, Lane, Loop, Node, Shape, Side
from webapp.simulation import run

SHAPES = list(Shape)
CONDITIONS = ("retry up to 2 times", "2 to 3 times", "repeat 3 times", "until valid", "foreach item", "retry loop")


def diagrams(*, loops: bool = True) -> st.SearchStrategy[Diagram]:
    """Up to nine nodes with up to 18 edges and two loops among them, in any order."""
    return DRAWS.map(lambda draw: _diagram(draw, loops))


def _diagram(draw: Draw, loops: bool) -> Diagram:
    names = [f"n{number}" for number in range(1, draw.of(range(1, 10)) + 1)]
    nodes = tuple(Node(name, "Lane", draw.of(SHAPES)) for name in names)
    count = draw.of(range(19))
    labels = {(draw.of(names), draw.of(names)): draw.of(["", "a", "b"]) for _ in range(count)}
    lists = [
        (draw.of(CONDITIONS), dict.fromkeys(draw.of(names) for _ in range(draw.of(range(1, 5)))))
        for _ in range(draw.of(range(3)) if loops else 0)
    ]
    return Diagram(
        lanes=(Lane("Lane", "Lane"),),
        nodes=nodes,
        edges=tuple(
            Edge(f"{source}-{target}", source, target, Side.RIGHT, Side.LEFT, label)
            for (source, target), label in labels.items()
        ),
        loops=tuple(
            Loop(f"loop-{index}", condition, tuple(listed)) for index, (condition, listed) in enumerate(lists, start=1)
        ),
    )


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_no_run_gets_stuck(diagram: Diagram, seed: int) -> None:
    assert run(diagram, seed=seed).status in ("complete", "limit")


@settings(deadline=None, max_examples=150)
@given(diagrams(), st.integers(0, 5))
def test_a_run_of_any_graph_is_that_of_the_rules_read_word_by_word(diagram: Diagram, seed: int) -> None:
    compare(diagram, run(diagram, seed=seed), Interpreter(diagram, TEXTS))


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_one_more_choice_continues_a_run_and_changes_nothing_before(diagram: Diagram, seed: int) -> None:
    choices = run(diagram, seed=seed).choices[:12]
    traces = [run(diagram, choices[:count]) for count in range(len(choices) + 1)]
    for shorter, longer in pairwise(traces):
        assert shorter.status == "waiting"
        assert longer.log[: len(shorter.log)] == shorter.log
        assert longer.steps >= shorter.steps


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_the_choices_of_a_run_give_the_same_run_again(diagram: Diagram, seed: int) -> None:
    trace = run(diagram, seed=seed)
    again = run(diagram, trace.choices)
    assert (again.visited[: trace.steps], again.choices) == (trace.visited, trace.choices)
    # What a person chooses is not stopped where what chance drew looked endless.
    assert again.status == trace.status or trace.status == "limit"


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_the_changes_lead_from_snapshot_to_snapshot(diagram: Diagram, seed: int) -> None:
    data = run(diagram, seed=seed).to_json()
    state = data["snapshots"]["0"]
    for step, change in enumerate(data["changes"], start=1):
        for name, value in change.items():
            if name in ("active", "fired", "moved"):
                state[name] = value
            else:
                state[name] = {key: new for key, new in {**state[name], **value}.items() if new}
        assert state == data["snapshots"].get(str(step), state)
    assert bool(state["tokens"]) == (data["status"] != "complete")
