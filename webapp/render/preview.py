"""A picture of fixed size with the whole drawing in its middle, as programs show it beside a link."""

from __future__ import annotations

from webapp.render.images import size_of

PREVIEW_WIDTH, PREVIEW_HEIGHT = 1200, 630
"""Pixels: the shape that Open Graph recommends, and that programs which show links do not crop."""
MARGIN = 30
LARGEST = 2.0
"""A drawing is enlarged so much at most: larger words look coarse."""
PAPER = "#FFFFFF"


def preview_svg(svg: str) -> str:
    """Return a finished SVG within one of the size of a preview, as large as it can be, and never cropped."""
    width, height = size_of(svg)
    scale = min((PREVIEW_WIDTH - 2 * MARGIN) / width, (PREVIEW_HEIGHT - 2 * MARGIN) / height, LARGEST)
    drawn_width, drawn_height = width * scale, height * scale
    x, y = (PREVIEW_WIDTH - drawn_width) / 2, (PREVIEW_HEIGHT - drawn_height) / 2
    _, _, content = svg.partition(">")
    place = f'x="{x:.2f}" y="{y:.2f}" width="{drawn_width:.2f}" height="{drawn_height:.2f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PREVIEW_WIDTH}" height="{PREVIEW_HEIGHT}" '
        f'viewBox="0 0 {PREVIEW_WIDTH} {PREVIEW_HEIGHT}">\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f'<svg {place} viewBox="0 0 {width:g} {height:g}">{content}</svg>\n'
    )
