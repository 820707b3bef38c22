"""Cycles: the groups of nodes that form them, and the edges that close them."""

from __future__ import annotations

from webapp.domain import Diagram
from webapp.graph.reachability import as_graph
from webapp.graph.terminals import start_nodes


def components(diagram: Diagram) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components in document order of their first nodes, each in document order."""
    import networkx as nx  # where it is needed: loading it takes longer than checking a text

    rank = {node.id: index for index, node in enumerate(diagram.nodes)}
    found = nx.strongly_connected_components(as_graph(diagram))
    groups = (tuple(sorted(group, key=rank.__getitem__)) for group in found)
    return tuple(sorted(groups, key=lambda group: rank[group[0]]))


def cyclic_components(diagram: Diagram) -> tuple[tuple[str, ...], ...]:
    """Return the components with a cycle: two nodes or more, or one with an edge to itself."""
    selves = {edge.source for edge in diagram.edges if edge.source == edge.target}
    return tuple(group for group in components(diagram) if len(group) > 1 or group[0] in selves)


def back_edges(diagram: Diagram) -> frozenset[str]:
    """Return the ids of the edges that close a cycle; without them, the diagram has no cycles.

    These are the edges inside loops (from a listed node to the first listed node of the same cycle), and the back edges
    of a depth-first search over the other edges, from the start nodes and then from the remaining nodes in document
    order.
    """
    import networkx as nx  # where it is needed: loading it takes longer than checking a text

    named = _named_by_loops(diagram)
    # Without a source, networkx visits the nodes in the order in which they were added.
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from((*start_nodes(diagram), *(node.id for node in diagram.nodes)))
    graph.add_edges_from((edge.source, edge.target) for edge in diagram.edges if edge.id not in named)
    on_path: set[str] = set()
    closing: set[tuple[str, str]] = set()
    for source, target, label in nx.dfs_labeled_edges(graph):
        if label == "forward":
            on_path.add(target)
        elif label == "reverse":
            on_path.discard(target)
        elif target in on_path:
            closing.add((source, target))
    return named | {edge.id for edge in diagram.edges if edge.id not in named and (edge.source, edge.target) in closing}


def _named_by_loops(diagram: Diagram) -> frozenset[str]:
    found: set[str] = set()
    if not diagram.loops:
        return frozenset()
    group_of = {node: index for index, group in enumerate(components(diagram)) for node in group}
    for loop in diagram.loops:
        first: dict[int, str] = {}
        for node in loop.nodes:
            first.setdefault(group_of[node], node)
        for node in loop.nodes:
            head = first[group_of[node]]
            found.update(edge.id for edge in diagram.outgoing[node] if edge.target == head)
    return frozenset(found)
