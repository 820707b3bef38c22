"""Texts that hold very many of two things at once: each is read in one pass, where every pair would take minutes."""

from __future__ import annotations

import pytest

from webapp.dsl import parse

pytestmark = pytest.mark.timeout(60)


def test_a_line_may_hold_many_attributes_and_many_control_characters():
    text = "A { # A\nn1: rectangle " + 'a:"\x01" ' * 50_000 + "\n}\n"

    problem = next(item for item in parse(text).diagnostics if item.code == "control-character")

    assert len(problem.fix.edits) == 50_000
    assert problem.fix.safe
