"""Runs with all that is told of them: the browser must tell the same from the lists alone (told-runs.test.js)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from case_texts import CASES, case
from covering_runs import covering
from grown_diagrams import grow
from told_runs import told_run

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.simulation import RunOptions, Trace, run

SAMPLES = Path(__file__).parents[3] / "samples"
OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"join": "all"},
    {"join": "each", "end": "run"},
    {"reply": "restart"},
    {"outgoing": "one", "start": "sources"},
    {"outgoing": "any", "join": "all"},
    {"choices": "first"},
    {"outgoing": "any"},
)
SEEDS = range(24)


def kept(runs: list[Trace]) -> str:
    """Return runs for a golden file, one a line."""
    return "".join(json.dumps(told_run(trace), separators=(",", ":"), ensure_ascii=False) + "\n" for trace in runs)


def over_every_edge(diagram: Diagram) -> Iterator[Trace]:
    """Yield runs over every edge by choices, and one that waits in the middle of each."""
    for drawn in covering(diagram):
        yield run(diagram, drawn.choices)
        yield run(diagram, drawn.choices[: len(drawn.choices) // 2])


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.fz")))
def test_what_is_told_of_runs_over_every_edge_of_a_sample(name: str, golden: Callable[[str, Any], None]) -> None:
    diagram = parse((SAMPLES / f"{name}.fz").read_text(encoding="utf-8")).diagram
    golden(f"both-languages/told-runs/{name}.txt", kept(list(over_every_edge(diagram))))


def test_what_is_told_of_runs_that_went_wrong(golden: Callable[[str, Any], None]) -> None:
    diagrams = [parse(case(path.stem)).diagram for path in sorted(CASES.glob("run-*.fz"))]
    golden("both-languages/told-runs/cases.txt", kept([run(diagram, seed=1) for diagram in diagrams]))


def test_what_is_told_of_random_runs_under_every_option(golden: Callable[[str, Any], None]) -> None:
    runs = []
    for seed in SEEDS:
        options = RunOptions.from_json(OPTIONS[seed % len(OPTIONS)])
        runs.append(run(grow(seed, small=True).diagram, seed=seed, options=options))
    golden("both-languages/told-runs/random.txt", kept([trace for trace in runs if trace.steps < 200]))
