"""Offsets given by hand: nodes some columns to the right, some rows down from where they would stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webapp.layout.model import Net

Offsets = Mapping[int, tuple[int, int]]
"""By node: (columns to the right, rows down)."""


def columns_with_offsets(column: Sequence[int], offsets: Offsets) -> list[int]:
    """Return the columns with offsets, counted from 0 again."""
    moved = [c + offsets[v][0] if v in offsets else c for v, c in enumerate(column)]
    first = min(moved, default=0)
    return [c - first for c in moved]


def rows_with_offsets(
    net: Net, column: Sequence[int], row: Sequence[int], row_counts: Sequence[int], offsets: Offsets
) -> tuple[list[int], list[int]]:
    """Return rows and their counts by lane with offsets; who stands where a node goes takes its old place."""
    moved, counts = list(row), list(row_counts)
    at = {(net.lane[v], column[v], r): v for v, r in enumerate(moved)}
    for v, (_, down) in offsets.items():
        lane, own = net.lane[v], moved[v]
        goal = own + down
        other = at.get((lane, column[v], goal))
        if other is None:
            del at[lane, column[v], own]
        else:
            moved[other] = own
            at[lane, column[v], own] = other
        moved[v] = goal
        at[lane, column[v], goal] = v
    for lane in sorted({net.lane[v] for v in offsets}):
        members = [v for v, own in enumerate(net.lane) if own == lane]
        number = {r: i for i, r in enumerate(sorted({moved[v] for v in members}))}
        for v in members:
            moved[v] = number[moved[v]]
        counts[lane] = len(number)
    return moved, counts
