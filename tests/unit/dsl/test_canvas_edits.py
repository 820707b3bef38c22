"""What each gesture on the canvas does to the text, and what it leaves alone."""

from __future__ import annotations

import pytest
from dsl_texts import SHOP, without

from webapp.domain import Shape, Side, TextEdit
from webapp.dsl import is_valid, parse
from webapp.dsl.edits import (
    AddEdge,
    AddLane,
    AddNode,
    Connect,
    MoveLane,
    MoveNode,
    RemoveEdge,
    RemoveNode,
    UpdateEdge,
    UpdateLane,
    UpdateNode,
    apply,
)
from webapp.errors import EditRefused


def test_renaming_a_node_changes_only_the_characters_between_its_quotes():
    result = apply(SHOP, [UpdateNode("n2", label="Check stock")])

    start = SHOP.index("Check")
    assert result.edits == (TextEdit(start, start + 5, "Check stock"),)
    assert result.text == SHOP.replace('"Check"', '"Check stock"')


def test_a_label_is_escaped_and_its_line_breaks_are_written_as_n():
    result = apply(SHOP, [UpdateNode("n2", label='say "hi"\\\nnow\x07')])

    assert 'label:"say \\"hi\\"\\\\\\nnow"' in result.text
    assert parse(result.text).diagram.node["n2"].label == 'say "hi"\\\nnow'


def test_an_empty_text_removes_the_attribute_with_the_blank_before_it():
    result = apply(SHOP, [UpdateNode("n2", label="")])

    assert result.text == SHOP.replace(' label:"Check"', "")


def test_a_new_attribute_goes_to_its_usual_place():
    result = apply(SHOP, [UpdateNode("n2", owner="Ann", system="CRM"), UpdateNode("n2", description="Is it there?")])

    assert 'n2: rectangle label:"Check" owner:"Ann" description:"Is it there?" system:"CRM"\n' in result.text


def test_labelling_a_taskbox_that_shows_its_description_adds_a_label():
    text = 'A { # A\nn1: taskbox description:"Check it"\n}\n'

    result = apply(text, [UpdateNode("n1", label="Check")])

    assert result.text == 'A { # A\nn1: taskbox label:"Check" description:"Check it"\n}\n'


def test_changing_the_shape_changes_one_word():
    result = apply(SHOP, [UpdateNode("n2", shape=Shape.DIAMOND)])

    assert result.text == SHOP.replace("n2: rectangle", "n2: diamond")
    assert len(result.edits) == 1


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("n1: rectangle label:Start", 'n1: rectangle label:"Go"'),
        ('n1: rectangle label:"Start', 'n1: rectangle label:"Go"'),
        ('n1: rectangle label="Start"', 'n1: rectangle label="Go"'),
        ("n1:", 'n1: label:"Go"'),
        ('n1: rectangle owner:"Ann', 'n1: rectangle label:"Go" owner:"Ann"'),
    ],
)
def test_a_label_can_be_set_on_a_line_with_mistakes(line, written):
    assert apply(f"A {{ # A\n{line}\n}}\n", [UpdateNode("n1", label="Go")]).text == f"A {{ # A\n{written}\n}}\n"


@pytest.mark.parametrize(
    "operation",
    [
        UpdateNode("n2", label="Check", shape=Shape.RECTANGLE),
        UpdateNode("n2", owner=""),
        MoveNode("n2", "Sales"),
        UpdateEdge("n2-n3", label="ok", target="n3", source_side=Side.BOTTOM),
        UpdateLane("Sales", label="Sales desk", new_id="Sales"),
        MoveLane("Sales", before="Store"),
        MoveLane("Store", before=None),
        MoveLane("Sales", before="Sales"),
    ],
)
def test_an_edit_that_changes_nothing_gives_no_edits(operation):
    result = apply(SHOP, [operation])

    assert (result.text, result.edits, result.created) == (SHOP, (), ())


def test_a_new_node_goes_after_the_last_node_of_its_lane_indented_like_it():
    result = apply(SHOP, [AddNode("Sales", Shape.TASKBOX, label="Call", owner="Ann")])

    assert result.text == SHOP.replace('label:"Check"\n', 'label:"Check"\n    n5: taskbox label:"Call" owner:"Ann"\n')
    assert result.created == (("node", "n5"),)
    assert len(result.edits) == 1


def test_a_new_node_may_be_put_after_another_one():
    result = apply(SHOP, [AddNode("Sales", Shape.CIRCLE, after="n1", id="n9")])

    assert result.text == SHOP.replace("begins here\n", "begins here\n    n9: circle\n")


def test_a_new_node_may_be_connected_in_the_same_step():
    connect = Connect("n2", "from", Side.TOP, Side.BOTTOM, "late")

    result = apply(SHOP, [AddNode("Store", Shape.CIRCLE, connect=connect)])

    assert result.created == (("node", "n5"), ("edge", "n2-n5"))
    assert '    n2.handle(top) -> Store.n5.handle(bottom) [label="late"]\n}\n\nStore' in result.text
    assert is_valid(parse(result.text), strict=True)


def test_a_node_can_be_connected_to_an_existing_one_as_its_source():
    connect = Connect("n1", "to", Side.LEFT, Side.RIGHT)

    result = apply(SHOP, [AddNode("Store", Shape.CIRCLE, connect=connect)])

    assert "    n5.handle(right) -> Sales.n1.handle(left)\n    loop" in result.text


def test_a_node_that_moves_takes_its_edges_along_and_lane_names_are_put_right():
    result = apply(SHOP, [MoveNode("n2", "Store")])

    assert (
        result.text
        == """\
// orders
Sales { # Sales desk
    n1: circle label:"Order" // begins here
    n1.handle(right) -> Store.n2.handle(left)
}

Store { # Store
    n3: rectangle label:"Pack"
    n4: circle label:"Sent"
    n2: rectangle label:"Check"
    n3.handle(right) -> n4.handle(left)
    n2.handle(bottom) -> n3.handle(top) [label="ok"]
    loop [until complete] n3 n4
}
"""
    )


def test_a_node_that_moves_keeps_the_comment_on_its_line():
    result = apply(SHOP, [MoveNode("n1", "Store")])

    assert '    n1: circle label:"Order" // begins here\n    n3.handle' in result.text


def test_removing_a_node_removes_its_edges_and_loops_forget_it():
    result = apply(SHOP, [RemoveNode("n3")])

    assert result.text == without(
        'n2.handle(bottom) -> Store.n3.handle(top) [label="ok"]',
        'n3: rectangle label:"Pack"',
        "n3.handle(right) -> n4.handle(left)",
    ).replace("n3 n4", "n4")


def test_removing_all_nodes_of_a_loop_removes_the_loop():
    result = apply(SHOP, [RemoveNode("n3"), RemoveNode("n4")])

    assert "loop" not in result.text
    assert result.text.endswith("Store { # Store\n}\n")


def test_several_operations_are_one_step_over_the_original_text(patched):
    result = apply(
        SHOP,
        [
            AddNode("Store", Shape.RECTANGLE, label="Weigh"),
            UpdateNode("n5", label="Weigh it"),
            AddEdge("n5", "n4", Side.RIGHT, Side.TOP),
            RemoveEdge("n1-n2"),
            UpdateLane("Sales", label="Shop"),
        ],
    )

    assert patched(SHOP, result.edits) == result.text
    assert 'n5: rectangle label:"Weigh it"\n' in result.text
    assert [edit.start for edit in result.edits] == sorted(edit.start for edit in result.edits)


def test_line_endings_and_the_byte_order_mark_stay_and_new_lines_end_alike():
    text = "\ufeff" + SHOP.replace("\n", "\r\n")

    result = apply(text, [AddNode("Sales", Shape.CIRCLE), AddLane("Bank")])

    assert result.text.startswith("\ufeff// orders\r\n")
    assert result.text.count("\n") == result.text.count("\r\n") == text.count("\n") + 4


def test_an_edit_works_on_a_text_with_mistakes_elsewhere():
    text = SHOP.replace("n4: circle", "n4 ~ circle") + "what is this\nBank {"

    assert apply(text, [UpdateNode("n1", label="Call")]).text == text.replace('"Order"', '"Call"')


def test_a_text_without_last_line_ending_gets_none():
    text = "A { # A\nn1: circle\n}"

    assert apply(text, [AddLane("B")]).text == "A { # A\nn1: circle\n}\n\nB { # B\n}"


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (UpdateNode("n9", label="x"), "there is no node n9"),
        (AddNode("Bank", Shape.CIRCLE), "there is no lane Bank"),
        (AddNode("Sales", Shape.CIRCLE, id="n1"), "there is already a node n1"),
        (AddNode("Sales", Shape.CIRCLE, id="start"), "start is not a valid node id"),
        (AddNode("Sales", Shape.CIRCLE, after="n3"), "n3 is not in the lane Sales"),
        (AddNode("Sales", Shape.CIRCLE, connect=Connect("n9", "to", Side.TOP, Side.TOP)), "no node n9"),
        (RemoveEdge("n1-n4"), "there is no edge n1-n4"),
        (AddLane("Sales", id="Sales"), "there is already a lane Sales"),
        (AddLane("Sales", id="1st"), "1st is not a valid lane id"),
        (AddLane("  "), "a lane needs a label"),
        (UpdateLane("Sales", new_id="Store"), "there is already a lane Store"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(operation, reason):
    with pytest.raises(EditRefused, match=reason):
        apply(SHOP, [operation])


def test_a_lane_that_is_not_closed_is_not_moved():
    with pytest.raises(EditRefused, match="the lane B is not closed"):
        apply("A { # A\n}\nB { # B\n", [MoveLane("A", before=None)])


def test_a_lane_that_is_declared_twice_is_not_moved():
    with pytest.raises(EditRefused, match="there are two lanes A"):
        apply("A { # A\n}\nB { # B\n}\nA { # A\n}\n", [MoveLane("A", before=None)])


def test_an_edge_that_gets_both_ends_anew_moves_with_the_right_lane_names():
    text = "A { # A\n  n1: circle\n  n2: circle\n  n1.handle(right) -> n2.handle(left)\n}\nB { # B\n  n3: circle\n}\n"

    changed = apply(text, [UpdateEdge("n1-n2", source="n3", target="n1")]).text

    assert changed.endswith("B { # B\n  n3: circle\n  n3.handle(right) -> A.n1.handle(left)\n}\n")
