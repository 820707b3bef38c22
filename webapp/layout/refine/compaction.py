"""Back from the board to a plain grid: empty rows and columns go, the channels beside them become one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from webapp.layout.net import Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.paths import Path, Segment


def used_places(net: Net, grid: Grid) -> tuple[list[int], list[int], list[int]]:
    """Return column and row of every node, and the count of rows of every lane, without empty ones."""
    columns = {x: i for i, x in enumerate(sorted(set(grid.x)))}
    rows: dict[int, int] = {}
    counts = []
    used = sorted(set(grid.y))
    for top, after in pairwise(grid.lane_top):
        own = [y for y in used if top <= y < after]
        rows.update({y: i for i, y in enumerate(own)})
        counts.append(len(own))
    return [columns[x] for x in grid.x], [rows[y] for y in grid.y], counts


def doubled(level: int, count: int) -> int:
    """Return where a y level of a lane with `count` rows stands in the lane with an empty row round each row."""
    if level & 1:
        return 2 * level + 1
    return 2 * level + 2 if level < 2 * count else 2 * level


def levels_onto_board(row_counts: Sequence[int]) -> list[int]:
    """Return, for each y level of a plain grid, its level on the board."""
    levels, top = [], 0
    for count in row_counts:
        levels += [top + doubled(level, count) if count else top for level in range(2 * count + 1)]
        top += rows_on_board(count) * 2 + 1
    return levels


def rows_on_board(count: int) -> int:
    """Return the rows that a lane of `count` rows has on the board."""
    return 2 * count + 1 if count else 0


def compact_levels(wide: Grid) -> tuple[list[int], list[int]]:
    """Return, for each x and y level of a grid, its level on the grid without empty rows and columns."""
    return (
        _without_empty([0, wide.width], set(wide.x)),
        _without_empty(wide.lane_top, set(wide.y)),
    )


def _without_empty(tops: Sequence[int], used: set[int]) -> list[int]:
    levels, at = [], 0
    for top, after in pairwise(tops):
        for level in range(top, after):
            if level in used:
                levels.append(at + 1)
                at += 2
            else:
                levels.append(at)
        at += 1
    return levels


def moved(path: Path, xs: Sequence[int], ys: Sequence[int]) -> Path:
    """Return `path` on other levels; () if it would fold back onto itself there."""
    found: list[Segment] = []
    for line, low, high, direction in path:
        along, across = (ys, xs) if line & 1 else (xs, ys)
        segment = (2 * across[line >> 1] + (line & 1), along[low], along[high], direction)
        inner = 0 < len(found) < len(path) - 1
        if segment[1] == segment[2] and inner and low != high:
            continue
        if found and found[-1][0] & 1 == segment[0] & 1:
            if found[-1][3] != direction or found[-1][0] != segment[0]:
                return ()
            before = found.pop()
            segment = (segment[0], min(before[1], segment[1]), max(before[2], segment[2]), direction)
        found.append(segment)
    return tuple(found)
