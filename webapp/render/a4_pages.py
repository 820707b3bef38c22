"""How a drawing goes on pages of A4 landscape: which rows on which page, and how large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.layout.fold.folded_rows import row_spans
from webapp.layout.fold.mark_places import MARK_RADIUS
from webapp.layout.geometry import Geometry

# In points: A4 landscape, and margins that every printer has.
A4 = (841.8898, 595.2756)
MARGIN = 24.0
# Points for a CSS pixel at most, on a single page and on several: larger words would shout, or take more paper.
LARGEST = 1.25
LARGEST_OF_SEVERAL = 1.0

_INNER = (A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN)


@dataclass(frozen=True, slots=True)
class A4Pages:
    """The pages of one drawing. A CSS pixel has `factor` points; `left` and `right` are where its bands begin and end.

    Each page holds whole rows, from its first one's top to its last one's bottom, in CSS pixels.
    """

    factor: float
    left: float
    right: float
    pages: tuple[tuple[float, float], ...]


def a4_pages(geometry: Geometry) -> A4Pages:
    """Return the pages of a drawing, as large as its widest row and its highest page allow."""
    rows = row_spans(geometry) if geometry.rows > 1 else [(0.0, geometry.height)]
    # Round marks stand half outside of the bands of a folded drawing.
    air = MARK_RADIUS + 1 if geometry.rows > 1 else 0.0
    left = min((lane.box.x for lane in geometry.lanes), default=0.0) - air
    right = max((lane.box.x + lane.box.width for lane in geometry.lanes), default=geometry.width) + air
    high = max(bottom - top for top, bottom in rows)
    room = min(_INNER[0] / (right - left), _INNER[1] / high)
    factor = min(LARGEST, room)
    pages = _pages(rows, factor)
    if len(pages) > 1:
        factor = min(LARGEST_OF_SEVERAL, room)
        pages = _pages(rows, factor)
    return A4Pages(factor, left, right, tuple(pages))


def _pages(rows: Sequence[tuple[float, float]], factor: float) -> list[tuple[float, float]]:
    pages: list[tuple[float, float]] = []
    for top, bottom in rows:
        if pages and (bottom - pages[-1][0]) * factor <= _INNER[1]:
            pages[-1] = pages[-1][0], bottom
        else:
            pages.append((top, bottom))
    return pages
