"""Attempts: a net placed and routed strictly and with some choices; the one that costs least is taken.

What an attempt costs includes the page: counts of columns and rows tell well enough how large it will be, and words
never change the choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from webapp.layout.net import Net
from webapp.layout.place.acyclic_arcs import Arc
from webapp.layout.place.chains import Chain
from webapp.layout.place.choices import STRICT, Choices, hand_overs, nodes_with_fans, with_choices
from webapp.layout.place.columns import column_counts, place_columns
from webapp.layout.place.grid import build_grid
from webapp.layout.place.page import MISFIT, Page
from webapp.layout.place.rows import place_rows
from webapp.layout.route.laid_paths import X_LEVEL
from webapp.layout.route.router import Router, is_plain

MOST_EDGES = 36
"""In diagrams of more edges nothing returns and nothing is staggered: at 100 nodes one returned edge doubles the
crossings."""
MOST_RETURNS = 2
"""Edges that return together at most: after more the eye does not find its place."""
TRIED_OF_EACH = 2
"""Choices of one and of two returned edges that are routed, those of fewest columns."""
LIKELY = 0.8
"""Share of what bends, detours and crossings cost in the strict drawing that they will cost in another one: more routes
fewer choices."""
MOST_FANS = 3
"""Up to so many fans are staggered one by one as well; more only together."""
MORE_CROSSINGS = 1
"""Crossings that returned edges may bring."""
ROW = 400.0
"""Price of a row (cost)."""
COLUMN = 60.0
"""Price of a column (cost)."""
RETURN = 100.0
"""Price of each returned edge (cost)."""


class Effort(NamedTuple):
    """What a crossing costs, and what the search for better ways may spend on one drawing."""

    price: float = 900.0
    expansions: int = 120_000


class Attempt:
    """A net placed with certain choices, and routed once that is asked for."""

    def __init__(
        self, net: Net, strict: Sequence[Arc], choices: Choices, floors: Mapping[int, int], page: Page
    ) -> None:
        self.net, self.choices, self.page = net, choices, page
        self.arcs = with_choices(net, strict, choices)
        self.column = place_columns(net, self.arcs, floors)
        self.row: list[int] = []
        self.row_counts: list[int] = []
        self.chains: list[Chain] = []
        self._score: float | None = None

    @property
    def columns(self) -> int:
        """The count of columns."""
        return max(self.column, default=-1) + 1

    @property
    def returns(self) -> tuple[int, ...]:
        """The edges that return."""
        return self.choices.returns or ()

    @property
    def staggered(self) -> tuple[int, ...]:
        """The nodes whose fans are staggered."""
        return self.choices.staggered or ()

    def place(self) -> Attempt:
        """Give everybody a row; return the attempt."""
        self.row, self.row_counts, self.chains = place_rows(self.net, self.column)
        return self

    def route(self, effort: Effort) -> Attempt:
        """Give everybody a row and every edge the best of its candidates; return the attempt."""
        if not self.chains:
            self.place()
        grid = build_grid(self.net, self.column, self.row, self.row_counts)
        self.router = Router(self.net, grid, *effort, self.returns)
        self.router.route(searching=False)
        self._score = None
        return self

    def search(self) -> Attempt:
        """Search better ways for edges that still cross others; return the attempt."""
        self.router.search(self.router.order)
        self._score = None
        return self

    @property
    def is_legible(self) -> bool:
        """Whether the returned edges are easy to follow."""
        return all(is_plain(self.router.paths[e]) for e in self.returns)

    @property
    def crossings(self) -> int:
        """How many edges cross each other."""
        router = self.router
        return sum(len(router.laid.crossed(e, path)) for e, path in enumerate(router.paths)) // 2

    @property
    def misfit(self) -> float:
        """By how much the drawing is too large for its page."""
        return self.page.misfit(self.net.lane_count, self.columns, sum(self.row_counts))

    @property
    def size_price(self) -> float:
        """What columns, rows, the page and the returned edges cost."""
        rows = sum(self.row_counts)
        return ROW * rows + COLUMN * self.columns + MISFIT * self.misfit + RETURN * len(self.returns)

    @property
    def least(self) -> float:
        """The least that an attempt can cost that is placed and not routed yet."""
        net, column = self.net, self.column
        across = sum(abs(column[net.source[e]] - column[net.target[e]]) for e in net.edges)
        return self.size_price + 2 * X_LEVEL * across

    @property
    def score(self) -> float:
        """What ways and size cost; reckoned only where it is asked for, as large drawings have nothing to choose."""
        if self._score is None:
            self._score = self.router.cost() + self.size_price
        return self._score


def best_attempt(
    net: Net, strict: Sequence[Arc], floors: Mapping[int, int], page: Page, choices: Choices, effort: Effort
) -> Attempt:
    """Return a net placed and routed with these `choices`; what they leave open is what suits the net best.

    `strict` is what the edges ask for.
    """

    def attempt(returns: tuple[int, ...], staggered: tuple[int, ...]) -> Attempt:
        return Attempt(net, strict, Choices(returns, staggered), floors, page)

    few = len(net.edges) <= MOST_EDGES
    base = attempt(choices.returns or (), choices.staggered or ()).route(effort)
    if choices.staggered is None and few:
        for nodes in _staggerings(nodes_with_fans(net, strict)):
            other = attempt(choices.returns or (), nodes)
            if other.column != base.column and other.route(effort).score < base.score:
                base = other
    if choices.returns is None and few and base.misfit:
        narrow = [attempt(returns, base.staggered).place() for returns in _narrowest(base, hand_overs(net, strict))]
        narrow.sort(key=lambda other: other.least)
        unsearched, ways = base.score, LIKELY * (base.score - base.least)
        while narrow:
            routed: list[Attempt] = []
            left: list[Attempt] = []
            for other in narrow:
                if other.least + ways >= min([unsearched, *(one.score for one in routed)]):
                    left.append(other)
                elif other.route(effort).is_legible:
                    routed.append(other)
            for other in sorted(routed, key=lambda other: other.score):
                if other.score < unsearched and _is_better(other.search(), base):
                    return other
            # What seemed dearer than those is tried where none of them was better after all.
            narrow = left if routed else []
    return base.search()


def open_choices(net: Net, strict: Sequence[Arc], floors: Mapping[int, int], page: Page) -> tuple[bool, bool]:
    """Return whether there are returns, and whether there are fans, for which a drawing has a choice."""
    if len(net.edges) > MOST_EDGES:
        return False, False
    base = Attempt(net, strict, STRICT, floors, page)
    return bool(hand_overs(net, strict)) and base.place().misfit > 0, bool(nodes_with_fans(net, strict))


def _staggerings(nodes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the choices of nodes whose fans may be staggered together."""
    alone = [(node,) for node in nodes] if 1 < len(nodes) <= MOST_FANS else []
    return [tuple(nodes), *alone] if nodes else []


def _narrowest(base: Attempt, edges: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the choices of few of these `edges` whose return leaves fewest columns, some of each count."""
    found: list[tuple[int, ...]] = []
    columns: dict[tuple[int, ...], int] = {(): base.columns}
    for count in range(1, MOST_RETURNS + 1):
        choices = list(combinations(edges, count))
        columns.update(zip(choices, column_counts(base.net, base.arcs, choices), strict=True))
        # Each one must gain something.
        narrower = [
            choice
            for choice in choices
            if columns[choice] < min(columns[some] for some in combinations(choice, count - 1))
        ]
        found += sorted(narrower, key=columns.__getitem__)[:TRIED_OF_EACH]
    return found


def _is_better(other: Attempt, base: Attempt) -> bool:
    """Return whether an attempt is better than the base, which is searched only where that may change the answer."""
    crossings = base.crossings
    if other.crossings > MORE_CROSSINGS or other.score >= base.score - crossings * base.router.laid.price:
        base.search()
        crossings = base.crossings
    return other.is_legible and other.score < base.score and other.crossings <= crossings + MORE_CROSSINGS
