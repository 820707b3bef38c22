"""Which row a chain takes where several would do."""

from __future__ import annotations

import pytest
from layout_checks import chart

from webapp.layout import lay_out


@pytest.mark.parametrize(
    ("edges", "above"),
    [("2r>3l 4t>3t 4r>1l", True), ("2r>3l 4b>3b 4r>1l", False)],
    ids=["with an edge at its top", "without an edge at its top"],
)
def test_only_a_node_with_an_edge_at_its_top_takes_a_new_row_above_all_others(edges, above):
    drawn = lay_out(chart("0[1] 1[2] 1[3] 1[4]", edges, lanes=2))
    y = {node.id: node.box.y for node in drawn.nodes}

    assert (y["n4"] < y["n2"]) is above


def rows(nodes: str, edges: str, lanes: int) -> dict[str, int]:
    return {node.id: node.row for node in lay_out(chart(nodes, edges, lanes)).nodes}


def test_the_straight_way_out_of_a_lane_stays_free_though_rows_grow_down_elsewhere():
    found = rows("0[1] 0[2] 0[3] 0[4] 1[5]", "1r>2l 3r>2l 1b>5t", lanes=2)

    assert found["n1"] > found["n3"] > found["n4"]


def test_rows_grow_down_even_where_an_edge_at_a_side_leads_up_to_another_lane():
    found = rows("0[1] 1[2] 1[3] 2[4]", "2r>4l 3r>1l", lanes=3)

    assert (found["n2"], found["n3"]) == (0, 1)


def test_rows_have_equal_air_above_and_below_where_one_line_runs_along_a_border():
    drawn = lay_out(chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l 1t>3t"))

    lane, node = drawn.lanes[0].box, drawn.nodes[0].box
    assert node.y - lane.y == lane.y + lane.height - node.y - node.height
