"""A companion follows the edits of its text."""

from __future__ import annotations

import pytest

from webapp.domain import Companion
from webapp.services.references import follow

WITHOUT_N2 = {"removed": {"n2", "n1-n2", "n2-n3"}}
N2_IS_N9 = {"renamed": {"n2": "n9", "n1-n2": "n1-n9", "n2-n3": "n9-n3"}}


def followed(companion: dict, renamed: dict[str, str] | None = None, removed: set[str] | None = None) -> dict:
    """The companion after the edit, as JSON."""
    return follow(Companion.from_json(companion), renamed or {}, removed or set()).to_json()


def test_names_of_removed_nodes_are_dropped():
    assert followed({"captions": {"n1": "a", "n2": "b"}}, **WITHOUT_N2) == {"captions": {"n1": "a"}}


def test_edges_of_removed_nodes_are_dropped():
    companion = {"simulation": {"weights": {"n1-n2": 3, "n2-n3": 4}, "runs": 5}}

    assert followed(companion, **WITHOUT_N2) == {"simulation": {"weights": {}, "runs": 5}}


def test_names_of_renamed_nodes_and_their_edges_follow():
    companion = {"simulation": {"weights": {"n1-n2": 3}, "durations": {"n2": 4}}}

    assert followed(companion, **N2_IS_N9) == {"simulation": {"weights": {"n1-n9": 3}, "durations": {"n9": 4}}}


@pytest.mark.parametrize(
    ("fields", "after", "expected"),
    [
        ({"node": "n2"}, N2_IS_N9, {"node": "n9"}),
        ({"nodes": ["n1", "n2"]}, N2_IS_N9, {"nodes": ["n1", "n9"]}),
        ({"edges": ["n1-n2"]}, N2_IS_N9, {"edges": ["n1-n9"]}),
        ({"nodes": ["n1", "n2"]}, WITHOUT_N2, {"nodes": ["n1"]}),
    ],
)
def test_values_that_refer_follow(fields: dict, after: dict, expected: dict):
    assert followed({"layout": {"rule": fields}}, **after) == {"layout": {"rule": expected}}


def test_a_scenarios_choice_at_a_removed_node_goes_with_it():
    companion = {"scenarios": [{"name": "n2", "choices": [{"node": "n1", "label": "x"}, {"node": "n2", "label": "y"}]}]}

    assert followed(companion, **WITHOUT_N2) == {
        "scenarios": [{"name": "n2", "choices": [{"node": "n1", "label": "x"}]}]
    }


def test_words_that_look_like_ids_stay_words():
    companion = {"title": "n2", "description": "n2", "captions": {"n1": "n2"}, "options": {"note": "n2"}}

    assert followed(companion, **N2_IS_N9) == companion
    assert followed(companion, **WITHOUT_N2) == companion


def test_what_was_never_in_the_diagram_stays():
    companion = {"captions": {"n77": "later", "n5-n6": "too"}}

    assert followed(companion, **WITHOUT_N2) == companion


def test_two_nodes_can_take_each_others_id():
    assert followed({"captions": {"n2": "two", "n3": "three"}}, {"n2": "n3", "n3": "n2"}) == {
        "captions": {"n3": "two", "n2": "three"}
    }


def test_an_edit_that_changes_no_id_gives_the_same_companion():
    before = Companion(title="T", captions={"n2": "b"})

    assert follow(before, {}, frozenset()) is before


def test_the_reference_to_a_removed_node_never_goes_to_the_one_that_takes_its_id():
    assert followed({"captions": {"n2": "two", "n3": "three"}}, {"n3": "n2"}, {"n2"}) == {"captions": {"n2": "three"}}
