"""A* over the channels for one edge that still crosses others.

A state is a channel crossing (x, y) and the direction in which the path goes on from it. The search counts the runs it
passes; the exact cost, with shared stretches, is computed whenever the target is reached, and lowers the limit.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise

from webapp.layout.model import Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.laid_paths import BEND, H_CHANNEL, X_LEVEL, Traffic
from webapp.layout.route.paths import Path, path_through

CORNER_SHARE = 0.5
X_STEP = 2 * X_LEVEL * (1 + H_CHANNEL)

State = int
Trail = tuple["Trail | None", int, int]
"""The corners so far: (what came before, x, y)."""


class Search:
    """Searches on one grid; `traffic` must not hold the edge that is searched."""

    def __init__(self, net: Net, grid: Grid, traffic: Traffic) -> None:
        self.net, self.grid, self.traffic = net, grid, traffic
        channels = [y for y in range(grid.height) if not grid.is_row[y]]
        self.below = dict(pairwise(channels))
        self.above = {after: y for y, after in self.below.items()}

    def find(
        self, e: int, limit: float, expansions: int, corner_share: float = CORNER_SHARE
    ) -> tuple[Path | None, float, int]:
        """Return the cheapest path of edge `e` found below cost `limit`, its cost, and the expansions spent on it.

        A corner is taken to cross `corner_share` of what passes there: less finds more and searches longer.
        """
        grid, traffic = self.grid, self.traffic
        source, target = self.net.source[e], self.net.target[e]
        out, into = self.net.source_side[e], self.net.target_side[e]
        if source == target and out == into:
            return None, limit, 0
        xt, yt = grid.x[target], grid.y[target]
        ends = self._ends(target, into)
        price = traffic.price
        corner = corner_share * price
        y_level = traffic.y_level
        vertical, horizontal, channel_cost = traffic.vertical, traffic.horizontal, traffic.channel_cost
        is_row, width = grid.is_row, grid.width
        below, above = self.below, self.above
        best_path: Path | None = None
        best = limit
        seen: dict[State, float] = {}
        heap: list[tuple[float, int, float, int, int, int, Trail]] = []
        tick = 0
        for cost, x, y, direction, trail in self._starts(source, out):
            tick += 1
            f = cost + X_LEVEL * abs(x - xt) + y_level * abs(y - yt)
            if f < best:
                heappush(heap, (f, tick, cost, x, y, direction, trail))
        used = 0
        into_axis = into & 1
        first_end, last_end = min(ends), max(ends)
        while heap and used < expansions:
            f, _, g, x, y, direction, trail = heappop(heap)
            if f >= best:
                break
            if direction < 0:
                path = path_through(_corners(((trail, x, y), xt, yt)), out & 1)
                exact = traffic.plain_cost(path)
                exact += traffic.meeting_cost(path, best - exact)
                if exact < best:
                    best, best_path = exact, path
                continue
            state = (y * width + x) << 2 | direction
            if seen.get(state, f) < g:
                continue
            used += 1
            # Move on to the next channel crossing; the target's own line may be passed on the way.
            if direction & 1:
                step = 1 if direction == 1 else -1
                y2 = (below if step > 0 else above).get(y if not is_row[y] else y + step, -1)
                if is_row[y]:
                    y2 = y + step
                if y2 < 0:
                    continue
                cost = g + y_level * abs(y2 - y)
                between = y + step
                if between != y2:
                    cost_between = g + y_level + BEND
                    if not into_axis and between == yt and x in ends:
                        total = cost_between + ends[x]
                        if total < best:
                            tick += 1
                            heappush(heap, (total, tick, total, x, yt, -1, trail))
                    cost += price * horizontal[x][between]
                x2 = x
            else:
                step = 1 if direction == 0 else -1
                if x & 1:
                    x2 = x + step
                    cost = g + X_LEVEL * (1 + H_CHANNEL)
                else:
                    x2 = x + 2 * step
                    if x2 < 0 or x2 >= width:
                        continue
                    cost = g + X_STEP
                    between = x + step
                    if into_axis and between == xt and y in ends:
                        total = g + X_LEVEL + BEND + ends[y]
                        if total < best:
                            tick += 1
                            heappush(heap, (total, tick, total, xt, y, -1, trail))
                    cost += price * vertical[y][between]
                y2 = y
            through_v, through_h = vertical[y2][x2], horizontal[x2][y2]
            far = X_LEVEL * abs(x2 - xt) + y_level * abs(y2 - yt)
            level = y2 if into_axis else x2
            turn_cost = cost + BEND + corner * (through_v + through_h)
            for going in (direction, (direction + 1) & 3, (direction - 1) & 3):
                if going == direction:
                    total = cost + price * (through_h if direction & 1 else through_v)
                    way = trail
                else:
                    total = turn_cost + (0.0 if going & 1 else channel_cost[y2])
                    way = (trail, x2, y2)
                # The turns that are left at least: the last one is made at an end, from across.
                if going & 1 != into_axis:
                    rest = far + (BEND if level in ends else 3 * BEND)
                else:
                    rest = far + (2 * BEND if (level < last_end if going < 2 else level > first_end) else 4 * BEND)
                if total + rest >= best:
                    continue
                state = (y2 * width + x2) << 2 | going
                if total < seen.get(state, 1e18):
                    seen[state] = total
                    tick += 1
                    heappush(heap, (total + rest, tick, total, x2, y2, going, way))
        return best_path, best, used

    def _starts(self, node: int, side: int) -> list[tuple[float, int, int, int, Trail]]:
        """Return (cost, x, y, direction, trail) for each turn out of the free line of the source's side."""
        grid, traffic = self.grid, self.traffic
        x0, y0 = grid.x[node], grid.y[node]
        limit = grid.reach[node][side]
        step = 1 if side < 2 else -1
        starts = []
        cost = BEND
        if side & 1:
            for y in range(y0 + step, limit + step, step):
                cost += traffic.y_level
                if not grid.is_row[y]:
                    way: Trail = ((None, x0, y0), x0, y)
                    starts += [(cost + traffic.channel_cost[y], x0, y, going, way) for going in (0, 2)]
                cost += traffic.price * traffic.horizontal[x0][y]
        else:
            for x in range(x0 + step, limit + step, step):
                cost += X_LEVEL
                if not x & 1:
                    way = ((None, x0, y0), x, y0)
                    starts += [(cost, x, y0, going, way) for going in (1, 3)]
                cost += traffic.price * traffic.vertical[y0][x]
        return starts

    def _ends(self, node: int, side: int) -> dict[int, float]:
        """Return, by channel level on the free line of the target's side, the cost from there to the target."""
        grid, traffic = self.grid, self.traffic
        x0, y0 = grid.x[node], grid.y[node]
        limit = grid.reach[node][side]
        step = 1 if side < 2 else -1
        ends = {}
        cost = 0.0
        if side & 1:
            for y in range(y0 + step, limit + step, step):
                cost += traffic.y_level
                if not grid.is_row[y]:
                    ends[y] = cost
                cost += traffic.price * traffic.horizontal[x0][y]
        else:
            for x in range(x0 + step, limit + step, step):
                cost += X_LEVEL
                if not x & 1:
                    ends[x] = cost
                cost += traffic.price * traffic.vertical[y0][x]
        return ends


def _corners(trail: Trail | None) -> list[tuple[int, int]]:
    corners = []
    while trail:
        trail, x, y = trail
        corners.append((x, y))
    return corners[::-1]
