"""A drawing as a thumbnail: shapes and lines without text, in few bytes.

Text would be too small to read, so there is only the title. Coordinates are rounded to a tenth of a pixel, and what
then coincides is drawn once.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from webapp.domain import Shape
from webapp.layout.geometry import Box, Geometry, Point
from webapp.layout.measure.text_metrics import clean
from webapp.render.themes import Theme

WIDTH = 480.0
HEIGHT = 320.0

_THINNEST = 0.75


def thumbnail_svg(geometry: Geometry, theme: Theme, title: str = "") -> str:
    """Return an SVG of at most `WIDTH` x `HEIGHT` pixels, without text but its `<title>`."""
    scale = min(1.0, WIDTH / max(geometry.width, 1), HEIGHT / max(geometry.height, 1))
    width, height = (_number(max(side * scale, 1)) for side in (geometry.width, geometry.height))
    name = escape(clean(title), quote=False) or "Workflow"
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img"><title>{name}</title>',
            *_lanes(geometry, theme, scale),
            *_edges(geometry, theme, scale),
            *_nodes(geometry, theme, scale),
            "</svg>\n",
        )
    )


def _lanes(geometry: Geometry, theme: Theme, scale: float) -> Iterable[str]:
    line = f'stroke="{theme.lane_line}" stroke-width="{_THINNEST}"'
    for index in (0, 1):
        lanes = geometry.lanes[index::2]
        if bands := _once(_rectangle(lane.box, scale) for lane in lanes):
            headers = _once(_rectangle(lane.header_box, scale) for lane in lanes)
            yield f'<path d="{bands}" fill="{theme.bands[index]}" {line}/>'
            yield f'<path d="{headers}" fill="{theme.headers[index]}" {line}/>'


def _edges(geometry: Geometry, theme: Theme, scale: float) -> Iterable[str]:
    if lines := _once(_line(edge.points, scale) for edge in geometry.edges):
        width = _number(max(1.3 * scale, _THINNEST))
        yield f'<path d="{lines}" fill="none" stroke="{theme.edge}" stroke-width="{width}" stroke-linejoin="round"/>'


def _nodes(geometry: Geometry, theme: Theme, scale: float) -> Iterable[str]:
    width = _number(max(1.2 * scale, _THINNEST))
    for shape, ink in theme.shapes.items():
        draw = _OUTLINES.get(shape, _rectangle)
        if shapes := _once(draw(node.box, scale) for node in geometry.nodes if node.shape is shape):
            yield f'<path d="{shapes}" fill="{ink.fill}" stroke="{ink.stroke}" stroke-width="{width}"/>'


def _rectangle(box: Box, scale: float) -> str:
    x, y, width, height = (_number(value * scale) for value in box)
    return f"M{x} {y}h{width}v{height}h-{width}z"


def _circle(box: Box, scale: float) -> str:
    radius, across = _number(box.width / 2 * scale), _number(box.width * scale)
    start = f"M{_number(box.x * scale)} {_number((box.y + box.height / 2) * scale)}"
    return f"{start}a{radius} {radius} 0 1 1 {across} 0a{radius} {radius} 0 1 1-{across} 0z"


def _diamond(box: Box, scale: float) -> str:
    x, y = _number(box.width / 2 * scale), _number(box.height / 2 * scale)
    return f"M{_number(box.x * scale)} {_number((box.y + box.height / 2) * scale)}l{x}-{y} {x} {y}-{x} {y}z"


def _line(points: Iterable[Point], scale: float) -> str:
    scaled = (f"{_number(x * scale)} {_number(y * scale)}" for x, y in points)
    return "M" + "L".join(point for point, _ in groupby(scaled))


def _once(paths: Iterable[str]) -> str:
    return "".join(dict.fromkeys(paths))


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


_OUTLINES = {Shape.CIRCLE: _circle, Shape.DIAMOND: _diamond}
