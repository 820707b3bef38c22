"""Other words in a finished drawing: where they take the same room, nothing is placed, routed or moved anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webapp.domain import Diagram
from webapp.layout.measure.sizes import NodeSize, measure_edge_label, node_details
from webapp.layout.pipeline import LaidOut, node_sizes


def relabelled(laid_out: LaidOut, before: Diagram, after: Diagram) -> LaidOut | None:
    """Return the layout of `after` by the options by which `before` was laid out, or None where it must be laid out.

    It is the same as that of `lay_out_with_plan`. There is one where only words of nodes and edges differ, and every
    node and label needs as much room as before. Both diagrams have their sides as they are drawn, and no ghosts.
    """
    if (before.lanes, before.loops) != (after.lanes, after.loops):
        return None
    if len(before.nodes) != len(after.nodes) or len(before.edges) != len(after.edges):
        return None
    nodes = [v for v, (was, now) in enumerate(zip(before.nodes, after.nodes, strict=True)) if was != now]
    edges = [e for e, (was, now) in enumerate(zip(before.edges, after.edges, strict=True)) if was != now]
    for v in nodes:
        was, now = before.nodes[v], after.nodes[v]
        if (was.id, was.lane, was.shape) != (now.id, now.lane, now.shape):
            return None
    labels = {e: measure_edge_label(after.edges[e].label) for e in edges}
    for e in edges:
        old, new = before.edges[e], after.edges[e]
        if replace(old, label=new.label) != new or measure_edge_label(old.label)[:2] != labels[e][:2]:
            return None
    sizes = _sizes(after, nodes)
    if [size[:2] for size in _sizes(replace(after, nodes=before.nodes), nodes)] != [size[:2] for size in sizes]:
        return None

    geometry = laid_out.geometry
    boxes, routes = list(geometry.nodes), list(geometry.edges)
    for v, size in zip(nodes, sizes, strict=True):
        node = after.nodes[v]
        boxes[v] = replace(boxes[v], label=node.label, lines=size.lines, details=node_details(node))
    for e, label in labels.items():
        routes[e] = replace(routes[e], label=after.edges[e].label, label_lines=label.lines)
    return LaidOut(replace(geometry, nodes=tuple(boxes), edges=tuple(routes)), laid_out.plan)


def _sizes(diagram: Diagram, nodes: Sequence[int]) -> list[NodeSize]:
    """Return the sizes of some nodes, which depend on their own edges only."""
    names = {diagram.nodes[v].id for v in nodes}
    edges = tuple(edge for edge in diagram.edges if edge.source in names or edge.target in names)
    near = names.union(*((edge.source, edge.target) for edge in edges))
    some = replace(diagram, nodes=tuple(node for node in diagram.nodes if node.id in near), edges=edges)
    sizes = node_sizes(some, [measure_edge_label(edge.label) for edge in edges])
    return [size for node, size in zip(some.nodes, sizes, strict=True) if node.id in names]
