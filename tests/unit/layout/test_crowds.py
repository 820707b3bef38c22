"""Many edges at one side, and several between the same two nodes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from layout_checks import chart, problems

from webapp.layout import lay_out


def test_a_circle_that_fifteen_edges_enter_is_no_larger_than_it_must_be():
    edges = " ".join(f"{i}r>16t" for i in range(1, 16))
    drawn = lay_out(chart(" ".join(f"0[{i}]" for i in range(1, 16)) + " 1(16)", edges, lanes=2))

    ends = sorted(edge.points[-1].x for edge in drawn.edges)
    assert drawn.nodes[-1].box.width <= 96
    assert min(b - a for a, b in pairwise(ends)) > 5
    assert problems(drawn) == []


@pytest.mark.parametrize(
    ("sides", "axis"), [("rl", "y"), ("lr", "y"), ("bt", "x"), ("tb", "x"), ("tt", "x"), ("rt", "y")]
)
def test_edges_between_the_same_two_sides_leave_in_document_order(sides, axis):
    drawn = lay_out(chart("0[1] 1[2]", " ".join([f"1{sides[0]}>2{sides[1]}"] * 3), lanes=2))

    places = [getattr(edge.points[0], axis) for edge in drawn.edges]
    assert places == sorted(places)
    assert problems(drawn) == []


def test_the_labels_of_questions_and_answers_stand_at_one_height_in_document_order():
    edges = [f"1b>2t:Question-{i}" for i in range(1, 7)] + [f"2t>1b:Answer-{i}" for i in range(1, 7)]
    drawn = lay_out(chart("0[1] 1[2] 1[3]", " ".join([*edges, "2r>3l"]), lanes=2))

    boxes = [edge.label_box for edge in drawn.edges if edge.label_box]
    assert len({box.y for box in boxes[:6]}) == len({box.y for box in boxes[6:]}) == 1
    assert all(a.x + a.width < b.x for a, b in pairwise(boxes))


def test_the_label_of_a_bow_stands_beyond_its_run():
    drawn = lay_out(chart("0[1] 0[2]", "1b>2t 2l>1l:Once-more"))

    bow = drawn.edges[1]
    assert bow.label_box is not None
    assert bow.label_box.x + bow.label_box.width < bow.points[1].x
    assert drawn.nodes[0].box.x - bow.points[1].x < 30
