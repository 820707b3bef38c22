"""Whatever is typed as a label can be measured and written."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import Node, Shape
from webapp.layout.measure.sizes import LABEL_MOST, NODE_LINES, measure_edge_label, measure_lane_header, measure_node
from webapp.layout.measure.text_metrics import clean, text_width
from webapp.layout.measure.wrapping import MOST_BREAKS, wrap

any_text = st.text(st.characters(exclude_categories=()), max_size=300)


@given(any_text)
@settings(max_examples=200)
def test_cleaned_words_survive_xml_as_they_are(text: str):
    shown = clean(text)

    assert (ElementTree.fromstring(f"<t>{escape(shown)}</t>".encode()).text or "") == shown


@given(any_text)
@settings(max_examples=200)
def test_cleaning_twice_changes_nothing_more(text: str):
    assert clean(clean(text)) == clean(text)


@given(any_text, st.sampled_from(Shape))
@settings(max_examples=200)
def test_any_node_has_a_finite_size_that_holds_its_lines(text: str, shape: Shape):
    size = measure_node(Node("n1", "CI", shape, text), {})

    assert 52 <= size.width <= 400
    assert 48 <= size.height <= 400
    assert len(size.lines) <= max(NODE_LINES, min(text.count("\n") + 1, MOST_BREAKS))
    assert all(text_width(line.text, line.size) < size.width for line in size.lines)


@given(any_text, st.sampled_from([40.0, 84.0, 112.0]))
@settings(max_examples=200)
def test_no_line_is_wider_than_asked(text: str, limit: float):
    lines = wrap(text, 12, limit, 1_000).lines

    assert all(text_width(line, 12) <= limit + 0.001 for line in lines)


@given(any_text)
@settings(max_examples=200)
def test_wrapping_loses_no_character(text: str):
    wrapped = wrap(text, 12, 84, 1_000)

    assert "".join("".join(wrapped.lines).split()) == "".join(clean(text).split())


@given(any_text)
@settings(max_examples=200)
def test_any_name_of_a_lane_and_any_edge_label_can_be_measured(text: str):
    assert measure_lane_header(text).height >= 24
    assert measure_edge_label(text).width <= LABEL_MOST[0]
    assert measure_edge_label(text).height <= LABEL_MOST[1]
