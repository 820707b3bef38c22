"""Golden runs in ids: the cases that went wrong, and for each sample enough runs to cross every edge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from case_texts import case
from covering_runs import covering

from webapp.dsl import parse
from webapp.simulation import Choice, RunOptions, Trace, run

SAMPLES = Path(__file__).parents[3] / "samples"
CASES = {
    "run-orders": (["n5=No", "n5=Yes", "n7=No"], "n1 n2 n3 n4 n5 n9 n4 n5 n6 n7 n8"),
    "run-foreach": ([], "n1 n2 n3 n4 n3 n4 n5"),
    "run-loop-entry": (
        [*["n4=Repeat"] * 3, "n5=Yes", "n4=Repeat", "n4=Go on", "n5=No"],
        "n1 n2 n3 n4 n3 n4 n3 n4 n3 n4 n5 n2 n3 n4 n3 n4 n5 n6",
    ),
    "run-one-node": ([], "n1 n2 n2 n2 n3"),
    "run-nested-chains": ([], "n1 n2 n3 n4 n3 n4 n3 n4 n2 n3 n4 n3 n4 n3 n4 n5"),
    "run-unlisted-step": ([], "n1 n2 n3 n5 n2 n3 n5 n2 n3 n4"),
    "run-head-left-out": (["n4=No", "n4=No"], "n1 n2 n3 n4 n2 n3 n4 n2 n3 n4 n5"),
}


def golden_form(trace: Trace) -> str:
    """Return a run in ids: one line a fire, a choice, a move."""
    lines = []
    for step, said in trace.log:
        if said.event == "choose":
            lines.append(f"{step} choose {said.node} {' '.join(said.edges)}".rstrip())
        elif said.event in ("fire", "move"):
            lines.append(f"{step} {said.event} {said.node if said.event == 'fire' else said.edge}")
    return "\n".join(lines) + "\n"


def chosen(written: list[str]) -> list[Choice]:
    return [Choice(*word.split("=")) for word in written]


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_went_wrong_runs_as_people_mean_it(name: str, golden: Callable[[str, Any], None]) -> None:
    choices, visited = CASES[name]
    options = RunOptions(choices="first") if name == "run-foreach" else RunOptions()
    trace = run(parse(case(name)).diagram, chosen(choices), options=options)
    assert (" ".join(trace.visited), trace.status, trace.unused) == (visited, "complete", ())
    golden(f"simulation/{name}.txt", golden_form(trace))


def test_a_way_back_that_is_a_reply_is_said_in_the_last_line() -> None:
    trace = run(parse(case("run-foreach")).diagram, chosen(["n3=2"]))
    assert trace.log[-1][1].text == 'The run ended after 7 steps; a token ended by a reply at "Receive batch"'


def test_a_loop_inside_a_larger_cycle_asks_at_most_three_times_for_each_ticket() -> None:
    diagram = parse(case("run-loop-entry")).diagram
    trace = run(diagram, chosen([*["n4=Repeat"] * 3, "n5=Yes", *["n4=Repeat"] * 3]))
    assert trace.waiting is not None
    assert (trace.visited.count("n3"), trace.waiting.node, trace.waiting.question) == (8, "n5", "More tickets?")
    assert [option.greyed for option in trace.waiting.options] == [False, False]


def test_a_loop_that_counts_asks_nothing() -> None:
    assert run(parse(case("run-unlisted-step")).diagram).choices == ()


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.fz")))
def test_runs_over_every_edge_of_a_sample_are_golden(name: str, golden: Callable[[str, Any], None]) -> None:
    diagram = parse((SAMPLES / f"{name}.fz").read_text(encoding="utf-8")).diagram
    told = []
    for drawn in covering(diagram):
        trace = run(diagram, drawn.choices)
        assert trace.visited == drawn.visited
        told.append(f"{' '.join(f'{c.node}={c.label}' for c in trace.choices)}\n{golden_form(trace)}")
    golden(f"simulation/{name}-every-edge.txt", "\n".join(told))
