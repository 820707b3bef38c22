"""Findings about the flow name nodes by what people see: their text, and the id only where that says too little."""

from __future__ import annotations

import pytest

from webapp.dsl import findings_of, parse


@pytest.mark.parametrize(
    ("nodes", "name"),
    [
        ('n2: rectangle label:"Pack"\nn3: circle', '"Pack"'),
        ('n2: rectangle label:"Pack"\nn3: circle label:"Pack"', '"Pack" (n2)'),
        ("n2: rectangle\nn3: circle", "n2"),
        ('n2: taskbox label:"Pack|it"\nn3: circle', '"Pack it"'),
    ],
)
def test_a_node_is_named_by_its_text_and_with_its_id_only_where_another_has_the_same(nodes, name):
    text = f"A {{ # A\nn1: circle\n{nodes}\nn1.handle(right) -> n2.handle(left)\nn1.handle(top) -> n3.handle(top)\n}}\n"

    messages = [found.message for found in findings_of(parse(text)) if found.code == "dead-end"]

    assert [message.split(" has no outgoing edge")[0] for message in messages] == [name]
