"""Problems of a text that make its runs go otherwise than meant, as findings about runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from webapp.domain import Finding
from webapp.dsl import Document, findings_of
from webapp.simulation.analysis import Analysis, RunFinding, RunStatement, ShortRun, verdict

CODES = frozenset(
    {
        "unlabelled-branch",
        "single-branch",
        "duplicate-edge",
        "wrong-lane",
        "loop-condition",
        "loop-order",
        "loop-return",
        "outside-loop",
        "loop-entry",
        "no-give-up",
        "loop-overlap",
    }
)
"""Kinds of problems of which the text knows more than the runs; others of them show in the runs themselves."""
MOST = 50


class FaultInText(NamedTuple):
    """A problem of the text, and the finding that it makes."""

    problem: Finding
    finding: RunFinding


def faults_in_text(document: Document, analysis: Analysis) -> Iterator[FaultInText]:
    """Yield the problems of a text that concern its runs, with the parts and the shortest run to them."""
    problems = [problem for problem in findings_of(document) if problem.code in CODES][:MOST]
    if not problems:
        return
    places = _Places(document)
    for problem in problems:
        nodes, edges = places.parts(problem)
        run = _shortest(document, analysis, problem.code, nodes, edges)
        message = f"{problem.message[:1].upper()}{problem.message[1:]}."
        yield FaultInText(problem, RunFinding(problem.code, problem.severity, message, nodes, edges, run))


class _Places:
    """Which part of the diagram a place in the text declares."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [statement.start for statement in document.statements]
        self._part = {index: part for part, index in document.declared_by.items()}

    def parts(self, problem: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of the nodes and edges that a problem is about."""
        diagram = self._document.diagram
        kind, name = self._part.get(bisect_right(self._starts, problem.start) - 1, ("", ""))
        if kind == "node":
            return (name,), tuple(edge.id for edge in diagram.outgoing[name])
        if kind == "edge":
            edge = diagram.edge[name]
            bare = [other.id for other in diagram.outgoing[edge.source] if not other.label]
            return (edge.source,), tuple(bare) if problem.code == "unlabelled-branch" else (name,)
        return (tuple(dict.fromkeys(diagram.loop[name].nodes)), ()) if kind == "loop" else ((), ())


def _shortest(
    document: Document, analysis: Analysis, code: str, nodes: tuple[str, ...], edges: tuple[str, ...]
) -> ShortRun | None:
    """Return the shortest run to where a problem shows."""
    met, program = analysis.met, analysis.met.graph.program
    if code == "loop-entry":
        entering = [edge for edge in program.entering if edge >= 0 and program.edges[edge].target in nodes]
        runs = [met.crossing(program.edges[edge].id) for edge in entering]
        return min((run for run in runs if run), key=lambda run: (len(run.choices), run.at), default=None)
    if code == "no-give-up":
        loop = next(loop for loop in program.loops if program.nodes[loop.first].id == nodes[0])
        often = {nodes[0]: (loop.rule.count + 1, loop.rule.count + 1)}
        return verdict(document.diagram, met, RunStatement("possible", visited=nodes[:1], count=often)).run
    if code in ("duplicate-edge", "wrong-lane") and edges:
        return met.crossing(edges[0])
    numbers = [program.number[node] for node in nodes]
    last = numbers[-1:] if code == "loop-return" else numbers[:1]
    return met.run(last[0]) if last and last[0] in met.fired else None
