"""Nodes moved within their lane, extracted, duplicated, pasted and renumbered."""

from __future__ import annotations

import pytest
from dsl_texts import SHOP

from webapp.domain import Shape
from webapp.dsl import parse
from webapp.dsl.edits import (
    AddNode,
    Duplicate,
    ExtractLane,
    MoveNode,
    Paste,
    RemoveEdge,
    RemoveNode,
    Renumber,
    apply,
)
from webapp.errors import EditRefused

PACK, SENT = '    n3: rectangle label:"Pack"\n', '    n4: circle label:"Sent"\n'


@pytest.mark.parametrize("operation", [MoveNode("n4", before="n3"), MoveNode("n3", "Store", after="n4")])
def test_two_nodes_of_a_lane_change_places_and_their_edges_stay(operation):
    assert apply(SHOP, [operation]).text == SHOP.replace(PACK + SENT, SENT + PACK)


@pytest.mark.parametrize("operation", [MoveNode("n4", after="n3"), MoveNode("n3", "Store", before="n4")])
def test_a_node_that_stands_there_already_is_not_moved(operation):
    assert apply(SHOP, [operation]).edits == ()


def test_a_neighbour_in_another_lane_says_the_lane_too():
    result = apply(SHOP, [MoveNode("n4", after="n1")])

    assert f"begins here\n{SENT}    n2: rectangle" in result.text
    assert "    n3.handle(right) -> Sales.n4.handle(left)\n" in result.text


def test_a_new_node_can_come_before_another_one():
    assert apply(SHOP, [AddNode("Store", Shape.CIRCLE, before="n3")]).text == SHOP.replace(
        PACK, f"    n5: circle\n{PACK}"
    )


def test_extracted_nodes_get_a_lane_after_the_last_of_theirs_with_their_edges():
    result = apply(SHOP, [ExtractLane(("n3", "n2"), "Packing")])

    assert result.text.endswith(
        """\
}

Packing { # Packing
    n2: rectangle label:"Check"
    n3: rectangle label:"Pack"
    n2.handle(bottom) -> n3.handle(top) [label="ok"]
    n3.handle(right) -> Store.n4.handle(left)
}
"""
    )
    assert "    n1.handle(right) -> Packing.n2.handle(left)\n" in result.text
    assert result.created == (("lane", "Packing"),)
    assert (result.renamed, result.removed) == ({}, frozenset())


def test_copies_come_after_the_originals_with_the_edges_among_them():
    result = apply(SHOP, [Duplicate(("n3", "n2", "n2"))])

    assert result.created == (("node", "n5"), ("node", "n6"), ("edge", "n5-n6"))
    assert '    n2: rectangle label:"Check"\n    n5: rectangle label:"Check"\n' in result.text
    assert f'{PACK}    n6: rectangle label:"Pack"\n{SENT}' in result.text
    assert '    n5.handle(bottom) -> Store.n6.handle(top) [label="ok"]\n}' in result.text


def test_a_fragment_without_lanes_goes_to_the_named_one_after_its_neighbour():
    fragment = 'n1: circle label:"A"\nn7: diamond // why\nn1 -> n7\nn7.handle(right) -> n9.handle(left)\nloop [x] n1 n7'

    result = apply(SHOP, [Paste(fragment, "Sales", after="n1")])

    assert 'begins here\n    n8: circle label:"A"\n    n7: diamond\n    n2:' in result.text
    assert "    n8.handle(right) -> n7.handle(left)\n    loop [x] n8 n7\n}" in result.text
    assert result.created == (("node", "n8"), ("node", "n7"), ("edge", "n8-n7"), ("loop", "loop-1"))


def test_lanes_of_a_fragment_are_found_by_their_id_or_added():
    fragment = "Store {\nn1: circle\nn1.handle(bottom) -> Bank.n2.handle(top)\n}\nBank { # The bank\nn2: circle\n}"

    result = apply(SHOP, [Paste(fragment)])

    assert "    n5: circle\n    n3.handle(right) -> n4.handle(left)\n" in result.text
    assert "    n5.handle(bottom) -> Bank.n6.handle(top)\n    loop" in result.text
    assert result.text.endswith("}\n\nBank { # The bank\n    n6: circle\n}\n")


def test_unknown_lanes_of_a_fragment_go_to_the_named_one():
    result = apply(SHOP, [Paste("Bank { # The bank\nn9: circle\n}\n", "Sales")])

    assert 'label:"Check"\n    n9: circle\n' in result.text
    assert "Bank" not in result.text


@pytest.mark.parametrize("after", [None, "n1"])
def test_a_fragment_finds_its_lane_where_there_is_no_choice(after):
    assert apply("A { # A\nn1: circle\n}\n", [Paste("n1: diamond", after=after)]).created == (("node", "n2"),)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        ("start: circle", "start"),
        ('start: circle label:"Begin"', "Begin"),
        ('check: taskbox description:"Look"', "Look"),
        ("n1: circle", "n2"),
    ],
)
def test_a_copy_of_a_node_whose_id_is_a_word_shows_what_the_node_shows(node: str, text: str):
    """The copy gets a number for its id, which would be shown in the place of the word."""
    pasted = apply("A { # A\n  n1: circle\n}\n", [Paste(f"  {node}\n")])

    [copy] = [one for one in parse(pasted.text).diagram.nodes if ("node", one.id) in pasted.created]
    assert copy.text == text


def test_a_duplicate_of_a_node_whose_id_is_a_word_shows_that_word():
    result = apply("A { # A\n  start: circle\n}\n", [Duplicate(("start",))])

    assert [node.text for node in parse(result.text).diagram.nodes] == ["start", "start"]


def test_a_whole_text_can_be_pasted_into_an_empty_one():
    result = apply("", [Paste(SHOP)])

    assert parse(result.text).diagram == parse(SHOP).diagram


def test_nodes_are_numbered_in_document_order_with_all_their_uses():
    text = SHOP.replace("n2", "n12").replace("n3", "n2")

    result = apply(text, [Renumber()])

    assert result.text == SHOP
    assert result.renamed == {
        ("node", "n12"): "n2",
        ("node", "n2"): "n3",
        ("edge", "n1-n12"): "n1-n2",
        ("edge", "n12-n2"): "n2-n3",
        ("edge", "n2-n4"): "n3-n4",
    }


def test_a_node_that_is_named_and_not_declared_is_never_taken_for_another_one():
    text = "A { # A\nn5: circle\nn7: circle\nn5.handle(right) -> n2.handle(left)\nloop [x] n5 n7\n}\n"

    assert apply(text, [Renumber()]).text == (
        "A { # A\nn1: circle\nn2: circle\nn1.handle(right) -> n3.handle(left)\nloop [x] n1 n2\n}\n"
    )


def test_what_was_made_in_one_step_is_named_as_it_is_called_in_the_end():
    result = apply(SHOP, [RemoveNode("n2"), AddNode("Store", Shape.CIRCLE), Duplicate(("n5",)), Renumber()])

    assert result.created == (("node", "n4"), ("node", "n5"))
    assert result.renamed == {("node", "n3"): "n2", ("node", "n4"): "n3", ("edge", "n3-n4"): "n2-n3"}
    assert result.removed == {("node", "n2"), ("edge", "n1-n2"), ("edge", "n2-n3")}


def test_a_parallel_edge_takes_the_number_of_one_that_went_and_is_still_itself():
    text = SHOP.replace("    n2.handle", "    n1.handle(top) -> n2.handle(top)\n    n2.handle")

    result = apply(text, [RemoveEdge("n1-n2")])

    assert result.renamed == {("edge", "n1-n2-2"): "n1-n2"}
    assert result.removed == {("edge", "n1-n2")}


def test_a_node_that_moves_to_another_lane_and_its_edges_are_still_the_same():
    result = apply(SHOP, [MoveNode("n2", "Store")])

    assert (result.renamed, result.removed) == ({}, frozenset())


def test_copies_of_neighbours_stand_behind_the_last_of_them_in_their_order():
    result = apply(SHOP, [Duplicate(("n4", "n3"))])

    assert f"{PACK}{SENT}{PACK.replace('n3', 'n5')}{SENT.replace('n4', 'n6')}" in result.text


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (MoveNode("n1"), "say where to move n1"),
        (MoveNode("n1", after="n1"), "n1 cannot be moved after or before itself"),
        (MoveNode("n1", after="n2", before="n3"), "either after or before"),
        (MoveNode("n1", "Sales", after="n3"), "n3 is not in the lane Sales"),
        (MoveNode("n1", after="n9"), "there is no node n9"),
        (Duplicate(()), "name at least one node"),
        (Duplicate(("n9",)), "there is no node n9"),
        (ExtractLane((), "X"), "name at least one node"),
        (ExtractLane(("n1",), " "), "a lane needs a label"),
        (ExtractLane(("n1",), "X", "Store"), "there is already a lane Store"),
        (Paste("n1: circle"), "choose a lane"),
        (Paste("n1: circle", "Bank"), "there is no lane Bank"),
        (Paste("n1: circle", after="n9"), "there is no node n9"),
        (Paste("n1: circle", "Sales", "n3"), "n3 is not in the lane Sales"),
        (Paste("some words"), "the pasted text has no nodes"),
        (Paste(""), "the pasted text has no nodes"),
        (Paste("flowchart TD\nA --> B"), "this text is Mermaid"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(operation, reason):
    with pytest.raises(EditRefused, match=reason):
        apply(SHOP, [operation])
