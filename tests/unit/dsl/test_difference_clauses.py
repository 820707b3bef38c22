"""What differs, in a few words."""

from __future__ import annotations

import pytest

from webapp.dsl import parse
from webapp.dsl.difference import compare
from webapp.dsl.difference.difference_clauses import clauses

TEXT = """A { # A
  n1: circle label:"In"
  n2: circle label:"Out"
  n3: circle label:"Else"
  n1.handle(right) -> n2.handle(left)
}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"In"', '"Begin"', ("renamed “Begin”",)),
        ("n1.handle", "n3.handle(top) -> n1.handle(top)\n  n2 -> n3\n  n1.handle", ("added 2 edges",)),
        ("  n1.handle(right) -> n2.handle(left)\n", "", ("removed edge",)),
        ("n1: circle", "n1: diamond", ("changed node",)),
        ('  n3: circle label:"Else"\n', "", ("removed node “Else”",)),
    ],
)
def test_a_difference_is_told_in_a_few_words(old: str, new: str, told: tuple[str, ...]):
    assert old in TEXT
    assert clauses(compare(parse(TEXT).diagram, parse(TEXT.replace(old, new)).diagram)) == told
