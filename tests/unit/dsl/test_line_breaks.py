r"""Line breaks in labels: how they are read, written, mended and kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.dsl import findings_of, parse
from webapp.dsl.edits import apply
from webapp.dsl.edits.operations import AddLane, AddNode, UpdateEdge, UpdateLane, UpdateNode
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text
from webapp.dsl.reading.values import clean, unescape, unquoted
from webapp.dsl.writing.quoting import bare, quote

LABELS = r"""S { # Two\nlines
  n1: rectangle label:"First line\nSecond line"
  n2: rectangle label:"Line 1<br/>Line 2<br>Line 3"
  n3: taskbox label:"C:\\new" description:"Step 1\nStep 2"
  n1.handle(right) -> n2.handle(left) [label="one\ntwo"]
}
"""
OVER_LINES = 'S { # S\n  n1: rectangle label:"First line\n      Second line" // why\n  n2: circle label:"B"\n}\n'


def test_backslash_n_and_br_break_lines_in_every_label():
    diagram = parse(LABELS).diagram

    assert diagram.lane["S"].label == "Two\nlines"
    assert [node.label for node in diagram.nodes] == ["First line\nSecond line", "Line 1\nLine 2\nLine 3", "C:\\new"]
    assert diagram.node["n3"].description == "Step 1\nStep 2"
    assert diagram.edges[0].label == "one\ntwo"


@pytest.mark.parametrize(
    ("written", "value"),
    [(r"a\\nb", r"a\nb"), (r"a\\\nb", "a\\\nb"), ("a<BR />b", "a\nb"), (r"\\host\share", r"\\host\share")],
)
def test_a_lane_label_escapes_nothing_but_a_backslash_before_an_n(written: str, value: str):
    assert parse(f"A {{ # {written}\n}}").diagram.lane["A"].label == value


def test_unquoted_values_break_as_quoted_ones_do_and_keep_that_when_mended():
    text = "A { # A\n  n1: circle label:one<br>two\n  n2: circle label:C:\\\\new\\nold\n}\n"
    before = parse(text).diagram
    result = fix_text(text)

    assert before.node["n1"].label == "one\ntwo"
    assert parse(result.text).diagram == before


def test_a_string_closed_on_a_later_line_is_one_string_and_one_finding():
    document = parse(OVER_LINES)

    assert document.diagram.node["n1"].label == "First line\nSecond line"
    assert document.diagram.node["n2"].label == "B"
    assert [item.code for item in findings_of(document)].count("unclosed-string") == 1
    assert not {"syntax", "stray-brace"} & {item.code for item in findings_of(document)}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_mending_such_a_string_touches_only_the_ends_of_its_lines(ending: str):
    text = OVER_LINES.replace("\n", ending)
    result = fix_text(text)

    assert result.text == text.replace(f"line{ending}      Second", r"line\nSecond")
    assert parse(result.text).diagram == parse(text).diagram
    assert fix_text(result.text).text == result.text


def test_a_backslash_at_the_end_of_a_line_of_a_string_stays_one():
    text = 'S { # S\n  n1: rectangle label:"C:\\\nnew"\n}\n'

    assert parse(text).diagram.node["n1"].label == "C:\\\nnew"
    assert parse(fix_text(text).text).diagram.node["n1"].label == "C:\\\nnew"
    assert parse(format_text(text).text).diagram.node["n1"].label == "C:\\\nnew"


@pytest.mark.parametrize(
    "below",
    [
        'n2: rectangle label:"B"',
        'n2: rectangle label:"',
        'n1.handle(right) -> n2.handle(left) [label="x"]',
        '} // "end"',
        'T { # "T"',
        'loop ["x"] n1 n2',
        'n2: circle\n  words"',
    ],
)
def test_a_forgotten_quote_takes_no_statement_below_into_its_string(below: str):
    document = parse(f'S {{ # S\n  n1: rectangle label:"First\n  {below}\n}}\n')

    assert document.diagram.node["n1"].label == "First"


def test_the_canonical_form_writes_a_string_over_lines_on_one():
    text = OVER_LINES.replace("\n", "\r\n")
    formatted = format_text(text).text

    assert 'label:"First line\\nSecond line" // why\n' in formatted
    assert parse(formatted).diagram == parse(text).diagram
    assert format_text(formatted).text == formatted


def test_edits_write_line_breaks_as_backslash_n():
    operations = [
        UpdateNode("n1", label="a\nb"),
        UpdateLane("S", label="x\ny"),
        UpdateEdge("n1-n2", label="p<br>q"),
        AddNode("S", parse(LABELS).diagram.node["n1"].shape, label="new\r\none"),
        AddLane("Third\nparty", id="T"),
    ]
    text = apply(LABELS, operations).text

    assert r"S { # x\ny" in text
    assert r'n1: rectangle label:"a\nb"' in text
    assert r'[label="p\nq"]' in text
    assert r'label:"new\none"' in text
    assert r"T { # Third\nparty" in text


def test_giving_a_label_the_words_that_it_has_changes_no_byte():
    operations = [UpdateNode("n2", label="Line 1\nLine 2\nLine 3"), UpdateLane("S", label="Two\nlines")]

    assert apply(LABELS, operations).text == LABELS


def test_a_node_whose_string_spans_lines_is_renamed_and_moved_whole():
    renamed = apply(OVER_LINES, [UpdateNode("n1", label="New")]).text

    assert renamed == OVER_LINES.replace("First line\n      Second line", "New")


@given(st.text(st.sampled_from('\\n\n"ab<r>/ br'), max_size=12))
def test_every_value_is_read_as_it_was_written(value: str):
    kept = clean(value)

    assert unescape(quote(value)[1:-1]) == kept
    assert unquoted(bare(kept)) == kept
