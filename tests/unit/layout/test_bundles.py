"""Edges that stand in each other's way are laid again together, and never for more than they cost before."""

from __future__ import annotations

import pytest
from hostile_diagrams import hostile

from webapp.layout.net import compile_net
from webapp.layout.place.columns import constraints_of, place_columns
from webapp.layout.place.grid import build_grid
from webapp.layout.place.rows import place_rows
from webapp.layout.refine.bundles import Bundles
from webapp.layout.route.router import Router


def routed(seed: int) -> Router:
    """Return a hostile diagram routed one edge at a time."""
    net = compile_net(hostile(seed))
    column = place_columns(net, constraints_of(net))
    row, row_counts, _ = place_rows(net, column)
    router = Router(net, build_grid(net, column, row, row_counts), 1000.0, 120_000)
    router.route()
    return router


@pytest.mark.parametrize("seed", [16, 17, 22, 23])
@pytest.mark.slow
def test_edges_laid_together_cost_less_than_one_by_one(seed):
    router = routed(seed)
    before = router.cost()

    Bundles(router, 20).reroute()

    assert router.cost() < before - 100


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.slow
def test_no_bundle_makes_a_drawing_dearer(seed):
    router = routed(seed)
    limit = router.cost() + 10

    Bundles(router, 5).reroute()

    assert router.cost() < limit


def test_without_tries_every_path_stays():
    router = routed(15)
    before = list(router.paths)

    Bundles(router, 0).reroute()

    assert router.paths == before


def test_who_crosses_is_crossed_in_turn():
    router = routed(16)
    crossed = {e: set(router.laid.crossed(e, router.paths[e])) for e in router.net.edges}

    assert any(crossed.values())
    assert all(e in crossed[f] for e, others in crossed.items() for f in others)
