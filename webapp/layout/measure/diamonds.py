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

INSET = 11.0
"""How deep inside the box of a diamond an edge may end."""
LOOP_INSET = 7.0
"""The same where an edge leads from the diamond to itself, as both of its ends count."""
EASY_PITCH = 6.0
LEAST_PITCH = 3.0
LOOP_EXTRA = 4.0
"""What an edge from a side to itself wishes beyond the easy pitch: with it, it is as high as on a rectangle."""
SLIMMEST = 3.0
"""No diamond grows slimmer than so many times its width or height for more than the least pitch."""
LEAST_SIZE = (110.0, 64.0)

Pair = tuple[float, float]
"""One figure for left and right, one for top and bottom."""


class Crowd(NamedTuple):
    """What ends at a diamond: for each pair of sides the gaps from its middle to its last port, and the room wished."""

    gaps: Pair
    wished: Pair
    inset: float = INSET


def crowd_of(ends: Pair, loops: Collection[tuple[Side, Side]]) -> Crowd:
    """Return the crowd for the largest number of `ends` on a side of each pair.

    `loops` are the sides of the edges from the diamond to itself.
    """
    bows = {out for out, into in loops if out is into}
    gaps = _gaps(ends)
    across = EASY_PITCH * gaps[0] + (LOOP_EXTRA if bows & {Side.LEFT, Side.RIGHT} else 0.0)
    upright = EASY_PITCH * gaps[1] + (LOOP_EXTRA if bows & {Side.TOP, Side.BOTTOM} else 0.0)
    return Crowd(gaps, (across, upright), LOOP_INSET if loops else INSET)


def crowd_for_labels(ends: Pair, spans: Pair, loops: bool) -> Crowd:
    """Return the crowd whose ports wish to stand up to `spans` from the middle for the labels between them."""
    gaps = _gaps(ends)
    wished = (max(EASY_PITCH * gaps[0], spans[0]), max(EASY_PITCH * gaps[1], spans[1]))
    return Crowd(gaps, wished, LOOP_INSET if loops else INSET)


def slant_for(crowd: Crowd, slant: float) -> float:
    """Return the height of a diamond per width that is nearest to `slant` and leaves room for `crowd`."""
    slant = _within(slant, *_bounds(crowd.wished, crowd.inset), slimmest=SLIMMEST)
    least = (LEAST_PITCH * crowd.gaps[0], LEAST_PITCH * crowd.gaps[1])
    return _within(slant, *_bounds(least, crowd.inset), slimmest=math.inf)


def _gaps(ends: Pair) -> Pair:
    return max(0.0, (ends[0] - 1) / 2), max(0.0, (ends[1] - 1) / 2)


def _bounds(spans: Pair, inset: float) -> Pair:
    """Return the least and the largest slant for these distances from the middle; the same one if they conflict."""
    low = spans[0] / inset
    high = inset / spans[1] if spans[1] else math.inf
    if low > high:
        low = high = math.sqrt(low * high)
    return low, high


def _within(slant: float, low: float, high: float, *, slimmest: float) -> float:
    return min(max(slant, min(low, slimmest)), max(high, 1 / slimmest))


def shaped(size: Pair, words: Pair, crowd: Crowd) -> Pair:
    """Return the width and height of a diamond of this `size` with room for `crowd`; its `words` stay inside."""
    now = size[1] / size[0]
    slant = slant_for(crowd, now)
    if slant == now:
        return size
    width = even(max(LEAST_SIZE[0], LEAST_SIZE[1] / slant, words[0] + words[1] / slant))
    height = even(width * slant)
    return (width if slant > now else even(height / slant)), height


def stretched(size: Pair, crowd: Crowd) -> Pair:
    """Return `size` with one of its lengths enlarged to make room for `crowd`."""
    now = size[1] / size[0]
    slant = slant_for(crowd, now)
    if slant > now:
        return size[0], even(size[0] * slant)
    return (even(size[1] / slant), size[1]) if slant < now else size
