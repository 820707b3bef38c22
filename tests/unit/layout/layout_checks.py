"""What must hold for every drawing, and a shorthand for diagrams with several lanes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations, islice, pairwise

from webapp.domain import Diagram, Edge, Lane, Node, Shape, Side
from webapp.layout.geometry import Box, EdgeRoute, Geometry, NodeBox, Point

Pieces = dict[str, list[Box]]
ARROW = 10.0
SHARED_AT_TIP = 20.0
"""So far from the outline of a diamond or a circle two of its edges may be one line."""
SHAPES = {"(": Shape.CIRCLE, "[": Shape.RECTANGLE, "<": Shape.DIAMOND, "{": Shape.TASKBOX}
SIDES = {side.value[0]: side for side in Side}


def chart(nodes: str, edges: str = "", lanes: int = 1) -> Diagram:
    """Build a diagram: `chart("0[1] 1<2>", "1b>2t:Yes", lanes=2)`.

    A node is its lane's number and `(1)` circle, `[2]` rectangle, `<3>` diamond or `{4}` taskbox; an edge names the
    first letters of its sides.
    """
    return build(
        lanes,
        [(int(m[1]), SHAPES[m[2]], f"Step {m[3]}") for m in re.finditer(r"(\d+)([(\[<{])(\d+)", nodes)],
        [
            (int(m[1]) - 1, SIDES[m[2]], int(m[3]) - 1, SIDES[m[4]], m[5] or "")
            for m in re.finditer(r"(\d+)(\w)>(\d+)(\w)(?::(\S+))?", edges)
        ],
    )


def build(lanes: int, nodes: list[tuple[int, Shape, str]], edges: list[tuple[int, Side, int, Side, str]]) -> Diagram:
    """Build a diagram of nodes n1, n2 ... given as (lane, shape, label); edges name nodes by place in the list."""
    seen: Counter[str] = Counter()
    routes = []
    for source, out, target, into, label in edges:
        key = f"n{source + 1}-n{target + 1}"
        seen[key] += 1
        number = f"-{seen[key]}" if seen[key] > 1 else ""
        routes.append(Edge(key + number, f"n{source + 1}", f"n{target + 1}", out, into, label))
    placed = [Node(f"n{i}", f"L{lane}", shape, label) for i, (lane, shape, label) in enumerate(nodes, start=1)]
    return Diagram(
        tuple(Lane(f"L{i}", f"Lane {i}") for i in range(lanes)),
        tuple(sorted(placed, key=lambda node: int(node.lane[1:]))),
        tuple(routes),
    )


def problems(geometry: Geometry) -> list[str]:
    """Return in words whatever is wrong with a drawing; an empty list is what every drawing owes its reader."""
    pieces = {edge.id: _pieces(edge) for edge in geometry.edges}
    return [
        *_lanes(geometry),
        *_nodes(geometry),
        *_edges(geometry),
        *_edges_on_nodes(geometry, pieces),
        *_edges_on_edges(geometry, pieces),
        *_labels(geometry, pieces),
    ]


def _lanes(g: Geometry) -> Iterator[str]:
    bottom = 0.0
    for lane in g.lanes:
        if (lane.box.x, lane.box.y, lane.box.width) != (0.0, bottom, g.width):
            yield f"lane {lane.id} does not tile the page"
        bottom = lane.box.y + lane.box.height
    if g.lanes and bottom != g.height:
        yield "the lanes do not reach the bottom"


def _nodes(g: Geometry) -> Iterator[str]:
    lanes = {lane.id: lane for lane in g.lanes}
    for node in g.nodes:
        lane = lanes[node.lane]
        inner = Box(lane.header, lane.box.y, lane.box.width - lane.header, lane.box.height)
        if not inside(node.box, inner):
            yield f"{node.id} leaves its lane"
    for a, b in combinations(g.nodes, 2):
        if _touch(a.box, b.box, 1):
            yield f"{a.id} overlaps {b.id}"


def _edges(g: Geometry) -> Iterator[str]:
    nodes = {node.id: node for node in g.nodes}
    for edge in g.edges:
        if any(a.x != b.x and a.y != b.y for a, b in pairwise(edge.points)):
            yield f"{edge.id} is not made of horizontal and vertical pieces"
        if not _at_handle(nodes[edge.source], edge.source_side, edge.points[0], edge.points[1]):
            yield f"{edge.id} does not leave at its handle"
        if not _at_handle(nodes[edge.target], edge.target_side, edge.points[-1], edge.points[-2]):
            yield f"{edge.id} does not enter at its handle"
        if math.dist(edge.points[-1], edge.points[-2]) < ARROW:
            yield f"{edge.id} has no room for its arrow"


def _at_handle(node: NodeBox, side: Side, end: Point, before: Point) -> bool:
    """Tell whether an edge ends on the drawn outline of this side and comes from outside."""
    x, y, width, height = node.box
    dx, dy = (end.x - x) / width * 2 - 1, (end.y - y) / height * 2 - 1
    if node.shape is Shape.CIRCLE:
        reach = math.hypot(dx, dy)
    elif node.shape is Shape.DIAMOND:
        reach = abs(dx) + abs(dy)
    else:
        reach = max(abs(dx), abs(dy))
    outward = {Side.LEFT: -dx, Side.RIGHT: dx, Side.TOP: -dy, Side.BOTTOM: dy}[side]
    leaves = {
        Side.LEFT: before.x < end.x,
        Side.RIGHT: before.x > end.x,
        Side.TOP: before.y < end.y,
        Side.BOTTOM: before.y > end.y,
    }[side]
    # A crowd at a circle reaches a little round it; its lines still come from that side.
    tolerance = 0.15 if node.shape is Shape.CIRCLE else 1e-6
    return abs(reach - 1) < 1e-6 and outward >= max(abs(dx), abs(dy)) - tolerance and leaves


def _edges_on_nodes(g: Geometry, pieces: Pieces) -> Iterator[str]:
    for edge in g.edges:
        for node in g.nodes:
            if node.id not in (edge.source, edge.target) and any(
                _touch(piece, node.box, 2) for piece in pieces[edge.id]
            ):
                yield f"{edge.id} runs through {node.id}"


def _edges_on_edges(g: Geometry, pieces: Pieces) -> Iterator[str]:
    """Look along each level, and each upright, only at the pieces that are near it."""
    level = [(p.y, p.x, p.width, edge.id) for edge in g.edges for p in pieces[edge.id] if p.height == 0]
    upright = [(p.x, p.y, p.height, edge.id) for edge in g.edges for p in pieces[edge.id] if p.width == 0]
    edges = {edge.id: edge for edge in g.edges}
    narrow = {node.id for node in g.nodes if node.shape in (Shape.DIAMOND, Shape.CIRCLE)}
    for is_level, lines in ((True, sorted(level)), (False, sorted(upright))):
        for number, (at, begin, length, name) in enumerate(lines):
            for other_at, other_begin, other_length, other in islice(lines, number + 1, None):
                if other_at - at >= 1.5:
                    break
                if name != other and _shared(begin, length, other_begin, other_length):
                    low, high = max(begin, other_begin), min(begin + length, other_begin + other_length)
                    ends = (Point(low, at), Point(high, at)) if is_level else (Point(at, low), Point(at, high))
                    tips = _common_tips(edges[name], edges[other], narrow)
                    if not any(max(math.dist(tip, end) for end in ends) <= SHARED_AT_TIP for tip in tips):
                        yield f"{name} lies on {other}"


def _common_tips(a: EdgeRoute, b: EdgeRoute, narrow: Collection[str]) -> list[Point]:
    """Return the places at nodes with a `narrow` outline at which two edges begin or end together."""
    return [
        a.points[at]
        for at, node, other in ((0, a.source, b.source), (-1, a.target, b.target))
        if node == other and node in narrow and a.points[at] == b.points[at]
    ]


def _labels(g: Geometry, pieces: Pieces) -> Iterator[str]:
    for edge in g.edges:
        box = edge.label_box
        if (box is not None) != bool(edge.label):
            yield f"{edge.id} lost its label"
        if not box:
            continue
        if not inside(box, Box(g.lanes[0].header, 0, g.width - g.lanes[0].header, g.height)):
            yield f"the label of {edge.id} leaves the page"
        yield from (f"the label of {edge.id} touches {node.id}" for node in g.nodes if _touch(box, node.box, 0))
        for other in g.edges:
            if any(_touch(box, piece, 0) for piece in pieces[other.id]):
                yield f"the label of {edge.id} touches the line of {other.id}"
            if other.id < edge.id and other.label_box and _touch(box, other.label_box, 0):
                yield f"the labels of {edge.id} and {other.id} touch"


def _pieces(edge: EdgeRoute) -> list[Box]:
    return [
        Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)) for a, b in pairwise(edge.points) if a != b
    ]


def _shared(a: float, a_length: float, b: float, b_length: float) -> bool:
    return min(a + a_length, b + b_length) - max(a, b) > 1


def _touch(a: Box, b: Box, tolerance: float) -> bool:
    return (
        a.x < b.x + b.width - tolerance
        and b.x + tolerance < a.x + a.width
        and a.y < b.y + b.height - tolerance
        and b.y + tolerance < a.y + a.height
    )


def inside(inner: Box, outer: Box) -> bool:
    """Tell whether a box lies in another."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )
