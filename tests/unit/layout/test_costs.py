"""What a path costs alone, and among those that lie on the grid: every price of the router by itself."""

from __future__ import annotations

import pytest
from layout_checks import chart

from webapp.layout.net import compile_net
from webapp.layout.place.grid import Grid, build_grid
from webapp.layout.route.laid_paths import LaidPaths
from webapp.layout.route.paths import path_through

Corners = list[tuple[int, int]]
CROSSING = 1000.0


@pytest.fixture
def grid() -> Grid:
    """Three nodes in the upper of two rows: y 0 and 4 are channels at borders, 1 and 3 rows, 2 is between them."""
    return build_grid(compile_net(chart("0[1] 0[2] 0[3]")), [0, 1, 2], [0, 0, 0], [2])


@pytest.mark.parametrize(
    ("corners", "axis", "cost"),
    [
        ([(1, 1), (3, 1)], 0, 2 * 90),
        ([(1, 1), (1, 3)], 1, 2 * 48),
        ([(1, 1), (2, 1), (2, 3), (3, 3)], 0, 2 * 70 + 2 * 90 + 2 * 48),
        ([(1, 1), (1, 2), (3, 2), (3, 3)], 1, 2 * 70 + 2 * 48 + 2 * 99 + 4),
        ([(1, 1), (1, 0), (3, 0), (3, 1)], 1, 2 * 70 + 2 * 48 + 2 * 99 + 15),
    ],
    ids=["level in a row", "upright", "two bends", "in a channel between rows", "in a channel at a border"],
)
def test_a_path_alone_costs_its_length_its_bends_and_its_channels(grid: Grid, corners: Corners, axis: int, cost: float):
    assert LaidPaths(grid, CROSSING).plain_cost(path_through(corners, axis)) == pytest.approx(cost)


def test_a_path_that_is_much_longer_than_the_direct_way_costs_more_and_more(grid: Grid):
    laid = LaidPaths(grid, CROSSING)
    round_the_page = path_through([(1, 1), (1, 0), (6, 0), (6, 4), (3, 4), (3, 1)], 1)

    length, bends, channels = 2 * 48 * 4 + 90 * 8, 4 * 70, 0.1 * 90 * 8 + 2 * 15
    direct = 2 * 90 + 2 * 0.55 * 48
    excess = (length - 2 * 0.55 * 48) - 1.35 * direct - 120
    assert laid.plain_cost(round_the_page) == pytest.approx(length + bends + channels + 3 * excess + 220)


@pytest.mark.parametrize(
    ("there", "there_axis", "corners", "axis", "cost"),
    [
        ([(3, 1), (3, 3)], 1, [(1, 1), (1, 2), (5, 2), (5, 3)], 1, CROSSING),
        ([(1, 1), (1, 2), (3, 2), (3, 1)], 1, [(1, 3), (1, 2), (3, 2), (3, 3)], 1, 3),
        ([(1, 1), (1, 2), (3, 2), (3, 3)], 1, [(1, 3), (1, 2), (3, 2), (3, 1)], 1, 3 + CROSSING),
        ([(1, 1), (3, 1)], 0, [(1, 1), (5, 1)], 0, 20),
        ([(0, 1), (4, 1)], 0, [(2, 1), (6, 1)], 0, 150),
        ([(0, 1), (3, 1)], 0, [(2, 1), (6, 1)], 0, 40),
    ],
    ids=[
        "across another",
        "beside another in a channel",
        "from one side of another in a channel to its other side",
        "beside another from the same side of a node",
        "beside another on the line of a row",
        "beside another there for no more than one level",
    ],
)
def test_a_path_among_others_costs_what_it_meets(
    grid: Grid, there: Corners, there_axis: int, corners: Corners, axis: int, cost: float
):
    laid = LaidPaths(grid, CROSSING)
    laid.add(0, path_through(there, there_axis))

    assert laid.meeting_cost(path_through(corners, axis), float("inf")) == pytest.approx(cost)
