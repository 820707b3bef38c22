"""The stages of the layout in order, and the geometry that comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain import Diagram, Side
from webapp.layout.columns import place_columns
from webapp.layout.coordinates import Room, build_frame, polyline
from webapp.layout.geometry import Box, EdgeRoute, Geometry, LaneBand, NodeBox
from webapp.layout.grid import build_grid
from webapp.layout.labels import place_labels
from webapp.layout.model import EAST, SOUTH, WEST, Net, compile_net
from webapp.layout.ports import outlines_of, place_ports
from webapp.layout.router import Router
from webapp.layout.rows import place_rows
from webapp.layout.sizes import HEADER_WIDTH, LabelSize, measure_edge_label, measure_lane_header, measure_node
from webapp.layout.tracks import Tracks

LABELLED_PORT = 1.35
WIDENINGS = 3
EMPTY_PAGE = (320.0, 120.0)


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """What may be chosen about a layout.

    `crossing_price` is the taste dial: what a crossing costs against 70 for a bend; 500 is calm, above 800 come
    detours. `expansions` bounds the search for better ways per document, by count, so that results never depend on
    the machine.
    """

    crossing_price: float = 800.0
    expansions: int = 60_000


def layout(diagram: Diagram, options: LayoutOptions = LayoutOptions()) -> Geometry:
    """Return the geometry of `diagram` as swimlanes with time from left to right.

    Pure and deterministic: the same diagram and options give the same geometry everywhere. Every edge leaves and
    enters at its declared side, whatever the graph is like.
    """
    if not diagram.lanes:
        return Geometry(*EMPTY_PAGE, (), (), ())
    net = compile_net(diagram)
    sizes = [measure_node(node, ports) for node, ports in zip(diagram.nodes, _port_counts(diagram), strict=True)]
    labels = [measure_edge_label(edge.label) if edge.label else LabelSize(0, 0, ()) for edge in diagram.edges]
    headers = [measure_lane_header(lane.label) for lane in diagram.lanes]
    column = place_columns(net)
    row, row_counts, _ = place_rows(net, column)
    grid = build_grid(net, column, row, row_counts)
    paths = Router(net, grid, options.crossing_price, options.expansions).route()
    outlines = outlines_of([node.shape for node in diagram.nodes], sizes)
    offsets = place_ports(net, grid, paths, outlines)
    tracks = Tracks(paths, offsets)
    tracks.assign()
    wide, high = Room(), Room()
    first: list[int] = []
    for _ in range(WIDENINGS + 1):
        frame = build_frame(net, grid, tracks, sizes, labels, [header.height for header in headers], wide, high)
        boxes = [
            Box(frame.x[x] - size.width / 2, frame.y[y] - size.height / 2, size.width, size.height)
            for x, y, size in zip(grid.x, grid.y, sizes, strict=True)
        ]
        lines = [polyline(e, net, grid, frame, paths[e], offsets[e], tracks, outlines) for e in net.edges]
        page = (frame.width, frame.lane_y[-1])
        placed, blocked = place_labels(boxes, lines, labels, HEADER_WIDTH, page, frame.lane_y[1:-1], first)
        if not blocked:
            break
        first = list(dict.fromkeys([*blocked, *first]))
        for e in blocked:
            _widen(net, grid.x, grid.y, e, labels[e], wide, high)
    lanes = tuple(
        LaneBand(lane.id, lane.label, Box(0.0, top, frame.width, bottom - top), HEADER_WIDTH, header.lines)
        for lane, header, top, bottom in zip(diagram.lanes, headers, frame.lane_y, frame.lane_y[1:], strict=False)
    )
    nodes = tuple(
        NodeBox(node.id, node.lane, node.shape, node.label, box, size.lines)
        for node, box, size in zip(diagram.nodes, boxes, sizes, strict=True)
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
        for edge, points, box, label in zip(diagram.edges, lines, placed, labels, strict=True)
    )
    return Geometry(page[0], page[1], lanes, nodes, edges)


def _port_counts(diagram: Diagram) -> list[dict[Side, float]]:
    index = {node.id: i for i, node in enumerate(diagram.nodes)}
    counts: list[dict[Side, float]] = [{} for _ in diagram.nodes]
    for edge in diagram.edges:
        for node, side in ((edge.source, edge.source_side), (edge.target, edge.target_side)):
            weight = LABELLED_PORT if edge.label and side in (Side.LEFT, Side.RIGHT) else 1.0
            count = counts[index[node]]
            count[side] = count.get(side, 0.0) + weight
    return counts


def _widen(net: Net, x: Sequence[int], y: Sequence[int], e: int, label: LabelSize, wide: Room, high: Room) -> None:
    """Ask for more room in the channels at the source of an edge whose label is blocked."""
    v, side = net.source[e], net.source_side[e]
    if side == EAST:
        wide.before[x[v] + 1] = wide.before.get(x[v] + 1, 0.0) + label.width
    elif side == WEST:
        wide.after[x[v] - 1] = wide.after.get(x[v] - 1, 0.0) + label.width
    else:
        room, level = (high.before, y[v] + 1) if side == SOUTH else (high.after, y[v] - 1)
        room[level] = room.get(level, 0.0) + label.height + 4
        wide.before[x[v] + 1] = wide.before.get(x[v] + 1, 0.0) + label.width / 2
