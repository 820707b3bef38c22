"""Nodes outside every lane: they are drawn in one unnamed band, run, and can be changed like others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from case_texts import case

from webapp.domain import OUTSIDE, Finding, Shape, Side
from webapp.dsl import findings_of, is_valid, parse
from webapp.dsl.difference import compare
from webapp.dsl.edits import apply
from webapp.dsl.edits.operations import (
    AddEdge,
    AddLane,
    AddNode,
    ExtractLane,
    InsertIntoEdge,
    MoveLane,
    MoveNode,
    RemoveLane,
    UpdateLane,
)
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text
from webapp.errors import EditRefused
from webapp.simulation import run

BARE = case("nodes-without-lane")
BETWEEN = """A { # A
  n1: circle label:"In"
  n1.handle(right) -> n2.handle(left)
}
n2: rectangle label:"Between"
n2.handle(right) -> B.n3.handle(left)
B { # B
  n3: circle label:"Out"
}
n4: circle label:"Below"
n2.handle(bottom) -> n4.handle(top)
"""


def outside_findings(text: str) -> list[Finding]:
    return [item for item in findings_of(parse(text)) if item.code == "outside-lane"]


def with_fix(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    for edit in sorted(finding.fix.edits, key=lambda item: item.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def test_they_are_read_with_their_edges_and_run():
    diagram = parse(BARE).diagram

    assert [(lane.id, lane.label) for lane in diagram.lanes] == [(OUTSIDE, "")]
    assert [edge.id for edge in diagram.edges] == ["n1-n2"]
    assert list(run(diagram).visited) == ["n1", "n2"]


def test_they_are_one_finding_that_puts_all_of_them_into_a_lane():
    (finding,) = outside_findings(BARE)
    text = with_fix(BARE, finding)

    assert not finding.fix.safe
    assert is_valid(parse(BARE))
    assert not is_valid(parse(BARE), strict=True)
    assert text == (
        'NewLane { # New lane\n  n1: circle label:"Start"\n  n2: rectangle label:"Go"\n'
        "  n1.handle(right) -> n2.handle(left)\n}\n"
    )
    assert outside_findings(text) == []


def test_the_band_stands_where_its_first_node_stands_among_the_lanes():
    assert [lane.id for lane in parse(BETWEEN).diagram.lanes] == ["A", OUTSIDE, "B"]


def test_below_a_lane_each_is_offered_the_lane_above():
    text = BETWEEN
    for title in ("Move it to A", "Move it to B"):
        finding = next(item for item in outside_findings(text) if item.fix is not None and item.fix.title == title)
        text = with_fix(text, finding)

    assert [node.lane for node in parse(text).diagram.nodes] == ["A", "A", "B", "B"]


def test_those_further_down_come_into_the_new_lane_too():
    text = BARE + "A { # A\n  n3: circle\n}\nn4: circle // last\nn2.handle(right) -> n4.handle(left)\n"
    mended = with_fix(text, outside_findings(text)[0])
    diagram = parse(mended).diagram

    assert [node.lane for node in diagram.nodes] == ["NewLane", "NewLane", "NewLane", "A"]
    assert "  n4: circle // last\n" in mended
    assert outside_findings(mended) == []


@pytest.mark.parametrize("text", [BARE, BETWEEN])
def test_neither_the_canonical_form_nor_safe_fixes_change_the_diagram(text: str):
    formatted = format_text(text).text

    assert parse(formatted).diagram == parse(text).diagram
    assert format_text(formatted).text == formatted
    assert parse(fix_text(text).text).diagram == parse(text).diagram


def test_what_is_added_to_the_band_stands_outside_too():
    operations = [
        AddNode(OUTSIDE, Shape.RECTANGLE, "New", after="n1"),
        AddEdge("n2", "n3", Side.RIGHT, Side.LEFT),
        InsertIntoEdge("n1-n2", Shape.DIAMOND, "Ok?"),
    ]
    diagram = parse(apply(BARE, operations).text).diagram

    assert [node.id for node in diagram.nodes] == ["n1", "n4", "n3", "n2"]
    assert {node.lane for node in diagram.nodes} == {OUTSIDE}
    assert {edge.id for edge in diagram.edges} == {"n1-n4", "n4-n2", "n2-n3"}


def test_an_edge_from_a_lane_to_the_band_names_no_lane():
    text = apply(BETWEEN, [AddEdge("n3", "n4", Side.RIGHT, Side.LEFT)]).text

    assert "  n3.handle(right) -> n4.handle(left)\n" in text
    assert "n3-n4" in parse(text).diagram.edge


def test_nodes_move_into_a_lane_and_out_of_it():
    into = apply(BETWEEN, [MoveNode("n2", lane="A")]).text
    out = apply(BETWEEN, [MoveNode("n1", lane=OUTSIDE)]).text

    assert parse(into).diagram.node["n2"].lane == "A"
    assert parse(out).diagram.node["n1"].lane == OUTSIDE
    assert {edge.id for edge in parse(out).diagram.edges} == {"n1-n2", "n2-n3", "n2-n4"}


def test_naming_the_band_puts_its_nodes_into_a_lane_of_that_name():
    result = apply(BARE, [UpdateLane(OUTSIDE, label="Sales team")])

    assert result.text.startswith("SalesTeam { # Sales team\n  n1: circle")
    assert result.created == (("lane", "SalesTeam"),)


def test_lanes_are_added_moved_and_taken_out_beside_the_band():
    added = apply(BETWEEN, [AddLane("C", after=OUTSIDE)]).text
    moved = apply(BETWEEN, [MoveLane("B", before=OUTSIDE)]).text
    taken = apply(BARE, [ExtractLane(("n2",), "Own")]).text
    removed = apply(BETWEEN, [RemoveLane(OUTSIDE)]).text

    assert [lane.id for lane in parse(added).diagram.lanes] == ["A", "C", OUTSIDE, "B"]
    assert parse(moved).diagram.node.keys() == parse(BETWEEN).diagram.node.keys()
    assert [node.lane for node in parse(taken).diagram.nodes] == [OUTSIDE, "Own"]
    assert [node.id for node in parse(removed).diagram.nodes] == ["n1", "n3"]
    with pytest.raises(EditRefused, match="outside every lane"):
        apply(BETWEEN, [MoveLane(OUTSIDE, None)])


def test_a_difference_tells_what_went_into_a_lane():
    after = parse(with_fix(BARE, outside_findings(BARE)[0])).diagram
    difference = compare(parse(BARE).diagram, after)

    assert [item.kind.value for item in difference.added] == ["lane"]
    assert {item.id for item in difference.altered} >= {"n1", "n2"}


def test_a_loop_among_them_is_no_mistake_of_its_own():
    text = "n1: circle\nn2: circle\nn1.handle(right) -> n2.handle(left)\nloop [every day] n1 n2\n"

    assert [item.code for item in findings_of(parse(text))] == ["outside-lane"]


def test_the_last_lines_of_a_text_come_along_where_it_ends_without_a_line_break(patched):
    text = "n1: circle\nA { # A\nn2: circle\n}\nn3: circle\nn1.handle(right) -> n3.handle(left)"
    problem = next(item for item in findings_of(parse(text)) if item.code == "outside-lane")

    after = patched(text, problem.fix.edits)

    places = sorted((edit.start, edit.end) for edit in problem.fix.edits)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert after.splitlines() == [
        "NewLane { # New lane",
        "  n1: circle",
        "  n3: circle",
        "  n1.handle(right) -> n3.handle(left)",
        "}",
        "A { # A",
        "n2: circle",
        "}",
    ]
