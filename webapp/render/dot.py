"""Writes a geometry as DOT text with fixed positions, so that Graphviz draws but does not place anything.

It is drawn by `dot -Knop2` (or `neato -n2`). Only the attributes written here appear, and all text of a document is
escaped. `notranslate` keeps our origin: our y is -y in DOT and y again in Graphviz's SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from webapp.domain import Shape
from webapp.layout.draw.badges import BADGE_SIZE
from webapp.layout.fold.mark_places import MARK_RADIUS
from webapp.layout.geometry import (
    Box,
    Continuation,
    EdgeRoute,
    Geometry,
    LaneBand,
    LoopBadge,
    NodeBox,
    Point,
    TextLine,
)
from webapp.layout.measure.sizes import FONT_SIZE, HEADER_SIZE, LABEL_SIZE
from webapp.layout.measure.text_metrics import clean
from webapp.render.curves import ARROW_LENGTH, distinct, rounded
from webapp.render.themes import Theme

NODE_STROKE = 1.2
EDGE_STROKE = 1.3

_POINTS_PER_INCH = 72
_GRAPHVIZ_ARROW_LENGTH = 10
_NO_LABEL = '""'

_NODE_SHAPES = {
    Shape.CIRCLE: "circle",
    Shape.RECTANGLE: "box",
    Shape.DIAMOND: "diamond",
    Shape.TASKBOX: "box",
}


def dot_text(geometry: Geometry, theme: Theme, title: str = "", description: str = "") -> str:
    """Return the DOT text of a drawing with text and colours."""
    return _document(geometry, theme, clean(f"{title}\n{description}"))


def outline_text(geometry: Geometry) -> str:
    """Return the DOT text of a drawing without text and colours.

    It is enough for our SVG, in which text and colours are written by `svg`. It takes half the time to draw, and
    Graphviz gets no text of a document but ids, which are identifiers, possibly with hyphens.
    """
    return _document(geometry, None, "")


def _document(geometry: Geometry, theme: Theme | None, comment: str) -> str:
    graph = {"notranslate": "true", "pad": "0", "margin": "0", "outputorder": "edgesfirst", "splines": "true"}
    node = {"fixedsize": "true", "margin": "0", "label": _NO_LABEL}
    edge = {"arrowsize": f"{ARROW_LENGTH / _GRAPHVIZ_ARROW_LENGTH:g}"}
    if theme:
        graph |= {"fontname": "Arial"} | ({"comment": quoted(comment)} if comment else {})
        node |= {"style": "filled", "penwidth": f"{NODE_STROKE:g}", "fontname": "Arial", "fontsize": f"{FONT_SIZE:g}"}
        edge |= {"penwidth": f"{EDGE_STROKE:g}", "color": quoted(theme.edge)}
        edge |= {"fontname": "Arial", "fontsize": f"{LABEL_SIZE:g}", "fontcolor": quoted(theme.edge_text)}
    nodes_of: list[list[NodeBox]] = [[] for _ in geometry.lanes]
    band_of = {lane.id: index for index, lane in enumerate(geometry.lanes)}
    for node_box in geometry.nodes:
        nodes_of[band_of[node_box.lane] if geometry.rows == 1 else geometry.band_at(node_box.box)].append(node_box)
    lines = ["digraph workflow {", f"  graph {_list(graph)}", f"  node {_list(node)}", f"  edge {_list(edge)}"]
    for index, lane in enumerate(geometry.lanes):
        lines += _lane(index, geometry.lane_number(index), lane, nodes_of[index], theme)
    for route in geometry.edges:
        lines += _edge(route, theme)
    if theme:
        lines += [
            _mark(f"{route.id}.{i}", mark, theme) for route in geometry.edges for i, mark in enumerate(route.marks)
        ]
        lines += [_badge(number, badge, theme) for number, badge in enumerate(geometry.loops)]
    return "\n".join([*lines, "}\n"])


def _lane(index: int, number: int, lane: LaneBand, nodes: Sequence[NodeBox], theme: Theme | None) -> Iterator[str]:
    header_box = lane.header_box
    band = {"bb": _bounds(lane.box), "id": quoted(f"lane-{lane.svg_name}"), "label": _NO_LABEL}
    header = {"bb": _bounds(header_box), "id": quoted(f"header-{lane.svg_name}"), "class": quoted("header")}
    if theme:
        band["class"] = quoted(f"lane {band_class(number)}")
        band |= {"style": "filled", "fillcolor": quoted(theme.bands[number % 2]), "pencolor": quoted(theme.lane_line)}
        header["fillcolor"] = quoted(theme.headers[number % 2])
        if text := "<br/>".join(escape(clean(line)) for line in lane.lines):
            header |= {"label": f"<<b>{text}</b>>", "lp": _centre(header_box)}
            header |= {"fontsize": f"{HEADER_SIZE:g}", "fontcolor": quoted(theme.header_text)}
    yield f"  subgraph cluster_{index} {{"
    yield f"    graph {_list(band)}"
    yield f"    subgraph cluster_{index}_header {{ graph {_list(header)} }}"
    for node in nodes:
        yield f"    {_node(node, theme)}"
    yield "  }"


def _node(node: NodeBox, theme: Theme | None) -> str:
    attributes = {
        "id": quoted(f"node-{node.id}"),
        "shape": _NODE_SHAPES[node.shape],
        "pos": _centre(node.box),
        "width": _inches(node.box.width),
        "height": _inches(node.box.height),
    }
    if theme:
        ink = theme.shapes[node.shape]
        attributes |= {"class": quoted(node.shape.value), "fillcolor": quoted(ink.fill), "color": quoted(ink.stroke)}
        if attributes["shape"] == "box":
            attributes["style"] = quoted("rounded,filled")
        attributes |= {"fontcolor": quoted(ink.text), "label": _node_label(node.lines)}
    return f"{quoted(node.id)} {_list(attributes)}"


def _node_label(lines: Sequence[TextLine]) -> str:
    if all(line.size == FONT_SIZE for line in lines):
        return quoted("\n".join(clean(line.text) for line in lines))
    shown = (f'<font point-size="{line.size:g}">{escape(clean(line.text))}</font>' for line in lines)
    return f"<{'<br/>'.join(shown)}>"


def _edge(edge: EdgeRoute, theme: Theme | None) -> Iterator[str]:
    name = f"edge-{edge.id}"
    if edge.pieces:
        # Only our own SVG needs the path as a whole; what is drawn are its pieces.
        if not theme:
            yield _line(edge, name, edge.points, {}, arrow=True)
        last = len(edge.pieces) - 1
        for number, piece in enumerate(edge.pieces):
            label = _label_attributes(edge, theme) if number == 0 else {}
            yield _line(edge, piece_id(edge, number), piece, label, arrow=number == last)
    else:
        yield _line(edge, name, edge.points, _label_attributes(edge, theme), arrow=True)


def piece_id(edge: EdgeRoute, number: int) -> str:
    """Return the id of a piece of a folded edge in DOT; `number` counts from 0."""
    return f"edge-{edge.id}.{number + 1}"


def _label_attributes(edge: EdgeRoute, theme: Theme | None) -> dict[str, str]:
    if not theme or not edge.label_box:
        return {}
    lines = "\n".join(clean(line) for line in edge.label_lines)
    return {"label": quoted(lines), "lp": _centre(edge.label_box)}


def _line(edge: EdgeRoute, name: str, points: Sequence[Point], label: Mapping[str, str], *, arrow: bool) -> str:
    tip = distinct(points)[-1]
    curve = " ".join([f"{x:.8g},{0 - y:.8g}" for x, y in rounded(points, arrow=arrow)])
    position = f'"e,{_coordinates(*tip)} {curve}"' if arrow else f'"{curve}"'
    attributes = {"id": quoted(name), "pos": position, **label} | ({} if arrow else {"dir": "none"})
    return f"  {quoted(edge.source)} -> {quoted(edge.target)} {_list(attributes)}"


def _mark(name: str, mark: Continuation, theme: Theme) -> str:
    size = _inches(2 * MARK_RADIUS)
    attributes = {
        "id": quoted(f"mark-{name}"),
        "class": quoted("continuation"),
        "shape": "circle",
        "pos": f'"{_coordinates(mark.x, mark.y)}"',
        "width": size,
    }
    attributes |= {"height": size, "fillcolor": quoted(theme.bands[0]), "color": quoted(theme.edge)}
    attributes |= {"fontsize": "9", "fontcolor": quoted(theme.edge_text), "label": quoted(str(mark.number))}
    return f"  {quoted(name)} {_list(attributes)}"


def _badge(number: int, badge: LoopBadge, theme: Theme) -> str:
    attributes = {"id": quoted(badge.id), "class": quoted("loop"), "shape": "box", "pos": _centre(badge.box)}
    attributes |= {"width": _inches(badge.box.width), "height": _inches(badge.box.height)}
    attributes |= {"style": quoted("rounded,filled"), "fillcolor": quoted(theme.bands[0])}
    attributes |= {"color": quoted(theme.edge), "fontcolor": quoted(theme.edge_text), "fontsize": f"{BADGE_SIZE:g}"}
    attributes["label"] = quoted(clean(badge.text) or "\u21bb")
    return f"  {quoted(f'loop {number + 1}')} {_list(attributes)}"


def quoted(text: str) -> str:
    """Return `text` as a quoted DOT string that shows exactly these characters.

    Graphviz interprets backslashes and HTML entities in labels; line breaks in `text` become centred lines.
    """
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def band_class(index: int) -> str:
    """Return the class for the colours of a lane, which alternate."""
    return "band-b" if index % 2 else "band-a"


def _list(attributes: Mapping[str, str]) -> str:
    return f"[{', '.join(f'{name}={value}' for name, value in attributes.items())}]"


def _bounds(box: Box) -> str:
    return f'"{_coordinates(box.x, box.y + box.height)},{_coordinates(box.x + box.width, box.y)}"'


def _centre(box: Box) -> str:
    return f'"{_coordinates(box.x + box.width / 2, box.y + box.height / 2)}"'


def _coordinates(x: float, y: float) -> str:
    return f"{x:.8g},{0 - y:.8g}"


def _inches(length: float) -> str:
    return f"{length / _POINTS_PER_INCH:.8g}"
