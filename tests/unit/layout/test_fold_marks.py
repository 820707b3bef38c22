"""Marks of cut lines: none touches another one, and no line runs through one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from folded_checks import folded_problems
from hostile_diagrams import hostile
from hypothesis import given
from hypothesis import strategies as st
from layout_checks import chart

from webapp.layout import LayoutOptions, lay_out
from webapp.layout.fold.cuts import possible_cuts
from webapp.layout.fold.mark_places import LINE_PITCH, place_marks, spread


def test_lines_with_room_between_them_lead_straight_to_their_marks():
    places = place_marks([(0.0, 200.0, [40.0, 60.0, 100.0])])

    assert [(line, place.y, place.level) for line, place in places.by_line.items()] == [
        (40.0, 40.0, 0),
        (60.0, 60.0, 0),
        (100.0, 100.0, 0),
    ]
    assert (places.levels, places.tracks) == (1, 0)


def test_marks_that_would_touch_stand_behind_each_other():
    places = place_marks([(0.0, 200.0, [40.0, 52.0, 64.0])])

    assert [place.level for place in places.by_line.values()] == [0, 1, 0]
    assert places.levels == 2


def test_lines_that_are_too_near_fan_out_and_who_goes_furthest_turns_first():
    places = place_marks([(0.0, 200.0, [96.0, 98.0, 100.0, 102.0, 104.0])]).by_line

    assert [place.y for place in places.values()] == [81.0, 90.5, 100.0, 109.5, 119.0]
    assert [place.track for place in places.values()] == [0, 1, None, 1, 0]


@given(st.binary(min_size=2, max_size=40))
def test_spread_lines_keep_their_order_and_their_distance(drawn):
    # One draw of bytes for all lines: a draw for each took most of the time.
    lines = sorted({10 + 290 * int.from_bytes(drawn[i : i + 2]) / 0xFFFF for i in range(0, len(drawn) - 1, 2)})

    places = spread(lines, 8.0, 312.0)

    assert all(b - a >= LINE_PITCH - 1e-6 for a, b in pairwise(places))
    assert all(8.0 - 1e-6 <= place <= 312.0 + 1e-6 for place in places)


def test_where_there_is_no_room_the_distance_shrinks():
    assert spread([50.0, 51.0, 52.0], 48.0, 54.0) == pytest.approx([48.0, 51.0, 54.0])


def test_no_cut_goes_through_a_line_that_two_edges_share():
    drawn = lay_out(chart("0[1] 0[2] 0<3>", "1r>3l 2r>3l"), LayoutOptions(fold=0))
    first, second = (edge.points for edge in drawn.edges)

    cuts = [cut.x for cut in possible_cuts(drawn)]

    assert first[-1] == second[-1]
    assert not [x for x in cuts if second[-2].x <= x <= second[-1].x]


def test_edges_that_end_together_have_marks_of_their_own_where_a_drawing_is_folded():
    drawn = lay_out(hostile(198), LayoutOptions(fold=1400, refine=True))

    assert folded_problems(drawn) == []
