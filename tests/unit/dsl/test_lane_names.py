"""Names of lanes: any words are read, and mended into ids together with every place that names the lane."""

from __future__ import annotations

import pytest
from case_texts import case

from webapp.dsl import findings_of, is_valid, parse
from webapp.dsl.edits import AddLane, ExtractLane, apply
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text
from webapp.dsl.reading.lane_ids import lane_id_from

CASES = {
    "lane-name-with-blank": (["SalesTeam", "OpsTeam"], ["Sales", "Ops"], 1),
    "lane-id-starts-with-digit": (["client", "Lane2ndlevel"], ["Client", "2nd level – desk"], 2),
    "lane-id-with-ampersand": (["Sales", "RD"], ["Sales", "Research"], 2),
}


@pytest.mark.parametrize("name", CASES)
def test_any_words_before_the_brace_name_a_lane_and_only_that_is_reported(name):
    ids, labels, edges = CASES[name]
    document = parse(case(name))

    assert [(lane.id, lane.label) for lane in document.diagram.lanes] == list(zip(ids, labels, strict=True))
    assert len(document.diagram.edges) == edges
    assert {item.code for item in findings_of(document)} == {"lane-id"}
    assert is_valid(document)
    assert not is_valid(document, strict=True)


@pytest.mark.parametrize("name", CASES)
def test_one_safe_fix_writes_the_id_in_the_header_and_in_every_prefix(name):
    text = case(name)
    result = fix_text(text)

    assert findings_of(parse(result.text)) == ()
    assert parse(result.text).diagram == parse(text).diagram
    assert dict(result.renamed) == {}


@pytest.mark.parametrize("name", CASES)
def test_formatting_keeps_a_name_that_is_no_id(name):
    formatted = format_text(case(name)).text

    assert parse(formatted).diagram == parse(case(name)).diagram
    assert format_text(formatted).text == formatted


@pytest.mark.parametrize(
    ("header", "lane", "label"),
    [
        ("Sales Team {", "SalesTeam", "Sales Team"),
        ("{ # Front desk", "FrontDesk", "Front desk"),
        ("{ # Research", "Research", "Research"),
        ("Sales (EU), north {", "SalesEUNorth", "Sales (EU), north"),
        ("Phase 1: Order {", "Phase1Order", "Phase 1: Order"),
        ("Q.A. { # Quality", "QA", "Quality"),
        ("3PL {", "Lane3PL", "3PL"),
        ("!!! {", "Lane", "!!!"),
        ("Łódź biuro {", "ŁódźBiuro", "Łódź biuro"),
        ("क्षेत्र दो {", "क्षेत्रदो", "क्षेत्र दो"),
        ('"Sales team" {', "SalesTeam", "Sales team"),
        ('"Sales" { # Field', "Sales", "Field"),
        ("C# group {", "CGroup", "C# group"),
        ("Sales -> Stock {", "SalesStock", "Sales -> Stock"),
    ],
)
def test_a_name_becomes_an_id_and_the_label_where_there_is_none(header, lane, label):
    text = f'{header}\nn1: circle label:"A"\nn2: circle label:"B"\nn1.handle(right) -> n2.handle(left)\n}}\n'
    document = parse(fix_text(text).text)

    assert [(item.id, item.label) for item in document.diagram.lanes] == [(lane, label)]
    assert findings_of(document) == ()


def test_names_that_give_the_same_id_get_numbers_and_written_ids_go_first():
    text = "Sales Team {\nn1: circle\n}\nSales-Team! {\nn2: circle\n}\nSalesTeam { # Sales\nn3: circle\n}\n"

    assert [(lane.id, lane.label) for lane in parse(text).diagram.lanes] == [
        ("SalesTeam2", "Sales Team"),
        ("SalesTeam3", "Sales-Team!"),
        ("SalesTeam", "Sales"),
    ]
    assert fix_text(text).text.splitlines()[::3] == ["SalesTeam2 { # Sales Team", "SalesTeam3 { # Sales-Team!",
                                                     "SalesTeam { # Sales"]  # fmt: skip


def test_a_lane_with_a_label_alone_is_another_one_than_the_lane_with_that_id():
    text = "{ # Sales\nn1: circle\n}\nSales { # Field\nn2: circle\nn2 -> n1\n}\n"

    assert [(lane.id, lane.label) for lane in parse(text).diagram.lanes] == [("Sales2", "Sales"), ("Sales", "Field")]
    assert "n2.handle(top) -> Sales2.n1.handle(bottom)" in fix_text(text).text


def test_blanks_in_a_name_may_differ_between_header_and_prefix():
    text = "Sales  Team {\nn1: circle\n}\nB { # B\nn2: circle\nn2.handle(top) -> Sales Team.n1.handle(bottom)\n}\n"

    assert "unknown-lane" not in {item.code for item in findings_of(parse(text))}
    assert "n2.handle(top) -> SalesTeam.n1.handle(bottom)\n" in fix_text(text).text


def test_names_before_a_source_and_in_a_loop_are_mended_too():
    text = (
        "Sales Team { # Sales\nn1: circle\nn2: circle\nSales Team.n1.handle(right) -> Sales Team.n2\n"
        "loop [every day] Sales Team.n1 Sales Team.n2\n}\n"
    )
    document = parse(text)

    assert {item.code for item in findings_of(document)} == {
        "lane-id",
        "redundant-prefix",
        "missing-handle",
        "loop-prefix",
    }
    assert fix_text(text).text == (
        "SalesTeam { # Sales\nn1: circle\nn2: circle\nn1.handle(right) -> n2.handle(left)\nloop [every day] n1 n2\n}\n"
    )


def test_words_before_a_node_that_name_no_lane_are_dropped_only_when_asked():
    text = "A { # A\nn1: circle\nn2: circle\nn1.handle(right) -> the other one.n2.handle(left)\n}\n"
    [problem] = findings_of(parse(text))

    assert (problem.code, problem.fix.safe) == ("unknown-lane", False)


@pytest.mark.parametrize("line", ["n1: circle {", "n1.handle(right) {", "start: Circle {", "loop [x {", 'A "b" {'])
def test_what_is_meant_as_something_else_is_no_lane(line):
    assert [lane.id for lane in parse(f"{line}\n").diagram.lanes if lane.id] == []


def test_a_lane_id_is_the_words_of_its_name_together():
    assert [lane_id_from(name) for name in ("sales team", "order_service", "R&D", "", "ß-lane")] == [
        "SalesTeam",
        "OrderService",
        "RD",
        "Lane",
        "SSLane",
    ]


def test_lanes_that_the_canvas_adds_get_ids_in_the_same_style():
    text = "A { # A\nn1: circle\n}\n"

    added = apply(text, [AddLane("sales team"), AddLane("Sales Team"), ExtractLane(("n1",), "2nd level")]).text

    assert [lane.id for lane in parse(added).diagram.lanes] == ["A", "Lane2ndLevel", "SalesTeam", "SalesTeam2"]


@pytest.mark.parametrize("name", ["Ops [EU]", '"Ops team"', "F#", "Dept. of Care", "label", "loop", "n1 desk"])
def test_the_same_words_before_the_dot_of_an_endpoint_are_that_lane(name):
    text = (
        f'A {{ # A\nn1: circle\nn1.handle(bottom) -> {name}.n2.handle(top) [label="x"]\n}}\n'
        f"{name} {{ # B\nn2: circle\n{name}.n2.handle(top) -> A.n1.handle(bottom)\n}}\n"
    )
    document = parse(text)

    assert [(edge.source, edge.target, edge.label) for edge in document.diagram.edges] == [
        ("n1", "n2", "x"),
        ("n2", "n1", ""),
    ]
    assert not {item.code for item in findings_of(document)} & {"syntax", "unknown-node", "unknown-lane", "comment"}
    assert parse(fix_text(text).text).diagram == document.diagram


def test_quotes_before_an_endpoint_are_removed_from_a_name_that_needs_none():
    text = 'A { # A\nn1: circle\nn1.handle(bottom) -> "B".n2.handle(top)\n}\nB { # B\nn2: circle\n}\n'

    assert [item.code for item in findings_of(parse(text))] == ["lane-id"]
    assert fix_text(text).text == text.replace('"B"', "B")


@pytest.mark.parametrize("brace", ["{", "{ # Sales"])
def test_a_brace_on_the_next_line_belongs_to_a_name_of_several_words(brace):
    document = parse(f"Sales Team\n{brace}\nn1: circle\n}}\n")

    assert [lane.id for lane in document.diagram.lanes] == ["SalesTeam"]
    assert document.diagram.node["n1"].lane == "SalesTeam"
    assert "stray-brace" not in {item.code for item in findings_of(document)}


@pytest.mark.parametrize("header", ['A "b" {', "n1 -> n2 {", 'label:"x" {', "n1.handle(top) -> n2.handle(top) {"])
def test_the_brace_that_closes_a_header_which_cannot_be_read_is_left_alone(header):
    text = f"{header}\nn1: circle\nn2: circle\n}}\n"

    assert "stray-brace" not in {item.code for item in findings_of(parse(text))}
    assert fix_text(text).text == text
