"""The router: every edge takes the cheapest of its candidates; edges that still cross are searched for a better way."""

from __future__ import annotations

from webapp.layout.astar import Search
from webapp.layout.candidates import candidate_paths
from webapp.layout.grid import Grid
from webapp.layout.model import Net
from webapp.layout.paths import Path
from webapp.layout.traffic import X_LEVEL, Y_LEVEL, Traffic

PASSES = 3
SEARCH_ROUNDS = 4
EXPANSIONS_PER_EDGE = 6000
BETTER = 1e-6


class Router:
    """Routes the edges of a net on a grid and keeps their paths."""

    def __init__(self, net: Net, grid: Grid, price: float, expansions: int) -> None:
        self.net, self.grid = net, grid
        self.traffic = Traffic(grid, price)
        self.expansions = expansions
        self.candidates: list[list[tuple[float, Path]]] = []
        self.paths: list[Path] = []
        self.plain: list[float] = []

    def route(self) -> list[Path]:
        """Return one path an edge."""
        net, grid = self.net, self.grid
        for e in net.edges:
            options = [(self.traffic.plain_cost(path), i, path) for i, path in enumerate(candidate_paths(net, grid, e))]
            options.sort()
            self.candidates.append([(cost, path) for cost, _, path in options])
            self.plain.append(options[0][0])
            self.paths.append(options[0][2])
        order = sorted(net.edges, key=lambda e: (self._distance(e), e))
        for e in order:
            self._choose(e, float("inf"))
            self.traffic.add(e, self.paths[e])
        for turn in range(1, PASSES):
            for e in order:
                self._reconsider(e, turn)
        self._search_crossing_edges(order)
        return self.paths

    def _distance(self, e: int) -> float:
        grid, a, b = self.grid, self.net.source[e], self.net.target[e]
        return X_LEVEL * abs(grid.x[a] - grid.x[b]) + Y_LEVEL * abs(grid.y[a] - grid.y[b])

    def _reconsider(self, e: int, turn: int) -> None:
        path = self.paths[e]
        self.traffic.remove(e, path)
        cost = self.plain[e] + self.traffic.meeting_cost(path, float("inf"))
        if turn < 2 or len(path) > 2 or cost - self.plain[e] >= self.traffic.price:
            self._choose(e, cost - BETTER)
        self.traffic.add(e, self.paths[e])

    def _choose(self, e: int, best: float) -> None:
        """Give `e` its cheapest candidate below `best`, if any."""
        meeting_cost = self.traffic.meeting_cost
        for plain, path in self.candidates[e]:
            if plain >= best:
                break
            cost = plain + meeting_cost(path, best - plain)
            if cost < best:
                best = cost
                self.paths[e], self.plain[e] = path, plain

    def _search_crossing_edges(self, order: list[int]) -> None:
        failed: dict[int, float] = {}
        left = self.expansions
        search = Search(self.net, self.grid, self.traffic)
        for _ in range(SEARCH_ROUNDS):
            improved = False
            for e in order:
                if left <= 0:
                    return
                path = self.paths[e]
                self.traffic.remove(e, path)
                meeting = self.traffic.meeting_cost(path, float("inf"))
                cost = self.plain[e] + meeting
                if meeting >= self.traffic.price and failed.get(e) != cost:
                    found, used = search.find(e, cost - BETTER, min(left, EXPANSIONS_PER_EDGE))
                    left -= used
                    if found:
                        improved = True
                        self.paths[e], self.plain[e] = found, self.traffic.plain_cost(found)
                    else:
                        failed[e] = cost
                self.traffic.add(e, self.paths[e])
            if not improved:
                return
