"""What holds for every edit of every text, found by Hypothesis."""

from __future__ import annotations

from itertools import pairwise

from dsl_texts import NODES, OPERATIONS, TEXTS, WORDS, patch_text, possible, sound_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import Shape, Side
from webapp.dsl import parse
from webapp.dsl.edits import AddEdge, AddLane, AddNode, MoveLane, RemoveEdge, RemoveLane, RemoveNode, UpdateNode, apply
from webapp.dsl.quoting import clean

SOME_OPERATIONS = st.lists(OPERATIONS, min_size=1, max_size=8)
GAPS = {"id-gap", "orphan-node", "dead-end", "unreachable", "no-start", "no-exit", "empty-lane", "long-label"}
BRANCHES = {"single-branch", "unlabelled-branch", "duplicate-edge", "loop-nodes"}


@given(TEXTS, SOME_OPERATIONS)
@settings(max_examples=100, deadline=None)
def test_the_edits_lead_from_the_original_to_the_new_text(text, operations):
    result = apply(text, possible(text, operations))

    assert patch_text(text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))
    assert all(text[edit.start : edit.end] != edit.text for edit in result.edits)


@given(sound_texts(), SOME_OPERATIONS)
@settings(max_examples=75, deadline=None)
def test_edits_of_a_sound_text_make_no_mistakes(text, operations):
    """What remains is the author's own to say: nodes, edges and numbers that are missing, words that are long."""
    result = apply(text, possible(text, operations))

    assert patch_text(text, result.edits) == result.text
    assert {item.code for item in parse(result.text).diagnostics} <= GAPS | BRANCHES


@given(sound_texts(), NODES, WORDS)
@settings(max_examples=75, deadline=None)
def test_a_label_of_any_characters_comes_back(text, node, words):
    result = apply(text, possible(text, [UpdateNode(node, label=words), UpdateNode("n5", label=words)]))

    assert parse(result.text).diagram.node["n5"].label == clean(words)


@given(sound_texts(), WORDS)
@settings(max_examples=50, deadline=None)
def test_adding_and_removing_a_node_gives_the_bytes_back(text, words):
    lane = parse(text).diagram.lanes[-1].id

    added = apply(text, [AddNode(lane, Shape.CIRCLE, words)])

    assert apply(added.text, [RemoveNode(added.created[0][1])]).text == text


@given(sound_texts(), st.sampled_from(["n1", "n2", "n3", "n4", "n5"]), WORDS)
@settings(max_examples=50, deadline=None)
def test_adding_and_removing_an_edge_gives_the_bytes_back(text, source, words):
    added = apply(text, [AddEdge(source, "n3", Side.TOP, Side.LEFT, words)])

    assert apply(added.text, [RemoveEdge(added.created[0][1])]).text == text


@given(sound_texts())
@settings(max_examples=50, deadline=None)
def test_adding_and_removing_a_lane_gives_the_bytes_back(text):
    added = apply(text, [AddLane("New")])

    assert apply(added.text, [RemoveLane("New")]).text == text


@given(sound_texts(), st.integers(0, 2), st.integers(0, 2))
@settings(max_examples=50, deadline=None)
def test_moving_a_lane_keeps_all_but_the_order_of_lanes(text, which, where):
    before = parse(text).diagram
    names = [lane.id for lane in before.lanes]

    after = parse(apply(text, [MoveLane(names[which % len(names)], names[where % len(names)])]).text).diagram

    assert set(after.lanes) == set(before.lanes)
    assert set(after.nodes) == set(before.nodes)
    assert sorted(edge.id for edge in after.edges) == sorted(edge.id for edge in before.edges)


@given(sound_texts())
@settings(max_examples=50, deadline=None)
def test_writing_what_is_there_already_changes_nothing(text):
    written = [UpdateNode(node.id, node.label, node.shape) for node in parse(text).diagram.nodes]

    result = apply(text, written)

    assert (result.text, result.edits) == (text, ())
