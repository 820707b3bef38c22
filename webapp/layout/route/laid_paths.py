"""The paths that lie on the grid already, and what one more path would cost among them."""

from __future__ import annotations

from itertools import islice

from webapp.layout.place.grid import Grid
from webapp.layout.route.crossings import crosses_on_stretch
from webapp.layout.route.paths import Path, ends_of

BEND = 70.0
"""Price of a bend, the measure of all others: against a crossing it decides how far a line goes round
(`crossing_price`) (cost)."""
X_LEVEL = 90.0
"""Price of one level across, about half the width of a node and its channel (cost)."""
Y_LEVEL = 48.0
"""Price of one level down, about half the height of a node and its channel (cost)."""
H_CHANNEL = 0.1
"""What level stretches in channels cost more than in rows: keeps lines in the row of their nodes (share)."""
BORDER_CHANNEL = 15.0
"""Price of a channel beside the border of a lane: keeps lines away from borders (cost)."""
INNER_CHANNEL = 4.0
"""Price of any other level channel (cost)."""
SHARED_CHANNEL = 3.0
"""Price of each line beside which a path lies in a channel: more spreads lines, less bundles them (cost)."""
SHARED_LINE = 150.0
"""Price of lying beside another edge on the line of a row or column, where there is little room (cost)."""
SHARED_SIDE = 20.0
"""The same where both begin or end at one side of a node and must part anyway (cost)."""
MOST_FELLOWS = 6
"""Edges of its sides for which a path pays that price: with more, the last lines of a crowd turn off and come back."""
TOUCHED_LINE = 40.0
"""Price of lying there side by side for no more than one level (cost)."""
LONG = 3.0
"""Price of each unit by which a path is longer than `USUAL_LENGTH` allows: more keeps lines from walking round the page
(cost)."""
USUAL_LENGTH = (1.35, 120.0)
"""How long a path may be: so many times the direct way between its handles, and this much more (factor, cost)."""
MANY_BENDS = 220.0
"""Price of each bend beyond `USUAL_BENDS`, above that of a bend (cost)."""
USUAL_BENDS = 3
"""Bends that a path may have."""
HALF_NODE = (0.72, 0.55)
"""How far a handle is from the middle of its node, across and down (levels)."""
LOOKED_AT = 60
"""Segments of one line that are compared exactly; only bundles of very many edges have more."""


class LaidPaths:
    """The paths on a grid: counters for plain crossings, segments by line for shared stretches."""

    def __init__(self, grid: Grid, price: float) -> None:
        self.grid = grid
        self.price = price
        self.y_level = Y_LEVEL / grid.fineness
        self.vertical = [[0] * grid.width for _ in range(grid.height)]
        """Vertical runs strictly through a point, by y, then x."""
        self.horizontal = [[0] * grid.height for _ in range(grid.width)]
        """Horizontal runs strictly through a point, by x, then y."""
        lines = 2 * max(grid.width, grid.height)
        self.half_node = (HALF_NODE[0] * X_LEVEL, HALF_NODE[1] * Y_LEVEL)
        self.lines: list[dict[int, tuple[int, int, Path, int]]] = [{} for _ in range(lines)]
        self.channel = [
            line >> 1 < (grid.width if line & 1 else grid.height) and grid.is_channel(line) for line in range(lines)
        ]
        self.channel_cost = [
            BORDER_CHANNEL if grid.is_border[y] else 0.0 if grid.is_row[y] else INNER_CHANNEL
            for y in range(grid.height)
        ]

    def add(self, edge: int, path: Path) -> None:
        """Lay `path` on the grid."""
        self._count(path, 1)
        for i, (line, low, high, _) in enumerate(path):
            self.lines[line][edge << 8 | i] = (low, high, path, i)

    def remove(self, edge: int, path: Path) -> None:
        """Lift the path that `add` laid."""
        self._count(path, -1)
        for i, segment in enumerate(path):
            del self.lines[segment[0]][edge << 8 | i]

    def _count(self, path: Path, one: int) -> None:
        for line, low, high, _ in path:
            level = line >> 1
            if line & 1:
                for y in range(low + 1, high):
                    self.vertical[y][level] += one
            else:
                for x in range(low + 1, high):
                    self.horizontal[x][level] += one

    def crossed(self, edge: int, path: Path) -> list[int]:
        """Return the edges that `path`, which is that of `edge`, crosses."""
        found: dict[int, None] = {}
        for i, (line, low, high, _) in enumerate(path):
            across = 1 - (line & 1)
            run = self.horizontal[line >> 1] if line & 1 else self.vertical[line >> 1]
            for level in range(low + 1, high):
                if run[level]:
                    for key, (start, end, _, _) in self.lines[2 * level + across].items():
                        if start < line >> 1 < end:
                            found[key >> 8] = None
            for key, (start, end, other, j) in islice(self.lines[line].items(), LOOKED_AT):
                if start < high and low < end and key >> 8 != edge and crosses_on_stretch(path, i, other, j):
                    found[key >> 8] = None
        found.pop(edge, None)
        return list(found)

    def plain_cost(self, path: Path) -> float:
        """Return the cost of `path` alone: bends, length, channels, and what it is a detour."""
        bends = len(path) - 1
        cost = BEND * bends
        tall = wide = 0
        is_row, channel_cost = self.grid.is_row, self.channel_cost
        for line, low, high, _ in path:
            if line & 1:
                tall += high - low
                continue
            wide += high - low
            if not is_row[line >> 1]:
                cost += X_LEVEL * (high - low) * H_CHANNEL + channel_cost[line >> 1]
        length = X_LEVEL * wide + self.y_level * tall
        if bends > 2:
            cost += LONG * max(0.0, self._excess(path, length)) + MANY_BENDS * max(0, bends - USUAL_BENDS)
        return cost + length

    def _excess(self, path: Path, length: float) -> float:
        """Return by how much the way of this `length` between two nodes is longer than ways usually are."""
        (x, y), (end_x, end_y) = ends_of(path)
        out, into = path[0][3], path[-1][3]
        # Handles lie half a node further on from the middle of the source, half a node before that of the target.
        handle = [X_LEVEL * (end_x - x), self.y_level * (end_y - y)]
        for direction in (out, into):
            handle[direction & 1] -= self.half_node[direction & 1] * (1 if direction < 2 else -1)
        own = length - self.half_node[out & 1] - self.half_node[into & 1]
        return own - USUAL_LENGTH[0] * (abs(handle[0]) + abs(handle[1])) - USUAL_LENGTH[1]

    def meeting_cost(self, path: Path, limit: float) -> float:
        """Return the cost of meeting what lies on the grid; may stop early once above `limit`."""
        cost, price = 0.0, self.price
        for line, low, high, _ in path:
            if high - low > 1:
                run = self.vertical[line >> 1] if not line & 1 else self.horizontal[line >> 1]
                cost += price * sum(run[low + 1 : high])
        if cost >= limit:
            return cost
        fellows = 0
        for i, (line, low, high, _) in enumerate(path):
            channel = self.channel[line]
            for other_low, other_high, other, j in islice(self.lines[line].values(), LOOKED_AT):
                if other_low < high and low < other_high:
                    if channel:
                        cost += SHARED_CHANNEL
                    elif low == other_low or high == other_high:
                        if min(high, other_high) - max(low, other_low) > 1 and fellows < MOST_FELLOWS:
                            cost += SHARED_SIDE
                            fellows += 1
                    elif min(high, other_high) - max(low, other_low) > 1:
                        cost += SHARED_LINE
                    else:
                        cost += TOUCHED_LINE
                    if crosses_on_stretch(path, i, other, j):
                        cost += price
            if cost >= limit:
                return cost
        return cost
