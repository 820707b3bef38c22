"""Where a wide drawing is cut into rows: just left of a column's nodes, chosen by dynamic programming."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from webapp.layout.geometry import Geometry, Point

PER_FOLD = 30.0
"""Price of a further row: more makes fewer, wider rows (cost)."""
PER_LINE = 4.0
"""Price of each line that a fold cuts: more moves folds to where little passes (cost)."""
PER_UNUSED = 8.0
"""Price of a row that is not used at all, with the square of the unused share: more makes rows equally long (cost)."""
TOO_WIDE = 1000.0
"""Price of a row twice as wide as asked for: must outweigh all others (cost)."""
CLEAR = 3.0
"""Least distance of a cut from anything but level lines (px)."""
REACH = (8.5, 11.0, 14.0, 6.5, 18.0, 24.0, 32.0)
"""How far left of a column of nodes a cut is tried, in this order (px)."""


class Cut(NamedTuple):
    """A place where the drawing may be cut, and how many lines cross it."""

    x: float
    lines: int


def possible_cuts(geometry: Geometry) -> list[Cut]:
    """Return the cuts just left of every column that touch nothing but level lines, from left to right."""
    blocked = _merged(
        [(node.box.x, node.box.x + node.box.width) for node in geometry.nodes]
        + [(e.label_box.x, e.label_box.x + e.label_box.width) for e in geometry.edges if e.label_box]
        + [(loop.box.x, loop.box.x + loop.box.width) for loop in geometry.loops]
        + _shared_by_edges(geometry)
    )
    starts = [low for low, _ in blocked]
    level, upright = [], []
    for edge in geometry.edges:
        for a, b in pairwise(edge.points):
            if a.x == b.x:
                upright.append(a.x)
            else:
                level.append((min(a.x, b.x), max(a.x, b.x)))
    upright.sort()
    begins, ends = sorted(low for low, _ in level), sorted(high for _, high in level)
    cuts: list[Cut] = []
    for left in sorted({node.box.x for node in geometry.nodes})[1:]:
        for reach in REACH:
            x = left - reach
            i = bisect_right(starts, x + CLEAR) - 1
            free = i < 0 or blocked[i][1] <= x - CLEAR
            if free and bisect_left(upright, x - CLEAR) == bisect_right(upright, x + CLEAR):
                if not cuts or x > cuts[-1].x + 2 * CLEAR:
                    cuts.append(Cut(x, bisect_left(begins, x) - bisect_right(ends, x)))
                break
    return cuts


def choose_cuts(cuts: Sequence[Cut], start: float, end: float, usable: float) -> list[Cut]:
    """Return the cuts that cost least: 30 a fold, 4 a line cut, 8 times the square of each row's unused share.

    The drawing reaches from `start` to `end`; `usable` is how much of it a row can show. Where two neighbouring cuts
    lie further apart than that, the row between them is wider.
    """
    places = [Cut(start, 0), *cuts, Cut(end, 0)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for j in range(1, len(places)):
        options = []
        for i in range(j - 1, -1, -1):
            used = places[j].x - places[i].x
            if used > usable and i < j - 1:
                break
            cost = best[i][0] + PER_UNUSED * max(0.0, 1 - used / usable) ** 2
            cost += TOO_WIDE * max(0.0, used / usable - 1)
            if j < len(places) - 1:
                cost += PER_FOLD + PER_LINE * places[j].lines
            options.append((cost, i))
        best.append(min(options))
    chosen = []
    at = best[-1][1]
    while at > 0:
        chosen.append(places[at])
        at = best[at][1]
    return chosen[::-1]


def _shared_by_edges(geometry: Geometry) -> list[tuple[float, float]]:
    """Return from where to where two edges are one line, as they end together: cut there, their marks would be one."""
    first: dict[Point, float] = {}
    shared = []
    for edge in geometry.edges:
        for end, beside in (edge.points[:2], edge.points[:-3:-1]):
            if end.y == beside.y:
                if end in first:
                    both = min(first[end], beside.x, key=lambda x: abs(x - end.x))
                    shared.append((min(end.x, both), max(end.x, both)))
                first[end] = max(first.get(end, end.x), beside.x, key=lambda x: abs(x - end.x))
    return shared


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return merged
