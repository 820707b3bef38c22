"""Writes the SVG that the README describes, with outlines from Graphviz.

Graphviz only gives the coordinates of shapes and lines. Colours, text, rounded corners, arrow heads and ids are written
here, so that the picture does not depend on the version of Graphviz, is safe in a page, and can be styled by class:
colours are presentation attributes, which every CSS rule overrides. Text is escaped here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from types import MappingProxyType

from webapp.domain import OUTSIDE, Shape
from webapp.errors import RenderFailed
from webapp.layout.geometry import EdgeRoute, Geometry, LaneBand, NodeBox, Point
from webapp.layout.measure.sizes import (
    DETAIL_SIZE,
    FONT_SIZE,
    HEADER_LINE_HEIGHT,
    HEADER_SIZE,
    LABEL_LINE_HEIGHT,
    LABEL_SIZE,
    line_height,
)
from webapp.layout.measure.text_metrics import clean, is_rtl
from webapp.render.curves import arrow_head
from webapp.render.dot import EDGE_STROKE, NODE_STROKE, band_class, piece_id
from webapp.render.svg_marks import BASELINE, badge_parts, continuation_parts, loops_of_nodes, marked_members
from webapp.render.svg_parts import edge_part, lane_of_label, node_part
from webapp.render.themes import Theme

FONT_FAMILY = "Arial, Liberation Sans, Arimo, Helvetica, sans-serif"
CORNER = 8
HALO = 4

_GROUP = re.compile(r'<g id="([^"]+)" class="[^"]*">\s*<title>[^<]*</title>\s*<\w+([^>]*)/>')
_ATTRIBUTE = re.compile(r' (d|points|cx|cy|rx|ry)="([^"]*)"')

Outlines = Mapping[str, Mapping[str, str]]


def finished_svg(
    drawn: str,
    geometry: Geometry,
    theme: Theme,
    title: str = "",
    description: str = "",
    kept: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the SVG of a geometry, given Graphviz's SVG of its DOT text; user units are the geometry's pixels.

    Edges and nodes that are `kept` are there as an SVG before had them; of these Graphviz has drawn nothing.

    Raises:
        RenderFailed: Graphviz omitted a shape.
    """
    outlines = _outlines(drawn)
    return "\n".join(_parts(outlines, geometry, theme, title, description, kept)) + "\n"


def _outlines(drawn: str) -> Outlines:
    # Graphviz writes every hyphen as an entity; replacing all at once is faster than unescaping each id.
    plain = drawn.replace("&#45;", "-")
    return {
        unescape(id) if "&" in id else id: dict(_ATTRIBUTE.findall(attributes))
        for id, attributes in _GROUP.findall(plain)
    }


def _parts(
    outlines: Outlines, geometry: Geometry, theme: Theme, title: str, description: str, kept: Mapping[str, str]
) -> Iterator[str]:
    width, height = _number(max(geometry.width, 1)), _number(max(geometry.height, 1))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img">'
    )
    yield f"<title>{_text(title) or 'Workflow'}</title>"
    yield f"<desc>{_text(description) or _summary(geometry)}</desc>"
    font = f'font-family="{FONT_FAMILY}" font-size="{_number(FONT_SIZE)}"'
    yield f'<g id="graph0" class="graph" {font} text-anchor="middle">'
    for index, lane in enumerate(geometry.lanes):
        yield from _lane(geometry.lane_number(index), lane, outlines, theme)
    if geometry.rows == 1 and geometry.lanes:
        yield _frame(geometry, theme)
    labels = {node.id: _label(node) or node.id for node in geometry.nodes}
    for edge in geometry.edges:
        if known := kept.get(edge_part(edge.id)):
            yield known[:-1]
        else:
            yield from _edge(edge, outlines, theme, labels, lane_of_label(geometry, edge))
    loops = loops_of_nodes(geometry)
    for node in geometry.nodes:
        if known := kept.get(node_part(node.id)):
            yield known[:-1]
        else:
            yield from _node(node, outlines, theme, loops.get(node.id, ()))
    members = marked_members(geometry)
    for badge in geometry.loops:
        yield from badge_parts(badge, members.get(badge.id, ()), theme)
    yield "</g>"
    yield "</svg>"


def _frame(geometry: Geometry, theme: Theme) -> str:
    """Return a border inside the page; half of the outer border of the lanes is outside."""
    width, height = _number(geometry.width - 1), _number(geometry.height - 1)
    box = f'x="0.5" y="0.5" width="{width}" height="{height}"'
    return f'<rect class="frame" {box} fill="none" {_lane_line(theme)}/>'


def _lane_line(theme: Theme) -> str:
    return f'stroke="{theme.lane_line}" vector-effect="non-scaling-stroke" shape-rendering="crispEdges"'


def _lane(index: int, lane: LaneBand, outlines: Outlines, theme: Theme) -> Iterator[str]:
    lane_id = escape(lane.svg_name)
    line = _lane_line(theme)
    band = _rectangle(_outline(outlines, f"lane-{lane.svg_name}"))
    header = _rectangle(_outline(outlines, f"header-{lane.svg_name}"))
    yield f'<g id="lane-{lane_id}" class="lane {band_class(index)}">'
    yield f"<title>{_text(lane.label) or 'Outside every lane'}</title>"
    yield f'<rect {band} fill="{theme.bands[index % 2]}" {line}/>'
    font = f'font-size="{_number(HEADER_SIZE)}" font-weight="bold"'
    yield f'<g id="header-{lane_id}" class="header {band_class(index)}" {font}>'
    yield f'<rect {header} fill="{theme.headers[index % 2]}" {line}/>'
    head = lane.header_box
    top = head.y + (head.height - len(lane.lines) * HEADER_LINE_HEIGHT) / 2
    rtl = is_rtl(lane.label)
    lines = ((text, HEADER_SIZE, HEADER_LINE_HEIGHT, rtl) for text in lane.lines)
    yield from _text_lines(lines, head.x + head.width / 2, top, f'fill="{theme.header_text}"')
    yield "</g>"
    yield "</g>"


def _edge(edge: EdgeRoute, outlines: Outlines, theme: Theme, labels: Mapping[str, str], lane: int) -> Iterator[str]:
    path = _outline(outlines, f"edge-{edge.id}")["d"]
    label = f": {_text(edge.label)}" if edge.label else ""
    box = edge.label_box
    classes = f"edge {band_class(lane)}" if box else "edge"
    ends = f'data-source="{escape(edge.source)}" data-target="{escape(edge.target)}"'
    yield f'<g id="{edge_part(edge.id)}" class="{classes}" {ends}>'
    yield f"<title>{labels.get(edge.source, '')} → {labels.get(edge.target, '')}{label}</title>"
    line = f'fill="none" stroke="{theme.edge}" stroke-width="{EDGE_STROKE}"'
    if edge.pieces:
        # The whole edge as one path, which tokens of a run follow; it is not drawn.
        yield f'<path class="way" d="{path}" fill="none" stroke="none"/>'
        for number in range(len(edge.pieces)):
            yield f'<path d="{_outline(outlines, piece_id(edge, number))["d"]}" {line}/>'
    else:
        yield f'<path d="{path}" {line}/>'
    yield f'<polygon points="{_points(arrow_head(edge.points))}" fill="{theme.edge}"/>'
    if box:
        style = (
            f'class="label" font-size="{_number(LABEL_SIZE)}" fill="{theme.edge_text}" '
            f'stroke="{theme.bands[lane % 2]}" stroke-width="{HALO}" stroke-linejoin="round" paint-order="stroke"'
        )
        rtl = is_rtl(edge.label)
        lines = ((text, LABEL_SIZE, LABEL_LINE_HEIGHT, rtl) for text in edge.label_lines)
        top = box.y + (box.height - len(edge.label_lines) * LABEL_LINE_HEIGHT) / 2
        yield from _text_lines(lines, box.x + box.width / 2, top, style)
    for mark in edge.marks:
        yield from continuation_parts(mark, theme, labels.get(edge.target if mark.leaves else edge.source, ""))
    yield "</g>"


def _node(node: NodeBox, outlines: Outlines, theme: Theme, loops: Sequence[str]) -> Iterator[str]:
    ink = theme.shapes[node.shape]
    outline = _outline(outlines, f"node-{node.id}")
    paint = f'fill="{ink.fill}" stroke="{ink.stroke}" stroke-width="{NODE_STROKE}"'
    member = f' data-loops="{" ".join(map(escape, loops))}"' if loops else ""
    yield (f'<g id="{node_part(node.id)}" class="node {node.shape.value}" data-lane="{escape(node.lane)}"{member}>')
    yield f"<title>{_node_title(node)}</title>"
    if node.shape is Shape.CIRCLE:
        ellipse = " ".join(f'{name}="{outline[name]}"' for name in ("cx", "cy", "rx", "ry"))
        yield f"<ellipse {ellipse} {paint}/>"
    elif node.shape is Shape.DIAMOND:
        yield f'<polygon points="{outline["points"]}" stroke-linejoin="round" {paint}/>'
    else:
        yield f'<rect {_rectangle(outline)} rx="{CORNER}" {paint}/>'
    box = node.box
    height = sum(line_height(line.size) for line in node.lines)
    lines = ((line.text, line.size, line_height(line.size), line.rtl) for line in node.lines)
    yield from _text_lines(lines, box.x + box.width / 2, box.y + (box.height - height) / 2, f'fill="{ink.text}"')
    yield "</g>"


def _node_title(node: NodeBox) -> str:
    return "\n".join([_label(node) or escape(node.id), *map(_text, node.details)])


def _label(node: NodeBox) -> str:
    """Return the label of a node on one line; in a taskbox, `|` separates lines."""
    return _text(node.label.replace("|", " ") if node.shape is Shape.TASKBOX else node.label)


def _text_lines(lines: Iterable[tuple[str, float, float, bool]], x: float, top: float, style: str) -> Iterator[str]:
    """Yield lines of (text, font size, line height, right to left), centred at `x` and starting at `top`."""
    for text, size, height, rtl in lines:
        if not text:
            top += height
            continue
        smaller = f' class="detail" font-size="{_number(size)}"' if size == DETAIL_SIZE else ""
        y = top + height / 2 + size * BASELINE
        smaller += ' direction="rtl"' if rtl else ""
        yield f'<text x="{_number(x)}" y="{_number(y)}"{smaller} {style}>{_text(text)}</text>'
        top += height


def _outline(outlines: Outlines, name: str) -> Mapping[str, str]:
    try:
        return outlines[name]
    except KeyError:
        raise RenderFailed(f"Graphviz left {name} out of its drawing. Please try again.") from None


def _rectangle(outline: Mapping[str, str]) -> str:
    corners = outline["points"].split(" ", 3)
    (x1, y1), (x2, y2) = (map(float, corners[index].split(",")) for index in (0, 2))
    return (
        f'x="{_number(min(x1, x2))}" y="{_number(min(y1, y2))}" '
        f'width="{_number(abs(x1 - x2))}" height="{_number(abs(y1 - y2))}"'
    )


def _summary(geometry: Geometry) -> str:
    lanes = sum(lane.id != OUTSIDE for lane in geometry.lanes[: len(geometry.lanes) // geometry.rows])
    counted = ((lanes, "lane"), (len(geometry.nodes), "node"), (len(geometry.edges), "edge"))
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counted)


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.8g}"
