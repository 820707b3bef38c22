"""A few runs of a diagram that together cross every edge."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Diagram
from webapp.simulation import Trace, run


def covering(diagram: Diagram) -> Iterator[Trace]:
    """Yield a few runs that together cross every edge."""
    left = {edge.id for edge in diagram.edges}
    runs = [run(diagram, seed=seed) for seed in range(60)]
    while left:
        best = max(runs, key=lambda trace: (len(left & crossed(trace)), -trace.steps))
        assert left & crossed(best), f"no run crosses {left}"
        left -= crossed(best)
        yield best


def crossed(trace: Trace) -> set[str]:
    return {said.edge for _, said in trace.log if said.event == "move" and said.edge}
