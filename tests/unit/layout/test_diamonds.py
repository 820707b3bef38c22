"""The slant of a diamond gives its edges room, and no crowd makes a needle or a giant of it."""

from __future__ import annotations

import pytest
from hostile_diagrams import hostile
from layout_checks import chart, problems

from webapp.domain import Node, Shape, Side
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.geometry import Point
from webapp.layout.measure.sizes import NodeSize, measure_node


def diamond(ports: dict[Side, float], loops: tuple[tuple[Side, Side], ...] = (), *, one_way: bool = False) -> NodeSize:
    return measure_node(Node("n1", "CI", Shape.DIAMOND, "Hub"), ports, loops, one_way)


def test_a_few_edges_leave_a_diamond_as_its_words_ask():
    assert diamond({Side.LEFT: 1, Side.RIGHT: 3, Side.BOTTOM: 2})[:2] == diamond({})[:2]


def test_sixteen_edges_that_enter_one_side_make_no_needle():
    width, height, _ = diamond({Side.RIGHT: 16}, one_way=True)

    assert height <= 3 * width


def test_crowds_at_all_sides_share_the_slant():
    width, height, _ = diamond({Side.RIGHT: 12, Side.LEFT: 12, Side.TOP: 12, Side.BOTTOM: 12})

    assert width == pytest.approx(height, abs=2)


def test_an_edge_from_a_side_of_a_diamond_to_itself_is_as_high_as_that_of_a_rectangle():
    boxes = lay_out(chart("0[1] 0<2>", "1r>1r 2r>2r"))

    assert [abs(edge.points[0].y - edge.points[-1].y) for edge in boxes.edges] == [14, 14]


@pytest.mark.parametrize("seed", [131, 379])
def test_labels_of_a_diamond_hub_stand_free(seed):
    assert problems(lay_out(hostile(seed))) == []


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("seed", [131, 379, 395])
def test_edges_end_near_the_corners_of_a_diamond_hub(seed, direction):
    geometry = lay_out(hostile(seed), LayoutOptions(direction=direction))
    box = next(node.box for node in geometry.nodes if node.id == "n1")
    ends = [edge.points[0] if edge.source == "n1" else edge.points[-1] for edge in geometry.edges]

    depths = [min(end.x - box.x, box.x + box.width - end.x, end.y - box.y, box.y + box.height - end.y) for end in ends]
    assert max(depths) < 12


def test_two_edges_of_one_side_of_a_diamond_part_at_its_tip():
    drawn = lay_out(chart("0(1) 0<2> 0[3] 0[4]", "1r>2l 2r>3l:Yes 2r>4l:No"))

    tip = Point(drawn.nodes[1].box.x + drawn.nodes[1].box.width, drawn.edges[0].points[-1].y)
    assert drawn.edges[1].points[0] == drawn.edges[2].points[0] == tip
    assert problems(drawn) == []


def test_two_edges_meet_before_the_tip_of_a_diamond_that_they_enter():
    drawn = lay_out(chart("0[1] 0[2] 0<3>", "1r>3l 2r>3l"))

    first, second = (edge.points for edge in drawn.edges)
    assert first[-1] == second[-1]
    assert len(second) == 4
    assert problems(drawn) == []
