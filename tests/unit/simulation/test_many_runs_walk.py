"""Many runs at once fire what the engine fires, one run after the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from grown_diagrams import grow

from webapp.domain import Diagram
from webapp.simulation import run
from webapp.simulation.many_runs.model import model_of
from webapp.simulation.many_runs.walking import Walk
from webapp.simulation.many_runs.written_runs import WrittenRuns
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice

RUNS = 6


def walked(
    diagram: Diagram, profile: dict[str, Any], options: RunOptions, runs: int = RUNS
) -> tuple[Walk, WrittenRuns]:
    written = WrittenRuns()
    walk = Walk(model_of(diagram, profile, options), 4711, 0, runs, written=written)
    walk.go()
    return walk, written


def ways(walk: Walk, written: WrittenRuns, row: int) -> tuple[list[int], list[Choice]]:
    """Return the firings of one run, and its choices as a person would make them."""
    program = walk.program
    fired, branch_of = [], {}
    for batch, rows, branch in written.taken:
        if row in rows:
            branch_of[batch] = branch
    choices = []
    visits: Counter[int] = Counter()
    for batch in range(written.batches):
        number, rows = written.fired(batch)
        if row not in rows:
            continue
        fired.append(number)
        visits[number] += 1
        if visits[number] == 1 and program.stops[number].asks:
            choices.append(Choice(program.nodes[number].id, "2"))
        if batch not in branch_of:
            continue
        stop, branch = program.stops[number], branch_of[batch]
        node = program.nodes[number].id
        if not stop.decides:
            asked = stop.turns[:branch] + ((stop.turns[branch],) if branch < len(stop.turns) else ())
            labels = ["Go on"] * min(branch, len(stop.turns)) + ["Repeat"] * (branch < len(stop.turns))
            several = len(stop.turns) > 1
            for turn, label in zip(asked, labels, strict=True):
                named = f"{label} ({program.loops[turn.loop].id})" if several else label
                choices.append(Choice(node, named, visit=visits[number]))
        elif stop.several:
            moves = [move for index, way in enumerate(stop.branches) if branch >> index & 1 for move in way.moves]
            # A loop that turns here over no edge cannot be chosen together with others.
            edges = () if min(move.edge for move in moves) < 0 else tuple(program.edges[m.edge].id for m in moves)
            choices.append(Choice(node, edges=edges, visit=visits[number]))
        else:
            moves = stop.branches[branch].moves
            edges = tuple(program.edges[move.edge].id for move in moves if move.edge >= 0)
            choices.append(Choice(node, stop.branches[branch].label, edges, visit=visits[number]))
    return fired, choices


def equal_runs(diagram: Diagram, options: RunOptions) -> int:
    """Compare the firings of some runs with those of the engine; return how many were compared."""
    walk, written = walked(diagram, {}, options)
    compared = 0
    for row in range(RUNS):
        fired, choices = ways(walk, written, row)
        if len(fired) > 100 or not all(choice.label or choice.edges for choice in choices):
            continue
        trace = run(diagram, choices, options=options)
        ours = [walk.program.nodes[number].id for number in fired]
        assert [walk.program.nodes[number].id for number in trace.firings[: len(ours)]] == ours
        assert trace.status != "complete" or len(trace.firings) == len(ours)
        compared += 1
    return compared


@pytest.mark.slow
def test_many_runs_fire_what_the_engine_fires_on_random_diagrams() -> None:
    assert sum(equal_runs(grow(seed).diagram, RunOptions()) for seed in range(60)) > 200


@pytest.mark.slow
@pytest.mark.parametrize("options", [RunOptions(reply="restart"), RunOptions(outgoing="any"), RunOptions(end="run")])
def test_many_runs_keep_the_options_on_random_diagrams(options: RunOptions) -> None:
    assert sum(equal_runs(grow(seed, small=True).diagram, options) for seed in range(30)) > 50
