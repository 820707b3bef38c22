"""What holds for every run: nothing is skipped in silence, and the order of lanes and lines changes nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from case_texts import all_cases
from grown_diagrams import grow

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.simulation import Choice, Trace, run

pytestmark = [pytest.mark.slow]


SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))


def skipped(diagram: Diagram, trace: Trace) -> set[str]:
    """Return the edges of steps that fired over which nothing went, where no loop turned."""
    fired, moved = Counter(trace.visited), Counter(said.edge for _, said in trace.log if said.event == "move")
    left = set()
    for node, times in fired.items():
        stop = trace.program.stops[trace.program.number[node]]
        if not stop.branches:
            left |= {edge.id for edge in diagram.outgoing[node] if moved[edge.id] != times}
    return left


def test_nothing_is_skipped_in_silence() -> None:
    texts = [*all_cases(), *(path.read_text(encoding="utf-8") for path in SAMPLES)]
    diagrams = [parse(text).diagram for text in texts] + [grow(seed).diagram for seed in range(300)]
    for seed, diagram in enumerate(diagrams):
        trace = run(diagram, seed=seed)
        if trace.status == "complete":
            assert skipped(diagram, trace) == set()


def permuted(diagram: Diagram, dice: Random) -> Diagram:
    """Return the diagram with its lanes, nodes and edges in another order; those of one node stay in theirs."""
    lanes, nodes = list(diagram.lanes), list(diagram.nodes)
    dice.shuffle(lanes)
    dice.shuffle(nodes)
    sources = [node.id for node in nodes]
    dice.shuffle(sources)
    edges = [edge for source in sources for edge in diagram.outgoing[source]]
    nodes.sort(key=lambda node: [lane.id for lane in lanes].index(node.lane))
    return Diagram(tuple(lanes), tuple(nodes), tuple(edges), diagram.loops)


def said(trace: Trace) -> list[Choice]:
    return [Choice(choice.node, choice.label, choice.edges, choice.visit) for choice in trace.choices]


def test_the_order_of_lanes_and_lines_changes_no_firing() -> None:
    differing = []
    for seed in range(500):
        diagram = grow(seed, odd=False).diagram
        trace = run(diagram, seed=seed)
        if trace.status == "complete":
            other = run(permuted(diagram, Random(seed)), said(trace))
            if Counter(other.visited) != Counter(trace.visited):
                differing.append(seed)
    assert differing == []
