"""Texts that hold very many of two things at once: each is read in one pass, where every pair would take minutes."""

from __future__ import annotations

import pytest

from webapp.dsl import findings_of, parse

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]

COMMENTS = "//\n" * 100_000


def codes(text: str) -> set[str]:
    return {item.code for item in findings_of(parse(text))}


def test_a_line_may_hold_many_attributes_and_many_control_characters():
    text = "A { # A\nn1: rectangle " + 'a:"\x01" ' * 50_000 + "\n}\n"

    problem = next(item for item in findings_of(parse(text)) if item.code == "control-character")

    assert len(problem.fix.edits) == 50_000
    assert problem.fix.safe


def test_many_missing_nodes_may_be_declared_in_a_lane_of_many_comments():
    edges = "".join(f"n1.handle(right) -> A.n{number}.handle(left)\n" for number in range(2, 2_000))

    assert "unknown-node" in codes(f"A {{ # x\n{COMMENTS}}}\nB {{ # B\nn1: circle\n{edges}}}\n")


def test_many_namesakes_may_be_merged_into_a_lane_of_many_comments():
    assert "duplicate-lane" in codes(f"A {{ // x\n{COMMENTS}}}\n" + "A { # x\n}\n" * 2_000)
