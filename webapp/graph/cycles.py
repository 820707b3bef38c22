"""Cycles: the groups of nodes that form them, and the edges that lead back."""

from __future__ import annotations

from webapp.domain import Diagram
from webapp.graph.strong import strong_components
from webapp.graph.terminals import start_nodes


def components(diagram: Diagram) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components in document order of their first nodes, each in document order."""
    rank = {node.id: index for index, node in enumerate(diagram.nodes)}
    found = strong_components(rank, {node: [e.target for e in edges] for node, edges in diagram.outgoing.items()})
    groups = (tuple(sorted(group, key=rank.__getitem__)) for group in found)
    return tuple(sorted(groups, key=lambda group: rank[group[0]]))


def cyclic_components(diagram: Diagram) -> tuple[tuple[str, ...], ...]:
    """Return the components with a cycle: two nodes or more, or one with an edge to itself."""
    selves = {edge.source for edge in diagram.edges if edge.source == edge.target}
    return tuple(group for group in components(diagram) if len(group) > 1 or group[0] in selves)


def back_edges(diagram: Diagram) -> frozenset[str]:
    """Return the ids of the edges that lead back; without them, the diagram has no cycles.

    These are the edges from a listed node of a loop to the first listed node where both lie on a cycle, and the back
    edges of a depth-first search over the other edges, from the start nodes and then from the remaining nodes in
    document order.
    """
    found = _named_by_loops(diagram)
    on_path, left = 1, 2
    state: dict[str, int] = {}
    for root in (*start_nodes(diagram), *(node.id for node in diagram.nodes)):
        if root in state:
            continue
        state[root] = on_path
        path = [(root, iter(diagram.outgoing[root]))]
        while path:
            node, edges = path[-1]
            for edge in edges:
                seen = state.get(edge.target)
                if edge.id in found:
                    continue
                if seen is None:
                    state[edge.target] = on_path
                    path.append((edge.target, iter(diagram.outgoing[edge.target])))
                    break
                if seen == on_path:
                    found.add(edge.id)
            else:
                state[node] = left
                path.pop()
    return frozenset(found)


def _named_by_loops(diagram: Diagram) -> set[str]:
    named = [
        edge
        for loop in diagram.loops
        for node in loop.nodes
        for edge in diagram.outgoing[node]
        if edge.target == loop.nodes[0]
    ]
    if not named:
        return set()
    group_of = {node: index for index, group in enumerate(components(diagram)) for node in group}
    return {edge.id for edge in named if group_of[edge.source] == group_of[edge.target]}
