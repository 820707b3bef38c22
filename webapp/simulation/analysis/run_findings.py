"""What a finding about runs says, and the table of its codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from webapp.domain import Severity
from webapp.simulation.analysis.short_runs import ShortRun

CODES: Mapping[str, Severity] = MappingProxyType(
    {
        "stuck": Severity.ERROR,
        "endless": Severity.ERROR,
        "cannot-finish": Severity.ERROR,
        "no-way-out": Severity.ERROR,
        "unreachable": Severity.WARNING,
        "dead-node": Severity.WARNING,
        "dead-end": Severity.WARNING,
        "fork-in-cycle": Severity.WARNING,
        "order-dependent": Severity.WARNING,
        "same-label": Severity.WARNING,
        "no-difference": Severity.WARNING,
        "end-drops-tokens": Severity.WARNING,
        "end-while-others": Severity.HINT,
        "cycle-without-decision": Severity.HINT,
        "mixed-join": Severity.HINT,
        "fork-meets-alternatives": Severity.HINT,
        "labelled-fork": Severity.HINT,
        "starts-apart": Severity.HINT,
    }
)


MOST_OF_A_KIND = 20
"""Findings of one kind: who mends the first few sees the others then."""


class RunFinding(NamedTuple):
    """One thing that can go wrong in runs.

    Attributes:
        code: what kind of thing.
        severity: how serious it is.
        message: what is wrong and what to do, in words.
        nodes: the ids of the nodes concerned, the one where it shows first.
        edges: the ids of the edges concerned.
        run: the shortest run in which it happens, where it is a run that goes wrong.
    """

    code: str
    severity: Severity
    message: str
    nodes: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    run: ShortRun | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "nodes": list(self.nodes),
            "edges": list(self.edges),
            "run": self.run.to_json() if self.run else None,
        }


def run_finding(
    code: str, message: str, nodes: Sequence[str] = (), edges: Sequence[str] = (), run: ShortRun | None = None
) -> RunFinding:
    """Make the finding of a code of the table."""
    return RunFinding(code, CODES[code], message, tuple(nodes), tuple(edges), run)
