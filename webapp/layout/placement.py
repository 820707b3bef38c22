"""Where everything stands on the grid of levels: columns, rows and routes, refined if that is asked for.

Offsets given by hand come last and count from there: what was moved by hand stands where it was put, and nobody else
moves for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from webapp.layout.attempts import Effort, best_attempt
from webapp.layout.net import Net
from webapp.layout.place.choices import Choices
from webapp.layout.place.columns import constraints_of
from webapp.layout.place.grid import Grid, build_grid
from webapp.layout.place.offsets import Offsets, with_offsets, without_overlaps
from webapp.layout.place.page import Page
from webapp.layout.refine.compaction import used_places
from webapp.layout.refine.refinement import refine, tries_for
from webapp.layout.route.paths import Path, rounds_of
from webapp.layout.route.router import Router


@dataclass(frozen=True, slots=True)
class Placement:
    """Nodes on a grid and one path an edge."""

    grid: Grid
    paths: list[Path]
    column: list[int]
    """Of each node, as offsets count: columns may be empty or below 0."""
    row: list[int]
    """Of each node in its lane, as offsets count."""
    choices: Choices
    """What the columns leave out of what the edges ask for."""

    def without(self, ghosts: Collection[int]) -> Placement:
        """Return the same places and paths without these edges, by index."""
        left = [e for e in range(len(self.paths)) if e not in ghosts]
        returned = set(self.choices.returns or ())
        kept = tuple(now for now, e in enumerate(left) if e in returned)
        return replace(self, paths=[self.paths[e] for e in left], choices=replace(self.choices, returns=kept))

    def rerouted(self, net: Net, effort: Effort) -> Placement:
        """Return the same places with better paths for the edges of `net`, where there are such."""
        router = Router(net, self.grid, *effort, self.choices.returns or ())
        return replace(self, paths=_unwound(net, self.grid, router.route(self.paths), effort))


@dataclass(frozen=True, slots=True)
class PlacementHints:
    """What a placement must keep to, by index: edges that lead back, least columns and offsets by node, the page.

    `choices` are those that it takes, as far as it shall not choose them.
    """

    feedback: Collection[int]
    floors: Mapping[int, int]
    offsets: Offsets
    page: Page
    choices: Choices


def place_and_route(net: Net, hints: PlacementHints, effort: Effort, tries: bool | int) -> Placement:
    """Place and route a net; `tries` bounds how many moves of nodes are tried."""
    offsets = hints.offsets
    strict = constraints_of(net, hints.feedback)
    best = best_attempt(net, strict, hints.floors, hints.page, hints.choices, effort)
    router, choices = best.router, best.choices
    grid, paths = router.grid, router.paths
    if tries:
        most = tries_for(len(net.edges)) if tries is True else tries
        grid, paths = refine(
            net, router, best.column, best.row, best.row_counts, best.arcs, best.chains, hints.page, most
        )
    column, row, _ = used_places(net, grid)
    if not offsets:
        return Placement(grid, _unwound(net, grid, paths, effort), column, row, choices)
    column, row = with_offsets(column, offsets, 0), with_offsets(row, offsets, 1)
    grid = build_grid(net, *without_overlaps(net, column, row, offsets))
    router = Router(net, grid, *effort, choices.returns or ())
    return Placement(router.grid, _unwound(net, router.grid, router.route(), effort), column, row, choices)


def _unwound(net: Net, grid: Grid, paths: list[Path], effort: Effort) -> list[Path]:
    """Return these paths, in which no edge goes round its own node if another way costs little more.

    That is seen to last: while places are chosen, the crossings that it may cost would speak against narrow pages.
    """
    if any(rounds_of(path) for path in paths):
        return Router(net, grid, *effort).unwind(paths)
    return paths
