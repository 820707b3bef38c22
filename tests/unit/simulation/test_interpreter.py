"""The engine against an interpreter that reads the rules word by word and shares no code with it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from grown_diagrams import FEATURES, TEXTS, grow
from interpreter import Interpreter, Said

from webapp.domain import Diagram
from webapp.simulation import Choice, Trace, run

# A hunt tries more: LANESTEP_DIAGRAMS=5000 python3 -m pytest tests/unit/simulation/test_interpreter.py
pytestmark = [pytest.mark.slow]
DIAGRAMS = int(os.environ.get("LANESTEP_DIAGRAMS", "500"))
SMALL = DIAGRAMS // 25 * 2
PORTIONS = 10
MOST_STEPS = 120
MOST_DECISIONS = 6


def said(choices: tuple[Choice, ...]) -> list[Said]:
    return [Said(choice.node, choice.label, choice.edges) for choice in choices]


def happened(trace: Trace, event: str, steps: int) -> list[tuple[int, str]]:
    found = [(step, it) for step, it in trace.log if it.event == event and step <= steps]
    return [(step, (it.edge or "") if event == "move" else (it.node or "")) for step, it in found]


def cut(trace: Trace) -> Trace:
    """Cut a run back to what is compared: to tell thousands of steps takes most of the time."""
    del trace.firings[MOST_STEPS + 1 :], trace.branches[MOST_STEPS + 1 :]
    return trace


def compare(diagram: Diagram, trace: Trace, interpreter: Interpreter) -> None:
    """Hold a run equal to the interpreter's: firings, moves, replies and status."""
    read = interpreter.run(said(trace.choices), MOST_STEPS)
    steps = len(read.fired)
    assert not read.stuck
    assert read.lowest_was_free
    assert list(trace.visited[:steps]) == read.fired
    assert happened(trace, "move", steps) == read.moved
    assert happened(trace, "reply", steps) == read.replied
    if steps < MOST_STEPS:  # else the interpreter stops there, also where nothing is left to do
        assert read.status == trace.status


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_runs_are_those_of_the_rules_read_word_by_word(portion: int) -> None:
    for seed in range(portion, DIAGRAMS, PORTIONS):
        diagram = grow(seed).diagram
        interpreter = Interpreter(diagram, TEXTS)
        trace = cut(run(diagram, seed=seed))
        compare(diagram, trace, interpreter)
        half = trace.choices[: len(trace.choices) // 2]
        if 0 < len(half) < 20:
            compare(diagram, run(diagram, half), interpreter)


def sequences(diagram: Diagram) -> Iterator[Trace]:
    """Run a diagram with every sequence of a few choices."""
    heap: list[tuple[Choice, ...]] = [()]
    while heap:
        trace = run(diagram, heap.pop())
        yield trace
        if trace.waiting is None or len(trace.choices) >= MOST_DECISIONS:
            continue
        for option in trace.waiting.options[:3]:
            choice = Choice(trace.waiting.node, option.label, option.edges, trace.waiting.visit)
            heap.append((*trace.choices, choice))


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_every_sequence_of_a_few_choices_is_run_as_the_rules_say(portion: int) -> None:
    for seed in range(10_000 + portion, 10_000 + SMALL, PORTIONS):
        diagram = grow(seed, small=True).diagram
        interpreter = Interpreter(diagram, TEXTS)
        for trace in sequences(diagram):
            compare(diagram, trace, interpreter)


def test_the_diagrams_have_every_feature_in_a_tenth_or_more_and_every_text() -> None:
    grown = [grow(seed) for seed in range(500)]
    found = Counter(feature for diagram in grown for feature in diagram.features)
    assert {feature: found[feature] >= 50 for feature in FEATURES} == dict.fromkeys(FEATURES, True)
    assert {loop.condition for diagram in grown for loop in diagram.diagram.loops} == set(TEXTS)
