"""Which row a chain takes where several would do."""

from __future__ import annotations

import pytest
from layout_checks import chart

from webapp.layout import layout


@pytest.mark.parametrize(
    ("edges", "above"),
    [("2r>3l 4t>3t 4r>1l", True), ("2r>3l 4b>3b 4r>1l", False)],
    ids=["with an edge at its top", "without an edge at its top"],
)
def test_only_a_node_with_an_edge_at_its_top_takes_a_new_row_above_all_others(edges, above):
    drawn = layout(chart("0[1] 1[2] 1[3] 1[4]", edges, lanes=2))
    y = {node.id: node.box.y for node in drawn.nodes}

    assert (y["n4"] < y["n2"]) is above
