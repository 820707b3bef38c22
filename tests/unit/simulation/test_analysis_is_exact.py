"""The findings against all runs of small diagrams, found by the rules read word by word."""

from __future__ import annotations

import os
from collections.abc import Iterator

import networkx as nx
import pytest
from explorer import Explored, Explorer, TooMany
from grown_diagrams import TEXTS, grow

from webapp.domain import Diagram, Shape
from webapp.simulation import run
from webapp.simulation.analysis import Analysis, analyze

# A hunt tries more: LANESTEP_DIAGRAMS=5000 python3 -m pytest tests/unit/simulation/test_analysis_is_exact.py
DIAGRAMS = int(os.environ.get("LANESTEP_DIAGRAMS", "200"))
PORTIONS = 5
MOST_PLACES = 400


def nodes(analysis: Analysis, *codes: str) -> set[str]:
    """Return the nodes of all findings of some codes."""
    return {node for finding in analysis.findings if finding.code in codes for node in finding.nodes}


def heads(analysis: Analysis, *codes: str) -> set[str]:
    """Return the first nodes of all findings of some codes."""
    return {finding.nodes[0] for finding in analysis.findings if finding.code in codes}


def components(explorer: Explorer) -> list[set[str]]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(explorer.names)
    graph.add_edges_from((edge.source, edge.target) for edge in explorer.edges)
    return [
        part for part in nx.strongly_connected_components(graph) if len(part) > 1 or graph.has_edge(*[*part, *part])
    ]


def closed(explorer: Explorer, found: Explored) -> set[str]:
    """Return the nodes of the cycles that nothing leaves and some run enters."""
    return {
        node
        for part in components(explorer)
        if part & found.first.keys()
        and not any(edge.source in part and edge.target not in part for edge in explorer.edges)
        for node in part
    }


def forks(explorer: Explorer, found: Explored) -> set[str]:
    """Return the forks on a cycle that also lead out of it and fire twice in some run."""
    leaving = set()
    for node in explorer.names:
        if explorer.branches[node] or any(node in counted.places for counted in explorer.loops):
            continue
        cycle = next((part for part in components(explorer) if node in part), set())
        inside = [edge.target in cycle for edge in explorer.diagram.outgoing[node]]
        if any(inside) and not all(inside) and found.fires_twice(node):
            leaving.add(node)
    return leaving


def mixed(explorer: Explorer, found: Explored) -> dict[str, set[bool]]:
    """Return the nodes that join several tokens, but not always the same: whether sets without a common edge do."""
    answer: dict[str, set[bool]] = {}
    for node, sets in found.joined.items():
        ahead = {edges - explorer.back for edges in sets} - {frozenset()}
        most = max(map(len, ahead), default=0)
        if most < 2:
            continue
        biggest = [edges for edges in ahead if len(edges) == most]
        if len(biggest) > 1 or len(ahead) > 1:
            answer[node] = {edges.isdisjoint(big) for big in biggest for edges in ahead if edges != big}
    return answer


def explored(first: int, step: int, most: int) -> Iterator[tuple[Diagram, Explorer, Explored]]:
    for seed in range(20_000 + first, 20_000 + most, step):
        diagram = grow(seed, small=True).diagram
        explorer = Explorer(diagram, TEXTS)
        try:
            yield diagram, explorer, explorer.explore(MOST_PLACES)
        except TooMany:
            continue


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_findings_are_those_of_all_runs_by_the_rules_read_word_by_word(portion: int) -> None:
    for diagram, explorer, found in explored(portion, PORTIONS, DIAGRAMS):
        analysis = analyze(diagram)
        assert analysis.explored
        program = analysis.met.graph.program
        name = [node.id for node in program.nodes]
        assert {name[number]: moment[:2] for number, moment in analysis.met.fired.items()} == found.first
        assert nodes(analysis, "unreachable", "dead-node") == set(explorer.names) - found.first.keys()
        steps = {node.id for node in diagram.nodes if node.shape is not Shape.CIRCLE and not diagram.outgoing[node.id]}
        assert nodes(analysis, "dead-end") == (steps & found.first.keys() if len(diagram.nodes) > 1 else set())
        assert nodes(analysis, "no-way-out") == closed(explorer, found)
        assert {name[number] for number in analysis.met.replies} == found.replies
        assert heads(analysis, "end-while-others", "order-dependent") == found.beside
        assert heads(analysis, "fork-in-cycle") == forks(explorer, found)
        several = mixed(explorer, found)
        assert heads(analysis, "mixed-join", "fork-meets-alternatives") == several.keys()
        assert heads(analysis, "mixed-join") <= {node for node, apart in several.items() if True in apart}
        if "cannot-finish" in {finding.code for finding in analysis.findings}:
            assert found.without_end()
        elif found.without_end():
            assert nodes(analysis, "no-way-out")
        for finding in analysis.findings:
            if finding.run:
                trace = run(diagram, finding.run.choices)
                assert trace.steps >= finding.run.at
                assert not trace.unused
