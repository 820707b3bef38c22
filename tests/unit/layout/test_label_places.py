"""Where a label may stand, and which channel gives it room where it finds no place."""

from __future__ import annotations

from itertools import pairwise, permutations
from math import hypot

import pytest
from layout_checks import chart, problems

from webapp.layout import LayoutOptions, lay_out
from webapp.layout.draw.coordinates import Frame
from webapp.layout.draw.labels import place_labels
from webapp.layout.draw.tracks import Tracks
from webapp.layout.draw.widening import ExtraSpace, widen_for_labels
from webapp.layout.geometry import Box, Point
from webapp.layout.measure.sizes import LabelSize
from webapp.layout.net import compile_net
from webapp.layout.place.grid import build_grid

LABEL = LabelSize(40, 13, ("Label",))
NONE = LabelSize(0, 0, ())
ABOVE, BELOW = 134.0, 153.0
"""Tops of a label over and under a line at 150."""
PAGE = Frame([], [], {}, 600.0, [0.0, 300.0], {}, 110.0)
LINE = (Point(200, 150), Point(400, 150))


def tops(*lines: tuple[Point, ...], frame: Frame = PAGE, boxes: tuple[Box, ...] = ()) -> list[float]:
    """Return the top of the label of each line but those of two points at the end, which bear none."""
    labels = [LABEL] + [NONE] * (len(lines) - 1)
    placed, blocked = place_labels(frame, boxes, lines, labels, (), upright=False)
    assert blocked == []
    return [box.y for box in placed if box]


def test_a_label_stands_over_its_line():
    assert tops(LINE) == [ABOVE]


@pytest.mark.parametrize(("gap", "top"), [(9, ABOVE), (7, BELOW)])
def test_a_label_keeps_its_distance_from_lines_of_other_edges(gap, top):
    other = (Point(120, ABOVE - gap), Point(500, ABOVE - gap))

    assert tops(LINE, other) == [top]


def test_a_label_between_lines_comes_nearer_to_them_rather_than_go_without_a_place():
    above, below = ((Point(120, y), Point(500, y)) for y in (ABOVE - 4, BELOW + LABEL.height + 4))

    assert tops(LINE, above, below) == [ABOVE]


@pytest.mark.parametrize(("gap", "stays"), [(5, True), (3, False)])
def test_two_labels_keep_their_distance(gap, stays):
    # The second line begins where its label would stand this far to the right of the first one's.
    first = (Point(200, 150), Point(201, 150))
    start = 205 + LABEL.width + gap - 5
    second = (Point(start, 150), Point(start + 150, 150))

    (one, two), blocked = place_labels(PAGE, (), (first, second), [LABEL, LABEL], (), upright=False)

    assert blocked == []
    assert (one.x, one.y) == (205, ABOVE)
    assert ((two.x, two.y) == (start + 5, ABOVE)) is stays


def test_a_label_lies_on_the_border_of_a_lane_only_where_there_is_no_other_place():
    bordered = Frame([], [], {}, 600.0, [0.0, 140.0, 300.0], {}, 110.0)
    node_below = Box(120, BELOW, 470, 40)

    assert tops(LINE, frame=bordered) == [BELOW]
    assert tops(LINE, frame=bordered, boxes=(node_below,)) == [ABOVE]


@pytest.mark.parametrize(
    ("edge", "space"),
    [
        ("1r>2l", ExtraSpace(before={2 * 2 + 1: 40})),
        ("1l>2r", ExtraSpace(after={2 * 0 + 1: 40})),
        ("1b>2t", ExtraSpace(before={2 * 2: 17, 2 * 2 + 1: 20})),
        ("1t>2b", ExtraSpace(before={2 * 2 + 1: 20}, after={2 * 0: 17})),
    ],
    ids=["right", "left", "bottom", "top"],
)
def test_a_label_without_a_place_gets_room_at_the_side_where_its_edge_leaves(edge, space):
    net = compile_net(chart("0[1] 0[2]", edge))
    grid = build_grid(net, [0, 1], [0, 0], [1])
    found = ExtraSpace()

    widen_for_labels(net, grid, [()], Tracks([], []), [0], [LABEL], found, turn=1)

    assert found == space


QUESTIONS = "0[1] 1[2]", " ".join(f"1b>2t:Question{i} 2t>1b:Answer{i}" for i in range(1, 7))
TRIPLE = "0<1> 0[2] 0[3] 1[4]", "1r>2l:Yes 1r>3l:No 1b>4t:Perhaps 4t>1b:Again"


@pytest.mark.parametrize("texts", [QUESTIONS, TRIPLE], ids=["questions", "branches"])
@pytest.mark.parametrize("direction", ["right", "down"])
def test_no_label_is_near_to_the_line_of_another_edge(texts, direction):
    edges = lay_out(chart(*texts, lanes=2), LayoutOptions(direction=direction)).edges
    assert sum(edge.label_box is not None for edge in edges) == len(edges)

    for edge, other in permutations(edges, 2):
        if edge.label_box:
            assert gap(edge.label_box, other.points) >= 8


def gap(box: Box, points: tuple[Point, ...]) -> float:
    """Return the distance of a box from the nearest piece of a line."""
    return min(
        hypot(
            max(min(a.x, b.x) - box.x - box.width, box.x - max(a.x, b.x), 0),
            max(min(a.y, b.y) - box.y - box.height, box.y - max(a.y, b.y), 0),
        )
        for a, b in pairwise(points)
    )


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("shape", ["<1>", "(1)"])
def test_labels_of_lines_that_leave_one_side_of_a_slanted_or_round_node_stand_at_one_height(shape, direction):
    diagram = chart(f"0{shape} 0[2] 1[3] 1[4]", "1r>2l 1b>3t:No 1b>4t:Handoff", lanes=2)

    boxes = [edge.label_box for edge in lay_out(diagram, LayoutOptions(direction=direction)).edges if edge.label_box]

    assert len({box.y for box in boxes}) == 1
    assert problems(lay_out(diagram)) == []


def test_a_label_without_a_place_beside_its_line_stands_beyond_the_lines_next_to_it():
    crowd = "1t>1r 1r>1r 1t>1l 2t>2l 2t>2l 2r>2l 2l>2b 2b>2r 2b>2r 2l>2b 2t>1l"

    drawn = lay_out(chart("0<1> 1<2>", f"{crowd} 1b>2t 1b>2t:No 1b>2t:Later 1b>2t 1b>2t", lanes=2))

    assert problems(drawn) == []
