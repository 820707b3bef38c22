"""The simple paths of a diagram: its complete runs that come to no situation twice, those with few choices first."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from webapp.domain import Diagram
from webapp.simulation.analysis.short_runs import told
from webapp.simulation.analysis.state_graph import NOWHERE, StateGraph, Way
from webapp.simulation.compiler import compile_program
from webapp.simulation.engine import run
from webapp.simulation.run_options import RunOptions
from webapp.simulation.scenarios.facts import RunFacts, facts_of
from webapp.simulation.script import Choice

MOST_PATHS = 500
MOST_EXTENDED = 20_000
"""Beginnings of paths that are looked at: about a tenth of a second."""
MOST_STEPS = 80_000
"""Steps of all paths together: telling what happens in them takes about a second."""


class SimplePath(NamedTuple):
    """A complete run.

    Attributes:
        choices: its choices.
        facts: what happens in it.
        steps: how many nodes fire.
    """

    choices: tuple[Choice, ...]
    facts: RunFacts
    steps: int


class SimplePaths(NamedTuple):
    """The simple paths with at most so many choices.

    Attributes:
        paths: them.
        complete_to: up to how many choices these are all; None where they are all there are.
    """

    paths: tuple[SimplePath, ...]
    complete_to: int | None


def simple_paths(diagram: Diagram, options: RunOptions) -> SimplePaths:
    """Return the simple paths, as many as the limits allow, those with fewer choices first.

    Raises:
        RunRefused: the diagram cannot be run.
    """
    asking = replace(options, choices="ask")
    program = compile_program(diagram, asking)
    graph = StateGraph(program)
    level: list[tuple[Way, ...]] = [(way,) for way in graph.states[0].ways]
    found: list[SimplePath] = []
    extended, choices, steps, complete_to = 0, 0, 0, None
    while level:
        following: list[tuple[Way, ...]] = []
        finished = [path for path in level if path[-1].target == NOWHERE and path[-1].seen.ends]
        extended += len(level)
        steps += sum(len(way.seen.fired) for path in finished for way in path)
        if len(found) + len(finished) > MOST_PATHS or extended > MOST_EXTENDED or steps > MOST_STEPS:
            complete_to = choices - 1
            break
        for path in finished:
            chosen = told(graph, path, len(path[-1].seen.fired)).choices
            trace = run(diagram, chosen, None, asking)
            found.append(SimplePath(trace.choices, facts_of(trace), trace.steps))
        for path in level:
            if path[-1].target != NOWHERE:
                been = {way.target for way in path}
                state = graph.states[path[-1].target]
                following += [(*path, way) for way in state.ways if way.target not in been]
        level, choices = following, choices + 1
    if complete_to is None and not graph.explored:
        complete_to = choices
    return SimplePaths(tuple(found), complete_to)
