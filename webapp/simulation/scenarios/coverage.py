"""Which nodes, edges and branches runs have come to, and which they have not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from webapp.domain import Diagram
from webapp.simulation.program import Program
from webapp.simulation.scenarios.facts import RunFacts


class Covered(NamedTuple):
    """The parts of one kind: in how many runs each was met, in the order of the text, and which were in none."""

    runs: dict[str, int]
    missing: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the parts as JSON values."""
        total = len(self.runs) + len(self.missing)
        return {"runs": self.runs, "missing": list(self.missing), "covered": len(self.runs), "total": total}


class MissingBranch(NamedTuple):
    """A branch that no run has taken."""

    node: str
    label: str
    edges: tuple[str, ...]


class Coverage(NamedTuple):
    """What runs have come to.

    Attributes:
        nodes: by id.
        edges: by id.
        branches: how many branches were taken, and how many there are.
        missing_branches: those that were not.
    """

    nodes: Covered
    edges: Covered
    branches: tuple[int, int]
    missing_branches: tuple[MissingBranch, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every node, edge and branch was met."""
        return not (self.nodes.missing or self.edges.missing or self.missing_branches)

    def to_json(self) -> dict[str, Any]:
        """Return the coverage as JSON values."""
        taken, total = self.branches
        missing = [{**branch._asdict(), "edges": list(branch.edges)} for branch in self.missing_branches]
        return {
            "nodes": self.nodes.to_json(),
            "edges": self.edges.to_json(),
            "branches": {"covered": taken, "total": total, "missing": missing},
        }


def coverage(diagram: Diagram, program: Program, runs: Iterable[RunFacts]) -> Coverage:
    """Return which parts of a diagram runs have come to.

    The branches are those of decisions, and `Repeat` and `Go on` of steps where loops turn.
    """
    seen = list(runs)
    taken = frozenset[tuple[str, int]]().union(*(facts.branches for facts in seen))
    total, missing = 0, []
    for node in diagram.nodes:
        stop = program.stops[program.number[node.id]]
        for index, branch in enumerate(stop.branches):
            total += 1
            if (node.id, index) not in taken:
                edges = tuple(program.edges[move.edge].id for move in branch.moves if move.edge >= 0)
                missing.append(MissingBranch(node.id, branch.label, edges))
    return Coverage(
        _covered([node.id for node in diagram.nodes], seen),
        _covered([edge.id for edge in diagram.edges], seen),
        (total - len(missing), total),
        tuple(missing),
    )


def _covered(ids: Iterable[str], seen: list[RunFacts]) -> Covered:
    counts = {id_: sum(id_ in facts.counts for facts in seen) for id_ in ids}
    return Covered(
        {id_: count for id_, count in counts.items() if count}, tuple(id_ for id_, count in counts.items() if not count)
    )
