"""What is offered at a place. The same cases, with what came out, hold the browser to it (proposals.test.js)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from webapp.dsl import parse
from webapp.dsl.assist import complete, vocabulary
from webapp.web.schemas import diagram_json

DOCUMENT = """A { # Sales
  n1: circle label:"Start"
  n2: diamond label:"Is it \\"big\\"?" owner:"Ann"
  %s
}
B { # Stock
  n3: taskbox label:"Pack" owner:"Bo" system:"ERP"
  n2.handle(bottom) -> B.n3.handle(top) [label="Big"]
  loop [until packed] n2 n3
}
%s
"""
INSIDE = {
    "a new line": "|",
    "the begin of an id": "n|",
    "the shape of a node": "n9: |",
    "half a shape": "n9: rec|",
    "the attributes of a node": 'n9: circle label:"x" |',
    "half an attribute": "n9: circle la|",
    "an owner": 'n9: taskbox owner:"|',
    "a system": 'n9: taskbox owner:"Bo" system:"E|',
    "a handle of the source": "n1.|",
    "a side of the source": "n1.handle(|",
    "half a side": "n1.handle(ri|",
    "an arrow": "n1.handle(right) |",
    "the target of an edge": "n1.handle(right) -> |",
    "the target of an edge without a handle at its source": "n1 -> n|",
    "a target whose handle is written": "n1.handle(right) -> |.handle(left)",
    "a node of another lane": "n1.handle(right) -> B.|",
    "a handle of the target": "n1.handle(right) -> B.n3.|",
    "a side of the target": "n1.handle(right) -> n2.handle(|)",
    "the label of an edge": "n1.handle(right) -> n2.handle(left) |",
    "the words on an edge": 'n1.handle(right) -> n2.handle(left) [label="|',
    "the condition of a loop": "loop [|",
    "half a condition": "loop [until p|",
    "the nodes of a loop": "loop [again] n1 |",
    "the words of a label": 'n9: circle label:"n|',
    "a comment": "// n|",
}
OUTSIDE = {"a line behind the lanes": "|", "half a lane": "La|"}
CASES = {name: DOCUMENT % (line, "") for name, line in INSIDE.items()} | {
    name: DOCUMENT % ("", line) for name, line in OUTSIDE.items()
}


def offered(marked: str, *, asked: bool) -> dict[str, Any]:
    offset = marked.index("|")
    document = parse(marked.replace("|", ""))
    found = complete(document, offset, asked=asked)
    return {
        "text": marked,
        "asked": asked,
        "diagram": diagram_json(document),
        "start": found.start,
        "items": [item._asdict() for item in found.items],
    }


def test_what_is_offered_where_somebody_asks_and_while_somebody_types(golden: Callable[[str, Any], None]):
    cases = {
        f"{name}, {how}": offered(text, asked=asked)
        for name, text in CASES.items()
        for how, asked in (("asked", True), ("typed", False))
    }

    golden("assist/completion.json", {"vocabulary": vocabulary(), "cases": cases})


@pytest.mark.parametrize("name", ["the words of a label", "a comment"])
def test_nothing_is_offered_in_words_for_people(name: str):
    assert offered(CASES[name], asked=True)["items"] == []


def test_an_empty_line_offers_nothing_before_somebody_asks():
    assert offered(CASES["a new line"], asked=False)["items"] == []
    assert offered(CASES["a new line"], asked=True)["items"] != []


def test_the_target_in_another_lane_comes_with_its_lane_and_the_side_that_is_near():
    items = offered(CASES["the target of an edge"], asked=True)["items"]

    assert [item["text"] for item in items][:3] == ["n1.handle(left)", "n2.handle(left)", "B.n3.handle(top)"]


def test_a_proposal_replaces_exactly_what_is_typed():
    marked = CASES["half a shape"]

    assert marked[offered(marked, asked=True)["start"] : marked.index("|")] == "rec"


def test_a_snippet_gets_the_next_free_id():
    items = offered(CASES["a new line"], asked=True)["items"]

    assert next(item["text"] for item in items if item["label"] == "node") == 'n4: rectangle label:"${1:New activity}"'


@pytest.mark.timeout(60)
def test_nothing_is_offered_behind_more_of_a_line_than_anybody_writes():
    line = "->x" * 150_000

    assert complete(parse(line), len(line)).items == ()


def test_a_line_of_almost_two_thousand_characters_is_completed_like_any_other():
    assert offered(CASES["the words on an edge"].replace("n1.handle", " " * 1_900 + "n1.handle"), asked=True)["items"]


def test_a_target_outside_every_lane_is_named_without_a_lane():
    text = "n1: circle\nA { # A\n  n2: circle\n  n2.handle(right) -> "
    offered = {item.label: item.text for item in complete(parse(text), len(text)).items}

    assert offered["n1"].startswith("n1.handle(")
