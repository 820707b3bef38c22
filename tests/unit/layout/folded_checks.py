"""What must hold for folded and upright drawings, in the words of `layout_checks`."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations, pairwise

from layout_checks import inside, problems

from webapp.layout.direction import mirrored_box, mirrored_line
from webapp.layout.fold.mark_places import MARK_RADIUS
from webapp.layout.geometry import Box, Continuation, Geometry, Point


def upright_problems(geometry: Geometry) -> list[str]:
    """Mirror a drawing with time downwards at its diagonal and return what is wrong with it then."""
    lanes = [replace(lane, box=mirrored_box(lane.box), upright=False) for lane in geometry.lanes]
    nodes = [replace(node, box=mirrored_box(node.box)) for node in geometry.nodes]
    edges = [
        replace(
            edge,
            source_side=edge.source_side.mirrored,
            target_side=edge.target_side.mirrored,
            points=mirrored_line(edge.points),
            label_box=edge.label_box and mirrored_box(edge.label_box),
        )
        for edge in geometry.edges
    ]
    return problems(Geometry(geometry.height, geometry.width, tuple(lanes), tuple(nodes), tuple(edges)))


def folded_problems(geometry: Geometry) -> list[str]:
    """Return what is wrong with a folded drawing; an edge's way through the margins counts as its line."""
    flat = replace(geometry, lanes=(), rows=1)
    bands = geometry.lanes
    page = replace(flat, lanes=(replace(bands[0], box=Box(0, 0, geometry.width, geometry.height), header=0.0),))
    nodes = tuple(replace(node, lane=bands[0].id) for node in geometry.nodes)
    found = problems(replace(page, nodes=nodes))
    found += [
        f"{node.id} leaves its lane"
        for node in geometry.nodes
        if not any(band.id.split(".")[0] == node.lane and inside(node.box, band.inner_box) for band in bands)
    ]
    marks = [(edge, mark) for edge in geometry.edges for mark in edge.marks]
    found += [
        f"the marks {a.number} and {b.number} touch"
        for (_, a), (_, b) in combinations(marks, 2)
        if (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < (2 * MARK_RADIUS) ** 2
    ]
    found += [
        f"a piece of {edge.id} runs through the mark {mark.number}"
        for edge in geometry.edges
        for piece in edge.pieces or (edge.points,)
        for a, b in pairwise(piece)
        for other, mark in marks
        if other is not edge and _through(mark, a, b)
    ]
    found += [
        f"a piece of {edge.id} is not level at its mark"
        for edge in geometry.edges
        for before, after in pairwise(edge.pieces)
        if before[-1].y != before[-2].y or after[0].y != after[1].y
    ]
    return found


def _through(mark: Continuation, a: Point, b: Point) -> bool:
    """Tell whether a straight piece comes nearer to the middle of a mark than its rim."""
    x = min(max(mark.x, min(a.x, b.x)), max(a.x, b.x))
    y = min(max(mark.y, min(a.y, b.y)), max(a.y, b.y))
    return math.hypot(x - mark.x, y - mark.y) < MARK_RADIUS


def badge_problems(geometry: Geometry) -> list[str]:
    """Return which badges of loops touch something."""
    boxes = [(node.id, node.box) for node in geometry.nodes]
    boxes += [(f"the label of {edge.id}", edge.label_box) for edge in geometry.edges if edge.label_box]
    boxes += [
        (edge.id, Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)))
        for edge in geometry.edges
        for a, b in pairwise(edge.points)
    ]
    boxes += [(loop.id, loop.box) for loop in geometry.loops]
    return [
        f"{loop.id} touches {name}"
        for loop in geometry.loops
        for name, box in boxes
        if name != loop.id and _touch(loop.box, box)
    ]


def _touch(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
