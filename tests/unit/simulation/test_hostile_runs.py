"""What large documents may cost: work that grows with the square of a text is told by counting, or hangs here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from drawing import draw

from webapp.simulation import Choice, RunOptions, program, run
from webapp.simulation.compiler import compile_program
from webapp.simulation.program import bits

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]


def test_a_wait_looks_up_only_those_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def counted(numbers: int) -> Iterator[int]:
        for number in bits(numbers):
            looked_up.append(number)
            yield number

    monkeypatch.setattr(program, "bits", counted)
    chain = range(2, 202)
    edges = " ".join(f"1>{node} {node}>{node + 1}" for node in chain)
    trace = run(draw(" ".join(f"[{node}]" for node in range(1, 203)), edges))
    waits = [said for _, said in trace.log if said.event == "wait"]
    assert len(waits) == 199
    assert len(looked_up) <= 199 * program.MOST_NAMED


def test_a_wait_says_how_many_more_there_are_than_it_names() -> None:
    leaves = range(2, 40)
    edges = " ".join(f"1>{leaf} {leaf}>99" for leaf in leaves)
    trace = run(draw("(1) " + " ".join(f"[{leaf}]" for leaf in leaves) + " (99)", edges))
    wait = next(said for _, said in trace.log if said.event == "wait")
    assert wait.text == '"n99" waits for "n3", "n4", "n5", "n6" and 33 more'


def test_a_decision_of_thousands_of_branches_weighs_each_branch_once_a_visit() -> None:
    parallel = "2>3 " * 14_000
    trace = run(draw("[1] <2> [3]", f"1>2 2>1 {parallel}", "repeat 20 times | 1 2"), seed=1)
    assert (trace.status, trace.visited.count("n2")) == ("complete", 20)


def test_a_hundred_thousand_choices_find_their_branches_among_thousands_by_label() -> None:
    diagram = draw("(1) <2> [3]", "1>2 " + " ".join(f"2>3:way_{way}" for way in range(14_000)))
    trace = run(diagram, [Choice("n2", "WAY 13999")] * 100_000)
    assert trace.choices[0].label == "way 13999"
    assert len(trace.unused) == 99_999


def test_a_hundred_thousand_choices_find_their_branches_among_thousands_by_edges() -> None:
    diagram = draw("(1) <2> [3]", "1>2 " + " ".join(f"2>3:way_{way}" for way in range(14_000)))
    trace = run(diagram, [Choice("n2", edges=("n2-n3-14000",))] * 100_000)
    assert trace.choices[0].label == "way 13999"
    assert len(trace.unused) == 99_999


def test_many_loops_over_many_decisions_walk_a_long_chain_once_a_loop() -> None:
    diamonds, chain = range(1, 201), range(201, 7_201)
    nodes = " ".join([*(f"<{node}>" for node in diamonds), *(f"[{node}]" for node in chain)])
    edges = [f"{node}>{node + 1}" for node in (*diamonds, *chain[:-1])]
    edges += [f"{node}>201:x" for node in diamonds[:-1]] + ["200>202:x", "7200>1"]
    listed = " ".join(map(str, diamonds))
    compiled = compile_program(draw(nodes, " ".join(edges), *[f"repeat 3 times | {listed}"] * 100), RunOptions())
    assert [len(loop.cleared) for loop in compiled.loops] == [200] * 100


@pytest.mark.parametrize(("way_back", "status", "steps"), [("2>1", "complete", 41), ("3>3", "limit", 20_000)])
def test_hundreds_of_loops_over_thousands_of_branches_are_told_by_what_they_share(
    way_back: str, status: str, steps: int
) -> None:
    diagram = draw("[1] <2> [3]", f"1>2 {way_back} " + "2>3 " * 14_000, *["repeat 20 times | 1 2"] * 300)
    trace = run(diagram, seed=1)
    # Each of the loops that are drawn nowhere turns inside the next one: far more passes than a run may have.
    assert (trace.status, trace.steps) == (status, steps)
