"""Analyzes a diagram before it is run: what can go wrong, and whether statements about its runs hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from webapp.domain import Diagram
from webapp.simulation.analysis.met_parts import Met
from webapp.simulation.analysis.run_findings import CODES, RunFinding
from webapp.simulation.analysis.run_statements import RunStatement, Verdict, verdict
from webapp.simulation.analysis.shape_findings import shape_findings
from webapp.simulation.analysis.state_findings import state_findings
from webapp.simulation.analysis.state_graph import MOST_STATES, StateGraph
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import DEFAULTS
from webapp.simulation.run_options import RunOptions


class Analysis(NamedTuple):
    """What was found.

    Attributes:
        findings: what can go wrong, the most serious first.
        verdicts: about the statements, in their order.
        explored: whether all situations of the diagram were looked at.
        states: how many were.
        met: what runs come to.
    """

    findings: tuple[RunFinding, ...]
    verdicts: tuple[Verdict, ...]
    explored: bool
    states: int
    met: Met


def analyze(
    diagram: Diagram,
    statements: Iterable[RunStatement] = (),
    options: RunOptions = DEFAULTS,
    most_states: int = MOST_STATES,
) -> Analysis:
    """Look at all situations that runs of a diagram can come to.

    Every decision is open here, also where the options would take the first branch or draw one. Branches that the
    count of a loop rules out are not taken.

    Args:
        diagram: what is run.
        statements: what must be possible, or must never happen.
        options: how the diagram is understood.
        most_states: situations that are looked at.

    Raises:
        RunRefused: the diagram cannot be run, or a statement names a part that it does not have.
    """
    asking = replace(options, choices="ask")
    program = compile_program(diagram, asking)
    graph = StateGraph(program, most_states)
    met = Met(graph)
    order = {code: place for place, code in enumerate(CODES)}
    # Statements are what people ask: they come first, should there be too much to look at.
    verdicts = tuple(verdict(diagram, met, statement) for statement in statements)
    findings = [*state_findings(diagram, asking, met), *shape_findings(diagram, met)] if diagram.nodes else []
    findings.sort(key=lambda finding: order[finding.code])
    return Analysis(tuple(findings), verdicts, graph.explored, len(graph.states) - 1, met)
