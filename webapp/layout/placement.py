"""Where everything stands on the grid of levels: columns, rows and routes, refined if that is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.layout.columns import constraints_of, place_columns
from webapp.layout.grid import Grid, build_grid
from webapp.layout.model import Net
from webapp.layout.paths import Path
from webapp.layout.refinement import refine, tries_for
from webapp.layout.router import Router
from webapp.layout.rows import place_rows


@dataclass(frozen=True, slots=True)
class Placement:
    """Nodes on a grid and one path an edge."""

    grid: Grid
    paths: list[Path]


def place(net: Net, price: float, expansions: int, tries: bool | int) -> Placement:
    """Place and route a net; `price` is that of a crossing, `expansions` and `tries` bound the searches."""
    arcs = constraints_of(net)
    column = place_columns(net, arcs)
    row, row_counts, chains = place_rows(net, column)
    router = Router(net, build_grid(net, column, row, row_counts), price, expansions)
    router.route()
    if not tries:
        return Placement(router.grid, router.paths)
    most = tries_for(len(net.edges)) if tries is True else tries
    return Placement(*refine(net, router, column, row, row_counts, arcs, chains, most))
