"""Geometry to DOT text with everything pinned, so that Graphviz draws and places nothing.

To be drawn with `dot -Knop2` (the same as `neato -n2`). Only the attributes written here ever appear, and every word
of a document is escaped. `notranslate` keeps our origin: a y of ours is -y in DOT and y again in Graphviz's SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from webapp.domain import Shape
from webapp.layout.geometry import Box, EdgeRoute, Geometry, LaneBand, NodeBox, TextLine
from webapp.layout.sizes import FONT_SIZE, HEADER_SIZE, LABEL_SIZE
from webapp.layout.text_metrics import clean
from webapp.render.curves import ARROW_LENGTH, distinct, rounded
from webapp.render.themes import Theme

NODE_STROKE = 1.2
EDGE_STROKE = 1.3

_POINTS_PER_INCH = 72
_GRAPHVIZ_ARROW_LENGTH = 10
_NO_WORDS = '""'

_NODE_SHAPES = {
    Shape.CIRCLE: "circle",
    Shape.RECTANGLE: "box",
    Shape.DIAMOND: "diamond",
    Shape.TASKBOX: "box",
}


def dot_text(geometry: Geometry, theme: Theme, title: str = "", description: str = "", *, words: bool = True) -> str:
    """Return the DOT text of a drawing.

    Without `words` it has no labels: that is what our SVG is made from, since its words come from the geometry; it is
    drawn twice as fast, and nothing a visitor typed reaches Graphviz.
    """
    return "\n".join(_lines(geometry, theme, f"{title}\n{description}" if words else "", words)) + "\n"


def _lines(geometry: Geometry, theme: Theme, comment: str, words: bool) -> Iterator[str]:
    yield "digraph workflow {"
    graph = {
        "notranslate": "true",
        "pad": "0",
        "margin": "0",
        "outputorder": "edgesfirst",
        "splines": "true",
        "fontname": "Arial",
    }
    if clean(comment):
        graph["comment"] = quoted(clean(comment))
    node = {
        "fixedsize": "true",
        "margin": "0",
        "style": "filled",
        "penwidth": _number(NODE_STROKE),
        "fontname": "Arial",
        "fontsize": _number(FONT_SIZE),
    }
    edge = {
        "arrowsize": _number(ARROW_LENGTH / _GRAPHVIZ_ARROW_LENGTH),
        "penwidth": _number(EDGE_STROKE),
        "color": quoted(theme.edge),
        "fontname": "Arial",
        "fontsize": _number(LABEL_SIZE),
        "fontcolor": quoted(theme.edge_text),
    }
    yield f"  graph {_list(graph)}"
    yield f"  node {_list(node)}"
    yield f"  edge {_list(edge)}"
    nodes_of: dict[str, list[NodeBox]] = {lane.id: [] for lane in geometry.lanes}
    for box in geometry.nodes:
        nodes_of[box.lane].append(box)
    for index, lane in enumerate(geometry.lanes):
        yield from _lane(index, lane, nodes_of[lane.id], theme, words)
    for route in geometry.edges:
        yield _edge(route, words)
    yield "}"


def _lane(index: int, lane: LaneBand, nodes: Sequence[NodeBox], theme: Theme, words: bool) -> Iterator[str]:
    band = {
        "bb": _bounds(lane.box),
        "id": quoted(f"lane-{lane.id}"),
        "class": quoted(f"lane {band_class(index)}"),
        "label": _NO_WORDS,
        "style": "filled",
        "fillcolor": quoted(theme.bands[index % 2]),
        "pencolor": quoted(theme.lane_line),
    }
    header = {
        "bb": _bounds(lane.box._replace(width=lane.header)),
        "id": quoted(f"header-{lane.id}"),
        "class": quoted("header"),
        "fillcolor": quoted(theme.headers[index % 2]),
    }
    text = "<br/>".join(escape(clean(line)) for line in lane.lines)
    if words and text:
        header["label"] = f"<<b>{text}</b>>"
        header["lp"] = _centre(lane.box._replace(width=lane.header))
        header["fontsize"] = _number(HEADER_SIZE)
        header["fontcolor"] = quoted(theme.header_text)
    yield f"  subgraph cluster_{index} {{"
    yield f"    graph {_list(band)}"
    yield f"    subgraph cluster_{index}_header {{ graph {_list(header)} }}"
    for node in nodes:
        yield f"    {_node(node, theme, words)}"
    yield "  }"


def _node(node: NodeBox, theme: Theme, words: bool) -> str:
    ink = theme.shapes[node.shape]
    attributes = {
        "id": quoted(f"node-{node.id}"),
        "class": quoted(node.shape.value),
        "shape": _NODE_SHAPES[node.shape],
        "pos": _centre(node.box),
        "width": _inches(node.box.width),
        "height": _inches(node.box.height),
        "fillcolor": quoted(ink.fill),
        "color": quoted(ink.stroke),
        "fontcolor": quoted(ink.text),
        "label": _node_label(node.lines) if words else _NO_WORDS,
    }
    return f"{quoted(node.id)} {_list(attributes)}"


def _node_label(lines: Sequence[TextLine]) -> str:
    if all(line.size == FONT_SIZE for line in lines):
        return quoted("\n".join(clean(line.text) for line in lines))
    shown = (f'<font point-size="{_number(line.size)}">{escape(clean(line.text))}</font>' for line in lines)
    return f"<{'<br/>'.join(shown)}>"


def _edge(edge: EdgeRoute, words: bool) -> str:
    curve = " ".join(_place(*point) for point in rounded(edge.points))
    attributes = {
        "id": quoted(f"edge-{edge.id}"),
        "class": quoted("edge"),
        "pos": f'"e,{_place(*distinct(edge.points)[-1])} {curve}"',
    }
    if words and edge.label_box:
        attributes["label"] = quoted("\n".join(clean(line) for line in edge.label_lines))
        attributes["lp"] = _centre(edge.label_box)
    return f"  {quoted(edge.source)} -> {quoted(edge.target)} {_list(attributes)}"


def quoted(text: str) -> str:
    """Return `text` as a quoted DOT string that shows exactly these characters.

    Graphviz reads backslash escapes and HTML entities in labels; line breaks in `text` become centred lines.
    """
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def band_class(index: int) -> str:
    """Return the class of a lane's colours: lanes take the two bands in turn."""
    return "band-b" if index % 2 else "band-a"


def _list(attributes: Mapping[str, str]) -> str:
    return f"[{', '.join(f'{name}={value}' for name, value in attributes.items())}]"


def _bounds(box: Box) -> str:
    return f'"{_place(box.x, box.y + box.height)},{_place(box.x + box.width, box.y)}"'


def _centre(box: Box) -> str:
    return f'"{_place(box.x + box.width / 2, box.y + box.height / 2)}"'


def _place(x: float, y: float) -> str:
    return f"{_number(x)},{_number(-y)}"


def _inches(length: float) -> str:
    return f"{length / _POINTS_PER_INCH:.6f}"


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
