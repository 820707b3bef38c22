"""Cut edges lead through the margins side by side and cross there only if their order asks for it."""

from __future__ import annotations

from itertools import pairwise

from layout_checks import chart

from webapp.layout import LayoutOptions, lay_out
from webapp.layout.fold.folding import ROW_GAP, WAY_PITCH
from webapp.layout.fold.margin_ways import JumpEnds, ways_of


def _on(row: int, y: float, to: float | None = None) -> JumpEnds:
    """From the right end of a row to the left end of the next."""
    return JumpEnds((row, y), True, (row + 1, y if to is None else to), False)


def test_edges_that_keep_their_order_are_nested_in_both_margins_and_do_not_cross():
    ways = ways_of([_on(0, 10), _on(0, 40), _on(0, 70)])

    assert ways.out == [2, 1, 0]
    assert ways.across == [2, 1, 0]
    assert ways.into == [0, 1, 2]


def test_an_edge_that_stays_at_one_margin_needs_no_gap():
    ways = ways_of([JumpEnds((0, 10), True, (2, 10), True)])

    assert (ways.gaps, ways.left, ways.right) == ({}, 0, 1)


def test_ways_of_rows_far_from_each_other_share_a_track():
    ways = ways_of([_on(row, 10) for row in range(0, 40, 2)])

    assert (ways.left, ways.right) == (1, 1)


def test_a_way_over_many_rows_runs_outside_the_short_ones():
    ways = ways_of([_on(1, 10), JumpEnds((0, 10), True, (3, 10), True)])

    assert ways.out == [0, 1]


def test_an_edge_back_takes_the_gap_above_the_row_that_it_leaves():
    ways = ways_of([JumpEnds((2, 10), False, (0, 10), True)])

    assert ways.gaps == {1: 1}


def test_a_gap_is_only_as_high_as_the_ways_through_it_ask_for():
    steps = " ".join(f"0[{i}]" for i in range(1, 31))
    geometry = lay_out(chart(steps, " ".join(f"{i}r>{i + 1}l" for i in range(1, 30))), LayoutOptions(fold=700))

    bands = [lane.box for lane in geometry.lanes]
    assert {b.y - a.y - a.height for a, b in pairwise(bands)} == {ROW_GAP + WAY_PITCH}
