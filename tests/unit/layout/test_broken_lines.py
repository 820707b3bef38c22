"""Line breaks that authors write, and words that need more room than usual."""

from __future__ import annotations

import pytest
from case_texts import case

from webapp.domain import Node, Shape
from webapp.dsl import parse
from webapp.layout import lay_out
from webapp.layout.measure.sizes import (
    lane_header_width,
    measure_column_header,
    measure_edge_label,
    measure_lane_header,
    measure_node,
)
from webapp.layout.measure.text_metrics import text_width
from webapp.layout.measure.wrapping import Defect, wrap


def lines_of(node: Node) -> list[str]:
    return [line.text for line in measure_node(node, {}).lines]


@pytest.mark.parametrize("shape", Shape)
def test_a_line_break_in_a_label_breaks_the_line_in_every_shape(shape: Shape):
    assert lines_of(Node("n1", "S", shape, "One\nTwo")) == ["One", "Two"]


def test_lines_that_an_author_broke_are_all_shown_with_the_blank_ones():
    label = "\n".join(["a", "", *"bcdefgh"])

    assert lines_of(Node("n1", "S", Shape.RECTANGLE, label)) == ["a", "", *"bcdefgh"]


def test_line_breaks_at_either_end_take_no_room():
    assert wrap("\n\n a \n", 12, 100, 3).lines == ("a",)


def test_a_bar_separates_the_lines_of_a_taskbox_alone():
    assert lines_of(Node("n1", "S", Shape.TASKBOX, "Review|Check docs")) == ["Review", "Check docs"]
    assert lines_of(Node("n1", "S", Shape.RECTANGLE, "Review|Check it")) == ["Review|Check it"]


def test_a_taskbox_shows_its_description_under_its_label():
    node = Node("n1", "S", Shape.TASKBOX, "Review", "Al", "Step 1\nStep 2", "CRM")

    assert lines_of(node) == ["Review", "Step 1", "Step 2", "Owner: Al", "System: CRM"]


def test_the_label_box_of_an_edge_holds_the_lines_that_its_author_broke():
    size = measure_edge_label("one\ntwo\nthree\nfour")

    assert size.lines == ("one", "two", "three", "four")
    assert size.height == 4 * 13


def test_a_long_edge_label_is_whole():
    label = " ".join(f"word{number}" for number in range(60))
    size = measure_edge_label(label)

    assert " ".join(size.lines) == label
    assert size.width <= 300


@pytest.mark.parametrize("sign", "_/-.")
def test_an_edge_label_breaks_after_punctuation_before_it_breaks_within_a_word(sign: str):
    label = sign.join(["customer", "notification", "preferences", "changed", "event", "received"])
    lines = measure_edge_label(label).lines

    assert "".join(lines) == label
    assert all(line.endswith(sign) for line in lines[:-1])


def test_headers_of_lanes_grow_before_a_word_is_broken():
    name = "Interdepartmental Steering Committee for the Harmonisation of Procurement Guidelines"
    width = lane_header_width([name, "Sales"])
    header = measure_lane_header(name, width)

    assert " ".join(header.lines) == name
    assert all(text_width(line, 13, bold=True) <= width - 16 for line in header.lines)


def test_usual_names_of_lanes_keep_the_usual_header():
    assert lane_header_width(["Load Balancer", "Blue-Green Controller", "CI"]) == 110


def test_names_of_lanes_are_whole_in_both_directions():
    diagram = parse(case("long-lane-names")).diagram

    for lane in lay_out(diagram).lanes:
        assert "".join("".join(lane.lines).split()) == "".join(lane.label.split())
    for lane in diagram.lanes:
        lines = measure_column_header(lane.label).lines
        assert "".join("".join(lines).split()) == "".join(lane.label.split())


def test_a_word_breaks_at_punctuation_where_it_can():
    assert wrap("some_long_title_very_long_title_94", 13, 100, 9, bold=True).defects is Defect.BROKEN
    assert wrap("Rindfleischetikettierung", 13, 100, 9, bold=True).defects is Defect.SPLIT
