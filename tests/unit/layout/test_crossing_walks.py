"""Whether two paths must cross where they share a stretch follows from how they part at its two ends."""

from __future__ import annotations

import pytest

from webapp.layout.route.crossings import crosses_on_stretch, side_at_parting
from webapp.layout.route.paths import path_through

EAST, SOUTH, WEST, NORTH = range(4)

# Both run along y = 0 between x = 2 and x = 6; `straight` goes on at both ends.
straight = path_through([(0, 0), (8, 0)], 0)
from_above_to_above = path_through([(2, -4), (2, 0), (6, 0), (6, -4)], 1)
from_above_to_below = path_through([(2, -4), (2, 0), (6, 0), (6, 4)], 1)
from_below_to_above = path_through([(2, 4), (2, 0), (6, 0), (6, -4)], 1)


def test_an_edge_that_turns_right_parts_to_the_right():
    assert side_at_parting(from_above_to_below, 1, straight, 0, EAST) == 1
    assert side_at_parting(straight, 0, from_above_to_below, 1, EAST) == -1


def test_outward_the_other_way_right_is_the_other_side():
    assert side_at_parting(from_above_to_below, 1, straight, 0, WEST) == 1
    assert side_at_parting(from_below_to_above, 1, straight, 0, WEST) == -1


@pytest.mark.parametrize(
    ("other", "crosses"),
    [(from_above_to_above, False), (from_above_to_below, True), (from_below_to_above, True)],
    ids=["same side", "down through", "up through"],
)
def test_a_shared_stretch_costs_a_crossing_when_the_sides_change(other, crosses):
    assert crosses_on_stretch(other, 1, straight, 0) is crosses
    assert crosses_on_stretch(straight, 0, other, 1) is crosses


def test_paths_that_part_at_no_node_need_no_crossing():
    short = path_through([(2, 0), (6, 0), (6, 4)], 0)
    long = path_through([(2, 0), (8, 0)], 0)

    assert not crosses_on_stretch(short, 0, long, 0)


def test_a_stretch_that_goes_round_a_corner_is_counted_once():
    outer = path_through([(0, 2), (2, 2), (2, 6), (4, 6), (4, 3)], 0)
    inner = path_through([(2, 0), (2, 6), (9, 6)], 1)

    counted = [crosses_on_stretch(inner, i, outer, j) for i, j in ((0, 1), (1, 2))]

    assert counted == [True, False]
