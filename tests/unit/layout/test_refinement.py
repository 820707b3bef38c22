"""Refinement moves nodes where that makes the drawing better, and owes its reader all that every drawing does."""

from __future__ import annotations

import pytest
from hostile_diagrams import hostile
from layout_checks import chart, problems

from webapp.layout import LayoutOptions, lay_out
from webapp.layout.net import compile_net
from webapp.layout.place.starts import first_starts
from webapp.layout.refine.compaction import doubled, moved
from webapp.layout.route.paths import path_through


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, 20))
def test_hostile_diagrams_are_drawn_without_a_flaw(first):
    flaws = {seed: problems(lay_out(hostile(seed))) for seed in range(first, first + 20, 2)}

    assert [seed for seed in flaws if flaws[seed]] == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1, 200, 20))
def test_refined_hostile_diagrams_have_no_flaw_and_no_first_start_further_to_the_right(first):
    flawed, moved = [], []
    for seed in range(first, first + 20, 2):
        diagram = hostile(seed)
        plain, refined = lay_out(diagram), lay_out(diagram, LayoutOptions(refine=20))
        flawed += [seed] if problems(refined) else []
        starts = first_starts(compile_net(diagram))
        moved += [(seed, v) for v in starts if refined.nodes[v].column > plain.nodes[v].column]

    assert (flawed, moved) == ([], [])


@pytest.mark.slow
def test_refinement_gives_the_same_drawing_every_time():
    diagram = hostile(5)

    assert lay_out(diagram, LayoutOptions(refine=40)) == lay_out(diagram, LayoutOptions(refine=40))


def test_no_tries_change_nothing():
    diagram = hostile(8)

    assert lay_out(diagram, LayoutOptions(refine=0)) == lay_out(diagram)


def test_empty_rows_of_the_board_close_without_a_trace():
    path = path_through([(1, 3), (2, 3), (2, 6), (5, 6), (5, 7)], axis=0)
    across = range(10)

    closed = moved(path, across, [0, 0, 0, 1, 2, 2, 2, 3, 4])

    assert closed == path_through([(1, 1), (2, 1), (2, 2), (5, 2), (5, 3)], axis=0)


def test_a_path_that_would_fold_back_on_the_closed_board_is_given_up():
    path = path_through([(1, 7), (1, 4), (3, 4), (3, 6), (2, 6), (2, 8)], axis=1)

    assert moved(path, range(10), [0, 0, 0, 1, 2, 2, 2, 3, 4]) == ()


@pytest.mark.parametrize(("level", "onto"), [(0, 2), (1, 3), (2, 6), (3, 7), (4, 8)])
def test_rows_stand_between_empty_rows_on_the_board(level, onto):
    assert doubled(level, 2) == onto


def test_crossed_branches_are_uncrossed():
    tangled = chart("0[1] 0[2] 0[3] 0[4] 0[5]", "1r>4l 2r>5l 3r>4l 1b>5t 2t>4b")

    plain, refined = lay_out(tangled), lay_out(tangled, LayoutOptions(refine=200))

    assert sum(len(edge.points) for edge in refined.edges) <= sum(len(edge.points) for edge in plain.edges)
