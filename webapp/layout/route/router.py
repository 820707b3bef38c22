"""The router: every edge takes the cheapest of its candidates; edges that still cross are searched for a better way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from webapp.layout.net import Net
from webapp.layout.place.grid import Grid
from webapp.layout.route.astar import CORNER_SHARE, Search
from webapp.layout.route.candidates import candidate_paths
from webapp.layout.route.laid_paths import X_LEVEL, LaidPaths
from webapp.layout.route.paths import Path, rounds_of

PASSES = 3
"""Times that every edge chooses among its candidates (turns)."""
SEARCH_ROUNDS = 4
"""Rounds of the search for edges that still cross; a round without success ends it (turns)."""
EXPANSIONS_PER_EDGE = 6000
"""Work of one search at most: by count, so that results never depend on the machine (states)."""
EXPANSIONS_OF_MISSING = 600
"""The same for an edge that a draft lacks: a draft must be there soon (states)."""
MOST_BENDS = 3
"""Bends of an edge that must be easy to follow: it takes another way only where there is none with so few."""
BETTER = 1e-6
"""A path must be cheaper by this much to replace another: more than rounding can make (cost)."""

ROUND_OWN_NODE = 600.0
"""What a way that does not go round its own node may cost more than one that does: less than one crossing without the
bends and the length that it saves (cost)."""

Candidates = list[tuple[float, Path]]
"""Candidates of one edge with their cost alone, cheapest first."""


class Router:
    """Routes the edges of a net on a grid and keeps their paths.

    `expansions` is what the searches may still spend; `returned` are edges that must be easy to follow.
    """

    def __init__(self, net: Net, grid: Grid, price: float, expansions: int, returned: Collection[int] = ()) -> None:
        self.net, self.grid, self.returned = net, grid, returned
        self.laid = LaidPaths(grid, price)
        self.expansions = expansions
        self.paths: list[Path] = [()] * len(net.edges)
        self.plain = [0.0] * len(net.edges)
        self._search = Search(net, grid, self.laid)

    def on(self, grid: Grid) -> Router:
        """Return a router of the same edges on another grid, without paths, that may spend what this one has left."""
        return Router(self.net, grid, self.laid.price, self.expansions, self.returned)

    @property
    def order(self) -> list[int]:
        """The edges, short ones first."""
        return sorted(self.net.edges, key=lambda e: (self.distance(e), e))

    def route(self, known: Sequence[Path] = (), *, searching: bool = True) -> list[Path]:
        """Return one path an edge; those that are `known` are kept unless there is a better one.

        Without `searching` edges that cross others keep the best of their candidates.
        """
        options = [self.options(e) for e in self.net.edges]
        order = self.order
        for e in order:
            if known and known[e]:
                self.take(e, known[e])
            else:
                self.choose(e, options[e], float("inf"))
            self.laid.add(e, self.paths[e])
        for turn in range(1, PASSES):
            if not sum(self._reconsider(e, options[e], turn) for e in order):
                break
        if searching:
            self.search(order)
        return self.paths

    def complete(self, known: Sequence[Path]) -> list[Path]:
        """Return the `known` paths as they are, and one for each edge that has none."""
        for e in self.net.edges:
            if known[e]:
                self.take(e, known[e])
                self.laid.add(e, known[e])
        missing = [e for e in self.net.edges if not known[e]]
        for e in sorted(missing, key=lambda e: (self.distance(e), e)):
            self.find(e, float("inf"), EXPANSIONS_OF_MISSING, CORNER_SHARE)
            self.laid.add(e, self.paths[e])
        return self.paths

    def unwind(self, known: Sequence[Path]) -> list[Path]:
        """Return the `known` paths, in which no edge goes round its own node if another way costs little more."""
        for e, path in enumerate(known):
            self.take(e, path)
            self.laid.add(e, path)
        for e in self.net.edges:
            if rounds := rounds_of(self.paths[e]):
                cost = self.lift(e)
                plainer = [(plain, path) for plain, path in self.options(e) if rounds_of(path) < rounds]
                self.choose(e, plainer, cost + ROUND_OWN_NODE)
                self.laid.add(e, self.paths[e])
        return self.paths

    def distance(self, e: int) -> float:
        """Return the length of the shortest way between the ends of `e`."""
        grid, a, b = self.grid, self.net.source[e], self.net.target[e]
        return X_LEVEL * abs(grid.x[a] - grid.x[b]) + self.laid.y_level * abs(grid.y[a] - grid.y[b])

    def options(self, e: int) -> Candidates:
        """Return the candidates of `e`."""
        plain_cost, paths = self.laid.plain_cost, candidate_paths(self.net, self.grid, e)
        if e in self.returned:
            paths = [path for path in paths if is_plain(path)] or paths
        found = [(plain_cost(path), path) for path in paths]
        found.sort(key=lambda option: option[0])
        return found

    def take(self, e: int, path: Path) -> None:
        """Give `e` this path, without laying it."""
        self.paths[e], self.plain[e] = path, self.laid.plain_cost(path)

    def choose(self, e: int, options: Candidates, best: float) -> float:
        """Give `e`, which must not lie on the grid, its cheapest candidate below `best`, if any; return its cost."""
        meeting_cost = self.laid.meeting_cost
        for plain, path in options:
            if plain >= best:
                break
            cost = plain + meeting_cost(path, best - plain)
            if cost < best:
                best = cost
                self.paths[e], self.plain[e] = path, plain
        return best

    def find(self, e: int, best: float, expansions: int, corner_share: float) -> float:
        """Give `e`, which must not lie on the grid, a path below `best`, searched if its candidates cross others.

        Return its cost, `best` if there is none.
        """
        cost = self.choose(e, self.options(e), best)
        if self.expansions > 0 and (cost >= best or cost - self.plain[e] >= self.laid.price):
            found, least, used = self._search.find(e, cost, min(self.expansions, expansions), corner_share)
            self.expansions -= used
            if found and self._may_take(e, found):
                self.take(e, found)
                return least
        return cost

    def lift(self, e: int) -> float:
        """Take `e` off the grid and return what it costs among all that lies there."""
        path = self.paths[e]
        self.laid.remove(e, path)
        return self.plain[e] + self.laid.meeting_cost(path, float("inf"))

    def cost(self) -> float:
        """Return what all edges cost together, without lengths from top to bottom; every crossing counts once."""
        total = 0.0
        for e in self.net.edges:
            tall = sum(high - low for line, low, high, _ in self.paths[e] if line & 1)
            total += self.lift(e) - self.laid.y_level * tall
        for e in self.net.edges:
            self.laid.add(e, self.paths[e])
        return total

    def _reconsider(self, e: int, options: Candidates, turn: int) -> bool:
        """Give `e` a better one of its candidates, if there is one; return whether there is."""
        cost, before = self.lift(e), self.paths[e]
        if turn < 2 or len(self.paths[e]) > 2 or cost - self.plain[e] >= self.laid.price:
            self.choose(e, options, cost - BETTER)
        self.laid.add(e, self.paths[e])
        return self.paths[e] is not before

    def _may_take(self, e: int, path: Path) -> bool:
        """Return whether `e` may take a path that was searched."""
        return e not in self.returned or is_plain(path) or not is_plain(self.paths[e])

    def search(self, edges: Iterable[int], rounds: int = SEARCH_ROUNDS, each: int = EXPANSIONS_PER_EDGE) -> float:
        """Search for better ways of those `edges` that cross others, and return what was gained."""
        failed: dict[int, float] = {}
        gained = 0.0
        for _ in range(rounds):
            before = gained
            for e in edges:
                if self.expansions <= 0:
                    return gained
                cost = self.lift(e)
                if cost - self.plain[e] >= self.laid.price and failed.get(e) != cost:
                    found, best, used = self._search.find(e, cost - BETTER, min(self.expansions, each))
                    self.expansions -= used
                    if found and self._may_take(e, found):
                        gained += cost - best
                        self.take(e, found)
                    else:
                        failed[e] = cost
                self.laid.add(e, self.paths[e])
            if gained == before:
                break
        return gained


def is_plain(path: Path) -> bool:
    """Return whether a path is easy to follow."""
    return len(path) - 1 <= MOST_BENDS
