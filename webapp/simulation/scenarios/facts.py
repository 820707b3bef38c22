"""What happened in a run, as scenarios judge it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from webapp.simulation.trace import Trace


@dataclass
class RunFacts:
    """What happened in a run, by id.

    Attributes:
        counts: how often each node fired and each edge was crossed.
        first: the step in which each node first fired and each edge was first crossed, from 1.
        ends: the nodes at which tokens ended, in order.
        branches: the branches that were taken, as (node, number of the branch).
    """

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    ends: tuple[str, ...] = ()
    branches: frozenset[tuple[str, int]] = frozenset()


def facts_of(trace: Trace) -> RunFacts:
    """Return what happened in a run."""
    facts = RunFacts()
    ends: dict[str, None] = {}
    for step, said in trace.log:
        part = {"fire": said.node, "move": said.edge}.get(said.event)
        if part is not None:
            facts.counts[part] += 1
            facts.first.setdefault(part, step)
        elif said.event == "end" and said.node is not None:
            ends[said.node] = None
    facts.ends = tuple(ends)
    stops, nodes = trace.program.stops, trace.program.nodes
    taken = set()
    for number, branch in zip(trace.firings, trace.branches, strict=True):
        if branch >= 0:
            several = stops[number].several
            numbers = [index for index in range(branch.bit_length()) if branch >> index & 1] if several else [branch]
            taken |= {(nodes[number].id, index) for index in numbers}
    facts.branches = frozenset(taken)
    return facts
