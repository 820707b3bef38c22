"""Many edges at one side, and several between the same two nodes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from layout_checks import chart, problems

from webapp.layout import LayoutOptions, lay_out
from webapp.layout.geometry import Geometry

SIDE_PAIRS = {"t": ("r", "t"), "b": ("t", "b"), "l": ("b", "l"), "r": ("l", "r")}


def lines_at(drawn: Geometry, name: str, side: str) -> list[float]:
    """Return where the edges that meet a side of a node stand a little before they do."""
    axis, along = ("x", "y") if side in "tb" else ("y", "x")
    box = next(node.box for node in drawn.nodes if node.id == name)
    far = {"t": box.y, "l": box.x, "b": box.y + box.height, "r": box.x + box.width}[side]
    out = far + (-10 if side in "tl" else 10)
    return sorted(
        getattr(a, axis)
        for edge in drawn.edges
        if name in (edge.source, edge.target)
        for a, b in pairwise(edge.points)
        if getattr(a, axis) == getattr(b, axis)
        and min(getattr(a, along), getattr(b, along)) <= out <= max(getattr(a, along), getattr(b, along))
    )


@pytest.mark.parametrize("leaves", [False, True])
@pytest.mark.parametrize("side", "tblr")
@pytest.mark.parametrize(("hub", "count", "most"), [("(", 13, 96), ("(", 15, 96), ("(", 17, 96), ("<", 15, 330)])
def test_the_lines_of_a_crowd_stand_apart_at_a_hub_that_stays_small(hub, count, most, side, leaves):
    out, into = SIDE_PAIRS[side]
    last = count + 1
    edges = [f"{last}{into}>{i}{out}" if leaves else f"{i}{out}>{last}{into}" for i in range(1, last)]
    nodes = " ".join(f"1[{i}]" for i in range(1, last)) + f" {2 * (side == 't')}{hub}{last}"
    drawn = lay_out(chart(nodes, " ".join(edges), lanes=3))

    box = next(node.box for node in drawn.nodes if node.id == f"n{last}")
    places = lines_at(drawn, f"n{last}", side)
    assert max(box.width, box.height) <= most
    assert len(places) == count
    assert min(b - a for a, b in pairwise(places)) > 5.99
    assert problems(drawn) == []


@pytest.mark.parametrize("hub", "(<")
def test_more_lines_than_fit_make_a_hub_larger_rather_than_come_nearer(hub):
    edges = " ".join(f"{i}r>41t" for i in range(1, 41))
    drawn = lay_out(chart(" ".join(f"0[{i}]" for i in range(1, 41)) + f" 1{hub}41", edges, lanes=2))

    places = lines_at(drawn, "n41", "t")
    assert len(places) == 40
    assert min(b - a for a, b in pairwise(places)) > 5.99
    assert problems(drawn) == []


@pytest.mark.parametrize(("out", "into"), ["rt", "bt"])
def test_lines_that_enter_do_not_join_one_that_leaves(out, into):
    edges = [f"{i}{out}>16{into}" if i % 2 else f"16{into}>{i}{out}" for i in range(1, 16)]
    drawn = lay_out(chart(" ".join(f"0[{i}]" for i in range(1, 16)) + " 1(16)", " ".join(edges), lanes=2))

    ends = sorted(edge.points[-1 if edge.target == "n16" else 0].x for edge in drawn.edges)
    assert min(b - a for a, b in pairwise(ends)) > 5.99
    assert problems(drawn) == []


def test_crowds_at_two_sides_of_a_circle_that_meet_do_not_cross():
    edges = [f"{i}r>31t" for i in range(1, 16)] + [f"{i}b>31l" for i in range(16, 31)]
    drawn = lay_out(chart(" ".join(f"0[{i}]" for i in range(1, 31)) + " 1(31)", " ".join(edges), lanes=2))

    above = max(drawn.edges[:15], key=lambda edge: -edge.points[-1].x).points[-1]
    beside = max(drawn.edges[15:], key=lambda edge: -edge.points[-1].y).points[-1]
    assert beside.x < above.x
    assert above.y < beside.y
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


@pytest.mark.parametrize("refine", [False, True])
def test_all_lines_of_a_crowd_go_straight_to_the_side_where_they_end(refine: bool):
    nodes = " ".join(f"{i}[{i + 1}]" for i in range(12)) + " 12(13)"
    edges = " ".join(f"{i + 1}r>13t" for i in range(12))

    drawn = lay_out(chart(nodes, edges, lanes=13), LayoutOptions(refine=refine))

    assert {len(edge.points) - 2 for edge in drawn.edges} == {1}
