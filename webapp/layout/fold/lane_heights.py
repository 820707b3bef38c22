"""How high a lane is in one row of a folded drawing: what it holds there, with the empty parts drawn together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

MOST_BETWEEN = 40.0
"""Empty height kept between two things of a lane: more keeps rows like the flat drawing, less saves paper (px)."""
MOST_AT_BORDER = 20.0
"""Empty height kept at the borders of a lane (px)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A map from heights of the flat drawing to heights inside the band: constant shifts, less and less empty space."""

    starts: tuple[float, ...]
    """Flat heights from which the shift of the same place holds."""
    shifts: tuple[float, ...]
    height: float

    def at(self, y: float) -> float:
        """Return the height inside the band of the flat height `y`, which something must take."""
        return y + self.shifts[max(0, bisect_right(self.starts, y + 1e-6) - 1)]

    def at_least(self, height: float) -> Stretch:
        """Return this map for a band at least so high, with the content in its middle."""
        more = max(0.0, height - self.height)
        return Stretch(self.starts, tuple(shift + more / 2 for shift in self.shifts), self.height + more)


def lane_stretch(top: float, height: float, taken: Sequence[tuple[float, float]], least: float) -> Stretch:
    """Return the map for a lane from `top` down, whose spans `taken` hold something; `least` is the height of none."""
    if not taken:
        return Stretch((top,), (least / 2 - top,), least)
    starts: list[float] = []
    shifts: list[float] = []
    end, at = top, 0.0
    limit = MOST_AT_BORDER
    for low, high in sorted(taken):
        if not starts or low > end:
            at += min(max(low - end, 0.0), limit)
            starts.append(low)
            shifts.append(at - low)
            at += high - low
            end, limit = high, MOST_BETWEEN
        elif high > end:
            at += high - end
            end = high
    at += min(max(top + height - end, 0.0), MOST_AT_BORDER)
    return Stretch(tuple(starts), tuple(shifts), at)
