"""Starts stand at the left, several of them beside each other; nodes beneath one node may be staggered."""

from __future__ import annotations

import pytest
from layout_checks import chart, problems

from webapp.domain import Diagram, Node, Shape
from webapp.layout import Hints, LayoutOptions, lay_out, remembered
from webapp.layout.geometry import Geometry


def cells(geometry: Geometry) -> dict[str, tuple[int, int]]:
    return {node.id: (node.column, node.row) for node in geometry.nodes}


def bends(geometry: Geometry) -> dict[str, int]:
    return {edge.id: len(edge.points) - 2 for edge in geometry.edges}


def test_the_first_start_stays_in_the_first_column_though_it_leads_far_to_the_right():
    found = cells(lay_out(chart("0(1) 1[2] 1[3] 1[4]", "1r>4t 2r>3l 3r>4l", lanes=2)))

    assert found["n1"][0] == 0


def test_several_starts_that_lead_straight_down_stand_beside_each_other_in_document_order():
    drawn = lay_out(chart("0(1) 0(2) 0(3) 1[4] 1[5] 1[6] 1(7)", "1b>4t 2b>5t 3b>6t 4r>7l 5r>7l 6r>7l", lanes=2))

    found = cells(drawn)
    assert [found[f"n{i}"][0] for i in (1, 2, 3)] == [found[f"n{i}"][0] for i in (4, 5, 6)] == [0, 1, 2]
    assert [bends(drawn)[edge] for edge in ("n1-n4", "n2-n5", "n3-n6")] == [0, 0, 0]


def test_a_request_and_its_reply_are_two_straight_lines_beside_each_other():
    drawn = lay_out(chart("0[1] 1[2]", "1b>2t:Question 2t>1b:Answer", lanes=2))

    assert bends(drawn) == {"n1-n2": 0, "n2-n1": 0}
    assert drawn.edges[0].points[0].x < drawn.edges[1].points[0].x
    assert problems(drawn) == []


def test_a_reply_to_a_side_where_others_end_goes_on_to_the_next_column():
    found = cells(lay_out(chart("0[1] 1[2] 0[3]", "1b>2t 2t>3b", lanes=2)))

    assert found["n3"][0] == found["n1"][0] + 1


def test_nodes_beneath_one_node_are_staggered_where_that_saves_bends():
    diagram = chart("0[1] 1[2] 1[3] 1[4] 2[5]", "1b>2t 1b>3t 1b>4t 2b>5t 3b>5t 4b>5t", lanes=3)

    chosen, stacked = lay_out(diagram), lay_out(diagram, LayoutOptions(hints=Hints(staggered=())))

    assert [cells(chosen)[f"n{i}"][0] for i in (2, 3, 4)] == [0, 1, 2]
    assert sum(bends(chosen).values()) < sum(bends(stacked).values())
    assert chosen.height < stacked.height


@pytest.mark.parametrize(("node", "handles", "there"), [(1, "b>t", [2, 3, 4]), (4, "t>b", [3, 2, 1])])
def test_of_nodes_in_lanes_of_their_own_only_the_furthest_stands_straight_below(node, handles, there):
    out, into = handles.split(">")
    edges = " ".join(f"{node}{out}>{i}{into}" for i in there)

    drawn = lay_out(chart("0[1] 1[2] 2[3] 3[4]", edges, lanes=4))

    assert [cells(drawn)[f"n{i}"][0] for i in there] == [1, 1, 0]
    assert sorted(bends(drawn).values()) == [0, 2, 2]


def test_a_fan_in_several_lanes_that_shares_one_stays_as_it_was_remembered():
    diagram = chart("0[1] 1[2] 1[3] 2[4]", "1b>2t 1b>3t 1b>4t", lanes=3)

    found = cells(lay_out(diagram, LayoutOptions(hints=Hints(staggered=("n1",)))))

    assert [found[f"n{i}"][0] for i in (2, 3, 4)] == [0, 1, 0]


def test_an_edit_remembers_what_is_staggered():
    diagram = chart("0[1] 1[2] 1[3] 1[4] 2[5]", "1b>2t 1b>3t 1b>4t 2b>5t 3b>5t 4b>5t", lanes=3)

    assert remembered(diagram, diagram, Hints(), {}) == {"staggered": ["n1"]}


@pytest.mark.parametrize("refine", [False, True])
def test_a_new_node_without_edges_moves_nobody_and_stands_right_of_what_its_lane_has(refine):
    before = chart("0[1] 1[2] 1[3]", "1b>2t:How 2r>3l", lanes=2)
    lone = Node("n4", "L0", Shape.RECTANGLE, "Step 4")
    after = Diagram(before.lanes, (before.nodes[0], lone, *before.nodes[1:]), before.edges)

    memory = remembered(before, after, Hints(), {})
    was = lay_out(before, LayoutOptions(refine=refine))
    now = lay_out(after, LayoutOptions(refine=refine, hints=Hints.from_json(memory)))

    boxes = {node.id: node.box for node in now.nodes}
    assert {node.id: node.box for node in was.nodes} == {name: box for name, box in boxes.items() if name != "n4"}
    assert boxes["n4"].x > boxes["n1"].x
    assert boxes["n4"].y == boxes["n1"].y
