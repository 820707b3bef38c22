"""Diamonds: their slant decides how far apart edges may end on them.

An edge that ends at a distance from a corner runs on inside the box of the diamond to its slanted outline: the further,
the deeper. A larger diamond of the same slant gains nothing. A taller one has more room at its left and right and less
at its top and bottom, so the two must share what there is, and neither may make a needle of it.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import NamedTuple

from webapp.domain import Side
from webapp.layout.geometry import even
from webapp.layout.measure.crowds import JOINING, PITCH

INSET = 11.0
"""Depth inside the box of a diamond at which an edge may end: more lets edges stand apart, but they end inside the box
(px)."""
SELF_EDGE_INSET = 7.0
"""The same where an edge leads from the diamond to itself, as both of its ends count (px)."""
LEAST_PITCH = 3.0
"""Distance that edge ends have at least where the sides of a diamond conflict (px)."""
SELF_EDGE_EXTRA = 4.0
"""What an edge from a side to itself asks for beyond the easy pitch: with it, it is as high as on a rectangle (px)."""
SLIMMEST = 3.0
"""No diamond grows slimmer than this for its labels: more gives needles (width per height)."""
LEAST_SIZE = (110.0, 64.0)
"""Least width and height of a diamond (px)."""

Pair = tuple[float, float]
"""One figure for left and right, one for top and bottom."""


class PortNeeds(NamedTuple):
    """How far from the middle ports must stand at each pair of sides of a diamond, and how far they should."""

    least: Pair
    wanted: Pair
    inset: float = INSET


def needs_of(ends: Pair, self_edges: Collection[tuple[Side, Side]], one_way: bool = False) -> PortNeeds:
    """Return what the largest number of `ends` on a side of each pair needs.

    `self_edges` are the sides of the edges from the diamond to itself; `one_way` says that at no side both edges leave
    and enter.
    """
    bows = {out for out, into in self_edges if out is into}
    spans = _spans(ends)
    across = spans[0] + (SELF_EDGE_EXTRA if bows & {Side.LEFT, Side.RIGHT} else 0.0)
    upright = spans[1] + (SELF_EDGE_EXTRA if bows & {Side.TOP, Side.BOTTOM} else 0.0)
    return PortNeeds(_least(spans, one_way), (across, upright), SELF_EDGE_INSET if self_edges else INSET)


def needs_for_labels(ends: Pair, spans: Pair, self_edges: bool, one_way: bool) -> PortNeeds:
    """Return what is needed where ports shall stand up to `spans` from the middle for the labels between them."""
    usual = _spans(ends)
    wanted = (max(usual[0], spans[0]), max(usual[1], spans[1]))
    return PortNeeds(_least(usual, one_way), wanted, SELF_EDGE_INSET if self_edges else INSET)


def slant_for(needs: PortNeeds, slant: float) -> float:
    """Return the height of a diamond per width that is nearest to `slant` and leaves room for what `needs` asks."""
    slant = _within(slant, *_bounds(needs.wanted, needs.inset), slimmest=SLIMMEST)
    return _within(slant, *_bounds(needs.least, needs.inset), slimmest=math.inf)


def _spans(ends: Pair) -> Pair:
    return PITCH * max(0.0, (ends[0] - 1) / 2), PITCH * max(0.0, (ends[1] - 1) / 2)


def _least(spans: Pair, one_way: bool) -> Pair:
    beyond = JOINING * PITCH if one_way else 0.0
    return max(0.0, spans[0] - beyond), max(0.0, spans[1] - beyond)


def _bounds(spans: Pair, inset: float) -> Pair:
    """Return the least and the largest slant for these distances from the middle; the same one if they conflict."""
    low = spans[0] / inset
    high = inset / spans[1] if spans[1] else math.inf
    if low > high:
        low = high = math.sqrt(low * high)
    return low, high


def _within(slant: float, low: float, high: float, *, slimmest: float) -> float:
    return min(max(slant, min(low, slimmest)), max(high, 1 / slimmest))


def fitted(size: Pair, text: Pair, needs: PortNeeds) -> Pair:
    """Return this `size` of a diamond, changed so that what `needs` asks has room; its `text` stays inside."""
    now = size[1] / size[0]
    slant = slant_for(needs, now)
    if slant == now:
        return size
    width = even(max(LEAST_SIZE[0], LEAST_SIZE[1] / slant, text[0] + text[1] / slant))
    height = even(width * slant)
    return (width if slant > now else even(height / slant)), height


def stretched(size: Pair, needs: PortNeeds) -> Pair:
    """Return `size` with one of its lengths enlarged to make room for what `needs` asks."""
    now = size[1] / size[0]
    slant = slant_for(needs, now)
    if slant > now:
        return size[0], even(size[0] * slant)
    return (even(size[1] / slant), size[1]) if slant < now else size
