"""Statements about runs: what must be possible, what must never happen, and the run that shows it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from grown_diagrams import grow
from test_interpreter import sequences

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.errors import RunRefused
from webapp.simulation import Trace, run
from webapp.simulation.analysis import RunStatement, Verdict, analyze

ROOT = Path(__file__).parents[3]
SAGA = parse((ROOT / "samples" / "saga.fz").read_text(encoding="utf-8")).diagram


def judged(kind: str, graph: Diagram = SAGA, **conditions: Any) -> Verdict:
    return analyze(graph, [RunStatement.from_json({"kind": kind, **conditions})]).verdicts[0]


def labels(verdict: Verdict) -> list[str]:
    return [choice.label for choice in verdict.run.choices] if verdict.run else []


def test_what_no_run_does_never_happens() -> None:
    verdict = judged("never", before=["n4", "n10"])
    assert (verdict.holds, verdict.run) == (True, None)
    assert verdict.message == (
        'must never happen: "Confirm to customer" before "Charge payment" - holds: no run does this.'
    )


def test_what_must_never_happen_and_does_is_shown_by_the_shortest_run() -> None:
    verdict = judged("never", before=["n2", "n10"])
    assert (verdict.holds, labels(verdict), verdict.run and verdict.run.at) == (False, ["No"], 4)
    assert verdict.message.endswith("- broken: a run does this after 4 steps.")


def test_what_is_possible_is_shown_by_a_run() -> None:
    verdict = judged("possible", order=["n10", "n12", "n3"], ends_at=["n3"])
    assert (verdict.holds, labels(verdict)) == (True, ["Yes", "Yes", "No"])


def test_what_no_run_does_is_not_possible() -> None:
    assert judged("possible", visited=["n3", "n5"]).holds is False


def test_what_was_not_visited_is_judged_at_the_end() -> None:
    verdict = judged("never", visited=["n10"], not_visited=["n12", "n18"])
    assert (verdict.holds, labels(verdict)) == (False, ["Yes", "No"])


def test_edges_are_visited_when_they_are_crossed() -> None:
    assert labels(judged("possible", visited=["n16-n17"])) == ["Yes", "Yes", "Yes", "No"]


def test_counts_have_a_least_and_a_most() -> None:
    graph = parse((ROOT / "samples" / "authentication.fz").read_text(encoding="utf-8")).diagram
    assert judged("possible", graph, count={"n2": 5}).holds is True
    assert judged("never", graph, count={"n2": {"least": 6}}).holds is True
    assert judged("possible", graph, count={"n2": {"most": 1}}, ends_at=["n4"]).holds is True


def test_a_statement_has_words() -> None:
    words = judged("never", visited=["n10"], not_visited=["n12"], count={"n10": {"least": 2}}).to_json(SAGA)["words"]
    assert words == ('must never happen: "Charge payment"; without "Refund payment"; "Charge payment" at least 2 times')


def test_a_part_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RunRefused, match="there is no such node or edge"):
        judged("never", visited=["n99"])


def test_what_is_not_found_before_a_bound_is_not_known() -> None:
    statement = RunStatement("possible", visited=("n3", "n5"))
    verdict = analyze(SAGA, [statement], most_states=1).verdicts[0]
    assert verdict.holds is None
    assert "not known" in verdict.message


def happens(graph: Diagram, trace: Trace, statement: RunStatement) -> bool:
    """Return whether a run that is complete has all that a statement says."""
    moved = [it.edge for _, it in trace.log if it.event == "move" and it.edge]
    often = Counter([*trace.visited, *moved])
    firsts = {node: place for place, node in reversed(list(enumerate(trace.visited)))}
    ends = {node for node in trace.visited if not graph.outgoing[node]}
    order = [firsts.get(node, -1) for node in statement.order]
    a, b = statement.before or ("", "")
    return (
        all(often[part] for part in statement.visited)
        and not any(often[part] for part in statement.not_visited)
        and -1 not in order
        and order == sorted(order)
        and (not statement.before or firsts.get(a, 1 << 30) < firsts.get(b, 1 << 29))
        and all(least <= often[part] <= most for part, (least, most) in statement.count.items())
        and ends.issuperset(statement.ends_at)
    )


def drawn(dice: Random, graph: Diagram) -> RunStatement:
    """Return a statement with one or two conditions about parts of a diagram."""
    nodes = [node.id for node in graph.nodes]
    parts = [*nodes, *(edge.id for edge in graph.edges)]
    every: dict[str, Any] = {
        "visited": tuple(dice.sample(parts, 2)),
        "not_visited": (dice.choice(parts),),
        "order": tuple(dice.sample(nodes, 2)),
        "before": tuple(dice.sample(nodes, 2)),
        "count": {dice.choice(parts): (dice.randrange(3), dice.randrange(1, 4))},
        "ends_at": (dice.choice([node for node in nodes if not graph.outgoing[node]] or nodes),),
    }
    return RunStatement("possible", **{name: every[name] for name in dice.sample(sorted(every), dice.choice([1, 2]))})


@pytest.mark.parametrize("seed", range(20))
def test_verdicts_are_those_of_all_runs_with_a_few_choices(seed: int) -> None:
    dice, graph = Random(seed), grow(seed, small=True, odd=False).diagram
    statements = [drawn(dice, graph) for _ in range(6)]
    verdicts = analyze(graph, statements).verdicts
    complete = [trace for trace in sequences(graph) if trace.status == "complete"]
    for verdict in verdicts:
        shown = [trace for trace in complete if happens(graph, trace, verdict.statement)]
        if shown:
            assert verdict.holds
            assert verdict.run
            assert len(verdict.run.choices) <= min(len(trace.choices) for trace in shown)
        if verdict.run and len(verdict.run.choices) < 6:
            begun = run(graph, verdict.run.choices)
            assert begun.steps >= verdict.run.at
            if begun.status == "complete" and begun.steps == verdict.run.at:
                assert happens(graph, begun, verdict.statement)
