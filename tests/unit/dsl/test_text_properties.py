"""What holds for every text, found by Hypothesis."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from damaged_texts import damaged_texts
from dsl_texts import TEXTS, patch_text, sound_texts
from examples import promised_by_the_language
from hypothesis import example, given

from webapp.dsl import Document, findings_of, is_valid, parse
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text
from webapp.dsl.reading.common_forms import read_common
from webapp.dsl.reading.pieces import Piece
from webapp.dsl.reading.statement_parser import parse_statement
from webapp.dsl.reading.syntax import Part
from webapp.dsl.reading.tokens import is_blank, split_line

ALL_TEXTS = TEXTS | sound_texts() | damaged_texts()


def meaning(diagram):
    """Return what a diagram says whatever the order of its nodes, edges and loops."""
    edges = sorted((e.source, e.target, e.source_side.value, e.target_side.value, e.label) for e in diagram.edges)
    return diagram.lanes, sorted(map(repr, diagram.nodes)), edges, sorted((x.condition, x.nodes) for x in diagram.loops)


@promised_by_the_language()
@given(ALL_TEXTS)
@example('n1: circle label:"a \x08\nb"')
@example('n1: circle label:"a\n\x08 b"')
@example("\x080\r{")
def test_any_text_is_read_to_the_end_and_mended_and_formatted_without_a_loss(text: str):
    document = parse(text)

    assert_what_is_read_is_all_of_it_lies_in_it_and_names_only_what_it_has(document)
    assert_fixes_lie_in_the_text_and_safe_ones_leave_the_diagram_as_it_is(document)
    assert_one_run_mends_all_that_is_safe_to_mend_by_its_edits_and_loses_no_node_and_no_edge(document)
    assert_the_canonical_form_keeps_the_diagram_and_every_sign_and_is_its_own(document)


def assert_what_is_read_is_all_of_it_lies_in_it_and_names_only_what_it_has(document: Document) -> None:
    text, diagram = document.text, document.diagram

    assert "".join(token.text for token in document.tokens) == text
    assert all(before.end <= after.start for before, after in pairwise(document.statements))
    assert all(0 <= span.start < span.end <= len(text) for span in document.spans.values())
    assert {node.lane for node in diagram.nodes} <= set(diagram.lane)
    assert {end for edge in diagram.edges for end in (edge.source, edge.target)} <= set(diagram.node)
    assert {name for loop in diagram.loops for name in loop.nodes} <= set(diagram.node)
    assert len(diagram.edge) == len(diagram.edges)

    places = [(item.start, item.end) for item in findings_of(document)]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert is_valid(document, strict=True) <= is_valid(document)


def assert_fixes_lie_in_the_text_and_safe_ones_leave_the_diagram_as_it_is(document: Document) -> None:
    """Only the order of nodes, edges and loops may differ."""
    text = document.text

    for item in findings_of(document):
        edits = sorted(item.fix.edits, key=lambda edit: (edit.start, edit.end)) if item.fix else []
        assert all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
        assert all(before.end <= after.start for before, after in pairwise(edits))
        if item.fix and item.fix.safe:
            assert meaning(parse(patch_text(text, edits)).diagram) == meaning(document.diagram), item.code


def assert_one_run_mends_all_that_is_safe_to_mend_by_its_edits_and_loses_no_node_and_no_edge(
    document: Document,
) -> None:
    result = fix_text(document)
    before, after = document.diagram, result.document.diagram

    assert not [item for item in findings_of(result.document) if item.fix and item.fix.safe]
    assert fix_text(result.document).text == result.text

    assert patch_text(document.text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))
    assert bool(result.applied) == bool(result.edits)

    assert {node.id for node in before.nodes} <= {node.id for node in after.nodes}
    assert len(before.edges) <= len(after.edges)
    assert len(before.loops) <= len(after.loops)


def assert_the_canonical_form_keeps_the_diagram_and_every_sign_and_is_its_own(document: Document) -> None:
    result = format_text(document)

    assert result.document.diagram == document.diagram
    assert signs(result.text) == signs(document.text)
    assert patch_text(document.text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))
    assert format_text(result.document).text == result.text


def signs(text: str) -> Counter[str]:
    r"""Arrows get their one spelling, keywords their letter case, and a line break in a string is written \n."""
    words = re.sub("-{1,4}>|={1,3}>|[→⇒⟶➔➜➝]", "->", text.replace(r"\n", "")).lower()
    return Counter(letter for letter in words if not letter.isspace() and letter not in "#/")


@pytest.mark.parametrize(
    "line",
    [
        "n1: circle",
        '  n2:rectangle  label:"Build it" ',
        "n1.handle(right) -> n2.handle(left)",
        '\tA.n1.handle(up)->Lane_2.n22.handle(left)[label="x"]',
        'n1.handle(right) -> n2.handle(left) [label="a -> b { } // #"]',
        'n1: diamond label:"ünï"',
        "n1:",
        "n1: ",
        "start: box",
        'Step_2:Rect  label:"x"',
        "n1: label",
        "n1 -> n2",
        '\tn1->B.n2[label="x"] ',
        "n1.handle(right) -> n2",
        'n1: circle label:"it\'s"',
        "A {",
        " Sales_2{ # Sales desk (2)  ",
        "B { #B",
        "}",
    ],
)
def test_the_usual_spelling_is_read_alike_on_both_ways(line):
    """One match reads most lines; it must say exactly what the reading of pieces says."""
    pieces = []
    offset = 0
    for piece in split_line(line):
        pieces += [] if is_blank(piece) else [Piece(offset, piece)]
        offset += len(piece)
    words = line[pieces[-1].start :].rstrip() if "{" in line and "#" in line else ""
    comment = Part(pieces.pop().start, len(line.rstrip()), words) if words.startswith("#") else None

    assert read_common(line, 0, len(line), 7) == parse_statement(pieces, 7, line, 0, comment, [])


@pytest.mark.parametrize(
    "text",
    [
        '"' * 50_000,
        "\\" * 50_000,
        "-" * 50_000,
        "]" * 50_000,
        "loop [" + "] n1" * 10_000,
        "{" * 20_000,
        "A {\n" * 5_000,
    ],
    ids=["quotes", "backslashes", "dashes", "brackets", "loop", "braces", "nested lanes"],
)
@pytest.mark.timeout(20)
def test_long_runs_of_one_sign_are_read_to_the_end(text):
    """Each of these once cost quadratic time in some parser; here none may hang."""
    document = parse(text)

    assert "".join(token.text for token in document.tokens) == text
    assert not is_valid(document)
