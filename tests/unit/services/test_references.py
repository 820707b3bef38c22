"""A companion follows the edits of its text."""

from __future__ import annotations

import pytest

from webapp.domain import Companion
from webapp.dsl import parse
from webapp.services.references import follow

BEFORE = """\
a { # A
  n1: circle label:"In"
  n2: rectangle label:"Work"
  n3: circle label:"Out"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
}
"""
WITHOUT_N2 = """\
a { # A
  n1: circle label:"In"
  n3: circle label:"Out"
}
"""
N2_IS_N9 = BEFORE.replace("n2", "n9")


def followed(companion: dict, after: str, renamed: dict[str, str] | None = None) -> dict:
    """The companion after the edit, as JSON."""
    before = Companion.from_json(companion)
    return follow(before, parse(BEFORE).diagram, parse(after).diagram, renamed or {}).to_json()


def test_names_of_removed_nodes_are_dropped():
    assert followed({"captions": {"n1": "a", "n2": "b"}}, WITHOUT_N2) == {"captions": {"n1": "a"}}


def test_edges_of_removed_nodes_are_dropped():
    companion = {"simulation": {"weights": {"n1-n2": 3, "n2-n3": 4}, "runs": 5}}

    assert followed(companion, WITHOUT_N2) == {"simulation": {"weights": {}, "runs": 5}}


def test_names_of_renamed_nodes_and_their_edges_follow():
    companion = {"simulation": {"weights": {"n1-n2": 3}, "durations": {"n2": 4}}}

    assert followed(companion, N2_IS_N9, {"n2": "n9"}) == {
        "simulation": {"weights": {"n1-n9": 3}, "durations": {"n9": 4}}
    }


@pytest.mark.parametrize(
    ("fields", "after", "expected"),
    [
        ({"node": "n2"}, N2_IS_N9, {"node": "n9"}),
        ({"nodes": ["n1", "n2"]}, N2_IS_N9, {"nodes": ["n1", "n9"]}),
        ({"edges": ["n1-n2"]}, N2_IS_N9, {"edges": ["n1-n9"]}),
        ({"nodes": ["n1", "n2"]}, WITHOUT_N2, {"nodes": ["n1"]}),
    ],
)
def test_values_that_refer_follow(fields: dict, after: str, expected: dict):
    renamed = {"n2": "n9"} if after is N2_IS_N9 else {}

    assert followed({"layout": {"rule": fields}}, after, renamed) == {"layout": {"rule": expected}}


def test_a_scenarios_choice_at_a_removed_node_goes_with_it():
    companion = {"scenarios": [{"name": "n2", "choices": [{"node": "n1", "label": "x"}, {"node": "n2", "label": "y"}]}]}

    assert followed(companion, WITHOUT_N2) == {"scenarios": [{"name": "n2", "choices": [{"node": "n1", "label": "x"}]}]}


def test_words_that_look_like_ids_stay_words():
    companion = {"title": "n2", "description": "n2", "captions": {"n1": "n2"}, "options": {"note": "n2"}}

    assert followed(companion, N2_IS_N9, {"n2": "n9"}) == companion
    assert followed(companion, WITHOUT_N2) == companion


def test_what_was_never_in_the_diagram_stays():
    companion = {"captions": {"n77": "later", "n5-n6": "too"}}

    assert followed(companion, WITHOUT_N2) == companion


def test_two_nodes_can_take_each_others_id():
    after = BEFORE.replace("n2", "n0").replace("n3", "n2").replace("n0", "n3")

    assert followed({"captions": {"n2": "two", "n3": "three"}}, after, {"n2": "n3", "n3": "n2"}) == {
        "captions": {"n3": "two", "n2": "three"}
    }


def test_an_edit_that_changes_no_id_gives_the_same_companion():
    before = Companion(title="T", captions={"n2": "b"})

    after = follow(before, parse(BEFORE).diagram, parse(BEFORE.replace("Work", "Rest")).diagram, {})

    assert after is before
