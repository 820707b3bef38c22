"""The board of the refinement: a grid with empty rows between all rows, on which nodes move and edges follow."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping

from webapp.layout.net import EAST, NORTH, SOUTH, WEST, Net
from webapp.layout.place.grid import Grid
from webapp.layout.place.page import MISFIT, Page
from webapp.layout.route.paths import Path
from webapp.layout.route.router import BETTER, Router

SPARE_COLUMNS = 3
"""Empty columns at the right, into which nodes may move."""
ROW_PRICE = 400.0
"""Least price of a row in use: more keeps the page small, less avoids more crossings (cost)."""
ROW_OF_COLUMN = 60.0
"""What a row costs for each column in use, where that is more: a row of a wide page is a large area (cost)."""
COLUMN_PRICE = 60.0
"""Price of a column in use (cost)."""
SEARCH_EACH = 600
"""Work of the search for one edge after a move (states)."""
WORTH_SEARCHING = 0.4
"""How much too expensive a move may be for the search to try and mend it (crossings)."""

Cell = tuple[int, int]
"""The x and y level of a place for a node."""


def price_of_row(columns: int) -> float:
    """Return the price of a row on a page of so many columns."""
    return max(ROW_PRICE, ROW_OF_COLUMN * columns)


class Board:
    """Nodes in cells and the edges between them, routed; `router` holds the paths."""

    def __init__(self, net: Net, grid: Grid, page: Page, like: Router) -> None:
        self.net, self.grid, self.page = net, grid, page
        self.router = like.on(grid)
        self.node_at: dict[Cell, int] = {}
        self.in_row: list[list[int]] = [[] for _ in range(grid.height)]
        self.in_column: list[list[int]] = [[] for _ in range(grid.width)]
        for v in range(len(net.lane)):
            self._put(v, (grid.x[v], grid.y[v]))
        self.row_price = price_of_row(sum(map(bool, self.in_column)))

    def lay(self, paths: list[Path]) -> None:
        """Lay the first paths of all edges."""
        for e, path in enumerate(paths):
            self.router.take(e, path)
            self.router.laid.add(e, path)

    def try_move(self, move: Mapping[int, Cell]) -> bool:
        """Move nodes to new cells if everything costs less then, else leave all as it was; return whether it did."""
        grid, router = self.grid, self.router
        edges = self._disturbed(move)
        bound = self._price_of_lines()
        old_cells = {v: (grid.x[v], grid.y[v]) for v in move}
        old_paths = [(e, router.paths[e], router.plain[e]) for e in edges]
        for e in edges:
            bound += router.lift(e)
        self._move(move)
        spent = self._price_of_lines() + sum(router.distance(e) for e in edges)
        limit = bound + WORTH_SEARCHING * router.laid.price
        laid = []
        for e in sorted(edges, key=lambda e: (router.distance(e), e)):
            if spent >= limit:
                break
            spent += router.choose(e, router.options(e), float("inf")) - router.distance(e)
            router.laid.add(e, router.paths[e])
            laid.append(e)
        if spent < limit:
            if spent > bound - router.laid.price:
                spent -= router.search(laid, 1, SEARCH_EACH)
            if spent < bound - BETTER:
                return True
        for e in laid:
            router.laid.remove(e, router.paths[e])
        self._move(old_cells)
        for e, path, plain in old_paths:
            router.paths[e], router.plain[e] = path, plain
            router.laid.add(e, path)
        return False

    def _disturbed(self, move: Mapping[int, Cell]) -> list[int]:
        """Return the edges of the nodes that move and those that run over their new cells."""
        found: dict[int, None] = {}
        for v in move:
            found.update(dict.fromkeys(self.net.touching[v]))
        lines = self.router.laid.lines
        for x, y in move.values():
            for line, at in ((2 * y, x), (2 * x + 1, y)):
                for key, (low, high, _, _) in lines[line].items():
                    if low <= at <= high:
                        found[key >> 8] = None
        return list(found)

    def _price_of_lines(self) -> float:
        return self._size_price(sum(map(bool, self.in_column)), sum(map(bool, self.in_row)))

    def _size_price(self, columns: int, rows: int) -> float:
        misfit = self.page.misfit(self.net.lane_count, columns, rows)
        return self.row_price * rows + COLUMN_PRICE * columns + MISFIT * misfit

    def _move(self, move: Mapping[int, Cell]) -> None:
        grid = self.grid
        seen: dict[int, None] = {}
        for v in move:
            x, y = grid.x[v], grid.y[v]
            del self.node_at[x, y]
            self.in_row[y].remove(x)
            self.in_column[x].remove(y)
            seen.update(dict.fromkeys(self._neighbours((x, y))))
        for v, cell in move.items():
            grid.x[v], grid.y[v] = cell
            self._put(v, cell)
        for v, cell in move.items():
            seen[v] = None
            seen.update(dict.fromkeys(self._neighbours(cell)))
        for v in seen:
            grid.reach[v] = self._reach((grid.x[v], grid.y[v]))

    def _put(self, v: int, cell: Cell) -> None:
        x, y = cell
        self.node_at[cell] = v
        insort(self.in_row[y], x)
        insort(self.in_column[x], y)

    def _limits(self, cell: Cell) -> tuple[int, int, int, int]:
        """Return, for each direction, the level of the next node as seen from a cell, or the end of the grid."""
        x, y = cell
        limits = [self.grid.width, self.grid.height, -1, -1]
        for places, at, far, near in (
            (self.in_row[y], x, EAST, WEST),
            (self.in_column[x], y, SOUTH, NORTH),
        ):
            i = bisect_left(places, at)
            after = i + 1 if i < len(places) and places[i] == at else i
            if after < len(places):
                limits[far] = places[after]
            if i:
                limits[near] = places[i - 1]
        return limits[0], limits[1], limits[2], limits[3]

    def _reach(self, cell: Cell) -> tuple[int, int, int, int]:
        east, south, west, north = self._limits(cell)
        return east - 1, south - 1, west + 1, north + 1

    def _neighbours(self, cell: Cell) -> list[int]:
        (x, y), (east, south, west, north) = cell, self._limits(cell)
        around = ((east, y), (x, south), (west, y), (x, north))
        return [self.node_at[place] for place in around if place in self.node_at]
