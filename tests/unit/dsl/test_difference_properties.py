"""What holds for the difference of any two texts' diagrams."""

from __future__ import annotations

import json

from damaged_texts import damaged_text
from digits import DRAWS, Draw, for_any_draws
from dsl_texts import WORDS, any_operation, edited, five_nodes, sound_texts
from examples import promised_by_the_language
from hypothesis import given

from webapp.domain import UNNAMED, Diagram
from webapp.dsl import parse
from webapp.dsl.difference import Difference, apply_difference, compare, unite
from webapp.dsl.formatting import format_text


def any_text(draw: Draw) -> str:
    return draw.of([five_nodes, damaged_text])(draw)


@for_any_draws(2, promised_by_the_language())
def test_a_difference_leads_from_one_diagram_to_the_other_and_can_be_told(earlier: Draw, later: Draw):
    before, after = parse(any_text(earlier)).diagram, parse(any_text(later)).diagram
    difference = compare(before, after)

    assert apply_difference(before, difference) == after
    assert bool(difference) == (before != after)
    assert json.loads(json.dumps(difference.to_json())) == difference.to_json()
    assert all(sentence.endswith(".") for sentence in difference.to_sentences())
    assert_both_stand_in_one_picture(before, after, difference)


def assert_both_stand_in_one_picture(before: Diagram, after: Diagram, difference: Difference) -> None:
    """Check that the united diagram has all parts, names none that it lacks, and marks only its own."""
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


@given(sound_texts(), DRAWS, WORDS)
def test_the_difference_that_edits_make_leads_to_their_result(text: str, draw: Draw, words: str):
    operations = [any_operation(draw, words) for _ in range(draw.of(range(1, 5)))]
    document = parse(text)
    before, after = document.diagram, edited(document, operations).diagram

    assert apply_difference(before, compare(before, after)) == after


@for_any_draws(1)
def test_renumbering_a_sound_text_adds_and_removes_nothing(draw: Draw):
    document = parse(five_nodes(draw))
    difference = compare(document.diagram, format_text(document, renumber=True).document.diagram)

    assert (difference.added, difference.removed) == ((), ())
