"""A companion follows the edits of its text."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from webapp.domain import Companion, PartKey
from webapp.services.references import ITEM, NAMES, VALUES, follow

WITHOUT_N2 = {"removed": {("node", "n2"), ("edge", "n1-n2"), ("edge", "n2-n3")}}
N2_IS_N9 = {"renamed": {("node", "n2"): "n9", ("edge", "n1-n2"): "n1-n9", ("edge", "n2-n3"): "n9-n3"}}
EVERYTHING = {
    "layout": {
        "nodes": {"n1": {"column": 1, "row": -1}},
        "columns": {"n1": 2},
        "feedback": ["n1-n2"],
        "returns": ["n1-n2"],
        "staggered": ["n1"],
        "width": 1200,
        "ghosts": [{"source": "n1", "source_side": "right", "target": "n2", "target_side": "left", "place": 1}],
        "direction": "down",
        "fold": 900,
        "thickness": "equal",
        "density": "compact",
        "later": {"n1": {"source": "n1"}},
    },
    "simulation": {"weights": {"n1-n2": 3}, "durations": {"n1": {"mean": 4}}, "arrivals": {"n1": 5}, "runs": 6},
    "options": {"outgoing": "one", "also_start": ["n1"]},
    "scenarios": [{"name": "n1", "choices": [{"node": "n1", "label": "n1", "edges": ["n1-n2"]}]}],
    "captions": {"n1": "first", "n1-n2": "then", "loop-1": "again"},
}
WORDS = sorted(set(re.findall(r'"([^"]+)"', json.dumps(EVERYTHING))))


def followed(companion: dict, renamed: dict[PartKey, str] | None = None, removed: set[PartKey] | None = None) -> dict:
    """The companion after the edit, as JSON."""
    return follow(Companion.from_json(companion), renamed or {}, removed or set()).to_json()


def test_names_of_removed_nodes_are_dropped():
    assert followed({"captions": {"n1": "a", "n2": "b"}}, **WITHOUT_N2) == {"captions": {"n1": "a"}}


def test_edges_of_removed_nodes_are_dropped():
    companion = {"simulation": {"weights": {"n1-n2": 3, "n2-n3": 4}, "runs": 5}}

    assert followed(companion, **WITHOUT_N2) == {"simulation": {"weights": {}, "runs": 5}}


def test_what_holds_something_that_refers_to_a_removed_node_stays():
    companion = {"simulation": {"later": {"inner": {"node": "n2"}, "kept": 1}}}

    assert followed(companion, **WITHOUT_N2) == {"simulation": {"later": {"kept": 1}}}


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


def test_the_parts_of_a_statement_follow():
    statement = {"kind": "never", "visited": ["n1-n2"], "before": ["n2", "n1"], "count": {"n2": {"most": 3}}}
    now = {"kind": "never", "visited": ["n1-n9"], "before": ["n9", "n1"], "count": {"n9": {"most": 3}}}

    assert followed({"simulation": {"statements": [statement]}}, **N2_IS_N9) == {"simulation": {"statements": [now]}}


def test_a_statement_about_a_removed_node_goes_with_it():
    statements = [{"kind": "never", "order": ["n1", "n2"]}, {"kind": "possible", "visited": ["n1"]}]

    assert followed({"simulation": {"statements": statements}}, **WITHOUT_N2) == {
        "simulation": {"statements": statements[1:]}
    }


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


@pytest.mark.parametrize("word", WORDS)
def test_a_lane_takes_only_what_is_its_own_along(word: str):
    """Its id is a free word, and may be that of a field, of a value, or look like another part's id."""
    assert followed(EVERYTHING, {("lane", word): "other"}) == EVERYTHING
    assert followed(EVERYTHING, removed={("lane", word)}) == EVERYTHING


def test_the_capacity_of_a_lane_follows():
    companion = {"simulation": {"capacity": {"capacity": 2, "n1": 3}}}

    assert followed(companion, {("lane", "capacity"): "n1", ("lane", "n1"): "capacity", ("node", "n1"): "n9"}) == {
        "simulation": {"capacity": {"n1": 2, "capacity": 3}}
    }
    assert followed(companion, removed={("lane", "n1")}) == {"simulation": {"capacity": {"capacity": 2}}}


def test_every_hint_of_the_layout_follows():
    ghost = {"source": "n2", "target": "n1"}
    companion = {
        "layout": {
            "nodes": {"n2": {"row": 1}},
            "columns": {"n2": 3},
            "feedback": ["n2-n3"],
            "returns": ["n2-n3"],
            "staggered": ["n2"],
            "ghosts": [ghost],
        }
    }

    assert followed(companion, **N2_IS_N9) == {
        "layout": {
            "nodes": {"n9": {"row": 1}},
            "columns": {"n9": 3},
            "feedback": ["n9-n3"],
            "returns": ["n9-n3"],
            "staggered": ["n9"],
            "ghosts": [{"source": "n9", "target": "n1"}],
        }
    }
    nothing: dict[str, object] = {
        "nodes": {},
        "columns": {},
        "feedback": [],
        "returns": [],
        "staggered": [],
        "ghosts": [],
    }
    assert followed(companion, **WITHOUT_N2) == {"layout": nothing}


def holding(path: tuple[str, ...], inner: Any) -> Any:
    """What has this at that path of a companion."""
    for step in reversed(path):
        inner = [inner] if step == ITEM else {step: inner}
    return inner


@pytest.mark.parametrize("path", [*NAMES, *VALUES], ids="/".join)
def test_every_place_of_an_id_follows_what_is_renamed_and_loses_what_is_removed(path: tuple[str, ...]):
    for kind in NAMES.get(path) or VALUES[path]:
        before, after, without = (
            ({"old": 1, "kept": 1}, {"new": 1, "kept": 1}, {"kept": 1})
            if path in NAMES
            else (["old", "kept"], ["new", "kept"], ["kept"])
        )
        companion = holding(path, before)

        assert followed(companion, {(kind, "old"): "new"}) == holding(path, after)
        # A statement without one of its parts would say something else.
        lost = (
            {"simulation": {"statements": []}} if path[:2] == ("simulation", "statements") else holding(path, without)
        )
        assert followed(companion, removed={(kind, "old")}) == lost


def test_a_choice_goes_with_its_branch_unless_a_label_names_it():
    choices = [
        {"node": "n1", "edges": ["n1-n2"]},
        {"node": "n1", "edges": ["n1-n2"], "label": "x"},
        {"node": "n1", "edges": ["n1-n2", "n1-n3"]},
    ]

    assert followed({"scenarios": [{"choices": choices}]}, **WITHOUT_N2) == {
        "scenarios": [{"choices": [{"node": "n1", "label": "x"}, {"node": "n1", "edges": ["n1-n3"]}]}]
    }


def test_a_node_at_which_runs_start_too_follows():
    companion = {"options": {"also_start": ["n1", "n2"]}}

    assert followed(companion, **N2_IS_N9) == {"options": {"also_start": ["n1", "n9"]}}
    assert followed(companion, **WITHOUT_N2) == {"options": {"also_start": ["n1"]}}


def test_fields_that_nobody_knows_yet_stay():
    companion = {"layout": {"later": {"n2": {"source": "n2"}, "n1-n2": 1}}, "options": {"n2": True}}

    assert followed(companion, **N2_IS_N9) == companion
    assert followed(companion, **WITHOUT_N2) == companion


def test_nesting_that_json_allows_is_not_too_deep():
    nested: list = []
    for _ in range(500):
        nested = [nested]

    assert followed({"layout": {"later": nested}}, **N2_IS_N9) == {"layout": {"later": nested}}


def test_two_nodes_can_take_each_others_id():
    assert followed({"captions": {"n2": "two", "n3": "three"}}, {("node", "n2"): "n3", ("node", "n3"): "n2"}) == {
        "captions": {"n3": "two", "n2": "three"}
    }


def test_an_edit_that_changes_no_id_gives_the_same_companion():
    before = Companion(title="T", captions={"n2": "b"})

    assert follow(before, {}, frozenset()) is before


def test_the_reference_to_a_removed_node_never_goes_to_the_one_that_takes_its_id():
    assert followed({"captions": {"n2": "two", "n3": "three"}}, {("node", "n3"): "n2"}, {("node", "n2")}) == {
        "captions": {"n2": "three"}
    }
