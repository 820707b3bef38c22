"""An edge that names a node that is not declared: what is offered, and what is not said besides."""

from __future__ import annotations

import pytest

from webapp.domain import Companion
from webapp.dsl import findings_of, parse
from webapp.dsl.fixing import fix_text
from webapp.services.parsed_text import ParsedText
from webapp.services.rewriting import fix_one_in

TEXT = (
    "A { # A\n  n1: circle\n  n2: diamond\n  n3: circle\n  n1.handle(right) -> n2.handle(left)\n"
    '  n2.handle(right) -> n3.handle(left) [label="Yes"]\n  n2.handle(bottom) -> n7.handle(top) [label="No"]\n}\n'
)


def test_declaring_the_node_and_removing_the_edge_are_offered(patched):
    [problem] = findings_of(parse(TEXT))

    assert [(fix.title, fix.safe) for fix in problem.fixes] == [("Declare n7 in A", False), ("Remove the edge", False)]
    declared, removed = (patched(TEXT, fix.edits) for fix in problem.fixes)
    assert declared == TEXT.replace("n3: circle\n", "n3: circle\n  n7: circle\n")
    assert removed == "".join(line for line in TEXT.splitlines(keepends=True) if "n7" not in line)


def test_a_word_that_is_near_a_declared_one_is_offered_first():
    text = "A { # A\nship: circle\nstart: circle\nstart -> shipp\n}\n"
    [problem] = [item for item in findings_of(parse(text)) if item.code == "unknown-node"]

    assert [fix.title for fix in problem.fixes] == ["Write ship", "Declare shipp in A", "Remove the edge"]


def test_a_decision_whose_second_branch_leads_to_an_unknown_node_has_more_than_one():
    assert [item.code for item in findings_of(parse(TEXT))] == ["unknown-node"]
    assert "single-branch" in {
        item.code for item in findings_of(parse(TEXT.replace("n2.handle(bottom) -> n7", "n3 -> n1")))
    }


def test_nodes_that_a_faulty_line_may_lead_out_of_are_not_said_to_run_for_ever():
    ring = "n1.handle(right) -> n2.handle(left)\n  n2.handle(top) -> n1.handle(top)\n"
    text = f"A {{ # A\n  n1: rectangle\n  n2: rectangle\n  {ring}  n2.handle(right) -> n9.handle(left)\n}}\n"

    assert "no-exit" not in {item.code for item in findings_of(parse(text))}
    assert "no-exit" in {item.code for item in findings_of(parse(text.replace("n9", "n1")))}


def test_the_second_fix_of_a_finding_is_applied_where_it_is_asked_for():
    [problem] = findings_of(parse(TEXT))
    mended = fix_one_in(ParsedText(parse(TEXT), Companion()), "unknown-node", problem.start, 1)

    assert "n7" not in mended.parsed.document.text
    assert [item.title for item in mended.applied] == ["Remove the edge"]


@pytest.mark.parametrize("text", ["n1: circle\nn1.handle(right) -> n2.handle(left)\n", "n1 -> n2\n"])
def test_both_are_offered_outside_every_lane_too(text, patched):
    problem = next(item for item in findings_of(parse(text)) if item.code == "unknown-node")
    name = text[problem.start : problem.end]

    assert [fix.title for fix in problem.fixes] == [f"Declare {name}", "Remove the edge"]
    assert name in parse(patched(text, problem.fix.edits)).diagram.node


def test_sides_are_added_by_a_safe_fix_only_where_both_ends_are_nodes():
    text = "A { # A\nn1: circle\nn2: circle\nn1.right -> n2.left\nn1 -> n2\n}\n"

    assert fix_text(text).text == text.replace("n1 -> n2", "n1.handle(right) -> n2.handle(left)")
