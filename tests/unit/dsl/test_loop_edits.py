"""What edits of loops do to the text, and what they leave alone."""

from __future__ import annotations

import pytest
from dsl_texts import SHOP, without

from webapp.dsl import parse
from webapp.dsl.edits import AddLoop, RemoveLoop, UpdateLoop, apply
from webapp.errors import EditRefused

LOOP = "loop [until complete] n3 n4"


def test_a_new_loop_goes_after_the_last_one_of_its_first_nodes_lane():
    result = apply(SHOP, [AddLoop("twice", ("n4", "n1"))])

    assert result.text == SHOP.replace(LOOP, f"{LOOP}\n    loop [twice] n4 n1")
    assert result.created == (("loop", "loop-2"),)


def test_the_first_loop_of_a_lane_goes_after_its_edges_and_later_loops_count_on():
    result = apply(SHOP, [AddLoop("until it is right", ("n1", "n2", "n1"))])

    assert '[label="ok"]\n    loop [until it is right] n1 n2\n}\n' in result.text
    assert result.created == (("loop", "loop-1"),)
    assert result.renamed == {("loop", "loop-1"): "loop-2"}


@pytest.mark.parametrize("condition", ["a ] b", "[x]", '"', "//", "# 1", "} {", "n1 -> n2", "x\\", "loop [x]"])
def test_a_condition_of_odd_characters_comes_back(condition):
    result = apply(SHOP, [AddLoop(condition, ("n1", "n2"))])

    assert parse(result.text).diagram.loop["loop-1"].condition == condition


def test_a_new_condition_changes_only_the_characters_between_the_brackets():
    result = apply(SHOP, [UpdateLoop("loop-1", condition="3 times")])

    assert result.text == SHOP.replace("until complete", "3 times")
    assert len(result.edits) == 1


@pytest.mark.parametrize(
    ("nodes", "written"),
    [
        (("n3", "n4", "n1"), "n3, n4 n1  // x"),
        (("n2", "n3", "n4"), "n2 n3, n4  // x"),
        (("n3", "n1", "n4"), "n3 n1, n4  // x"),
        (("n1", "n4"), "n1, n4  // x"),
        (("n4", "n3"), "n4 n3  // x"),
    ],
)
def test_names_that_stay_in_the_list_are_not_touched(nodes, written):
    text = SHOP.replace("n3 n4\n", "n3, n4  // x\n")

    assert f"loop [until complete] {written}\n" in apply(text, [UpdateLoop("loop-1", nodes=nodes)]).text


def test_names_can_be_taken_from_either_end_of_the_list():
    three = SHOP.replace("n3 n4\n", "n1 n3 Store.n4\n")

    assert "complete] n3 Store.n4\n" in apply(three, [UpdateLoop("loop-1", nodes=("n3", "n4"))]).text
    assert "complete] n1 n3\n" in apply(three, [UpdateLoop("loop-1", nodes=("n1", "n3"))]).text


def test_removing_a_loop_removes_its_line_and_keeps_its_nodes():
    result = apply(SHOP, [RemoveLoop("loop-1")])

    assert result.text == without(LOOP)
    assert result.removed == {("loop", "loop-1")}


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (AddLoop("x", ()), "name at least one node"),
        (AddLoop("x", ("n1", "n1")), "at least two different nodes"),
        (AddLoop("x", ("n1", "n9")), "there is no node n9"),
        (AddLoop(" \n", ("n1", "n2")), "a loop needs a condition"),
        (AddLoop("x ] n1 // y", ("n1", "n2")), "remove the ] before the node ids"),
        (UpdateLoop("loop-1", condition="x ] n1 // y"), "remove the ] before the node ids"),
        (UpdateLoop("loop-2", condition="x"), "there is no loop loop-2"),
        (UpdateLoop("loop-1", nodes=("n1",)), "at least two different nodes"),
        (RemoveLoop("loop-0"), "there is no loop loop-0"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(operation, reason):
    with pytest.raises(EditRefused, match=reason):
        apply(SHOP, [operation])
