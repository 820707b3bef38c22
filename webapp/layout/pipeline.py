"""The stages of the layout in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from webapp.domain import Diagram, Shape, Side
from webapp.layout.coordinates import SPACINGS, Frame, build_frame, polyline
from webapp.layout.direction import (
    mirrored_box,
    mirrored_diagram,
    mirrored_labels,
    mirrored_line,
    mirrored_sizes,
)
from webapp.layout.folding import fold
from webapp.layout.geometry import Box, EdgeRoute, Geometry, LaneBand, LoopBadge, NodeBox, Point
from webapp.layout.grid import Grid
from webapp.layout.hints import Direction, Hints
from webapp.layout.labels import place_labels
from webapp.layout.loops import Scene, place_badges
from webapp.layout.model import Net, compile_net
from webapp.layout.outlines import outlines_of
from webapp.layout.paths import Path
from webapp.layout.placement import Placement, place
from webapp.layout.ports import Ports
from webapp.layout.room import Room, grown_for_labels, make_room_for_badges, widen
from webapp.layout.sizes import (
    HEADER_WIDTH,
    HeaderSize,
    LabelSize,
    NodeSize,
    column_header_height,
    measure_column_header,
    measure_edge_label,
    measure_lane_header,
    measure_node,
    node_details,
)
from webapp.layout.tracks import Tracks

LABELLED_PORT = 1.35
WIDENINGS = 10
MANY_BLOCKED = 400
EMPTY_PAGE = (320.0, 120.0)
NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    """What may be chosen about a layout.

    `crossing_price` is the taste dial: what a crossing costs against 70 for a bend; 500 is calm, above 800 come
    detours. `expansions` bounds the search for better ways per document, by count, so that results never depend on
    the machine. Time runs to the `direction`; lanes are rows for "right" and columns for "down". `fold` is the width
    in CSS pixels at which a drawing with time to the right goes on in a further row of bands, 0 for never. Where they
    are None, the `hints` decide, those of the companion. `refine` lets nodes move where that makes the drawing better:
    so many tries, or True for as many as suit the diagram.
    """

    crossing_price: float = 1000.0
    expansions: int = 120_000
    direction: Direction | None = None
    fold: float | None = None
    refine: bool | int = False
    hints: Hints = NO_HINTS

    @property
    def upright(self) -> bool:
        """Whether lanes are columns; a width to fold at that was asked for goes before a hint about the direction."""
        return (self.direction or ("right" if self.fold else self.hints.direction)) == "down"

    @property
    def fold_width(self) -> float:
        """The width at which the drawing is folded, 0 for never: upright lanes are not."""
        return 0.0 if self.upright else self.hints.fold if self.fold is None else self.fold


@dataclass(slots=True)
class Drawing:
    """What the last stages give: pixels of everything, and the edges whose labels found no place."""

    frame: Frame
    boxes: list[Box]
    lines: list[tuple[Point, ...]]
    labels: list[Box | None]
    blocked: list[int]
    badges: list[LoopBadge] = field(default_factory=list)
    homeless: list[str] = field(default_factory=list)
    """The first nodes of loops whose badges found no place."""


@dataclass(frozen=True, slots=True)
class Words:
    """The measured words of a diagram; labels are mirrored where lanes are `upright`."""

    diagram: Diagram
    shapes: list[Shape]
    labels: list[LabelSize]
    headers: list[HeaderSize]
    header: float
    upright: bool
    hints: Hints

    @property
    def place(self) -> dict[str, int]:
        """The index of every node."""
        return {node.id: i for i, node in enumerate(self.diagram.nodes)}


def layout(diagram: Diagram, options: LayoutOptions = LayoutOptions()) -> Geometry:
    """Return the geometry of `diagram` as swimlanes with time from left to right, or from top to bottom.

    Pure and deterministic: the same diagram and options give the same geometry everywhere. Every edge leaves and
    enters at its declared side, whatever the graph is like. Only drawings with time to the right are folded.
    """
    if not diagram.lanes:
        return Geometry(*EMPTY_PAGE, (), (), ())
    upright = options.upright
    net = compile_net(mirrored_diagram(diagram) if upright else diagram)
    sizes = _measured(diagram)
    labels = [measure_edge_label(edge.label) if edge.label else LabelSize(0, 0, ()) for edge in diagram.edges]
    headers = [(measure_column_header if upright else measure_lane_header)(lane.label) for lane in diagram.lanes]
    header = HEADER_WIDTH
    if upright:
        sizes, labels = mirrored_sizes(sizes), mirrored_labels(labels)
        header = column_header_height(headers)
    words = Words(diagram, [node.shape for node in diagram.nodes], labels, headers, header, upright, options.hints)
    placement = place(diagram, net, options.hints, options.crossing_price, options.expansions, options.refine)
    grid, paths = placement.grid, placement.paths
    drawing = _draw(net, grid, paths, sizes, words, {})
    if drawing.blocked:
        pitches, sizes = grown_for_labels(net, drawing.blocked, sizes, words.shapes, words.labels)
        drawing = _draw(net, grid, paths, sizes, words, pitches)
    geometry = _geometry(sizes, words, drawing, placement)
    return fold(geometry, options.fold_width) if options.fold_width else geometry


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
        least = [head.height for head in words.headers]
        spacing = SPACINGS[words.hints.density]
        frame = build_frame(net, grid, tracks, sizes, words.labels, least, room, words.header, spacing)
        if words.hints.thickness == "equal":
            least = [max(bottom - top for top, bottom in pairwise(frame.lane_y))] * len(least)
            frame = build_frame(net, grid, tracks, sizes, words.labels, least, room, words.header, spacing)
        boxes = [
            Box(frame.x[x] - size.width / 2, frame.y[y] - size.height / 2, size.width, size.height)
            for x, y, size in zip(grid.x, grid.y, sizes, strict=True)
        ]
        lines = [polyline(e, net, grid, frame, paths[e], offsets[e], tracks, outlines) for e in net.edges]
        placed = place_labels(frame, boxes, lines, words.labels, first, words.upright)
        drawing = Drawing(frame, boxes, lines, *placed)
        drawing.badges, drawing.homeless = place_badges(words.diagram.loops, _scene(words, drawing))
        turn += 1
        calm = not drawing.blocked and not drawing.homeless
        if calm or turn > (WIDENINGS if len(drawing.blocked) <= MANY_BLOCKED else 1):
            return drawing
        make_room_for_badges(grid, [words.place[v] for v in drawing.homeless], words.upright, room)
        first = list(dict.fromkeys([*drawing.blocked, *first]))
        widen(net, grid, paths, tracks, drawing.blocked, words.labels, room, turn)


def _scene(words: Words, drawing: Drawing) -> Scene:
    """Return what a badge must not touch, as it stands on the page."""
    if not words.diagram.loops:
        return Scene({}, (), (), ())
    boxes, lines, labels, bands = _on_page(words, drawing)
    named = zip(words.diagram.nodes, words.shapes, boxes, strict=True)
    return Scene(
        {node.id: (shape, box) for node, shape, box in named}, lines, labels, [band.inner_box for band in bands]
    )


def _on_page(
    words: Words, drawing: Drawing
) -> tuple[list[Box], list[tuple[Point, ...]], list[Box | None], list[LaneBand]]:
    """Return nodes, lines, labels and lanes as they stand on the page."""
    frame = drawing.frame
    boxes, lines, labels = drawing.boxes, drawing.lines, drawing.labels
    bands = [Box(0.0, top, frame.width, bottom - top) for top, bottom in pairwise(frame.lane_y)]
    if words.upright:
        boxes = [mirrored_box(box) for box in boxes]
        lines = [mirrored_line(points) for points in lines]
        labels = [box and mirrored_box(box) for box in labels]
        bands = [mirrored_box(box) for box in bands]
    lanes = [
        LaneBand(lane.id, lane.label, box, words.header, header.lines, words.upright)
        for lane, header, box in zip(words.diagram.lanes, words.headers, bands, strict=True)
    ]
    return boxes, lines, labels, lanes


def _geometry(sizes: Sequence[NodeSize], words: Words, drawing: Drawing, placement: Placement) -> Geometry:
    diagram = words.diagram
    boxes, lines, labels, lanes = _on_page(words, drawing)
    nodes = tuple(
        NodeBox(node.id, node.lane, node.shape, node.label, box, size.lines, node_details(node), column, row)
        for node, box, size, column, row in zip(
            diagram.nodes, boxes, sizes, placement.column, placement.row, strict=True
        )
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
        for edge, points, box, label in zip(diagram.edges, lines, labels, words.labels, strict=True)
    )
    page = Box(0.0, 0.0, drawing.frame.width, drawing.frame.lane_y[-1])
    if words.upright:
        page = mirrored_box(page)
    return Geometry(page.width, page.height, tuple(lanes), nodes, edges, tuple(drawing.badges))


def _measured(diagram: Diagram) -> list[NodeSize]:
    """Return the sizes of all nodes as they stand on the page."""
    counts: dict[str, dict[Side, float]] = {node.id: {} for node in diagram.nodes}
    loops: dict[str, list[tuple[Side, Side]]] = {}
    diamonds = {node.id for node in diagram.nodes if node.shape is Shape.DIAMOND}
    for edge in diagram.edges:
        for node, side in ((edge.source, edge.source_side), (edge.target, edge.target_side)):
            wide = edge.label and side in (Side.LEFT, Side.RIGHT) and node not in diamonds
            counts[node][side] = counts[node].get(side, 0.0) + (LABELLED_PORT if wide else 1.0)
        if edge.source == edge.target:
            loops.setdefault(edge.source, []).append((edge.source_side, edge.target_side))
    return [measure_node(node, counts[node.id], loops.get(node.id, ())) for node in diagram.nodes]
