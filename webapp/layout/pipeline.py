"""The stages of the layout in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.domain import Diagram, Shape, Side
from webapp.layout.columns import place_columns
from webapp.layout.coordinates import Frame, build_frame, polyline
from webapp.layout.geometry import Box, EdgeRoute, Geometry, LaneBand, NodeBox, Point
from webapp.layout.grid import Grid, build_grid
from webapp.layout.labels import place_labels
from webapp.layout.model import Net, compile_net
from webapp.layout.outlines import outlines_of
from webapp.layout.paths import Path
from webapp.layout.ports import Ports
from webapp.layout.room import Room, grown_for_labels, widen
from webapp.layout.router import Router
from webapp.layout.rows import place_rows
from webapp.layout.sizes import (
    HEADER_WIDTH,
    HeaderSize,
    LabelSize,
    NodeSize,
    measure_edge_label,
    measure_lane_header,
    measure_node,
    node_details,
)
from webapp.layout.tracks import Tracks

LABELLED_PORT = 1.35
WIDENINGS = 5
MANY_BLOCKED = 100
EMPTY_PAGE = (320.0, 120.0)


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """What may be chosen about a layout.

    `crossing_price` is the taste dial: what a crossing costs against 70 for a bend; 500 is calm, above 800 come
    detours. `expansions` bounds the search for better ways per document, by count, so that results never depend on
    the machine.
    """

    crossing_price: float = 800.0
    expansions: int = 120_000


@dataclass(slots=True)
class Drawing:
    """What the last stages give: pixels of everything, and the edges whose labels found no place."""

    frame: Frame
    boxes: list[Box]
    lines: list[tuple[Point, ...]]
    labels: list[Box | None]
    blocked: list[int]


@dataclass(frozen=True, slots=True)
class Words:
    """The measured words of a diagram."""

    shapes: list[Shape]
    labels: list[LabelSize]
    headers: list[HeaderSize]


def layout(diagram: Diagram, options: LayoutOptions = LayoutOptions()) -> Geometry:
    """Return the geometry of `diagram` as swimlanes with time from left to right.

    Pure and deterministic: the same diagram and options give the same geometry everywhere. Every edge leaves and
    enters at its declared side, whatever the graph is like.
    """
    if not diagram.lanes:
        return Geometry(*EMPTY_PAGE, (), (), ())
    net = compile_net(diagram)
    sizes = [measure_node(node, ports) for node, ports in zip(diagram.nodes, _port_counts(diagram), strict=True)]
    words = Words(
        [node.shape for node in diagram.nodes],
        [measure_edge_label(edge.label) if edge.label else LabelSize(0, 0, ()) for edge in diagram.edges],
        [measure_lane_header(lane.label) for lane in diagram.lanes],
    )
    column = place_columns(net)
    row, row_counts = place_rows(net, column)
    grid = build_grid(net, column, row, row_counts)
    paths = Router(net, grid, options.crossing_price, options.expansions).route()
    drawing = _draw(net, grid, paths, sizes, words, {})
    if drawing.blocked:
        pitches, sizes = grown_for_labels(net, drawing.blocked, sizes, words.shapes, words.labels)
        drawing = _draw(net, grid, paths, sizes, words, pitches)
    return _geometry(diagram, sizes, words, drawing)


def _draw(
    net: Net,
    grid: Grid,
    routed: Sequence[Path],
    sizes: Sequence[NodeSize],
    words: Words,
    pitches: Mapping[tuple[int, int], float],
) -> Drawing:
    """Place ports, tracks, pixels and labels; channels are widened while labels are blocked."""
    paths = list(routed)
    outlines = outlines_of(net, words.shapes, sizes)
    offsets = Ports(net, paths, outlines, [label.width > 0 for label in words.labels], pitches).place()
    tracks = Tracks(paths, offsets)
    tracks.assign()
    room = Room()
    first: list[int] = []
    turn = 0
    while True:
        frame = build_frame(net, grid, tracks, sizes, words.labels, [head.height for head in words.headers], room)
        boxes = [
            Box(frame.x[x] - size.width / 2, frame.y[y] - size.height / 2, size.width, size.height)
            for x, y, size in zip(grid.x, grid.y, sizes, strict=True)
        ]
        lines = [polyline(e, net, grid, frame, paths[e], offsets[e], tracks, outlines) for e in net.edges]
        drawing = Drawing(frame, boxes, lines, *place_labels(frame, boxes, lines, words.labels, first))
        turn += 1
        if not drawing.blocked or turn > (WIDENINGS if len(drawing.blocked) <= MANY_BLOCKED else 1):
            return drawing
        first = list(dict.fromkeys([*drawing.blocked, *first]))
        widen(net, grid, paths, tracks, drawing.blocked, words.labels, room, turn)


def _geometry(diagram: Diagram, sizes: Sequence[NodeSize], words: Words, drawing: Drawing) -> Geometry:
    frame = drawing.frame
    lanes = tuple(
        LaneBand(lane.id, lane.label, Box(0.0, top, frame.width, bottom - top), HEADER_WIDTH, header.lines)
        for lane, header, top, bottom in zip(
            diagram.lanes, words.headers, frame.lane_y[:-1], frame.lane_y[1:], strict=True
        )
    )
    nodes = tuple(
        NodeBox(node.id, node.lane, node.shape, node.label, box, size.lines, node_details(node))
        for node, box, size in zip(diagram.nodes, drawing.boxes, sizes, strict=True)
    )
    edges = tuple(
        EdgeRoute(
            edge.id,
            edge.source,
            edge.target,
            edge.source_side,
            edge.target_side,
            edge.label,
            points,
            box,
            label.lines,
        )
        for edge, points, box, label in zip(diagram.edges, drawing.lines, drawing.labels, words.labels, strict=True)
    )
    return Geometry(frame.width, frame.lane_y[-1], lanes, nodes, edges)


def _port_counts(diagram: Diagram) -> list[dict[Side, float]]:
    index = {node.id: i for i, node in enumerate(diagram.nodes)}
    counts: list[dict[Side, float]] = [{} for _ in diagram.nodes]
    for edge in diagram.edges:
        for node, side in ((edge.source, edge.source_side), (edge.target, edge.target_side)):
            weight = LABELLED_PORT if edge.label and side in (Side.LEFT, Side.RIGHT) else 1.0
            count = counts[index[node]]
            count[side] = count.get(side, 0.0) + weight
    return counts
