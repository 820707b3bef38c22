"""The diagram as a graph, for checks, layout and simulation."""

from webapp.graph.cycles import back_edges, components, cyclic_components
from webapp.graph.reachability import as_graph, closure, reachable, reaching
from webapp.graph.terminals import end_nodes, source_nodes, start_nodes

__all__ = [
    "as_graph",
    "back_edges",
    "closure",
    "components",
    "cyclic_components",
    "end_nodes",
    "reachable",
    "reaching",
    "source_nodes",
    "start_nodes",
]
