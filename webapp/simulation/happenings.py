"""The entries of the log of a run: what happened, as ids and as a sentence."""

from __future__ import annotations

from typing import Any, NamedTuple


class Happening(NamedTuple):
    """One thing that happened; the README lists the events and their fields.

    `nodes` has the nodes for whose tokens a token waits, or the cycle of a stopped run; `by` says how it was chosen.
    """

    event: str
    node: str | None = None
    edge: str | None = None
    edges: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    text: str = ""
    by: str | None = None

    def to_json(self, step: int) -> dict[str, Any]:
        """Return the entry in the JSON of a trace."""
        return {
            "step": step,
            "event": self.event,
            "node": self.node,
            "edge": self.edge,
            "edges": list(self.edges),
            "nodes": list(self.nodes),
            "text": self.text,
            "by": self.by,
        }
