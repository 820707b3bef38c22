"""The level grid: channels and lines in turn, on which every edge is routed.

x levels: channel 0, column 0, channel 1, column 1, ... (odd levels are column lines). y levels, lane by lane: channel,
row, channel, row, ..., channel; two channels meet at a lane border, so no edge lies on a border. A channel is never
blocked; a run along a row or column line is free up to the next node.

A *line* is `2 * level + axis`: horizontal lines (axis 0) are even and stand at a y level, vertical lines are odd and
stand at an x level.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.layout.net import EAST, NORTH, SOUTH, WEST, Net


@dataclass(frozen=True, slots=True)
class Grid:
    """Where nodes stand on the levels, and how far each of their sides sees."""

    width: int
    """Count of x levels."""
    height: int
    """Count of y levels."""
    x: list[int]
    y: list[int]
    lane_top: list[int]
    """The first y level of each lane, and `height` at the end."""
    is_row: list[bool]
    """Whether a y level is a row line."""
    is_border: list[bool]
    """Whether a y level is the outermost channel of its lane."""
    reach: list[tuple[int, int, int, int]]
    """For each node and direction the last free level of its own row or column line."""
    fineness: int = 1
    """How many levels stand where a plain grid has one, from top to bottom."""

    def is_channel(self, line: int) -> bool:
        """Return whether a line is a channel."""
        level = line >> 1
        return not (level & 1) if line & 1 else not self.is_row[level]


def build_grid(
    net: Net,
    column: Sequence[int],
    row: Sequence[int],
    row_counts: Sequence[int],
    spare_columns: int = 0,
    fineness: int = 1,
) -> Grid:
    """Return the grid for nodes in these columns and rows, with `spare_columns` empty ones at the right."""
    lane_top = [0]
    for count in row_counts:
        lane_top.append(lane_top[-1] + 2 * count + 1)
    height = lane_top[-1]
    is_row, is_border = [False] * height, [False] * height
    for top, after in pairwise(lane_top):
        for level in range(top + 1, after, 2):
            is_row[level] = True
        is_border[top] = is_border[after - 1] = True
    width = 2 * (max(column, default=-1) + 1 + spare_columns) + 1
    x = [2 * c + 1 for c in column]
    y = [lane_top[lane] + 2 * r + 1 for lane, r in zip(net.lane, row, strict=True)]
    return Grid(width, height, x, y, lane_top, is_row, is_border, _reach(x, y, width, height), fineness)


def _reach(x: list[int], y: list[int], width: int, height: int) -> list[tuple[int, int, int, int]]:
    in_row: list[list[int]] = [[] for _ in range(height)]
    in_column: list[list[int]] = [[] for _ in range(width)]
    for v in range(len(x)):
        in_row[y[v]].append(x[v])
        in_column[x[v]].append(y[v])
    for places in in_row + in_column:
        places.sort()
    reach = []
    for v in range(len(x)):
        limits = [0, 0, 0, 0]
        for places, at, end, far, near in (
            (in_row[y[v]], x[v], width, EAST, WEST),
            (in_column[x[v]], y[v], height, SOUTH, NORTH),
        ):
            i = bisect_left(places, at)
            limits[far] = places[i + 1] - 1 if i + 1 < len(places) else end - 1
            limits[near] = places[i - 1] + 1 if i else 0
        reach.append((limits[0], limits[1], limits[2], limits[3]))
    return reach
