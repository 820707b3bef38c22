"""A* over the channels for one edge that still crosses others.

A state is a crossing of two channels (x, y) and the direction in which the path goes on from it. The search counts the
runs it passes; the exact cost, with shared stretches, is computed whenever the target is reached, and lowers the limit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from heapq import heappop, heappush

from webapp.layout.net import EAST, NORTH, SOUTH, WEST, Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.laid_paths import BEND, H_CHANNEL, X_LEVEL, LaidPaths
from webapp.layout.route.paths import Path, path_through

CORNER_SHARE = 0.5
"""What a corner counts for each run passing there: less finds more and searches longer (crossings)."""

ARRIVED = -1
"""Stands for the direction where the way leads on to the target."""

GOING_ON = ((0, 1, 3), (1, 2, 0), (2, 3, 1), (3, 0, 2))
"""By direction: those in which a path may go on, straight first."""

UNSEEN = math.inf

State = int
Trail = tuple["Trail | None", int, int]
"""The corners so far: (what came before, x, y)."""

Entry = tuple[float, int, float, int, int, int, Trail]
"""In the heap: (least cost of the whole way, number, cost so far, x, y, direction, corners)."""

Stride = tuple[int, int, float]
"""(the next channel, the row or column line passed on the way, the cost of the length); -1 where there is none."""


class Search:
    """Searches on one grid; `laid` must not hold the edge that is searched."""

    def __init__(self, net: Net, grid: Grid, laid: LaidPaths) -> None:
        self.net, self.grid, self.laid = net, grid, laid
        down, up = (_strides_down(grid, step, laid.y_level) for step in (1, -1))
        self.strides = (_strides_across(grid.width, 1), down, _strides_across(grid.width, -1), up)
        """By direction, then by the level from which it goes on."""

    def find(
        self, e: int, limit: float, expansions: int, corner_share: float = CORNER_SHARE
    ) -> tuple[Path | None, float, int]:
        """Return the cheapest path of edge `e` found below cost `limit`, its cost, and the expansions spent on it."""
        net, laid, strides, width = self.net, self.laid, self.strides, self.grid.width
        source, target, out, into = net.source[e], net.target[e], net.source_side[e], net.target_side[e]
        if source == target:
            # An edge from a node to itself stays beside it.
            return None, limit, 0
        price, corner = laid.price, corner_share * laid.price
        vertical, horizontal, channel_cost = laid.vertical, laid.horizontal, laid.channel_cost
        y_level = laid.y_level
        unit = X_LEVEL, y_level
        goal = xt, yt = self.grid.x[target], self.grid.y[target]
        into_axis, ends = into & 1, dict(self._channels_along(target, into, 0.0))
        first_end, last_end = min(ends), max(ends)
        best_path: Path | None = None
        best, used = limit, 0
        seen: dict[State, float] = {}
        heap = self._starts(source, out, goal, limit)
        tick = len(heap)
        while heap and used < expansions:
            least, _, spent, x, y, direction, trail = heappop(heap)
            if least >= best:
                break
            if direction == ARRIVED:
                path = path_through(_corners(((trail, x, y), xt, yt)), out & 1)
                exact = laid.plain_cost(path)
                exact += laid.meeting_cost(path, best - exact)
                if exact < best:
                    best, best_path = exact, path
                continue
            if seen.get((y * width + x) << 2 | direction, least) < spent:
                continue
            used += 1
            axis = direction & 1
            across, runs = (x, horizontal[x]) if axis else (y, vertical[y])
            channel, line, length = strides[direction][y if axis else x]
            if channel < 0:
                continue
            cost = spent + length
            if line >= 0:
                # On the target's own line the path may turn for the last time.
                if line == goal[axis] and axis != into_axis and across in ends:
                    total = spent + unit[axis] + BEND + ends[across]
                    if total < best:
                        tick += 1
                        heappush(heap, (total, tick, total, *((x, yt) if axis else (xt, y)), ARRIVED, trail))
                cost += price * runs[line]
            passed = runs[channel]
            if axis:
                y = channel
                turned = cost + BEND + corner * (passed + vertical[y][x]) + channel_cost[y]
            else:
                x = channel
                turned = cost + BEND + corner * (passed + horizontal[x][y])
            cell, way = (y * width + x) << 2, (trail, x, y)
            far = X_LEVEL * abs(x - xt) + y_level * abs(y - yt)
            level = y if into_axis else x
            total, then = cost + price * passed, trail
            for going in GOING_ON[direction]:
                # The bends that are left at least: the last one is made at an end, from across.
                if going & 1 != into_axis:
                    bends = 1 if level in ends else 3
                else:
                    bends = 2 if (level < last_end if going < 2 else level > first_end) else 4
                least = total + (far + bends * BEND)
                if least < best and total < seen.get(cell | going, UNSEEN):
                    seen[cell | going] = total
                    tick += 1
                    heappush(heap, (least, tick, total, x, y, going, then))
                total, then = turned, way
        return best_path, best, used

    def _starts(self, node: int, side: int, goal: tuple[int, int], limit: float) -> list[Entry]:
        """Return the turns out of the free line of the source's side from which the goal may cost less than `limit`."""
        grid, laid = self.grid, self.laid
        x0, y0 = grid.x[node], grid.y[node]
        heap: list[Entry] = []
        for level, along in self._channels_along(node, side, BEND):
            x, y = (x0, level) if side & 1 else (level, y0)
            cost = along + laid.channel_cost[level] if side & 1 else along
            least = cost + X_LEVEL * abs(x - goal[0]) + laid.y_level * abs(y - goal[1])
            for direction in (EAST, WEST) if side & 1 else (SOUTH, NORTH):
                if least < limit:
                    heappush(heap, (least, len(heap), cost, x, y, direction, ((None, x0, y0), x, y)))
        return heap

    def _channels_along(self, node: int, side: int, cost: float) -> Iterator[tuple[int, float]]:
        """Yield each channel that crosses the free line of a node's side, and `cost` plus that of the way up to it."""
        grid, laid = self.grid, self.laid
        x0, y0 = grid.x[node], grid.y[node]
        step = 1 if side < 2 else -1
        if side & 1:
            at, unit, runs = y0, laid.y_level, laid.horizontal[x0]
        else:
            at, unit, runs = x0, X_LEVEL, laid.vertical[y0]
        for level in range(at + step, grid.reach[node][side] + step, step):
            cost += unit
            if not (grid.is_row[level] if side & 1 else level & 1):
                yield level, cost
            cost += laid.price * runs[level]


def _strides_across(width: int, step: int) -> list[Stride]:
    """Return the strides to the right (`step` 1) or left, by x level."""
    strides: list[Stride] = []
    for x in range(width):
        if x & 1:
            strides.append((x + step, -1, X_LEVEL * (1 + H_CHANNEL)))
        elif 0 <= x + 2 * step < width:
            strides.append((x + 2 * step, x + step, 2 * X_LEVEL * (1 + H_CHANNEL)))
        else:
            strides.append((-1, -1, 0.0))
    return strides


def _strides_down(grid: Grid, step: int, y_level: float) -> list[Stride]:
    """Return the strides down (`step` 1) or up, by y level; two channels meet at the border of two lanes."""
    strides: list[Stride] = []
    for y in range(grid.height):
        if not 0 <= y + step < grid.height:
            strides.append((-1, -1, 0.0))
        elif grid.is_row[y + step]:
            strides.append((y + 2 * step, y + step, y_level * 2))
        else:
            strides.append((y + step, -1, y_level))
    return strides


def _corners(trail: Trail | None) -> list[tuple[int, int]]:
    corners = []
    while trail:
        trail, x, y = trail
        corners.append((x, y))
    return corners[::-1]
