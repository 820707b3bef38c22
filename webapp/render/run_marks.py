"""A finished SVG with the state of a run: what was visited, how often, and where the run is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from webapp.domain import Shape
from webapp.layout.geometry import Box, Geometry, NodeBox
from webapp.render.animation import ring_mark, way_mark
from webapp.render.themes import Theme

_END = "</g>\n</svg>\n"
_HALO = 6
_HALO_STROKE = 3
_COUNT_RADIUS = 8.5
_COUNT_SIZE = 10.5
_WIDER = 6.0  # for each figure after the first


@dataclass(frozen=True, slots=True)
class RunState:
    """What a run shows at one position: how often nodes fired and edges were crossed, and the node that fires next.

    `unused` are sentences on the choices that the run does not come to, for whoever gets the picture; none is drawn.
    """

    visits: Mapping[str, int] = field(default_factory=dict)
    crossings: Mapping[str, int] = field(default_factory=dict)
    active: str | None = None
    unused: tuple[str, ...] = ()


def run_state_svg(svg: str, geometry: Geometry, state: RunState, theme: Theme) -> str:
    """Return a finished SVG with the state of a run over it."""
    assert svg.endswith(_END), "only our own SVG comes here"
    layer = "\n".join(['<g class="run" aria-hidden="true">', *_layer(geometry, state, theme), "</g>"])
    return f"{svg.removesuffix(_END)}{layer}\n{_END}"


def _layer(geometry: Geometry, state: RunState, theme: Theme) -> Iterator[str]:
    for edge in geometry.edges:
        if state.crossings.get(edge.id):
            yield f'<g class="run-mark">{way_mark(edge, theme)}</g>'
    for node in geometry.nodes:
        if state.visits.get(node.id):
            yield f'<g class="run-mark">{ring_mark(node, theme)}</g>'
        if node.id == state.active:
            halo = ring_mark(_grown(node), theme, width=_HALO_STROKE)
            yield f'<g class="run-active">{ring_mark(node, theme)}<g opacity="0.45">{halo}</g></g>'
    for node in geometry.nodes:
        if count := state.visits.get(node.id):
            yield _count(node, count, theme)


def _grown(node: NodeBox) -> NodeBox:
    """Return a node whose outline is the same distance away on all sides."""
    x, y, width, height = node.box
    across, down = float(_HALO), float(_HALO)
    if node.shape is Shape.DIAMOND:
        slant = math.hypot(width, height)
        across, down = _HALO * slant / height, _HALO * slant / width
    return replace(node, box=Box(x - across, y - down, width + 2 * across, height + 2 * down))


def _count(node: NodeBox, count: int, theme: Theme) -> str:
    """Return the number of visits, at the upper right of the node's outline."""
    x, y, width, height = node.box
    right, top = {Shape.CIRCLE: (0.854, 0.146), Shape.DIAMOND: (0.79, 0.19)}.get(node.shape, (1.0, 0.0))
    centre_x, centre_y = x + width * right, y + height * top
    half = _COUNT_RADIUS + _WIDER * (len(str(count)) - 1) / 2
    box = (
        f'x="{centre_x - half:.8g}" y="{centre_y - _COUNT_RADIUS:.8g}" width="{2 * half:.8g}" '
        f'height="{2 * _COUNT_RADIUS:.8g}" rx="{_COUNT_RADIUS:g}"'
    )
    place = f'x="{centre_x:.8g}" y="{centre_y + _COUNT_SIZE * 0.36:.8g}" text-anchor="middle"'
    return (
        f'<g class="run-count"><rect {box} fill="{theme.run}" stroke="{theme.bands[0]}" stroke-width="1.5"/>'
        f'<text {place} font-size="{_COUNT_SIZE:g}" font-weight="bold" fill="{theme.bands[0]}">{count}</text></g>'
    )
