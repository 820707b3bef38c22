"""Lanes upright and folded drawings owe their readers the same as flat ones; loops wear badges that touch nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from folded_checks import badge_problems, folded_problems, upright_problems
from hostile_diagrams import hostile
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_checks import chart
from test_every_drawing import diagrams

from webapp.domain import Loop, Side
from webapp.dsl import parse
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.draw.badges import MOST_AT_NODE
from webapp.layout.fold.cuts import Cut, choose_cuts, possible_cuts
from webapp.layout.fold.edge_pieces import pieces_of, shown_pieces
from webapp.layout.fold.lane_heights import lane_stretch
from webapp.layout.geometry import Box, Point

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))
DOWN = LayoutOptions(direction="down")
LONG = chart(
    " ".join(f"{i % 3}[{i}]" for i in range(1, 31)),
    " ".join(f"{i}r>{i + 1}l" for i in range(1, 30)) + " 30t>1t:again 5b>25b 20l>3r:back 12r>12b:self",
    lanes=3,
)


@pytest.mark.parametrize("options", [LayoutOptions(), DOWN, LayoutOptions(fold=900)], ids=["right", "down", "folded"])
def test_a_place_belongs_to_the_band_it_lies_in_or_else_to_the_nearest(options):
    geometry = lay_out(LONG, options)

    def distance(band: int, x: float, y: float) -> float:
        left, top, width, height = geometry.lanes[band].box
        return max(left - x, x - left - width, 0) + max(top - y, y - top - height, 0)

    for x, y in product(range(-20, int(geometry.width) + 40, 31), range(-20, int(geometry.height) + 40, 7)):
        distances = [distance(band, x, y) for band in range(len(geometry.lanes))]
        assert geometry.band_at(Box(x, y, 0, 0)) == distances.index(min(distances))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_stands_upright_without_a_flaw(sample):
    geometry = lay_out(parse(sample.read_text(encoding="utf-8")).diagram, DOWN)

    assert upright_problems(geometry) == []
    assert badge_problems(geometry) == []


@pytest.mark.parametrize("width", [700, 1000, 1400, 2000])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_folded_without_a_flaw(sample, width):
    geometry = lay_out(parse(sample.read_text(encoding="utf-8")).diagram, LayoutOptions(fold=width))

    assert folded_problems(geometry) == []
    assert badge_problems(geometry) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_badges_of_loops_touch_nothing(sample):
    geometry = lay_out(parse(sample.read_text(encoding="utf-8")).diagram)

    assert badge_problems(geometry) == []


def test_a_badge_that_finds_no_room_gets_some():
    busy = chart("0<1> 1[2] 2[3]", "2t>1b 2t>1b 1b>2t:go 2l>2t 2t>2r 2t>1r 1l>2t 2l>1l 2r>1r 2b>3t", lanes=3)

    geometry = lay_out(replace(busy, loops=(Loop("loop-1", "until everything is done", ("n2", "n3")),)))

    assert badge_problems(geometry) == []


def test_two_loops_at_one_node_have_badges_side_by_side():
    loops = (Loop("loop-1", "once", ("n1", "n2")), Loop("loop-2", "twice", ("n1",)))

    geometry = lay_out(replace(chart("0[1] 0[2]", "1r>2l 2b>1b"), loops=loops))

    assert [loop.text for loop in geometry.loops] == ["once", "twice"]
    assert badge_problems(geometry) == []


@pytest.mark.parametrize(("out", "into"), list(product("lrtb", "lrtb")))
def test_every_pair_of_handles_is_kept_in_upright_lanes(out, into):
    geometry = lay_out(chart("1[1] 0<2> 1(3)", f"1{out}>2{into}:Yes 3{out}>1{into}", lanes=2), DOWN)

    assert upright_problems(geometry) == []


def test_upright_lanes_stand_side_by_side_in_document_order_with_their_names_on_top():
    geometry = lay_out(chart("0[1] 1[2]", "1r>2l", lanes=3), DOWN)

    assert all(a.box.x + a.box.width == b.box.x for a, b in pairwise(geometry.lanes))
    assert {lane.header_box.y for lane in geometry.lanes} == {0}


def test_downwards_bottom_to_top_leads_on_and_right_to_left_changes_lanes_on_one_level():
    geometry = lay_out(chart("0[1] 0[2] 1[3]", "1b>2t 2r>3l", lanes=2), DOWN)

    first, second, third = geometry.nodes
    assert first.box.y + first.box.height < second.box.y
    assert second.box.y == third.box.y
    assert [edge.target_side for edge in geometry.edges] == [Side.TOP, Side.LEFT]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(diagrams(), st.sampled_from([DOWN, LayoutOptions(fold=400), LayoutOptions(fold=700)]))
def test_diagrams_without_manners_are_drawn_without_a_flaw_in_every_shape(diagram, shape):
    geometry = lay_out(diagram, shape)

    assert (upright_problems if shape == DOWN else folded_problems)(geometry) == []


def test_a_long_diagram_with_ways_back_and_loops_is_folded_without_a_flaw():
    geometry = lay_out(LONG, LayoutOptions(fold=1200))

    assert geometry.rows > 3
    assert folded_problems(geometry) == []


@pytest.mark.parametrize("seed", [67, 75, 123, 150])
def test_lines_crowded_at_a_hub_fan_out_to_marks_of_their_own_where_a_fold_cuts_them(seed):
    geometry = lay_out(hostile(seed), LayoutOptions(fold=1400))

    assert geometry.rows > 1
    assert folded_problems(geometry) == []


def test_every_row_has_every_lane_at_one_width():
    geometry = lay_out(LONG, LayoutOptions(fold=1200))

    assert [lane.id for lane in geometry.lanes[:6]] == ["L0", "L1", "L2", "L0.2", "L1.2", "L2.2"]
    assert len({(lane.box.x, lane.box.width) for lane in geometry.lanes}) == 1


def test_a_lane_that_holds_nothing_in_a_row_is_low():
    geometry = lay_out(chart("0[1] 0[2] 0[3] 0[4] 1[5]", "1r>2l 2r>3l 3r>4l 4r>5l", lanes=2), LayoutOptions(fold=600))

    assert next(lane.box.height for lane in geometry.lanes if lane.label == "Lane 1") == 28


def test_a_drawing_that_is_narrow_enough_is_not_folded():
    diagram = chart("0[1] 0[2]", "1r>2l")

    assert lay_out(diagram, LayoutOptions(fold=2000)) == lay_out(diagram)


def test_the_marks_of_a_gap_bear_one_number_and_an_edge_jumps_over_rows_without_its_nodes():
    geometry = lay_out(LONG, LayoutOptions(fold=1200))

    back = next(edge for edge in geometry.edges if edge.id == "n30-n1")
    assert len(back.pieces) == 2
    assert [mark.leaves for mark in back.marks] == [True, False]
    assert back.marks[0].number == back.marks[1].number


def test_the_layouts_of_blue_green_upright_and_folded_are_the_accepted_ones(golden, blue_green):
    diagram = parse(blue_green).diagram

    golden("layout/blue-green-down.json", lay_out(diagram, DOWN).to_json())
    golden("layout/blue-green-folded.json", lay_out(diagram, LayoutOptions(fold=1400)).to_json())


def test_cuts_prefer_places_that_few_lines_cross():
    cuts = [Cut(400, 5), Cut(500, 1), Cut(600, 5)]

    assert choose_cuts(cuts, 0, 1000, 700) == [Cut(500, 1)]


def test_a_row_may_be_shorter_where_fewer_lines_are_cut():
    assert choose_cuts([Cut(500, 5), Cut(600, 1)], 0, 1000, 700) == [Cut(600, 1)]


@pytest.mark.parametrize(("lines", "places"), [(8, [500]), (9, [300, 700])])
def test_a_further_row_is_worth_eight_lines(lines, places):
    cuts = [Cut(300, 0), Cut(500, lines), Cut(700, 0)]

    assert [cut.x for cut in choose_cuts(cuts, 0, 1000, 500)] == places


def test_no_more_cuts_than_needed_are_chosen():
    cuts = [Cut(x, 0) for x in range(100, 1000, 100)]

    assert [cut.x for cut in choose_cuts(cuts, 0, 1000, 500)] == [500]


def test_columns_wider_than_a_row_stay_whole():
    assert choose_cuts([Cut(900, 1)], 0, 1000, 300) == [Cut(900, 1)]


def test_a_cut_touches_no_node_label_or_upright_line():
    geometry = lay_out(LONG)

    for cut in possible_cuts(geometry):
        boxes = [node.box for node in geometry.nodes] + [e.label_box for e in geometry.edges if e.label_box]
        assert not any(box.x <= cut.x <= box.x + box.width for box in boxes)
        assert not any(a.x == b.x == cut.x for edge in geometry.edges for a, b in pairwise(edge.points))


def test_a_line_is_cut_into_pieces_by_row_and_back_again():
    line = (Point(10, 0), Point(250, 0), Point(250, 50), Point(90, 50))

    pieces = pieces_of(line, [100, 200])

    assert [piece.row for piece in pieces] == [0, 1, 2, 1, 0]
    assert [piece.row for piece in shown_pieces(pieces, None)] == [0, 0]
    assert [piece.row for piece in shown_pieces(pieces, 2)] == [0, 2, 0]


def test_empty_parts_of_a_lane_are_drawn_together_and_what_it_holds_keeps_its_height():
    stretch = lane_stretch(100, 500, [(120, 168), (500, 548)], 28)

    assert stretch.at(120) == 20
    assert stretch.at(168) == 68
    assert stretch.at(500) == 108
    assert stretch.height == 176


def test_where_very_many_loops_begin_the_last_share_a_badge_that_counts_them():
    loops = tuple(Loop(f"loop-{i}", f"condition {i}", ("n1", "n2")) for i in range(1, 31))

    geometry = lay_out(replace(chart("0[1] 0[2]", "1r>2l"), loops=loops))

    assert [loop.id for loop in geometry.loops] == [loop.id for loop in loops]
    assert {loop.text for loop in geometry.loops[MOST_AT_NODE - 1 :]} == {"+23"}
    assert badge_problems(replace(geometry, loops=geometry.loops[:MOST_AT_NODE])) == []
