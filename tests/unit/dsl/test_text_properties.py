"""What holds for every text, found by Hypothesis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from damaged_texts import damaged_texts
from dsl_texts import TEXTS, patch_text
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.dsl import findings_of, is_valid, parse
from webapp.dsl.reading.common_forms import read_common
from webapp.dsl.reading.pieces import Piece
from webapp.dsl.reading.statement_parser import parse_statement
from webapp.dsl.reading.syntax import Part
from webapp.dsl.reading.tokens import is_blank, split_line

ALL_TEXTS = st.one_of(TEXTS, damaged_texts())


def meaning(diagram):
    """Return what a diagram says whatever the order of its nodes, edges and loops."""
    edges = sorted((e.source, e.target, e.source_side.value, e.target_side.value, e.label) for e in diagram.edges)
    return diagram.lanes, sorted(map(repr, diagram.nodes)), edges, sorted((x.condition, x.nodes) for x in diagram.loops)


@given(TEXTS)
def test_what_is_read_of_any_text_is_all_of_it_lies_in_it_and_names_only_what_it_has(text: str):
    document = parse(text)
    diagram = document.diagram

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


@given(ALL_TEXTS)
@example('n1: circle label:"a \x08\nb"')
@example('n1: circle label:"a\n\x08 b"')
def test_fixes_lie_in_the_text_and_safe_ones_leave_the_diagram_as_it_is(text):
    """Only the order of nodes, edges and loops may differ."""
    document = parse(text)

    for item in findings_of(document):
        edits = sorted(item.fix.edits, key=lambda edit: (edit.start, edit.end)) if item.fix else []
        assert all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
        assert all(before.end <= after.start for before, after in pairwise(edits))
        if item.fix and item.fix.safe:
            assert meaning(parse(patch_text(text, edits)).diagram) == meaning(document.diagram), item.code


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
