"""A safe fix never harms: what was read of a text is read of the mended text too."""

from __future__ import annotations

from collections import Counter

import pytest
from dsl_texts import patch_text
from hypothesis import given
from mutated_texts import REAL_TEXTS, mutated_texts

from webapp.domain import Diagram
from webapp.dsl import Document, findings_of, parse
from webapp.dsl.fixing import fix_text
from webapp.dsl.reading.syntax import Unknown


def said(diagram: Diagram) -> Counter[tuple[object, ...]]:
    """Return what a diagram says, whatever the order of its parts and the ids of its lanes."""
    lanes = {lane.id: (number, lane.label) for number, lane in enumerate(diagram.lanes)}
    return Counter(
        [
            *(("lane", *place) for place in lanes.values()),
            *(
                (
                    "node",
                    item.id,
                    lanes.get(item.lane),
                    item.shape,
                    item.label,
                    item.owner,
                    item.description,
                    item.system,
                )
                for item in diagram.nodes
            ),
            *(("edge", x.source, x.target, x.source_side, x.target_side, x.label) for x in diagram.edges),
            *(("loop", loop.condition, loop.nodes) for loop in diagram.loops),
        ]
    )


def unread_lines(document: Document) -> Counter[str]:
    """Return the lines that hold something that could not be read."""
    places = [item.start for item in document.line_findings if item.code == "syntax"]
    places += [item.start for _, item in document.of_kind(Unknown)]
    held = {line.start: line for line in document.lines for place in places if line.start <= place <= line.end}
    return Counter(document.text[line.start : line.end] for line in held.values())


@pytest.mark.parametrize(
    "text",
    [
        "n1:\n```\nn2: BOX n3:",
        "n1: RECT\n```\ndigraph{",
        "n1: circle\n\x00```mermaid\nn2: rectangle\n```",
        "n1: circle\n`\u200b``\nn2: rectangle\n``\x00`",
    ],
)
def test_no_safe_fix_makes_a_block_of_code_the_document(text):
    assert_safe(text)


def test_no_safe_fix_joins_a_name_to_a_header_without_one():
    assert_safe("Sales\n}\n{ # Sales desk")


def assert_safe(text: str) -> None:
    """Check that no safe fix alone changes what the diagram says."""
    for item in findings_of(parse(text)):
        if item.fix and item.fix.safe:
            mended = patch_text(text, sorted(item.fix.edits, key=lambda edit: edit.start))
            assert said(parse(mended).diagram) == said(parse(text).diagram)


@given(mutated_texts())
def test_safe_fixes_leave_what_the_diagram_says_and_lines_that_could_not_be_read_as_they_are(text: str):
    document = parse(text)
    mended = fix_text(document).document

    assert said(mended.diagram) == said(document.diagram)
    assert unread_lines(document) <= unread_lines(mended)


@pytest.mark.parametrize("text", REAL_TEXTS)
def test_samples_and_cases_say_the_same_after_safe_fixes(text):
    assert said(parse(fix_text(text).text).diagram) == said(parse(text).diagram)


def test_a_line_that_could_not_be_read_turns_a_safe_fix_on_it_into_an_offered_one():
    text = 'A { # A\nn1: circle label="x" and more\nn2: circle label="y"\n}\n'
    found = [item for item in findings_of(parse(text)) if item.code == "attribute-separator"]

    assert [item.fix.safe for item in found] == [False, True]
    assert fix_text(text).text == text.replace('="y"', ':"y"')
