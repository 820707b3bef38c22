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


def dot_text(geometry: Geometry, theme: Theme, title: str = "", description: str = "") -> str:
    """Return the DOT text of a drawing with its words and colours."""
    return _document(geometry, theme, clean(f"{title}\n{description}"))


def outline_text(geometry: Geometry) -> str:
    """Return the DOT text of a drawing's shapes and lines alone.

    Our SVG is made from what Graphviz draws of this, since its words and colours come from elsewhere: it takes half
    the time, and nothing a visitor typed reaches Graphviz.
    """
    return _document(geometry, None, "")


def _document(geometry: Geometry, theme: Theme | None, comment: str) -> str:
    graph = {"notranslate": "true", "pad": "0", "margin": "0", "outputorder": "edgesfirst", "splines": "true"}
    node = {"fixedsize": "true", "margin": "0", "label": _NO_WORDS}
    edge = {"arrowsize": f"{ARROW_LENGTH / _GRAPHVIZ_ARROW_LENGTH:g}"}
    if theme:
        graph |= {"fontname": "Arial"} | ({"comment": quoted(comment)} if comment else {})
        node |= {"style": "filled", "penwidth": f"{NODE_STROKE:g}", "fontname": "Arial", "fontsize": f"{FONT_SIZE:g}"}
        edge |= {"penwidth": f"{EDGE_STROKE:g}", "color": quoted(theme.edge)}
        edge |= {"fontname": "Arial", "fontsize": f"{LABEL_SIZE:g}", "fontcolor": quoted(theme.edge_text)}
    nodes_of: dict[str, list[NodeBox]] = {lane.id: [] for lane in geometry.lanes}
    for box in geometry.nodes:
        nodes_of[box.lane].append(box)
    lines = ["digraph workflow {", f"  graph {_list(graph)}", f"  node {_list(node)}", f"  edge {_list(edge)}"]
    for index, lane in enumerate(geometry.lanes):
        lines += _lane(index, lane, nodes_of[lane.id], theme)
    lines += [_edge(route, theme) for route in geometry.edges]
    return "\n".join([*lines, "}\n"])


def _lane(index: int, lane: LaneBand, nodes: Sequence[NodeBox], theme: Theme | None) -> Iterator[str]:
    header_box = lane.box._replace(width=lane.header)
    band = {"bb": _bounds(lane.box), "id": quoted(f"lane-{lane.id}"), "label": _NO_WORDS}
    header = {"bb": _bounds(header_box), "id": quoted(f"header-{lane.id}"), "class": quoted("header")}
    if theme:
        band["class"] = quoted(f"lane {band_class(index)}")
        band |= {"style": "filled", "fillcolor": quoted(theme.bands[index % 2]), "pencolor": quoted(theme.lane_line)}
        header["fillcolor"] = quoted(theme.headers[index % 2])
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


def _edge(edge: EdgeRoute, theme: Theme | None) -> str:
    tip = distinct(edge.points)[-1]
    curve = " ".join([f"{x:.8g},{0 - y:.8g}" for x, y in rounded(edge.points)])
    attributes = {"id": quoted(f"edge-{edge.id}"), "pos": f'"e,{_place(*tip)} {curve}"'}
    if theme and edge.label_box:
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
    return f"{x:.8g},{0 - y:.8g}"


def _inches(length: float) -> str:
    return f"{length / _POINTS_PER_INCH:.8g}"
