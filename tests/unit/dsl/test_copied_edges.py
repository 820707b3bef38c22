"""Edges that a generator wrote into every lane: each is one edge, whatever is done with it."""

from __future__ import annotations

import pytest
from case_texts import case

from webapp.domain import Shape, Side
from webapp.dsl import findings_of, parse
from webapp.dsl.edits import (
    InsertIntoEdge,
    MoveNode,
    RemoveEdge,
    RemoveNode,
    Turn,
    UpdateEdge,
    apply,
)
from webapp.dsl.fixing import fix_text

TEXT = case("edges-copied-into-every-lane")


def edges(text: str) -> list[tuple[str, str]]:
    """Return id and label of each edge."""
    return [(edge.id, edge.label) for edge in parse(text).diagram.edges]


def test_copies_in_foreign_lanes_are_one_edge_each():
    assert sorted(edges(TEXT)) == [("n1-n2", "List"), ("n2-n3", "200"), ("n3-n4", "Pay")]


def test_each_copy_is_one_finding_with_a_safe_removal():
    found = [item for item in findings_of(parse(TEXT)) if item.severity != "hint"]

    assert [item.code for item in found] == ["copied-edge"] * 6
    assert all(item.fix.safe for item in found)


def test_fixing_leaves_each_edge_in_the_lane_of_its_source():
    fixed = fix_text(TEXT).text

    assert {item.code for item in findings_of(parse(fixed))} == {"no-start"}
    assert parse(fixed).diagram == parse(TEXT).diagram
    assert fixed.count("->") == 3


def test_a_second_edge_in_the_lane_of_its_source_stays_a_second_edge():
    line = '  n1.handle(bottom) -> shop.n2.handle(top) [label="List"]\n'
    text = TEXT.replace(line, line * 2, 1)

    assert sorted(edges(text)) == [("n1-n2", "List"), ("n1-n2-2", "List"), ("n2-n3", "200"), ("n3-n4", "Pay")]


def test_of_copies_in_foreign_lanes_alone_the_first_counts_and_is_moved():
    text = (
        "A { # A\nn1: circle\n}\nB { # B\nn2: circle\nn1.handle(bottom) -> n2.handle(top)\n}\n"
        "C { # C\nn3: circle\nn1 -> B.n2\n}\n"
    )

    assert edges(text) == [("n1-n2", "")]
    assert [item.code for item in findings_of(parse(text)) if "edge" in item.code] == ["edge-origin", "copied-edge"]
    assert fix_text(text).text.startswith("A { # A\nn1: circle\nn1.handle(bottom) -> B.n2.handle(top)\n}\n")
    assert edges(fix_text(text).text) == [("n1-n2", "")]


def test_a_copy_with_a_comment_is_removed_only_when_asked():
    text = "A { # A\nn1: circle\nn1 -> B.n2\n}\nB { # B\nn2: circle\nn1 -> n2 // why\n}\n"

    [copied] = [item for item in findings_of(parse(text)) if item.code == "copied-edge"]
    assert not copied.fix.safe


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        (RemoveEdge("n2-n3"), [("n1-n2", "List"), ("n3-n4", "Pay")]),
        (UpdateEdge("n2-n3", "Found"), [("n1-n2", "List"), ("n2-n3", "Found"), ("n3-n4", "Pay")]),
        (UpdateEdge("n2-n3", source_side=Side.TOP), [("n1-n2", "List"), ("n2-n3", "200"), ("n3-n4", "Pay")]),
        (UpdateEdge("n2-n3", source="n1"), [("n1-n2", "List"), ("n1-n3", "200"), ("n3-n4", "Pay")]),
        (MoveNode("n2", "pay"), [("n1-n2", "List"), ("n2-n3", "200"), ("n3-n4", "Pay")]),
        (MoveNode("n3", "shop"), [("n1-n2", "List"), ("n2-n3", "200"), ("n3-n4", "Pay")]),
        (
            InsertIntoEdge("n2-n3", Shape.RECTANGLE),
            [("n1-n2", "List"), ("n2-n5", "200"), ("n3-n4", "Pay"), ("n5-n3", "")],
        ),
        (RemoveNode("n3", close_gap=True), [("n1-n2", "List"), ("n2-n4", "200")]),
        (Turn(), [("n1-n2", "List"), ("n2-n3", "200"), ("n3-n4", "Pay")]),
    ],
)
def test_an_edit_of_an_edge_leaves_no_copy_behind_as_another_edge(operation, after):
    assert sorted(edges(apply(TEXT, [operation]).text)) == after
