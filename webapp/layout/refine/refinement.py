"""Refinement: nodes change rows and columns where that makes the whole drawing cheaper.

Edges that stand in each other's way are laid again first, which takes no room. Then comes a local search on a board.
Nodes of the dearest edges come first; each move lifts the edges it disturbs, routes them again, and stays only if
everything costs less than before. All is bounded by tries and never by time.
"""

from __future__ import annotations

from collections.abc import Sequence

from webapp.layout.net import Net
from webapp.layout.place.acyclic_arcs import Arc
from webapp.layout.place.chains import Chain
from webapp.layout.place.grid import Grid, build_grid
from webapp.layout.place.page import Page
from webapp.layout.refine.board import SPARE_COLUMNS, Board
from webapp.layout.refine.bundles import Bundles
from webapp.layout.refine.compaction import compact_levels, levels_onto_board, moved, rows_on_board, used_places
from webapp.layout.refine.moves import Moves
from webapp.layout.route.paths import Path
from webapp.layout.route.router import Router

DETOUR = 400.0
"""An edge dearer than its straight way by this much is worth moving its nodes (cost)."""
TINY = 30
"""Up to so many, `TINY_TRIES` are made (edges)."""
SMALL = 75
"""Up to so many, `FEW_TRIES` are made, and nobody waits for the refined drawing (edges)."""
LARGE = 1000
"""Beyond this many nothing is refined: no eye sees what it gains (edges)."""
TINY_TRIES = 20
"""Moves and bundles tried in tiny drawings."""
FEW_TRIES = 50
"""Moves and bundles tried in small drawings: more is better and slower."""
MANY_TRIES = 300
"""Moves and bundles tried in others; more of them gain nothing."""


def refine(
    net: Net,
    router: Router,
    column: Sequence[int],
    row: Sequence[int],
    row_counts: Sequence[int],
    arcs: Sequence[Arc],
    chains: Sequence[Chain],
    page: Page,
    tries: int,
) -> tuple[Grid, list[Path]]:
    """Return a grid and paths that cost no more than those of `router`.

    At most `tries` bundles of edges are laid again where all stands, then at most `tries` moves of nodes are tried.
    """
    Bundles(router, tries).reroute()
    grid, paths = router.grid, list(router.paths)
    wide = build_grid(
        net, column, [2 * r + 1 for r in row], [rows_on_board(n) for n in row_counts], SPARE_COLUMNS, fineness=2
    )
    board = Board(net, wide, page, router)
    ys = levels_onto_board(row_counts)
    board.lay([moved(path, range(grid.width), ys) for path in paths])
    if not _search(net, board, Moves(net, board, arcs, chains), tries):
        return grid, paths
    plain = build_grid(net, *used_places(net, wide))
    xs, ys = compact_levels(wide)
    final = router.on(plain)
    final.route([moved(path, xs, ys) for path in board.router.paths])
    return (plain, final.paths) if final.cost() < router.cost() else (grid, paths)


def _search(net: Net, board: Board, moves: Moves, tries: int) -> bool:
    """Try moves until none helps or `tries` are used up; return whether any was made."""
    changed, improved = False, True
    while improved:
        improved = False
        for v in _dearest_first(net, board.router):
            for move in moves.of(v):
                if not tries:
                    return changed
                tries -= 1
                if board.try_move(move):
                    changed = improved = True
                    break
    return changed


def _dearest_first(net: Net, router: Router) -> list[int]:
    """Return the nodes of edges that cross or make detours, the most expensive first."""
    extra = []
    for e in net.edges:
        cost = router.plain[e] + router.laid.meeting_cost(router.paths[e], float("inf"))
        extra.append(cost - router.distance(e))
    score = [sum(extra[e] for e in edges if extra[e] >= DETOUR) for edges in net.touching]
    return sorted((v for v in range(len(net.lane)) if score[v]), key=lambda v: (-score[v], v))


def tries_for(edges: int) -> int:
    """Return how many moves are tried for a diagram of so many edges; beyond `LARGE` no eye sees what they gain."""
    if edges <= SMALL:
        return TINY_TRIES if edges <= TINY else FEW_TRIES
    return MANY_TRIES if edges <= LARGE else 0


def is_quick(edges: int, *, near: bool = False) -> bool:
    """Return whether the best layout of a diagram of so many edges should not be put off.

    Small ones are refined in no time; of large ones nothing is refined, so that only a draft `near` another drawing,
    where there is a plan for one, comes sooner.
    """
    return edges <= SMALL or (edges > LARGE and not near)
