"""Where badges of loops stand: right above the first node of their loop, so that they are taken for no other node's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from folded_checks import badge_problems
from layout_checks import chart

from webapp.domain import Diagram, Loop
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.draw.badges import BADGE_HEIGHT


def with_loops(diagram: Diagram, *loops: tuple[str, tuple[str, ...]]) -> Diagram:
    numbered = (Loop(f"loop-{number}", *loop) for number, loop in enumerate(loops, 1))
    return replace(diagram, loops=tuple(numbered))


@pytest.mark.parametrize("shape", ["[2]", "(2)", "<2>"])
def test_a_badge_stands_right_above_the_first_node_of_its_loop(shape: str):
    geometry = lay_out(with_loops(chart(f"0(1) 0{shape} 0[3]", "1r>2l 2r>3l"), ("each one", ("n2", "n3"))))
    node, badge = geometry.nodes[1].box, geometry.loops[0].box

    assert badge.y + BADGE_HEIGHT == node.y - 3
    if shape == "[2]":
        assert badge.x == node.x
    else:
        assert badge.x + badge.width / 2 == pytest.approx(node.x + node.width / 2)


def test_a_badge_leaves_the_line_that_enters_room_and_still_stands_above_its_node():
    flow = with_loops(chart("0(1) 1[2] 1[3]", "1r>2t 2r>3l", lanes=2), ("retry until signed in", ("n2", "n3")))
    geometry = lay_out(flow)
    node, badge = geometry.nodes[1].box, geometry.loops[0].box

    assert badge.y + BADGE_HEIGHT == node.y - 3
    assert 24 <= min(badge.x + badge.width, node.x + node.width) - max(badge.x, node.x) < 60
    assert badge_problems(geometry) == []


def test_a_long_condition_leaves_the_place_above_the_next_node_to_its_own_badge():
    flow = chart("1(1) 1[2] 1[3] 0[4]", "1r>2l 2r>3l 4b>1t", lanes=2)
    geometry = lay_out(with_loops(flow, ("until answered or given up", ("n1", "n2")), ("each one", ("n2", "n3"))))

    node = next(node.box for node in geometry.nodes if node.id == "n2")

    assert (geometry.loops[1].box.x, geometry.loops[1].box.y) == (node.x, node.y - 3 - BADGE_HEIGHT)
    assert badge_problems(geometry) == []


def test_an_upright_lane_is_wide_enough_for_the_badge_beside_the_line_that_enters():
    flow = with_loops(chart("0(1) 0[2] 0[3]", "1b>2t 2b>3t"), ("retry up to 4 times", ("n2", "n3")))
    geometry = lay_out(flow, LayoutOptions(direction="down"))

    assert geometry.loops[0].text == "retry up to 4 times"
    assert badge_problems(geometry) == []
