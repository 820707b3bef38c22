"""A small SVG of a geometry for golden files: outlines, lines and words, without any theme."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from webapp.domain import Shape
from webapp.layout.geometry import Box, Geometry, NodeBox, Point


def plain_svg(geometry: Geometry) -> str:
    """Return the picture, one thing a line, so that a diff says what has moved."""
    width, height = _number(geometry.width), _number(geometry.height)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="Arial" font-size="11">'
    style = "<style>rect, path, circle { fill: none; stroke: #444 } text { text-anchor: middle }</style>"
    return "\n".join([head, style, *_things(geometry), "</svg>", ""])


def _things(g: Geometry) -> Iterator[str]:
    for lane in g.lanes:
        yield _rect(lane.box, f"lane {lane.id}")
        yield from _words(lane.lines, lane.header_box, lane.id)
    for node in g.nodes:
        yield _outline(node)
        yield from _words([line.text for line in node.lines], node.box, node.id)
    for edge in g.edges:
        for piece in edge.pieces or (edge.points,):
            yield f'<path d="M{" ".join(map(_place, piece))}"><title>{edge.id}</title></path>'
        for mark in edge.marks:
            yield f'<circle cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="7"><title>{mark.number}</title></circle>'
        if edge.label_box:
            yield _rect(edge.label_box, f"label of {edge.id}")
            yield from _words(edge.label_lines, edge.label_box, edge.id)
    for loop in g.loops:
        yield _rect(loop.box, loop.id)
        yield from _words([loop.text], loop.box, loop.id)


def _outline(node: NodeBox) -> str:
    x, y, width, height = node.box
    if node.shape is Shape.CIRCLE:
        middle = f'cx="{_number(x + width / 2)}" cy="{_number(y + height / 2)}"'
        return f'<circle {middle} r="{_number(width / 2)}"><title>{node.id}</title></circle>'
    if node.shape is Shape.DIAMOND:
        corners = [Point(x + width / 2, y), Point(x + width, y + height / 2)]
        corners += [Point(x + width / 2, y + height), Point(x, y + height / 2)]
        return f'<path d="M{" ".join(map(_place, corners))}Z"><title>{node.id}</title></path>'
    return _rect(node.box, node.id)


def _rect(box: Box, title: str) -> str:
    x, y, width, height = map(_number, box)
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"><title>{escape(title)}</title></rect>'


def _words(lines: list[str] | tuple[str, ...], box: Box, name: str) -> Iterator[str]:
    top = box.y + box.height / 2 - 6.5 * len(lines) + 10
    for i, line in enumerate(lines):
        if line != name:
            yield f'<text x="{_number(box.x + box.width / 2)}" y="{_number(top + 13 * i)}">{escape(line)}</text>'


def _place(point: Point) -> str:
    return f"{_number(point.x)},{_number(point.y)}"


def _number(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.1f}"
