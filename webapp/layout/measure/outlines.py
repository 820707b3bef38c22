"""Outlines: how far along a side ports may stand, and how deep inside the box the drawn outline lies there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain import Shape
from webapp.layout.measure.crowds import CIRCLE_SHARE, JOINING, PITCH, circle_share, joining, one_way
from webapp.layout.measure.diamonds import INSET, LEAST_PITCH, SELF_EDGE_INSET
from webapp.layout.measure.sizes import NodeSize
from webapp.layout.net import EAST, NORTH, SOUTH, WEST, Net

CORNER_MARGIN = 6.0
"""Distance of edge ends from the corners of a box (px)."""
DIAMOND_SHARE = 0.34
"""Share of a half side of a diamond along which edges may end: at 0.42 lines lay inside its box."""
TOUCHING_PITCH = 1.55
"""Edge ends of a crowd stand so near to each other rather than deeper inside the box than `DEEPEST` more (px)."""
DEEPEST = 0.8
"""Depth beyond the inset to which a crowd may go (px)."""
FEW = 3
"""So few edges are no crowd at any node: nothing needs to be counted (edges)."""


@dataclass(slots=True)
class Outline:
    """The outline of one node as its ports see it; `half` is half its width and half its height."""

    shape: Shape
    half: tuple[float, float]
    inset_limit: float = INSET
    """How deep inside its box an edge may end on a slanted outline."""
    ends: tuple[int, int] = (0, 0)
    """The largest number of edges at its left or right, and at its top or bottom."""
    one_way: bool = False
    """Whether at each side edges only leave or only enter."""

    def limit(self, side: int, count: int) -> float:
        """Return how far from the middle of `side` the outermost of `count` lines may stand."""
        reach, crowd = self.reach(side, count), PITCH * (count - 1) / 2
        if crowd <= reach or self.shape not in (Shape.CIRCLE, Shape.DIAMOND):
            return reach
        beyond = joining(self.ends, self.one_way) if self.shape is Shape.CIRCLE else JOINING * PITCH * self.one_way
        gaps = (count - 1) / 2
        # No more lines than may join stand beyond the reach, however near they are to each other.
        return min(crowd, reach + beyond, reach * gaps / (gaps - JOINING) if gaps > JOINING else reach + beyond)

    def reach(self, side: int, count: int) -> float:
        """Return how far from the middle of `side` the outermost of `count` edges may end."""
        across, along = self.half[side & 1], self.half[1 - (side & 1)]
        if self.shape is Shape.CIRCLE:
            crowd = PITCH * (count - 1) / 2
            return min(circle_share(self.ends) * along, max(CIRCLE_SHARE * along, crowd))
        if self.shape is Shape.DIAMOND:
            steep, gaps = along / across, (count - 1) / 2
            deepest = max((self.inset_limit + DEEPEST) * steep, TOUCHING_PITCH * gaps)
            return min(DIAMOND_SHARE * along, max(self.inset_limit * steep, min(LEAST_PITCH * gaps, deepest)))
        return along - CORNER_MARGIN

    def inset(self, side: int, offset: float) -> float:
        """Return how far inside its box the outline lies at `offset` from the middle of `side`."""
        across, along = self.half[side & 1], self.half[1 - (side & 1)]
        if self.shape is Shape.CIRCLE:
            return across - math.sqrt(max(0.0, across * across - offset * offset))
        if self.shape is Shape.DIAMOND:
            return across * abs(offset) / along
        return 0.0


def outlines_of(net: Net, shapes: Sequence[Shape], sizes: Sequence[NodeSize]) -> list[Outline]:
    """Return the outline of every node."""
    outlines = [Outline(shape, (size.width / 2, size.height / 2)) for shape, size in zip(shapes, sizes, strict=True)]
    for e in net.edges:
        if net.source[e] == net.target[e]:
            outlines[net.source[e]].inset_limit = SELF_EDGE_INSET
    for v, outline in enumerate(outlines):
        if len(net.touching[v]) > FEW and outline.shape in (Shape.CIRCLE, Shape.DIAMOND):
            ends = net.ends_at(v)
            counts = Counter(side for side, _ in ends)
            outline.ends = max(counts[EAST], counts[WEST]), max(counts[SOUTH], counts[NORTH])
            outline.one_way = one_way(ends)
    return outlines


def grown(size: NodeSize, shape: Shape, side: int, span: float) -> NodeSize:
    """Return the size of a node that is no diamond so that ports on `side` may stand up to `span` from its middle."""
    needed = 2 * span / CIRCLE_SHARE if shape is Shape.CIRCLE else 2 * (span + CORNER_MARGIN)
    along = max(size.width if side & 1 else size.height, math.ceil(needed / 2) * 2.0)
    if shape is Shape.CIRCLE:
        return size._replace(width=along, height=along)
    return size._replace(width=along) if side & 1 else size._replace(height=along)
