"""What a text means: lanes, nodes, edges, loops, and the exact range of every part."""

from __future__ import annotations

import subprocess
import sys

import pytest

from webapp.domain import Edge, Lane, Loop, Node, Shape, Side
from webapp.dsl import Span, findings_of, is_valid, parse
from webapp.dsl.reading.syntax import EdgeStatement, LaneOpen, LoopStatement, NodeStatement
from webapp.dsl.reading.tokens import loop_condition

SALES = (
    "Sales { # Sales desk\n"
    '  n1: circle label:"Order"\n'
    '  n2: taskbox owner:"Ann" description:"Check it" system:"CRM"\n'
    '  n1.handle(right) -> n2.handle(left) [label="go"]\n'
    "  loop [up to 3 times] n1 n2\n"
    "}\n"
)


def test_a_document_gives_its_lanes_nodes_edges_and_loops_in_order():
    diagram = parse(SALES).diagram

    assert diagram.lanes == (Lane("Sales", "Sales desk"),)
    assert diagram.nodes == (
        Node("n1", "Sales", Shape.CIRCLE, "Order"),
        Node("n2", "Sales", Shape.TASKBOX, "", "Ann", "Check it", "CRM"),
    )
    assert diagram.edges == (Edge("n1-n2", "n1", "n2", Side.RIGHT, Side.LEFT, "go"),)
    assert diagram.loops == (Loop("loop-1", "up to 3 times", ("n1", "n2")),)


def test_the_commissioned_document_has_no_findings_even_under_strict_reading(blue_green):
    document = parse(blue_green)

    assert findings_of(document) == ()
    assert is_valid(document, strict=True)
    assert (len(document.diagram.lanes), len(document.diagram.nodes), len(document.diagram.edges)) == (3, 20, 22)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (("lane", "Sales"), "Sales { # Sales desk"),
        (("node", "n1"), 'n1: circle label:"Order"'),
        (("edge", "n1-n2"), 'n1.handle(right) -> n2.handle(left) [label="go"]'),
        (("loop", "loop-1"), "loop [up to 3 times] n1 n2"),
    ],
)
def test_a_span_is_the_declaring_statement_without_blanks(name, expected):
    span = parse(SALES).spans[name]

    assert isinstance(span, Span)
    assert SALES[span.start : span.end] == expected


def test_every_part_of_a_lane_header_has_its_range():
    header = parse(SALES).statements[0]

    assert isinstance(header, LaneOpen)
    assert SALES[header.id.start : header.id.end] == "Sales"
    assert SALES[header.brace.start : header.brace.end] == "{"
    assert SALES[header.label.start : header.label.end] == "Sales desk"


def test_every_part_of_a_node_has_its_range():
    node = parse(SALES).statements[2]

    assert isinstance(node, NodeStatement)
    owner = node.attributes[0]
    assert SALES[node.id.start : node.id.end] == "n2"
    assert SALES[node.shape.start : node.shape.end] == "taskbox"
    assert SALES[owner.start : owner.end] == 'owner:"Ann"'
    assert SALES[owner.key.start : owner.key.end] == "owner"
    assert SALES[owner.separator.start : owner.separator.end] == ":"
    assert SALES[owner.value.start : owner.value.end] == '"Ann"'
    assert SALES[owner.value.inner.start : owner.value.inner.end] == "Ann"


def test_every_part_of_an_edge_has_its_range():
    text = 'B { # B\nn1.handle(top) -> A.n2.handle(left) [label="a \\"b\\""]\n}'

    edge = parse(text).statements[1]

    assert isinstance(edge, EdgeStatement)
    assert edge.source.lane is None
    assert text[edge.source.side.start : edge.source.side.end] == "top"
    assert text[edge.target.start : edge.target.end] == "A.n2.handle(left)"
    assert text[edge.target.lane.start : edge.target.lane.end] == "A"
    assert text[edge.target.node.start : edge.target.node.end] == "n2"
    assert text[edge.label.start : edge.label.end] == '[label="a \\"b\\""]'
    assert edge.label.attribute.value.inner.text == 'a "b"'


def test_the_condition_of_a_loop_that_names_no_nodes_ends_at_the_last_bracket():
    line = "loop [a] b] n1 -> n2"
    start, end = loop_condition(line)

    assert line[start:end] == "a] b"


def test_every_part_of_a_loop_has_its_range():
    loop = parse(SALES).statements[4]

    assert isinstance(loop, LoopStatement)
    assert SALES[loop.condition.start : loop.condition.end] == "up to 3 times"
    assert [SALES[item.node.start : item.node.end] for item in loop.nodes] == ["n1", "n2"]


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("loop [a] b] n1 n2", "a] b"),
        ("loop [see // there] n1 n2", "see // there"),
        ("loop [a] n1 n2 // not [b]", "a"),
        ('loop ["x] n1 n2', '"x'),
        ("loop [ spaced ] n1 n2", "spaced"),
        ("loop [#1] n1 n2", "#1"),
    ],
)
def test_a_condition_ends_at_the_last_bracket_that_only_ids_follow(line, condition):
    diagram = parse(f"A {{ # A\nn1: circle\nn2: circle\n{line}\n}}").diagram

    assert diagram.loops == (Loop("loop-1", condition, ("n1", "n2")),)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"say \"hi\""', 'say "hi"'),
        (r'"C:\\new"', r"C:\new"),
        (r'"C:\temp"', r"C:\temp"),
        (r'"a\\"', "a\\"),
        ('"a // b # c -> {d}"', "a // b # c -> {d}"),
        ('""', ""),
    ],
)
def test_only_quotes_and_backslashes_are_escaped(written, value):
    document = parse(f"A {{ # A\nn1: circle label:{written}\n}}")

    assert document.diagram.node["n1"].label == value


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_every_line_ending_ends_a_line(ending):
    document = parse(SALES.replace("\n", ending))

    assert document.diagram == parse(SALES).diagram
    assert len(document.lines) == 7


def test_mixed_line_endings_and_a_byte_order_mark_do_not_matter():
    document = parse("\ufeffA { # A\r\nn1: circle\rn2: circle\nn1.handle(right) -> n2.handle(left)\r\n}")

    assert [node.id for node in document.diagram.nodes] == ["n1", "n2"]
    assert document.spans["lane", "A"] == Span(1, 8)
    assert findings_of(document) == ()


def test_a_label_may_stand_alone_on_the_line_after_the_brace():
    assert parse("A {\n\n  # Sales desk\n}").diagram.lanes == (Lane("A", "Sales desk"),)


def test_a_display_label_runs_to_the_end_of_its_line():
    assert parse("A { # see http://x }\n}").diagram.lanes == (Lane("A", "see http://x }"),)


def test_a_lane_without_label_is_called_by_its_id_in_words():
    lanes = parse("LoadBalancer {\n}\norder_desk-2 {\n}").diagram.lanes

    assert lanes == (Lane("LoadBalancer", "Load Balancer"), Lane("order_desk-2", "Order desk 2"))


def test_lane_ids_are_the_same_in_every_unicode_form():
    composed, decomposed = "Caf\u00e9", "Cafe\u0301"

    document = parse(
        f"{composed} {{ # C\nn1: circle\n}}\nB {{ # B\nn2: circle\nn2.handle(left) -> {decomposed}.n1.handle(top)\n}}"
    )

    assert findings_of(document) == ()


def test_parallel_edges_are_numbered_in_document_order():
    edge = "n1.handle(right) -> n2.handle(left)\n"

    diagram = parse(f"A {{ # A\nn1: circle\nn2: circle\n{edge * 3}}}").diagram

    assert [item.id for item in diagram.edges] == ["n1-n2", "n1-n2-2", "n1-n2-3"]


def test_an_edge_may_name_a_node_that_comes_later():
    diagram = parse("A { # A\nn1.handle(right) -> n2.handle(left)\nn2: circle\nn1: circle\n}").diagram

    assert [(item.source, item.target) for item in diagram.edges] == [("n1", "n2")]


def test_a_faulty_line_does_not_stop_the_next_one():
    diagram = parse("A { # A\nn1: circle\n?? what\nn2 ->\nn2: circle\n").diagram

    assert [node.id for node in diagram.nodes] == ["n1", "n2"]


def test_edges_and_loops_of_unknown_nodes_stay_out_of_the_diagram():
    diagram = parse("A { # A\nn1: circle\nn1.handle(right) -> n9.handle(left)\nloop [x] n1 n9\nloop [y] n8\n}").diagram

    assert diagram.edges == ()
    assert diagram.loops == (Loop("loop-1", "x", ("n1",)),)


def test_nodes_outside_every_lane_share_a_band_without_a_name():
    diagram = parse("A { # A\n}\nn1: circle\nB { # B\n}\nn2: circle\n").diagram

    assert [lane.id for lane in diagram.lanes] == ["A", "", "B"]
    assert [node.lane for node in diagram.nodes] == ["", ""]


def test_handles_that_are_not_written_follow_the_order_of_the_lanes():
    diagram = parse(
        "A { # A\nn1: circle\nn2: circle\nn1 -> n2\nn1 -> B.n3\n}\nB { # B\nn3: circle\nn3 -> A.n2\n}"
    ).diagram

    assert [(edge.source_side, edge.target_side) for edge in diagram.edges] == [
        (Side.RIGHT, Side.LEFT),
        (Side.BOTTOM, Side.TOP),
        (Side.TOP, Side.BOTTOM),
    ]


def test_control_characters_never_reach_a_label():
    diagram = parse('A { # A\nn1: circle label:"a\x00b\x07\ud800c"\n}').diagram

    assert diagram.node["n1"].label == "abc"


def test_a_text_can_be_read_without_the_rest_of_the_program():
    """The language needs nothing of Flask, the database or the drawing."""
    code = (
        "import sys, webapp.dsl; print(any(name in sys.modules for name in ('flask', 'sqlalchemy', 'webapp.render')))"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout == "False\n"


@pytest.mark.slow
def test_after_twenty_thousand_faults_only_the_usual_spelling_is_read():
    text = "n1 circle label\n" * 20_000 + "A { # A\nn2: circle\n  n3 circle\n}\n"

    document = parse(text)

    assert [node.id for node in document.diagram.nodes if node.lane == "A" and node.id != "n1"] == ["n2"]
    assert findings_of(document)[-1].code == "more-findings"
