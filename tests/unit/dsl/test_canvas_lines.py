"""What gestures on edges and lanes do to the text, and what they leave alone."""

from __future__ import annotations

import pytest
from dsl_texts import SHOP, without

from webapp.domain import Shape, Side, TextEdit
from webapp.dsl.edits import (
    AddEdge,
    AddLane,
    AddNode,
    MoveLane,
    RemoveEdge,
    RemoveLane,
    UpdateEdge,
    UpdateLane,
    apply,
)


def test_a_new_edge_goes_after_the_last_one_of_its_sources_lane():
    result = apply(SHOP, [AddEdge("n4", "n1", Side.TOP, Side.BOTTOM, 'say "again"')])

    line = '    n4.handle(top) -> Sales.n1.handle(bottom) [label="say \\"again\\""]\n'
    assert result.text == SHOP.replace("    loop", line + "    loop")
    assert result.created == (("edge", "n4-n1"),)


def test_a_parallel_edge_has_the_next_number():
    result = apply(SHOP, [AddEdge("n1", "n2", Side.TOP, Side.TOP)])

    assert result.created == (("edge", "n1-n2-2"),)


def test_the_first_edge_of_a_lane_goes_after_its_nodes():
    text = "A { # A\n\tn1: circle\n\tn2: circle\n}\n"

    result = apply(text, [AddEdge("n1", "n2", Side.RIGHT, Side.LEFT)])

    assert result.text == "A { # A\n\tn1: circle\n\tn2: circle\n\tn1.handle(right) -> n2.handle(left)\n}\n"


def test_the_label_and_sides_of_an_edge_change_in_place():
    result = apply(SHOP, [UpdateEdge("n2-n3", label="yes", source_side=Side.RIGHT, target_side=Side.LEFT)])

    assert result.text == SHOP.replace(
        'n2.handle(bottom) -> Store.n3.handle(top) [label="ok"]',
        'n2.handle(right) -> Store.n3.handle(left) [label="yes"]',
    )
    assert len(result.edits) == 3


def test_the_label_of_an_edge_can_be_added_and_removed():
    added = apply(SHOP, [UpdateEdge("n1-n2", label="go")])
    removed = apply(added.text, [UpdateEdge("n1-n2", label="")])

    assert 'n1.handle(right) -> n2.handle(left) [label="go"]\n' in added.text
    assert removed.text == SHOP


def test_a_new_target_gets_its_lane_name():
    result = apply(SHOP, [UpdateEdge("n1-n2", target="n4")])

    assert result.text == SHOP.replace("-> n2.handle(left)", "-> Store.n4.handle(left)")
    assert result.renamed == {("edge", "n1-n2"): "n1-n4"}


def test_an_edge_with_a_new_source_moves_to_the_lane_of_that_source():
    result = apply(SHOP, [UpdateEdge("n2-n3", source="n4")])

    expected = without('n2.handle(bottom) -> Store.n3.handle(top) [label="ok"]')
    line = '    n4.handle(bottom) -> n3.handle(top) [label="ok"]\n'
    assert result.text == expected.replace("    loop", line + "    loop")
    assert result.renamed == {("edge", "n2-n3"): "n4-n3"}


def test_an_edge_without_handles_gets_the_side_that_is_set():
    text = "A { # A\nn1: circle\nn2: circle\nn1 -> n2\n}\n"

    assert apply(text, [UpdateEdge("n1-n2", source_side=Side.TOP)]).text == text.replace("n1 ->", "n1.handle(top) ->")


def test_removing_an_edge_removes_its_line():
    assert apply(SHOP, [RemoveEdge("n1-n2")]).text == without("n1.handle(right) -> n2.handle(left)")


def test_the_first_lane_and_its_first_node_can_be_made_in_an_empty_text():
    result = apply("", [AddLane("Sales desk"), AddNode("SalesDesk", Shape.CIRCLE, label="Start")])

    assert result.text == 'SalesDesk { # Sales desk\n  n1: circle label:"Start"\n}\n'
    assert result.created == (("lane", "SalesDesk"), ("node", "n1"))
    assert result.edits == (TextEdit(0, 0, result.text),)


def test_a_new_lane_goes_last_separated_like_the_others():
    result = apply(SHOP, [AddLane("Bank")])

    assert result.text == SHOP + "\nBank { # Bank\n}\n"


def test_a_new_lane_may_be_put_after_another_one():
    result = apply(SHOP, [AddLane("The bank", id="Bank", after="Sales")])

    assert result.text == SHOP.replace("}\n\nStore", "}\n\nBank { # The bank\n}\n\nStore")


@pytest.mark.parametrize(
    ("label", "name"),
    [("Sales", "Sales2"), ("1st line!", "Lane1stLine"), ("→", "Lane"), ("été 2", "Été2")],
)
def test_a_lane_without_id_gets_a_free_one_from_its_label(label, name):
    assert apply(SHOP, [AddLane(label)]).created == (("lane", name),)


def test_relabelling_a_lane_changes_only_its_label():
    assert apply(SHOP, [UpdateLane("Store", label="Our store")]).text == SHOP.replace("# Store", "# Our store")


def test_a_lane_without_label_gets_one():
    assert apply("A {\n}\n", [UpdateLane("A", label="Us")]).text == "A { # Us\n}\n"


def test_a_new_lane_id_is_written_wherever_the_old_one_was():
    result = apply(SHOP, [UpdateLane("Store", new_id="Depot")])

    assert result.text == SHOP.replace("Store {", "Depot {").replace("Store.n3", "Depot.n3")
    assert result.renamed == {("lane", "Store"): "Depot"}


@pytest.mark.parametrize("operation", [MoveLane("Store", before="Sales"), MoveLane("Sales", before=None)])
def test_two_lanes_change_places_with_their_comments_and_their_distance(operation):
    head, tail = SHOP.split("\n\n")

    assert apply(SHOP, [operation]).text == tail.rstrip("\n") + "\n\n" + head + "\n"


def test_removing_a_lane_removes_its_nodes_and_the_edges_to_them():
    result = apply(SHOP, [RemoveLane("Store")])

    assert (
        result.text
        == """\
// orders
Sales { # Sales desk
    n1: circle label:"Order" // begins here
    n2: rectangle label:"Check"
    n1.handle(right) -> n2.handle(left)
}
"""
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_removing_the_last_line_of_a_text_without_a_line_break_at_its_end_leaves_none_there(ending: str):
    lines = ["A { # A", "  n1: circle", "  n2: circle", "  n1.handle(right) -> n2.handle(left)"]
    kept = ending.join(lines[:3])

    result = apply(ending.join(lines), [RemoveEdge("n1-n2")])

    assert result.text == kept
    assert result.edits == (TextEdit(len(kept), len(kept) + len(ending) + len(lines[3]), ""),)
