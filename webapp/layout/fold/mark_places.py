"""Where the marks of cut lines stand at one end of a row: no mark on another one, no line through a mark.

Lines that come too near to each other for that fan out on their way: each jogs to the height of its mark, on a track of
its own. Who goes furthest turns first as seen from the drawing, so that no two of them cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MARK_RADIUS = 7.0
"""Radius of a round mark (px)."""
MARK_PITCH = 17.0
"""At this distance two marks do not touch (px)."""
LINE_PITCH = 9.5
"""At this distance a line passes a mark (px)."""
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """The place of one mark: its height, its steps inwards, and the track on which its line jogs there, if it does."""

    y: float
    level: int
    track: int | None


@dataclass(frozen=True, slots=True)
class MarkPlaces:
    """The places of all marks at one end of a row, by the heights of their lines."""

    by_line: dict[float, MarkPlace]

    @property
    def levels(self) -> int:
        """How many marks stand behind each other at the most."""
        return max(place.level for place in self.by_line.values()) + 1

    @property
    def tracks(self) -> int:
        """How many tracks the jogs take."""
        return max((place.track + 1 for place in self.by_line.values() if place.track is not None), default=0)


def place_marks(lanes: Sequence[tuple[float, float, Sequence[float]]]) -> MarkPlaces:
    """Return the places of marks: `lanes` are (top, bottom, the heights of lines in it), from the top down."""
    heights: list[tuple[float, float]] = []
    for top, bottom, lines in lanes:
        own = sorted(lines)
        heights += zip(own, spread(own, top + MARK_RADIUS + 1, bottom - MARK_RADIUS - 1), strict=True)
    tracks = _tracks(heights)
    latest: list[float] = []
    found = {}
    for line, y in heights:
        level = next((k for k, other in enumerate(latest) if y - other >= MARK_PITCH), len(latest))
        latest[level : level + 1] = [y]
        found[line] = MarkPlace(y, level, tracks.get(line))
    return MarkPlaces(found)


def spread(lines: Sequence[float], low: float, high: float) -> list[float]:
    """Return heights at least `LINE_PITCH` apart, or as far as `low` and `high` allow, as near to `lines` as can be.

    Least squares: runs of lines that are too near share their mean (pool adjacent violators).
    """
    gaps = len(lines) - 1
    pitch = min(LINE_PITCH, max(0.0, high - low) / gaps) if gaps > 0 else 0.0
    if all(b - a >= pitch for a, b in pairwise(lines)):
        return list(lines)
    runs: list[tuple[float, int]] = []
    for i, line in enumerate(lines):
        total, count = line - pitch * i, 1
        while runs and runs[-1][0] / runs[-1][1] > total / count:
            before = runs.pop()
            total, count = total + before[0], count + before[1]
        runs.append((total, count))
    starts = [min(max(total / count, low), high - pitch * gaps) for total, count in runs for _ in range(count)]
    places = (start + pitch * i for i, start in enumerate(starts))
    return [line if abs(place - line) < _SAME else place for line, place in zip(lines, places, strict=True)]


def _tracks(heights: Sequence[tuple[float, float]]) -> dict[float, int]:
    """Return the track of each line that jogs: of those that go down the lowest turns first, of others the topmost."""
    down = [line for line, y in reversed(heights) if y > line]
    up = [line for line, y in heights if y < line]
    return {line: track for lines in (down, up) for track, line in enumerate(lines)}
