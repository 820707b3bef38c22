"""Crowds: how far from the middle of a side its edges may end on a circle, and which of their lines join others there.

Far from its middle, the outline of a circle or a diamond belongs to another side. Where a crowd needs more than that,
the outermost lines stand beside the others and join the last of them that ends on the side, right before it ends:

```
   | | | | |        two lines at either end of a side may join others, if at each side edges only leave or only enter
   | | +-' |
   | | +---'
    (   )
```
"""

from __future__ import annotations

from collections.abc import Iterable

PITCH = 6.0
"""Least distance of two lines at one side of a circle or a diamond (px)."""
JOINING = 2
"""Lines at either end of a crowd that may join others: no more can part in the last 20 px, which edges may share."""
CIRCLE_SHARE = 0.6
"""Share of the radius of a circle along which edges end easily: beyond, they meet the outline less squarely."""
CROWDED_CIRCLE_SHARE = 0.77
"""The same for a crowd of edges at a circle: beyond, they would seem to end at its other sides (share)."""
SHARED_CIRCLE_SHARE = 0.66
"""The same where crowds at two sides of a circle meet: beyond, their ends would cross (share)."""
CIRCLE_MOST = 96.0
"""Largest diameter that a circle has for its edges, as long as they stand `PITCH` apart (px)."""
_EASY_PITCH = 8.0
"""Distance of two edge ends at a circle as long as it is smaller than `CIRCLE_MOST` (px)."""

Pair = tuple[float, float]
"""One figure for left and right, one for top and bottom."""


def joining(ends: Pair, one_way: bool) -> float:
    """Return how far beyond the ends on a side of a circle its lines may stand.

    `ends` is the largest number of edges at a side of each pair; `one_way` says that at none both leave and enter.
    """
    return JOINING * PITCH if one_way and not meet(ends) else 0.0


def circle_share(ends: Pair) -> float:
    """Return the share of the radius of a circle along which a crowd may end."""
    return SHARED_CIRCLE_SHARE if meet(ends) else CROWDED_CIRCLE_SHARE


def meet(ends: Pair) -> bool:
    """Return whether crowds at two sides of a circle that is as large as it may be come near to each other."""
    return PITCH * (min(ends) - 1) > CIRCLE_SHARE * CIRCLE_MOST


def diameter_for(ends: Pair, one_way: bool) -> float:
    """Return the least diameter of a circle for its edges."""
    span = PITCH * (max(ends) - 1) / 2 - joining(ends, one_way)
    return max(min(_EASY_PITCH * max(ends) / CIRCLE_SHARE, CIRCLE_MOST), 2 * span / circle_share(ends))


def one_way(kinds: Iterable[tuple[object, bool]]) -> bool:
    """Return whether at each side edges only leave or only enter.

    `kinds` has the side of each edge end, and whether the edge enters there.
    """
    seen: dict[object, bool] = {}
    return all(seen.setdefault(side, enters) is enters for side, enters in kinds)
