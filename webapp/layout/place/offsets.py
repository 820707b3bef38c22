"""Offsets given by hand: nodes some columns to the right, some rows down from where they would stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.layout.net import Net

Offsets = Mapping[int, tuple[int, int]]
"""By node: (columns to the right, rows down)."""
Level = tuple[int, int]
"""A place among the rows of a lane: twice the row, one more or less between rows; and which one between them."""


def with_offsets(places: Sequence[int], offsets: Offsets, axis: int) -> list[int]:
    """Return columns (axis 0) or rows (axis 1) with offsets; they may be below 0, and some may be empty."""
    return [place + offsets[v][axis] if v in offsets else place for v, place in enumerate(places)]


def without_overlaps(
    net: Net, column: Sequence[int], row: Sequence[int], offsets: Offsets
) -> tuple[list[int], list[int], list[int]]:
    """Return columns from 0, rows without empty ones, and their counts by lane, no two nodes in one place.

    A node that comes upon another goes past it into a row of its own; nobody who was not moved gives way.
    """
    levels: list[Level] = [(2 * r, 0) for r in row]
    taken = {(net.lane[v], column[v], levels[v]) for v in range(len(row)) if v not in offsets}
    asides: Counter[tuple[int, int, int]] = Counter()
    for v, (_, down) in offsets.items():
        place = net.lane[v], column[v]
        if (*place, levels[v]) in taken:
            past = 2 * row[v] + (-1 if down < 0 else 1)
            levels[v] = (past, asides[*place, past])
            asides[*place, past] += 1
        taken.add((*place, levels[v]))
    first = min(column, default=0)
    rows, counts = list(row), []
    members: list[list[int]] = [[] for _ in range(net.lane_count)]
    for v, lane in enumerate(net.lane):
        members[lane].append(v)
    for own in members:
        number = {level: i for i, level in enumerate(sorted({levels[v] for v in own}))}
        for v in own:
            rows[v] = number[levels[v]]
        counts.append(len(number))
    return [c - first for c in column], rows, counts
