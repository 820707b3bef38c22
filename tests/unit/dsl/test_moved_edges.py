"""Edges that stand in a foreign lane: they move to the lane of their source and keep their order in time."""

from __future__ import annotations

import pytest

from webapp.dsl import parse
from webapp.dsl.fixing import fix_text

NODES = {
    "A": "n1: circle",
    "B": "n2: rectangle",
    "C": "n3: diamond\nn4: rectangle\nn5: circle",
}


def lanes(**edges: str) -> str:
    """Return three lanes with their nodes and these edges."""
    return "".join(f"{name} {{ # {name}\n{NODES[name]}\n{edges.get(name, '')}}}\n" for name in NODES)


def targets(text: str, source: str) -> list[str]:
    """Return what the edges of a node lead to, in the order of the text."""
    return [edge.target for edge in parse(text).diagram.edges if edge.source == source]


def test_an_edge_goes_before_the_first_edge_of_its_lane_that_stood_after_it():
    text = lanes(
        B="n3.handle(left) -> n2.handle(left)\n",
        C="// then\nn3.handle(right) -> n4.handle(left)\nn3.handle(bottom) -> n5.handle(top)\n",
    )

    assert fix_text(text).text == lanes(
        C="n3.handle(left) -> B.n2.handle(left)\n// then\nn3.handle(right) -> n4.handle(left)\n"
        "n3.handle(bottom) -> n5.handle(top)\n"
    )


def test_an_edge_that_stood_after_all_edges_of_its_lane_goes_behind_them():
    text = lanes(A="n1 -> B.n2\n", C="n1.handle(right) -> n4.handle(left)\n")

    assert targets(fix_text(text).text, "n1") == ["n2", "n4"]


@pytest.mark.parametrize("first", ["n3.handle(left) -> n1.handle(left)", "n3 -> n1", "C.n3 -> n1 # x"])
def test_several_edges_keep_their_order_whatever_else_is_mended_on_their_lines(first):
    text = lanes(
        A=f"{first}\nn3.handle(top) -> n1.handle(top)\n",
        B="n3.handle(right) -> n2.handle(left)\n",
        C="n3.handle(right) -> n4.handle(left)\n",
    )

    assert [edge.target for edge in parse(fix_text(text).text).diagram.outgoing["n3"]] == ["n1", "n1", "n2", "n4"]
    assert [edge.source_side for edge in parse(fix_text(text).text).diagram.outgoing["n3"]][1] == "top"


def test_edges_below_their_lane_keep_their_order_too():
    text = lanes(B="n1 -> n2\nn1.handle(top) -> C.n4.handle(left)\n", C="n1.handle(top) -> C.n5.handle(left)\n")

    assert targets(fix_text(text).text, "n1") == ["n2", "n4", "n5"]
