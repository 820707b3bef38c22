"""What holds for the difference of any two texts' diagrams, found by Hypothesis."""

from __future__ import annotations

import json

from damaged_texts import damaged_texts
from dsl_texts import OPERATIONS, possible, sound_texts
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import UNNAMED
from webapp.dsl import parse
from webapp.dsl.difference import apply_difference, compare, unite
from webapp.dsl.edits import apply
from webapp.dsl.formatting import format_text

ANY_TWO = st.tuples(st.one_of(sound_texts(), damaged_texts()), st.one_of(sound_texts(), damaged_texts()))


@given(ANY_TWO)
def test_a_difference_applied_to_the_earlier_diagram_gives_the_later(texts):
    before, after = (parse(text).diagram for text in texts)
    difference = compare(before, after)

    assert apply_difference(before, difference) == after
    assert bool(difference) == (before != after)


@given(sound_texts(), st.lists(OPERATIONS, min_size=1, max_size=4))
def test_the_difference_that_edits_make_leads_to_their_result(text, operations):
    before = parse(text).diagram
    after = parse(apply(text, possible(text, operations)).text).diagram

    assert apply_difference(before, compare(before, after)) == after


@given(ANY_TWO)
def test_both_diagrams_stand_in_one_picture(texts):
    before, after = (parse(text).diagram for text in texts)
    difference = compare(before, after)
    union = unite(before, after, difference)
    both = union.diagram

    assert set(after.lanes) <= set(both.lanes)
    assert set(after.nodes) <= set(both.nodes)
    assert set(after.edges) <= set(both.edges)
    assert len(both.nodes) == len(after.nodes) + sum(item.kind == "node" for item in difference.removed)
    assert (len(both.lane), len(both.node), len(both.edge)) == (len(both.lanes), len(both.nodes), len(both.edges))
    assert all(node.lane in both.lane for node in both.nodes)
    assert all(edge.source in both.node and edge.target in both.node for edge in both.edges)
    parts = {f"lane-{name or UNNAMED}" for name in both.lane} | {f"node-{name}" for name in both.node}
    assert set(union.marks) <= parts | {f"edge-{name}" for name in both.edge} | {loop.id for loop in both.loops}


@given(ANY_TWO)
def test_every_difference_can_be_told(texts):
    difference = compare(*(parse(text).diagram for text in texts))

    assert json.loads(json.dumps(difference.to_json())) == difference.to_json()
    assert all(sentence.endswith(".") for sentence in difference.to_words())


@given(sound_texts())
def test_renumbering_a_sound_text_adds_and_removes_nothing(text):
    before, after = parse(text).diagram, parse(format_text(text, renumber=True).text).diagram
    difference = compare(before, after)

    assert (difference.added, difference.removed) == ((), ())
