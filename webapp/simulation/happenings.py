"""What a run says: one thing that happened, in ids and plain words."""

from __future__ import annotations

from typing import Any, NamedTuple


class Happening(NamedTuple):
    """One thing that happened; the events and their fields are listed in this folder's README.

    `nodes` holds whom a waiting token waits for, or the cycle of a stopped run; `by` who chose.
    """

    event: str
    node: str | None = None
    edge: str | None = None
    edges: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    text: str = ""
    by: str | None = None

    def to_json(self, step: int) -> dict[str, Any]:
        """Return the entry of a trace."""
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
