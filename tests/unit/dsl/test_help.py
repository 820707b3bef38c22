"""The help on every code: its examples are what they say."""

from __future__ import annotations

import pytest

from webapp.dsl import findings_of, parse
from webapp.dsl.codes import CODES
from webapp.dsl.help import HELP, TOUR

EXAMPLES = sorted(code for code in HELP if code != "more-findings")


def test_every_code_has_help():
    assert set(HELP) == set(CODES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_triggers_exactly_its_code(code):
    assert [item.code for item in findings_of(parse(HELP[code].wrong))] == [code]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_right_example_is_clean_under_strict_reading(code):
    assert findings_of(parse(HELP[code].right)) == ()


@pytest.mark.parametrize("code", [code for code in EXAMPLES if findings_of(parse(HELP[code].wrong))[0].fix])
def test_the_fix_of_the_wrong_example_removes_its_finding_and_adds_none(code, patched):
    wrong = HELP[code].wrong

    [problem] = findings_of(parse(wrong))

    assert findings_of(parse(patched(wrong, problem.fix.edits))) == ()


@pytest.mark.parametrize(
    "code",
    [
        *("syntax", "loop-nodes", "orphan-node", "long-label", "single-branch", "dead-end", "unreachable"),
        *("no-start", "no-exit", "foreign-syntax"),
        *("loop-condition", "loop-order", "loop-return", "outside-loop", "loop-entry", "no-give-up", "loop-overlap"),
    ],
)
def test_what_only_the_author_can_know_has_no_fix(code):
    assert [item.fix for item in findings_of(parse(HELP[code].wrong))] == [None]


@pytest.mark.parametrize("example", TOUR, ids=[example.title for example in TOUR])
def test_the_language_by_example_is_clean_under_strict_reading(example):
    assert findings_of(parse(example.text)) == ()
