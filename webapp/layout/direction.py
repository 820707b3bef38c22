"""Time from top to bottom: the same stages work on the diagram mirrored at its diagonal; the result is mirrored back.

The stages know lanes as rows only. Mirrored at the diagonal, rows become columns, left becomes top and right becomes
bottom; since the declared sides are mirrored on the way in, they are kept in the drawing that comes out. Words are
measured as they stand on the page, and only the boxes around them are mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence

from webapp.layout.geometry import Box, Point
from webapp.layout.measure.sizes import LabelSize, NodeSize


def mirrored_sizes(sizes: Sequence[NodeSize]) -> list[NodeSize]:
    """Return the sizes of nodes with width and height exchanged."""
    return [size._replace(width=size.height, height=size.width) for size in sizes]


def mirrored_labels(labels: Sequence[LabelSize]) -> list[LabelSize]:
    """Return the sizes of labels with width and height exchanged."""
    return [label._replace(width=label.height, height=label.width) for label in labels]


def mirrored_box(box: Box) -> Box:
    """Return `box` mirrored at the diagonal."""
    return Box(box.y, box.x, box.height, box.width)


def mirrored_line(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line mirrored at the diagonal."""
    return tuple(Point(y, x) for x, y in points)
