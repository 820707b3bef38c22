from __future__ import annotations

import pytest

from webapp.layout.geometry import Point
from webapp.render.curves import arrow_head, distinct, rounded


def test_a_straight_edge_is_one_cubic_that_ends_where_its_arrow_begins():
    curve = rounded([Point(0, 0), Point(38, 0)])

    assert curve == [(0, 0), (10, 0), (20, 0), (30, 0)]


def test_a_corner_is_rounded_by_seven_pixels():
    curve = rounded([Point(0, 0), Point(100, 0), Point(100, 100)])

    assert len(curve) == 3 * 3 + 1
    assert curve[3] == (93, 0)
    assert curve[6] == (100, 7)
    assert curve[4] == pytest.approx((96.8661, 0))


def test_a_corner_takes_at_most_half_of_a_short_piece():
    curve = rounded([Point(0, 0), Point(6, 0), Point(6, 50)])

    assert curve[3] == (3, 0)


def test_an_arrow_points_at_the_end_of_its_edge():
    assert arrow_head([Point(0, 0), Point(0, 50)]) == ((-2.8, 42), (0, 50), (2.8, 42))


def test_points_in_the_same_place_count_once():
    assert distinct([Point(0, 0), Point(0, 0), Point(5, 0), Point(5, 0)]) == [Point(0, 0), Point(5, 0)]


def test_an_edge_of_no_length_can_still_be_drawn():
    assert len(rounded([Point(3, 3), Point(3, 3)])) == 4
