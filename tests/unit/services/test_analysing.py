"""What is told before a run, together with the companion: options, statements, and cures that cure."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from webapp.domain import Companion
from webapp.dsl import parse
from webapp.dsl.edits import apply, operation_from_json
from webapp.errors import InvalidRequest, RunRefused
from webapp.services.analysing import Cured, Told, analyse
from webapp.services.parsed_text import ParsedText
from webapp.services.rewriting import fix_one_in

ROOT = Path(__file__).parents[3]
HEAD = 'a {\nn1: circle label:"In"\nn2: diamond label:"Ok?"\nn3: rectangle label:"Good"\nn4: rectangle label:"Bad"\n'
REST = "n1.handle(right) -> n2.handle(left)\n"
TEXT = (
    HEAD + 'n5: rectangle label:"Both"\nn6: circle label:"Out"\n' + REST
    + 'n2.handle(right) -> n3.handle(left) [label="Yes"]\nn2.handle(bottom) -> n4.handle(left) [label="No"]\n'
    "n3.handle(right) -> n5.handle(left)\nn4.handle(right) -> n5.handle(bottom)\nn5.handle(right) -> n6.handle(left)\n"
    "}\n"
)  # fmt: skip


def told(text: str = TEXT, **simulation: Any) -> Told:
    return analyse(ParsedText(parse(text), Companion.from_json({"simulation": simulation})))


def of(code: str, found: Told) -> Cured:
    return next(item for item in found.findings if item.finding.code == code)


def test_a_good_diagram_is_good() -> None:
    assert (told().findings, told().good, told().explored) == ((), True, True)


def test_the_options_of_the_companion_hold_and_their_cure_cures() -> None:
    found = told(options={"join": "all"})
    assert not found.good
    cure = of("stuck", found).cure
    assert cure
    assert (cure.title, cure.options) == (
        'Let "Both" wait only for tokens that can still come',
        {"join": "all", "nodes": {"n5": {"join": "wait"}}},
    )
    assert told(options=cure.options).findings == ()


def test_a_broken_statement_is_not_good() -> None:
    found = told(statements=[{"kind": "never", "visited": ["n4"]}, {"kind": "possible", "visited": ["n3"]}])
    assert ([verdict.holds for verdict in found.verdicts], found.good) == ([False, True], False)


@pytest.mark.parametrize(
    ("statements", "kind", "message"),
    [
        ({}, InvalidRequest, "simulation.statements must be an array"),
        (
            [{"kind": "never", "visited": "n1"}],
            InvalidRequest,
            "simulation.statements[0].visited must be an array",
        ),
        (
            [{"kind": "never", "visited": ["n77"]}],
            RunRefused,
            "simulation.statements[0].visited[0] names a node",
        ),
    ],
)
def test_a_statement_that_does_not_fit_is_refused_with_its_path(statements: Any, kind: Any, message: str) -> None:
    with pytest.raises(kind, match=re.escape(message)):
        told(statements=statements)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("dead-end", HEAD + REST + "n2.handle(right) -> n3.handle(left)\n}\n"),
        ("unreachable", TEXT.replace("n2.handle(bottom) -> n4", "n2.handle(bottom) -> n3")),
        ("same-label", TEXT.replace('"No"', '"Yes"')),
        ("labelled-fork", TEXT.replace("n2: diamond", "n2: rectangle")),
        ("fork-in-cycle", TEXT.replace("n3.handle(right) -> n5.handle(left)",
         "n3.handle(right) -> n5.handle(left)\nn3.handle(top) -> n2.handle(top)")),
        ("cycle-without-decision", TEXT.replace("n5.handle(right) -> n6.handle(left)",
         "n5.handle(right) -> n6.handle(left)\nn5.handle(top) -> n3.handle(top)")),
    ],
)  # fmt: skip
def test_a_cure_takes_its_finding_away(code: str, text: str) -> None:
    cure = of(code, told(text)).cure
    assert cure
    cured = apply(parse(text), [operation_from_json(item) for item in cure.operations]).document.text
    assert code not in [item.finding.code for item in told(cured).findings]


def test_a_problem_of_the_text_comes_with_its_parts_its_run_and_its_fix() -> None:
    text = TEXT.replace(' [label="No"]', "")
    item = of("unlabelled-branch", told(text))
    assert (item.finding.nodes, item.finding.edges) == (("n2",), ("n2-n4",))
    assert item.finding.run
    assert item.finding.run.at == 1
    assert item.cure
    assert item.cure.problem
    fixed = fix_one_in(ParsedText(parse(text), Companion()), "unlabelled-branch", *item.cure.problem)
    assert told(fixed.parsed.document.text).findings == ()


RETRY = (
    HEAD + 'n6: circle label:"Out"\n' + REST + 'n2.handle(right) -> n3.handle(left) [label="Again"]\n'
    'n2.handle(bottom) -> n6.handle(left) [label="Done"]\nn3.handle(top) -> n2.handle(top)\n'
    "n1.handle(bottom) -> n4.handle(left)\nn4.handle(right) -> n2.handle(bottom)\nloop [retry 2 times] n2 n3\n}\n"
)


def test_a_loop_without_a_branch_for_giving_up_is_shown_at_its_last_retry() -> None:
    item = of("no-give-up", told(RETRY))
    assert item.finding.run
    assert [choice.label for choice in item.finding.run.choices] == ["Again", "Again"]


def test_a_loop_that_is_entered_behind_its_first_node_is_shown_there() -> None:
    text = RETRY.replace("n4.handle(right) -> n2.handle(bottom)", "n4.handle(right) -> n3.handle(bottom)")
    item = of("loop-entry", told(text))
    assert item.finding.run
    assert item.finding.run.at > 1


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.fz")), ids=lambda path: path.stem)
def test_the_statements_of_a_sample_hold_and_nothing_is_found_in_it(path: Path) -> None:
    companion = Companion.from_json(json.loads(path.with_suffix(".lanestep.json").read_text(encoding="utf-8")))
    found = analyse(ParsedText(parse(path.read_text(encoding="utf-8")), companion))
    assert len(found.verdicts) > 2
    assert [verdict.message for verdict in found.verdicts if not verdict.holds] == []
    assert (found.findings, found.explored, found.good) == ((), True, True)
