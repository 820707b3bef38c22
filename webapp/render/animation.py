"""A run as an SVG that plays by itself: tokens move, and what they visited stays marked until the run starts again.

It is animated by SMIL, which works in an `<img>`, where scripts do not run. Viewers without animation, and people who
prefer reduced motion, see the end of the run.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from webapp.domain import Shape
from webapp.errors import InvalidRequest
from webapp.layout.fold.mark_places import MARK_RADIUS
from webapp.layout.geometry import EdgeRoute, Geometry, NodeBox, Point
from webapp.render.curves import arrow_head, distinct, rounded, towards
from webapp.render.themes import Theme

MOST_STEPS = 500

# In seconds: before the first step, for each step, for a token on an edge, and at the end.
_LEAD = 0.6
_STEP = 1.0
_TRAVEL = 0.8
_HOLD = 2.5

_MARK_STROKE = 2.6
_TOKEN_RADIUS = 7
_CORNER = 8
_END = "</g>\n</svg>\n"
_CALM = (
    "<style>@media (prefers-reduced-motion: reduce) "
    "{ .run-token { display: none } .run-mark { opacity: 1 !important } }</style>"
)


class Step(NamedTuple):
    """One step of a run: the node that fired, and the edges along which it sent tokens."""

    node: str
    edges: tuple[str, ...]


def animated_svg(svg: str, geometry: Geometry, steps: Sequence[Step], theme: Theme) -> str:
    """Return a finished SVG with a run that plays over it repeatedly.

    Raises:
        InvalidRequest: there are no steps, or more than `MOST_STEPS`.
    """
    if not steps:
        raise InvalidRequest("there is nothing to run in this diagram: `lanestep run` says why")
    if len(steps) > MOST_STEPS:
        raise InvalidRequest(
            f"this run has {len(steps):,} steps, but an animation shows at most {MOST_STEPS}. "
            "Choose a shorter run with --choose"
        )
    layer = "\n".join([f'<g class="run" aria-hidden="true">{_CALM}', *_layer(geometry, steps, theme), "</g>"])
    assert svg.endswith(_END), "only our own SVG comes here"
    return f"{svg.removesuffix(_END)}{layer}\n{_END}"


def _layer(geometry: Geometry, steps: Sequence[Step], theme: Theme) -> Iterator[str]:
    whole = _LEAD + _STEP * len(steps) + _HOLD
    nodes = {node.id: node for node in geometry.nodes}
    edges = {edge.id: edge for edge in geometry.edges}
    for edge, time in _firsts(steps, of_edges=True).items():
        if edge in edges:
            yield _mark(way_mark(edges[edge], theme), time + _TRAVEL, whole)
    for node, time in _firsts(steps, of_edges=False).items():
        if node in nodes:
            yield _mark(ring_mark(nodes[node], theme), time, whole)
    for number, step in enumerate(steps):
        for edge in step.edges:
            if edge in edges:
                yield _token(edges[edge], _time_of(number), whole, theme)


def _time_of(number: int) -> float:
    return _LEAD + _STEP * number


def _firsts(steps: Sequence[Step], *, of_edges: bool) -> Mapping[str, float]:
    times: dict[str, float] = {}
    for number, step in enumerate(steps):
        for name in step.edges if of_edges else (step.node,):
            times.setdefault(name, _time_of(number))
    return times


def _mark(shape: str, time: float, whole: float) -> str:
    clock = f'values="0;1" keyTimes="0;{_share(time, whole)}" calcMode="discrete"'
    return f'<g class="run-mark"><animate attributeName="opacity" {clock} {_for_ever(whole)}/>{shape}</g>'


def _token(edge: EdgeRoute, time: float, whole: float, theme: Theme) -> str:
    start, end = _share(time, whole), _share(time + _TRAVEL, whole)
    shown = f'attributeName="opacity" values="0;1;0" keyTimes="0;{start};{end}" calcMode="discrete"'
    travel = f'path="{_path(edge)}" keyPoints="0;0;1;1" keyTimes="0;{start};{end};1" calcMode="linear"'
    return (
        f'<circle class="run-token" r="{_TOKEN_RADIUS}" fill="{theme.run}" stroke="{theme.bands[0]}" stroke-width="2" '
        f'opacity="0"><animate {shown} {_for_ever(whole)}/><animateMotion {travel} {_for_ever(whole)}/></circle>'
    )


def _for_ever(whole: float) -> str:
    return f'dur="{whole:g}s" repeatCount="indefinite"'


def _share(time: float, whole: float) -> str:
    return f"{time / whole:.5f}"


def way_mark(edge: EdgeRoute, theme: Theme) -> str:
    """Return an edge in the colour of a run."""
    head = " ".join(f"{x:.8g},{y:.8g}" for x, y in arrow_head(edge.points))
    return (
        f'<path d="{_path(edge, to_tip=False)}" fill="none" stroke="{theme.run}" stroke-width="{_MARK_STROKE}"/>'
        f'<polygon points="{head}" fill="{theme.run}"/>'
    )


def _path(edge: EdgeRoute, *, to_tip: bool = True) -> str:
    """Return the drawn path of an edge, with gaps where a fold cuts it, up to its tip or to where the head begins."""
    pieces: Sequence[Sequence[Point]] = edge.pieces or (edge.points,)
    if not to_tip:
        pieces = _clear_of_marks(pieces)
    last = len(pieces) - 1
    path = "".join(_piece(points, arrow=number == last) for number, points in enumerate(pieces))
    if not to_tip:
        return path
    tip = distinct(edge.points)[-1]
    return f"{path}L{tip.x:.8g},{tip.y:.8g}"


def _clear_of_marks(pieces: Sequence[Sequence[Point]]) -> list[Sequence[Point]]:
    """Return the pieces of a path, shortened so that they do not cover the numbers in the marks between them."""
    cleared: list[Sequence[Point]] = []
    for number, (first, *between, last) in enumerate(pieces):
        start = _leaving(first, between[0] if between else last) if number else first
        end = _leaving(last, between[-1] if between else first) if number < len(pieces) - 1 else last
        cleared.append((start, *between, end))
    return cleared


def _leaving(mark: Point, point: Point) -> Point:
    """Return where a line from the centre of a mark to a point leaves the mark."""
    return towards(mark, point, min(MARK_RADIUS, math.dist(mark, point) / 2))


def _piece(points: Sequence[Point], *, arrow: bool) -> str:
    (x, y), *rest = rounded(points, arrow=arrow)
    return f"M{x:.8g},{y:.8g}C" + " ".join(f"{x:.8g},{y:.8g}" for x, y in rest)


def ring_mark(node: NodeBox, theme: Theme, width: float = _MARK_STROKE) -> str:
    """Return the outline of a node in the colour of a run, with a line of this width."""
    paint = f'fill="none" stroke="{theme.run}" stroke-width="{width:g}" stroke-linejoin="round"'
    x, y, wide, high = (f"{value:.8g}" for value in node.box)
    centre_x, centre_y = f"{node.box.x + node.box.width / 2:.8g}", f"{node.box.y + node.box.height / 2:.8g}"
    if node.shape is Shape.CIRCLE:
        return f'<circle cx="{centre_x}" cy="{centre_y}" r="{node.box.width / 2:.8g}" {paint}/>'
    if node.shape is Shape.DIAMOND:
        right, bottom = f"{node.box.x + node.box.width:.8g}", f"{node.box.y + node.box.height:.8g}"
        corners = f"{x},{centre_y} {centre_x},{y} {right},{centre_y} {centre_x},{bottom}"
        return f'<polygon points="{corners}" {paint}/>'
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="{_CORNER}" {paint}/>'
