"""The ways that cut edges take through the margins of a folded drawing: a track each, crossing as little as can be.

Nothing is drawn there. But whoever follows an edge, a token or a measuring tool, finds one unbroken way, on which no
other edge lies and which crosses others no more often than their order asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

MarginPlace = tuple[int, int, float]
"""(row, 0 for a mark in it or 1 for the gap beneath it, height or track there); sorts from the top down."""


class JumpEnds(NamedTuple):
    """Where an edge leaves a row and where it goes on: (row, height in the flat drawing), and at which ends."""

    leaves: tuple[int, float]
    leaves_right: bool
    enters: tuple[int, float]
    enters_right: bool

    @property
    def gap(self) -> int | None:
        """The row beneath which the way changes from one margin to the other; None if it stays in one."""
        if self.leaves_right == self.enters_right:
            return None
        before, after = self.leaves[0], self.enters[0]
        return before if after > before else max(0, before - 1)


@dataclass(frozen=True, slots=True)
class Ways:
    """Tracks by jump, counted from the bands outwards in margins and from the top down in gaps."""

    out: list[int]
    into: list[int]
    across: list[int]
    gaps: dict[int, int]
    """How many tracks the gap beneath a row holds."""
    left: int
    right: int
    """How many tracks the margins hold."""


class _Run(NamedTuple):
    low: MarginPlace
    high: MarginPlace
    jump: int


def ways_of(jumps: Sequence[JumpEnds]) -> Ways:
    """Return the tracks of all jumps.

    A gap is entered from above at the right and left downwards at the left, so the run that comes from the lowest
    place takes the uppermost track; in a margin all ends point to the bands, so shorter runs lie nearer to them.
    """
    across, gaps = _gap_tracks(jumps)
    margins: dict[bool, list[_Run]] = {False: [], True: []}
    for i, jump in enumerate(jumps):
        start, end = _mark(jump.leaves), _mark(jump.enters)
        if jump.gap is None:
            margins[jump.leaves_right].append(_run(start, end, i))
        else:
            middle = jump.gap, 1, float(across[i])
            margins[jump.leaves_right].append(_run(start, middle, i))
            margins[jump.enters_right].append(_run(middle, end, i))
    left, right = _margin_tracks(margins[False]), _margin_tracks(margins[True])
    out = [(right if jump.leaves_right else left)[i] for i, jump in enumerate(jumps)]
    into = [(right if jump.enters_right else left)[i] for i, jump in enumerate(jumps)]
    return Ways(out, into, across, gaps, _count(left), _count(right))


def _gap_tracks(jumps: Sequence[JumpEnds]) -> tuple[list[int], dict[int, int]]:
    members: dict[int, list[int]] = {}
    for i, jump in enumerate(jumps):
        if jump.gap is not None:
            members.setdefault(jump.gap, []).append(i)
    across = [0] * len(jumps)
    for group in members.values():
        group.sort(key=lambda i: jumps[i].leaves if jumps[i].leaves_right else jumps[i].enters, reverse=True)
        for track, i in enumerate(group):
            across[i] = track
    return across, {gap: len(group) for gap, group in members.items()}


def _margin_tracks(runs: Sequence[_Run]) -> dict[int, int]:
    """Return the track of each jump in one margin: outside all shorter runs beside it."""
    places = sorted({place for run in runs for place in (run.low, run.high)})
    rank = {place: number for number, place in enumerate(places)}
    beside: dict[int, list[tuple[int, int, int]]] = {}
    tracks: dict[int, int] = {}
    for run in sorted(runs, key=lambda run: (rank[run.high] - rank[run.low], run)):
        low, high, rows = rank[run.low], rank[run.high], range(run.low[0], run.high[0] + 1)
        taken = (other for row in rows for other in beside.get(row, ()))
        track = max((t + 1 for start, end, t in taken if start <= high and low <= end), default=0)
        tracks[run.jump] = track
        for row in rows:
            beside.setdefault(row, []).append((low, high, track))
    return tracks


def _mark(place: tuple[int, float]) -> MarginPlace:
    return place[0], 0, place[1]


def _run(a: MarginPlace, b: MarginPlace, jump: int) -> _Run:
    return _Run(min(a, b), max(a, b), jump)


def _count(tracks: dict[int, int]) -> int:
    return max(tracks.values(), default=-1) + 1
