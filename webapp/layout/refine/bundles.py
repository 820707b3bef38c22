"""Bundles: edges that stand in each other's way are lifted together and laid again in several orders.

One edge at a time, every route can be the best one among all others while a few of them together could do better: the
first to give way would pay for it. So an edge that crosses others is lifted with those it crosses, then also with those
that share its nodes (ruin and recreate, Schrimpf et al. 2000), and the cheapest order of laying them again is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.layout.route.paths import Path
from webapp.layout.route.router import BETTER, Router

ROUNDS = 6
"""Rounds over all edges; one without success ends it (turns)."""
LARGEST = 10
"""Edges lifted together at most; those nearest to their targets come first."""
LARGEST_WITH_NEIGHBOURS = 7
"""The same with edges that share a node."""
SEARCH_EACH = 1500
"""Work of the search for one edge of a bundle (states)."""
CORNER = 0.25
"""`CORNER_SHARE` of these searches: they look further (crossings)."""

Route = tuple[int, Path, float]
"""An edge, its path and what the path costs alone."""


class Bundles:
    """Lifts and lays bundles on the grid of `router`; `tries` bounds how many."""

    def __init__(self, router: Router, tries: int) -> None:
        self.router, self.net, self.tries = router, router.net, tries
        self._failed: dict[tuple[int, bool], tuple[float, tuple[Route, ...]]] = {}

    def reroute(self) -> None:
        """Lay bundles again where that makes everything cheaper, until none does."""
        for _ in range(ROUNDS):
            improved = False
            for e in self.net.edges:
                for wide in (False, True):
                    bundle = self._around(e, wide)
                    if bundle and self.tries > 0 and self._lay_again(e, wide, bundle):
                        improved = True
            if not improved or self.tries <= 0:
                break

    def _around(self, e: int, wide: bool) -> list[int]:
        """Return the edges that `e` crosses, if any; with those that share its nodes if `wide`."""
        router, net = self.router, self.net
        crossed = self._nearest_first(router.laid.crossed(e, router.paths[e]))[: LARGEST - 1]
        if not crossed or not wide:
            return crossed
        around = dict.fromkeys([*net.touching[net.source[e]], *net.touching[net.target[e]]])
        neighbours = self._nearest_first(f for f in around if f != e and f not in crossed)
        return [*crossed, *neighbours][: LARGEST_WITH_NEIGHBOURS - 1] if neighbours else []

    def _nearest_first(self, edges: Iterable[int]) -> list[int]:
        return sorted(edges, key=lambda f: (self.router.distance(f), f))

    def _lay_again(self, e: int, wide: bool, others: Sequence[int]) -> bool:
        """Lay `e` and `others` in the cheapest order, if it is cheaper than now; return whether it is."""
        router = self.router
        now = tuple((f, router.paths[f], router.plain[f]) for f in (e, *others))
        cost = sum(router.lift(f) for f, _, _ in now)
        best: Sequence[Route] = now
        if self._failed.get((e, wide)) != (cost, now):
            self.tries -= 1
            limit = cost - BETTER
            for order in dict.fromkeys(((e, *others), (*others, e), (*others[::-1], e), (e, *others[::-1]))):
                laid, spent = self._lay(order, limit)
                if spent < limit:
                    best, limit = laid, spent
            if best is now:
                self._failed[e, wide] = (cost, now)
        for f, path, plain in best:
            router.paths[f], router.plain[f] = path, plain
            router.laid.add(f, path)
        return best is not now

    def _lay(self, order: Sequence[int], limit: float) -> tuple[list[Route], float]:
        """Return routes for edges laid in this order and their cost, or infinity if it is not below `limit`."""
        router = self.router
        rest = sum(router.distance(f) for f in order)
        laid: list[Route] = []
        spent = 0.0
        for f in order:
            rest -= router.distance(f)
            below = limit - spent - rest
            cost = router.find(f, below, SEARCH_EACH, CORNER)
            spent += cost
            if cost >= below:
                spent = float("inf")
                break
            router.laid.add(f, router.paths[f])
            laid.append((f, router.paths[f], router.plain[f]))
        for f, path, _ in laid:
            router.laid.remove(f, path)
        return laid, spent
