"""A node put into an edge, and one taken out with the gap closed."""

from __future__ import annotations

import pytest
from dsl_texts import SHOP, without

from webapp.domain import Shape
from webapp.dsl import is_valid, parse
from webapp.dsl.edits import InsertIntoEdge, RemoveNode, apply
from webapp.errors import EditRefused


def test_the_edge_keeps_its_source_side_and_label_and_leads_to_the_new_node():
    result = apply(SHOP, [InsertIntoEdge("n2-n3", Shape.RECTANGLE, "Wrap")])

    assert result.text == SHOP.replace('label:"Check"\n', 'label:"Check"\n    n5: rectangle label:"Wrap"\n').replace(
        'Store.n3.handle(top) [label="ok"]\n',
        'n5.handle(left) [label="ok"]\n    n5.handle(bottom) -> Store.n3.handle(top)\n',
    )
    assert result.created == (("node", "n5"), ("edge", "n5-n3"))
    assert result.renamed == {("edge", "n2-n3"): "n2-n5"}


def test_a_node_for_the_targets_lane_comes_before_the_target_and_its_comment():
    text = SHOP.replace("    n3: rect", "    // pack it\n    n3: rect")

    result = apply(text, [InsertIntoEdge("n2-n3", Shape.CIRCLE, lane="Store", id="n9")])

    assert "    n9: circle\n    // pack it\n    n3: rect" in result.text
    assert '-> Store.n9.handle(top) [label="ok"]\n' in result.text
    assert "    n9.handle(right) -> n3.handle(top)\n    loop" in result.text


def test_a_node_for_another_lane_gets_lane_names_on_both_edges():
    result = apply(SHOP, [InsertIntoEdge("n3-n4", Shape.CIRCLE, lane="Sales")])

    assert "    n3.handle(right) -> Sales.n5.handle(bottom)\n" in result.text
    assert "    n5.handle(bottom) -> Store.n4.handle(left)\n" in result.text
    assert is_valid(parse(result.text), strict=True)


def test_a_loop_over_both_ends_takes_the_new_node_in_between():
    result = apply(SHOP, [InsertIntoEdge("n3-n4", Shape.RECTANGLE)])

    assert "loop [until complete] n3 n5 n4\n" in result.text


def test_a_loop_over_one_end_does_not_take_the_new_node_in():
    text = SHOP.replace("complete] n3 n4", "complete] Sales.n1 n3")

    assert "loop [until complete] Sales.n1 n3\n" in apply(text, [InsertIntoEdge("n1-n2", Shape.RECTANGLE)]).text


def test_a_node_removed_from_the_last_line_takes_the_line_break_before_it_along():
    assert apply("n1: circle\r\nn2: circle", [RemoveNode("n2")]).text == "n1: circle"


def test_an_edge_from_a_node_to_itself_can_be_split():
    text = "A { # A\nn1: rectangle\nn1.handle(top) -> n1.handle(right)\n}\n"

    result = apply(text, [InsertIntoEdge("n1-n1", Shape.RECTANGLE)])

    assert "n1.handle(top) -> n2.handle(left)\nn2.handle(right) -> n1.handle(right)\n" in result.text


def test_the_second_of_two_parallel_edges_is_split_and_the_first_stays():
    text = SHOP.replace("    n2.handle", "    n1.handle(top) -> n2.handle(top)\n    n2.handle")

    result = apply(text, [InsertIntoEdge("n1-n2", Shape.RECTANGLE)])

    assert "    n1.handle(right) -> n5.handle(left)\n" in result.text
    assert result.renamed == {("edge", "n1-n2"): "n1-n5", ("edge", "n1-n2-2"): "n1-n2"}


def test_closing_the_gap_leads_the_edge_on_to_the_successor():
    result = apply(SHOP, [RemoveNode("n2", close_gap=True)])

    assert result.text == without(
        'n2: rectangle label:"Check"', 'n2.handle(bottom) -> Store.n3.handle(top) [label="ok"]'
    ).replace("-> n2.handle(left)", "-> Store.n3.handle(top)")
    assert result.renamed == {("edge", "n1-n2"): "n1-n3"}
    assert result.removed == {("node", "n2"), ("edge", "n2-n3")}


def test_closing_the_gap_leads_every_edge_on_and_each_keeps_its_label():
    text = SHOP.replace("    n3.handle", '    n4.handle(top) -> n3.handle(right) [label="again"]\n    n3.handle')
    text = text.replace("-> n4.handle(left)", "-> Sales.n1.handle(bottom)")

    result = apply(text, [RemoveNode("n3", close_gap=True)])

    assert '    n2.handle(bottom) -> n1.handle(bottom) [label="ok"]\n' in result.text
    assert '    n4.handle(top) -> Sales.n1.handle(bottom) [label="again"]\n' in result.text


def test_an_edge_without_handles_gets_none_where_the_usual_side_is_meant():
    text = "A { # A\nn1: circle\nn2: circle\nn3: circle\nn1 -> n2\nn2 -> n3\n}\n"

    assert apply(text, [RemoveNode("n2", close_gap=True)]).text == "A { # A\nn1: circle\nn3: circle\nn1 -> n3\n}\n"


def test_a_node_without_edges_leaves_no_gap():
    text = "A { # A\nn1: circle\n}\n"

    assert apply(text, [RemoveNode("n1", close_gap=True)]).text == "A { # A\n}\n"


@pytest.mark.parametrize(
    ("line", "node", "reason"),
    [
        ("", "n1", "n1 has no incoming edge"),
        ("", "n4", "n4 has no outgoing edge"),
        ("n2.handle(top) -> n1.handle(top)", "n2", r"n2 has several outgoing edges \(n2-n1, n2-n3\)"),
        ("n4.handle(top) -> n3.handle(top)", "n4", "would connect n3 to itself"),
    ],
)
def test_a_gap_that_cannot_be_closed_plainly_is_refused_with_the_reason(line, node, reason):
    text = SHOP.replace("    n2.handle", f"    {line}\n    n2.handle")

    with pytest.raises(EditRefused, match=reason):
        apply(text, [RemoveNode(node, close_gap=True)])
