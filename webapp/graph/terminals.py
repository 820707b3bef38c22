"""Where a workflow begins and where it ends."""

from __future__ import annotations

from webapp.domain import Diagram, Shape


def start_nodes(diagram: Diagram) -> tuple[str, ...]:
    """Return the ids of the start nodes in document order; empty only for a diagram without nodes.

    They are the circles with outgoing and without incoming edges; if there are none, the nodes with outgoing and
    without incoming edges; if there are none, the first circle with an outgoing edge, else the first node.
    """
    sources = source_nodes(diagram)
    circles = tuple(node for node in sources if diagram.node[node].shape is Shape.CIRCLE)
    if circles or sources:
        return circles or sources
    leaving = (node.id for node in diagram.nodes if node.shape is Shape.CIRCLE and diagram.outgoing[node.id])
    first = next(leaving, None) or next((node.id for node in diagram.nodes), None)
    return () if first is None else (first,)


def source_nodes(diagram: Diagram) -> tuple[str, ...]:
    """Return the ids of the nodes with outgoing and without incoming edges, in document order."""
    return tuple(n.id for n in diagram.nodes if diagram.outgoing[n.id] and not diagram.incoming[n.id])


def end_nodes(diagram: Diagram) -> tuple[str, ...]:
    """Return the ids of the nodes without outgoing edges, in document order."""
    return tuple(node.id for node in diagram.nodes if not diagram.outgoing[node.id])
