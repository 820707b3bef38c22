"""Which nodes lead where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from webapp.domain import Diagram

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]


def as_graph(diagram: Diagram, *, without: Iterable[str] = ()) -> Graph:
    """Build the directed multigraph of a diagram: nodes by id, edges keyed by edge id, both in document order.

    Args:
        diagram: the diagram.
        without: ids of edges to leave out.
    """
    import networkx as nx  # where it is needed: loading it takes longer than checking a text

    left_out = frozenset(without)
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(node.id for node in diagram.nodes)
    for edge in diagram.edges:
        if edge.id not in left_out:
            graph.add_edge(edge.source, edge.target, key=edge.id)
    return graph


def reachable(diagram: Diagram, sources: Iterable[str]) -> frozenset[str]:
    """Return the ids of all nodes that can be reached from a source, including the sources."""
    return closure({node: [edge.target for edge in edges] for node, edges in diagram.outgoing.items()}, sources)


def reaching(diagram: Diagram, targets: Iterable[str]) -> frozenset[str]:
    """Return the ids of all nodes from which a target can be reached, including the targets."""
    return closure({node: [edge.source for edge in edges] for node, edges in diagram.incoming.items()}, targets)


def closure(neighbours: Mapping[str, Iterable[str]], sources: Iterable[str]) -> frozenset[str]:
    """Return the sources and everything that can be reached from them over `neighbours`.

    It uses plain lists, because building a graph takes ten times as long.
    """
    found = set(sources)
    waiting = list(found)
    while waiting:
        for name in neighbours[waiting.pop()]:
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)
