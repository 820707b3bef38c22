"""The week of a lane: when it works, as intervals from Monday at midnight on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
"""How many seconds each unit of a profile has."""
DAY = 86_400
WEEK = 7 * DAY
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Week:
    """When a lane works in every week; all times are in the unit of the profile, 0 is a Monday at midnight.

    Attributes:
        length: of a week.
        opened: how long the lane works in a week.
    """

    def __init__(self, hours: Iterable[Mapping[str, Any]], unit: str) -> None:
        """Read opening hours as a companion has them; those that overlap are united."""
        found = sorted(
            (DAYS.index(day) * DAY + _seconds(part["opens"]), DAYS.index(day) * DAY + _seconds(part["closes"]))
            for part in hours
            for day in part["days"]
        )
        united: list[list[int]] = []
        for opens, closes in found:
            if united and opens <= united[-1][1]:
                united[-1][1] = max(united[-1][1], closes)
            else:
                united.append([opens, closes])
        scale = SECONDS[unit]
        self.length = WEEK / scale
        self._opens = [opens / scale for opens, _ in united]
        self._closes = [closes / scale for _, closes in united]
        self._before: list[float] = []
        self.opened = 0.0
        for begins, ends in zip(self._opens, self._closes, strict=True):
            self._before.append(self.opened)
            self.opened += ends - begins

    def is_open(self, time: float) -> bool:
        """Return whether the lane works at a time; not any more at the moment in which it closes."""
        inside = time % self.length
        place = bisect_right(self._opens, inside) - 1
        return place >= 0 and inside < self._closes[place]

    def next_open(self, time: float) -> float:
        """Return the next time at which the lane opens, when it is closed."""
        weeks, inside = divmod(time, self.length)
        place = bisect_right(self._opens, inside)
        if place == len(self._opens):
            return (weeks + 1) * self.length + self._opens[0]
        return weeks * self.length + self._opens[place]

    def worked(self, time: float) -> float:
        """Return how long the lane has worked since the beginning."""
        weeks, inside = divmod(time, self.length)
        place = bisect_right(self._opens, inside) - 1
        today = self._before[place] + min(inside, self._closes[place]) - self._opens[place] if place >= 0 else 0.0
        return weeks * self.opened + today

    def when(self, worked: float) -> float:
        """Return the first time at which the lane has worked so long."""
        weeks, rest = divmod(worked, self.opened)
        if rest <= 0 and weeks > 0:
            weeks, rest = weeks - 1, self.opened
        place = max(bisect_right(self._before, rest) - 1, 0)
        if place and rest == self._before[place]:
            place -= 1
        return weeks * self.length + self._opens[place] + rest - self._before[place]


def _seconds(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 3_600 + int(minutes) * 60
