"""The SVG cut into its parts, and which of them another drawing can take over as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import NamedTuple

from webapp.layout.geometry import EdgeRoute, Geometry
from webapp.render.svg_marks import loops_of_nodes

# Where a part of the SVG begins: always on a line of its own, and never in words, which have no angle brackets.
_PART = re.compile(r'^<(?:g id="((?:lane|edge|node|loop)-[^"]*)"|rect class="(frame)")', re.MULTILINE)
_END = "</g>\n</svg>\n"


class Drawn(NamedTuple):
    """A finished SVG, and the geometry of which it is."""

    svg: str
    geometry: Geometry


def svg_parts(svg: str) -> dict[str, str] | None:
    """Return the parts of an SVG by their ids, what stands before the first one as ``; None if two have the same id."""
    if not svg.endswith(_END):
        return None
    found = list(_PART.finditer(svg))
    starts = [part.start() for part in found] + [len(svg) - len(_END)]
    parts = {"": svg[: starts[0]]}
    for part, end in zip(found, starts[1:], strict=True):
        parts[part[1] or part[2]] = svg[part.start() : end]
    return parts if len(parts) == len(found) + 1 else None


def edge_part(edge_id: str) -> str:
    """Return the id of an edge in the SVG."""
    return f"edge-{escape(edge_id)}"


def node_part(node_id: str) -> str:
    """Return the id of a node in the SVG."""
    return f"node-{escape(node_id)}"


def lane_of_label(geometry: Geometry, edge: EdgeRoute) -> int:
    """Return the number of the lane in which the label of an edge stands, 0 where it has none."""
    return geometry.lane_number(geometry.band_at(edge.label_box)) if edge.label_box else 0


def kept_parts(near: Drawn, geometry: Geometry) -> Mapping[str, str]:
    """Return the edges and nodes that look in the SVG of `geometry` as in that of `near`, in the same theme, by ids."""
    was, parts = near.geometry, svg_parts(near.svg)
    if parts is None:
        return {}
    nodes, edges = {node.id: node for node in was.nodes}, {edge.id: edge for edge in was.edges}
    loops_before, loops = loops_of_nodes(was), loops_of_nodes(geometry)
    found: dict[str, str] = {}
    renamed: set[str] = set()
    for node in geometry.nodes:
        old = nodes.get(node.id)
        if old is None or (old.label, old.shape) != (node.label, node.shape):
            renamed.add(node.id)
        if old == node and loops_before.get(node.id) == loops.get(node.id):
            name = node_part(node.id)
            found[name] = parts[name]
    same_lanes = (was.lanes, was.rows) == (geometry.lanes, geometry.rows)
    for edge in geometry.edges:
        # The title of an edge has the words of its ends.
        if edge != edges.get(edge.id) or edge.source in renamed or edge.target in renamed:
            continue
        if same_lanes or lane_of_label(was, edge) == lane_of_label(geometry, edge):
            name = edge_part(edge.id)
            found[name] = parts[name]
    return found


def without_parts(geometry: Geometry, kept: Mapping[str, str]) -> Geometry:
    """Return what of a geometry is still to be drawn: lanes, and what is not `kept`, edges with their ends."""
    if not kept:
        return geometry
    edges = tuple(edge for edge in geometry.edges if edge_part(edge.id) not in kept)
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(node for node in geometry.nodes if node.id in ends or node_part(node.id) not in kept)
    return replace(geometry, nodes=nodes, edges=edges)
