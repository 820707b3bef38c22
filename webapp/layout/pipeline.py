"""The stages of the layout in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from webapp.domain import Diagram, Shape, Side, turned
from webapp.layout.attempts import Effort
from webapp.layout.calm.ghosts import WithGhosts, with_ghosts
from webapp.layout.calm.hints import Hints
from webapp.layout.calm.memory import choices_of, feedback_of, floors_of, page_of
from webapp.layout.calm.plans import LayoutInput, Plan
from webapp.layout.direction import (
    mirrored_box,
    mirrored_labels,
    mirrored_line,
    mirrored_sizes,
)
from webapp.layout.draw.badges import Surroundings, cut_badges, place_badges
from webapp.layout.draw.common_ends import join_crowds
from webapp.layout.draw.coordinates import SPACINGS, Frame, build_frame, polyline
from webapp.layout.draw.labels import place_labels
from webapp.layout.draw.ports import Ports, pairs_at_tips
from webapp.layout.draw.tips import part_at_tips
from webapp.layout.draw.tracks import Tracks
from webapp.layout.draw.widening import (
    CUT_BADGES,
    ExtraSpace,
    grown_for_labels,
    room_for_badges,
    widen_for_badges,
    widen_for_cut_badges,
    widen_for_labels,
)
from webapp.layout.fold.folding import fold
from webapp.layout.geometry import Box, EdgeRoute, Geometry, LaneBand, LoopBadge, NodeBox, Point
from webapp.layout.layout_options import USUAL, LayoutOptions
from webapp.layout.measure.crowds import one_way
from webapp.layout.measure.outlines import outlines_of
from webapp.layout.measure.sizes import (
    HeaderSize,
    LabelSize,
    NodeSize,
    column_header_height,
    lane_header_width,
    measure_column_header,
    measure_edge_label,
    measure_lane_header,
    measure_node,
    node_details,
)
from webapp.layout.net import Net, compile_net
from webapp.layout.place.choices import OPEN
from webapp.layout.placement import Placement, PlacementHints, place_and_route

LABELLED_PORT = 1.35
"""A labelled edge at the left or right counts as so many: more makes nodes taller, less leaves its label no room (edge
ends)."""
WIDENINGS = 10
"""Times that channels are widened for labels without a place: more takes longer, fewer leave labels on lines
(turns)."""
MANY_BLOCKED = 400
"""Where more labels have no place, channels are widened once only: more waits for what no turn can mend."""
EMPTY_PAGE = (320.0, 120.0)
"""Width and height of a drawing without lanes (px)."""


@dataclass(slots=True)
class Drawing:
    """What the last stages give: pixels of everything, and the edges whose labels found no place."""

    frame: Frame
    boxes: list[Box]
    lines: list[tuple[Point, ...]]
    labels: list[Box | None]
    blocked: list[int]
    badges: list[LoopBadge] = field(default_factory=list)
    unplaced_badges: list[str] = field(default_factory=list)
    """The first nodes of loops whose badges found no place."""


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """The measured texts of a diagram, without those of its nodes; labels are mirrored where lanes are `upright`."""

    diagram: Diagram
    shapes: list[Shape]
    labels: list[LabelSize]
    headers: list[HeaderSize]
    header: float
    upright: bool
    hints: Hints

    @property
    def index_of_node(self) -> dict[str, int]:
        """The index of every node."""
        return {node.id: i for i, node in enumerate(self.diagram.nodes)}


class LaidOut(NamedTuple):
    """A drawing, and what the layout decided before any pixel was known; None for a diagram without lanes."""

    geometry: Geometry
    plan: Plan | None


def lay_out(diagram: Diagram, options: LayoutOptions = USUAL) -> Geometry:
    """Return the geometry of `diagram` as swimlanes with time from left to right, or from top to bottom.

    Pure and deterministic: the same diagram and options give the same geometry everywhere. Every edge leaves and
    enters at its declared side, whatever the graph is like. Only drawings with time to the right are folded.
    """
    return lay_out_with_plan(diagram, options).geometry


def lay_out_with_plan(diagram: Diagram, options: LayoutOptions = USUAL) -> LaidOut:
    """Return the geometry of `diagram` as `layout` does, and the plan that the layout after an edit can start from."""
    if not diagram.lanes:
        return LaidOut(Geometry(*EMPTY_PAGE, (), (), ()), None)
    upright, hints = options.upright, options.hints
    whole = with_ghosts(diagram, hints.ghosts)
    measured = _measured_text(whole, upright, hints)
    sizes = node_sizes(whole.diagram, measured.labels)
    if upright:
        measured, sizes = replace(measured, labels=mirrored_labels(measured.labels)), mirrored_sizes(sizes)
    given = _input(whole, options)
    plan, effort = _plan(given, options), Effort(options.crossing_price, options.expansions)
    net, placement = given.net, plan.placement
    sizes, drawing = _drawn(net, placement, sizes, measured)
    if whole.ghosts:
        boxes_with_ghosts, floor = drawing.boxes, drawing.frame.sizes
        net = compile_net(turned(diagram) if upright else diagram)
        measured = replace(measured, diagram=diagram, labels=[measured.labels[e] for e in whole.remaining])
        kept = placement.without(whole.ghosts)
        # What is left may take better ways, unless they need more room and would move somebody.
        for placement in (kept.rerouted(net, effort), kept):
            sizes, drawing = _drawn(net, placement, sizes, measured, floor)
            if drawing.boxes == boxes_with_ghosts:
                break
    geometry = _geometry(sizes, measured, drawing, placement)
    return LaidOut(fold(geometry, options.fold_width) if options.fold_width else geometry, plan)


def is_planned(diagram: Diagram, options: LayoutOptions) -> bool:
    """Return whether the plan that `options` bring holds for `diagram`: its layout will be soon there."""
    return options.like is not None and options.like.holds(_input(with_ghosts(diagram, options.hints.ghosts), options))


def _plan(given: LayoutInput, options: LayoutOptions) -> Plan:
    like, effort = options.like, Effort(options.crossing_price, options.expansions)
    if like and like.holds(given) and like.refined >= bool(options.refine):
        return Plan(given, like.placement, like.refined)
    if like and like.given.upright == given.upright and not options.refine:
        return Plan(given, like.draft(given, effort), refined=False)
    return Plan(given, place_and_route(given.net, given.hints, effort, options.refine), bool(options.refine))


def _measured_text(whole: WithGhosts, upright: bool, hints: Hints) -> MeasuredText:
    diagram = whole.diagram
    labels = [
        LabelSize(*whole.ghosts[e].label, ())
        if e in whole.ghosts
        else measure_edge_label(edge.label)
        if edge.label
        else LabelSize(0, 0, ())
        for e, edge in enumerate(diagram.edges)
    ]
    if upright:
        headers = [measure_column_header(lane.label) for lane in diagram.lanes]
        header = column_header_height(headers)
    else:
        header = lane_header_width(lane.label for lane in diagram.lanes)
        headers = [measure_lane_header(lane.label, header) for lane in diagram.lanes]
    return MeasuredText(diagram, [node.shape for node in diagram.nodes], labels, headers, header, upright, hints)


def _input(whole: WithGhosts, options: LayoutOptions) -> LayoutInput:
    diagram, upright, hints = whole.diagram, options.upright, options.hints
    page = page_of(hints, options.width, upright)
    # What was remembered for one page says nothing about another.
    kept = choices_of(whole, hints) if page == page_of(hints, None, upright) else OPEN
    if not page.width:
        kept = replace(kept, returns=())
    given = {name: by for name, *by in hints.offsets}
    offsets = {v: (given[node.id][0], given[node.id][1]) for v, node in enumerate(diagram.nodes) if node.id in given}
    return LayoutInput(
        tuple(node.id for node in diagram.nodes),
        tuple(lane.id for lane in diagram.lanes),
        upright,
        compile_net(turned(diagram) if upright else diagram),
        PlacementHints(feedback_of(whole, hints), floors_of(diagram, hints), offsets, page, kept),
    )


def _drawn(
    net: Net,
    placement: Placement,
    sizes: list[NodeSize],
    measured: MeasuredText,
    floor: Mapping[int, float] = MappingProxyType({}),
) -> tuple[list[NodeSize], Drawing]:
    """Return sizes and pixels of everything; nodes grow where labels find no place otherwise."""
    drawing = _draw(net, placement, sizes, measured, {}, floor)
    if drawing.blocked:
        pitches, sizes = grown_for_labels(net, drawing.blocked, sizes, measured.shapes, measured.labels)
        drawing = _draw(net, placement, sizes, measured, pitches, floor)
    return sizes, drawing


def _draw(
    net: Net,
    placement: Placement,
    sizes: Sequence[NodeSize],
    measured: MeasuredText,
    pitches: Mapping[tuple[int, int], float],
    floor: Mapping[int, float],
) -> Drawing:
    """Place ports, tracks, pixels and labels; channels are widened while labels are blocked."""
    grid, paths = placement.grid, list(placement.paths)
    outlines = outlines_of(net, measured.shapes, sizes)
    ports = Ports(net, paths, outlines, [label.width > 0 for label in measured.labels], pitches)
    offsets = ports.assign()
    at_tips = pairs_at_tips(net, outlines)
    tracks = Tracks(paths, offsets)
    tracks.assign()
    space = ExtraSpace()
    index = measured.index_of_node
    begun = [index[loop.nodes[0]] for loop in measured.diagram.loops if loop.nodes and loop.nodes[0] in index]
    together = _leaving_together(net, measured.labels, measured.upright)
    floor = room_for_badges(grid, begun, measured.upright, floor)
    first: list[int] = []
    turn = 0
    while True:
        least = [head.height for head in measured.headers]
        spacing = SPACINGS[measured.hints.density]
        frame = build_frame(net, grid, tracks, sizes, measured.labels, least, space, measured.header, spacing, floor)
        if measured.hints.thickness == "equal":
            least = [max(bottom - top for top, bottom in pairwise(frame.lane_y))] * len(least)
            frame = build_frame(
                net, grid, tracks, sizes, measured.labels, least, space, measured.header, spacing, floor
            )
        boxes = [
            Box(frame.x[x] - size.width / 2, frame.y[y] - size.height / 2, size.width, size.height)
            for x, y, size in zip(grid.x, grid.y, sizes, strict=True)
        ]
        lines = [polyline(e, net, grid, frame, paths[e], offsets[e], tracks, outlines) for e in net.edges]
        parted = part_at_tips(at_tips, boxes, join_crowds(ports.sides, offsets, outlines, lines))
        placed = place_labels(frame, boxes, parted, measured.labels, first, measured.upright, together, lines)
        drawing = Drawing(frame, boxes, parted, *placed)
        drawing.badges, drawing.unplaced_badges = place_badges(measured.diagram.loops, _surroundings(measured, drawing))
        turn += 1
        cut = cut_badges(drawing.badges) if measured.upright and turn <= CUT_BADGES else {}
        done = not drawing.blocked and not drawing.unplaced_badges and not cut
        if done or turn > (WIDENINGS if len(drawing.blocked) <= MANY_BLOCKED else 1):
            return drawing
        widen_for_badges(grid, [index[name] for name in drawing.unplaced_badges], measured.upright, space)
        widen_for_cut_badges(grid, {index[name]: missing for name, missing in cut.items()}, space)
        first = list(dict.fromkeys([*drawing.blocked, *first]))
        widen_for_labels(net, grid, paths, tracks, drawing.blocked, measured.labels, space, turn)


def _leaving_together(net: Net, labels: Sequence[LabelSize], upright: bool) -> list[list[int]]:
    """Return the labelled edges of each side at the top or bottom of a node on the page that several of them leave."""
    sides: dict[tuple[int, int], list[int]] = {}
    for e in net.edges:
        if labels[e].width and net.source_side[e] & 1 != upright:
            sides.setdefault((net.source[e], net.source_side[e]), []).append(e)
    return [edges for edges in sides.values() if len(edges) > 1]


def _surroundings(measured: MeasuredText, drawing: Drawing) -> Surroundings:
    """Return what a badge must not touch, as it stands on the page."""
    if not measured.diagram.loops:
        return Surroundings({}, (), (), ())
    boxes, lines, labels, bands = _on_page(measured, drawing)
    named = zip(measured.diagram.nodes, measured.shapes, boxes, strict=True)
    return Surroundings(
        {node.id: (shape, box) for node, shape, box in named}, lines, labels, [band.inner_box for band in bands]
    )


def _on_page(
    measured: MeasuredText, drawing: Drawing
) -> tuple[list[Box], list[tuple[Point, ...]], list[Box | None], list[LaneBand]]:
    """Return nodes, lines, labels and lanes as they stand on the page."""
    frame = drawing.frame
    boxes, lines, labels = drawing.boxes, drawing.lines, drawing.labels
    bands = [Box(0.0, top, frame.width, bottom - top) for top, bottom in pairwise(frame.lane_y)]
    if measured.upright:
        boxes = [mirrored_box(box) for box in boxes]
        lines = [mirrored_line(points) for points in lines]
        labels = [box and mirrored_box(box) for box in labels]
        bands = [mirrored_box(box) for box in bands]
    lanes = [
        LaneBand(lane.id, lane.label, box, measured.header, header.lines, measured.upright)
        for lane, header, box in zip(measured.diagram.lanes, measured.headers, bands, strict=True)
    ]
    return boxes, lines, labels, lanes


def _geometry(sizes: Sequence[NodeSize], measured: MeasuredText, drawing: Drawing, placement: Placement) -> Geometry:
    diagram = measured.diagram
    boxes, lines, labels, lanes = _on_page(measured, drawing)
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
        for edge, points, box, label in zip(diagram.edges, lines, labels, measured.labels, strict=True)
    )
    page = Box(0.0, 0.0, drawing.frame.width, drawing.frame.lane_y[-1])
    if measured.upright:
        page = mirrored_box(page)
    return Geometry(page.width, page.height, tuple(lanes), nodes, edges, tuple(drawing.badges))


def node_sizes(diagram: Diagram, labels: Sequence[LabelSize]) -> list[NodeSize]:
    """Return the sizes of all nodes as they stand on the page."""
    counts: dict[str, dict[Side, float]] = {node.id: {} for node in diagram.nodes}
    loops: dict[str, list[tuple[Side, Side]]] = {}
    kinds: dict[str, list[tuple[Side, bool]]] = {node.id: [] for node in diagram.nodes}
    diamonds = {node.id for node in diagram.nodes if node.shape is Shape.DIAMOND}
    for edge, label in zip(diagram.edges, labels, strict=True):
        for node, side, enters in ((edge.source, edge.source_side, False), (edge.target, edge.target_side, True)):
            kinds[node].append((side, enters))
            wide = label.width and side in (Side.LEFT, Side.RIGHT) and node not in diamonds
            counts[node][side] = counts[node].get(side, 0.0) + (LABELLED_PORT if wide else 1.0)
        if edge.source == edge.target:
            loops.setdefault(edge.source, []).append((edge.source_side, edge.target_side))
    return [
        measure_node(node, counts[node.id], loops.get(node.id, ()), one_way(kinds[node.id])) for node in diagram.nodes
    ]
