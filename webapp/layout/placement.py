"""Where everything stands on the grid of levels: columns, rows and routes, refined if that is asked for.

Offsets given by hand come last and count from there: what was moved by hand stands where it was put, and nobody else
moves for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from webapp.layout.net import Net
from webapp.layout.place.columns import constraints_of, place_columns
from webapp.layout.place.grid import Grid, build_grid
from webapp.layout.place.offsets import Offsets, with_offsets, without_overlaps
from webapp.layout.place.rows import place_rows
from webapp.layout.refine.compaction import used_places
from webapp.layout.refine.refinement import refine, tries_for
from webapp.layout.route.paths import Path
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

    def rerouted(self, net: Net, price: float, expansions: int) -> Placement:
        """Return the same places with better paths for the edges of `net`, where there are such."""
        return replace(self, paths=Router(net, self.grid, price, expansions).route(self.paths))


@dataclass(frozen=True, slots=True)
class PlacementHints:
    """The hints that a placement must keep to, by index: edges that lead back, least columns and offsets by node."""

    feedback: Collection[int]
    floors: Mapping[int, int]
    offsets: Offsets


def place_and_route(net: Net, hints: PlacementHints, price: float, expansions: int, tries: bool | int) -> Placement:
    """Place and route a net; `price` is that of a crossing, `expansions` and `tries` bound the searches."""
    offsets = hints.offsets
    arcs = constraints_of(net, hints.feedback)
    column = place_columns(net, arcs, hints.floors)
    row, row_counts, chains = place_rows(net, column)
    router = Router(net, build_grid(net, column, row, row_counts), price, expansions)
    router.route()
    grid, paths = router.grid, router.paths
    if tries:
        most = tries_for(len(net.edges)) if tries is True else tries
        grid, paths = refine(net, router, column, row, row_counts, arcs, chains, most)
    column, row, _ = used_places(net, grid)
    if not offsets:
        return Placement(grid, paths, column, row)
    column, row = with_offsets(column, offsets, 0), with_offsets(row, offsets, 1)
    router = Router(net, build_grid(net, *without_overlaps(net, column, row, offsets)), price, expansions)
    return Placement(router.grid, router.route(), column, row)
