"""What holds for every edit of every text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from digits import DRAWS, Draw, for_any_draws
from drawn_texts import IDS, back, operation, sound_text, there
from dsl_texts import TEXTS, patch_text
from examples import promised_by_the_language
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.domain import Diagram, Shape, Side
from webapp.dsl import Document, findings_of, parse
from webapp.dsl.edits import (
    AddEdge,
    AddNode,
    Connect,
    Duplicate,
    EditResult,
    ExtractLane,
    MoveLane,
    MoveNode,
    Operation,
    RemoveNode,
    Renumber,
    Turn,
    UpdateEdge,
    UpdateLane,
    UpdateLoop,
    UpdateNode,
    apply,
)
from webapp.dsl.edits.gaps import remove_node
from webapp.dsl.edits.session import Session
from webapp.dsl.help import loop_help
from webapp.dsl.reading.values import clean
from webapp.errors import EditRefused

GAPS = {"id-gap", "orphan-node", "dead-end", "unreachable", "no-start", "no-exit", "empty-lane"}
BRANCHES = {"single-branch", "unlabelled-branch", "duplicate-edge", "loop-nodes"}
LOOPS_IN_RUNS = set(loop_help.LOOPS)


def applied(document: Document, operations: Sequence[Operation]) -> EditResult:
    """The result of the longest run of operations, from the first on, that can be done."""
    for count in range(len(operations), 0, -1):
        with suppress(EditRefused):
            return apply(document, operations[:count])
    return EditResult(document, ())


def ends(diagram: Diagram) -> Counter[tuple[str, ...]]:
    """The edges without their ids, which depend on their order."""
    return Counter((edge.source, edge.target, edge.source_side, edge.target_side, edge.label) for edge in diagram.edges)


# The line of this text reads as a node while nothing else does, and as prose beside a real one.
LONELY = example("0:.", Draw(bytes(48)))


@given(TEXTS | DRAWS.map(sound_text), DRAWS)
@LONELY
def test_edits_of_any_text_are_told_exactly_and_a_node_with_an_edge_is_what_one_after_the_other_is(
    text: str, draw: Draw
):
    document = parse(text)

    assert_the_edits_lead_to_the_new_text(document, draw.again())
    assert_a_node_added_with_an_edge_leaves_what_adding_one_after_the_other_leaves(document, draw.again())


def assert_the_edits_lead_to_the_new_text(document: Document, draw: Draw) -> None:
    text, diagram = document.text, document.diagram

    result = applied(document, [operation(draw, diagram), operation(draw, diagram)])

    assert patch_text(text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))
    assert all(text[edit.start : edit.end] != edit.text for edit in result.edits)


def assert_a_node_added_with_an_edge_leaves_what_adding_one_after_the_other_leaves(
    document: Document, draw: Draw
) -> None:
    nodes = document.diagram.nodes
    if not nodes:
        return
    other, neighbour = draw.of(nodes), draw.of(nodes)
    new = document.uses.next_node_id
    where = draw.of([{}, {"after": neighbour.id}, {"before": neighbour.id}])
    direction = draw.of(["to", "from"])
    left, right = Side.LEFT, Side.RIGHT
    edge = AddEdge(new, other.id, right, left) if direction == "to" else AddEdge(other.id, new, left, right)

    at_once = done(
        document, [AddNode(neighbour.lane, Shape.DIAMOND, connect=Connect(other.id, direction, left, right), **where)]
    )

    assert at_once == done(document, [AddNode(neighbour.lane, Shape.DIAMOND, **where), edge])


def done(document: Document, operations: Sequence[Operation]) -> tuple[EditResult, str] | None:
    """What all of the operations lead to; None where they are refused."""
    with suppress(EditRefused):
        result = apply(document, operations)
        return result, result.text
    return None


@promised_by_the_language()
@given(TEXTS | DRAWS.map(sound_text), DRAWS)
@LONELY
def test_nodes_removed_in_one_step_leave_what_nodes_removed_one_by_one_leave(text: str, draw: Draw):
    document = parse(text)
    names = [node.id for node in document.diagram.nodes]
    gone = draw.some(names) if names else ()
    session = Session(document)
    for name in gone:
        remove_node(session, RemoveNode(name))
    became = session.identities

    at_once = apply(document, [RemoveNode(name) for name in gone])

    one_by_one = EditResult(session.document, session.edited.edits(), (), became.renamed, became.removed)
    assert (at_once, at_once.text) == (one_by_one, one_by_one.text)


@for_any_draws(1)
def test_edits_of_a_sound_text_make_no_mistakes(draw: Draw):
    """What remains is the author's own to say: nodes, edges and numbers that are missing."""
    text = sound_text(draw)
    document = parse(text)

    result = applied(document, [operation(draw, document.diagram), operation(draw, document.diagram)])

    assert patch_text(text, result.edits) == result.text
    assert {item.code for item in findings_of(result.document)} <= GAPS | BRANCHES | LOOPS_IN_RUNS


@for_any_draws(1, promised_by_the_language())
def test_an_edit_and_its_inverse_give_the_bytes_back(draw: Draw):
    document = parse(sound_text(draw))
    step = there(draw, document.diagram)

    done = apply(document, [step])

    assert apply(done.document, back(step, done, document.diagram)).text == document.text


@given(DRAWS, st.text(st.characters(codec=None), max_size=20))
def test_a_label_of_any_characters_comes_back(draw: Draw, words: str):
    result = apply(sound_text(draw), [UpdateNode("n4", label=words)])

    assert result.document.diagram.node["n4"].label == clean(words)


@for_any_draws(1, promised_by_the_language())
def test_writing_what_is_there_already_changes_nothing(draw: Draw):
    document = parse(sound_text(draw))
    diagram = document.diagram

    result = apply(
        document,
        [
            *(UpdateNode(node.id, node.label, node.shape, node.owner) for node in diagram.nodes),
            *(MoveNode(node.id, node.lane) for node in diagram.nodes),
            *(UpdateEdge(e.id, e.label, e.source, e.target, e.source_side, e.target_side) for e in diagram.edges),
            *(UpdateLane(lane.id, lane.label, lane.id) for lane in diagram.lanes),
            *(UpdateLoop(loop.id, loop.condition, loop.nodes) for loop in diagram.loops),
            MoveLane("A", "B"),
        ],
    )

    assert (result.text, result.edits, result.renamed, result.removed) == (document.text, (), {}, frozenset())


@for_any_draws(1)
def test_moving_changes_the_place_of_nodes_and_nothing_else(draw: Draw):
    document = parse(sound_text(draw))
    before = document.diagram
    moves = [MoveNode(draw.of(IDS), draw.of(["A", "B"])), ExtractLane(draw.some(IDS), "New"), MoveLane("B", "A")]

    result = apply(document, [draw.of(moves)])
    after = result.document.diagram

    assert {(node.id, node.shape, node.label, node.owner) for node in after.nodes} == {
        (node.id, node.shape, node.label, node.owner) for node in before.nodes
    }
    assert ends(after) == ends(before)
    assert Counter((loop.condition, loop.nodes) for loop in after.loops) == Counter(
        (loop.condition, loop.nodes) for loop in before.loops
    )
    assert (result.renamed, result.removed) == ({}, frozenset())


@for_any_draws(1)
def test_copies_are_like_their_originals_and_leave_them_as_they_are(draw: Draw):
    document = parse(sound_text(draw))
    before = document.diagram
    names = draw.some(IDS)

    after = apply(document, [Duplicate(names)]).document.diagram
    new = [node for node in after.nodes if node.id not in before.node]

    assert {node for node in after.nodes if node.id in before.node} == set(before.nodes)
    assert [(node.lane, node.shape, node.label, node.owner) for node in new] == [
        (node.lane, node.shape, node.label, node.owner) for node in before.nodes if node.id in names
    ]
    assert len(after.edges) - len(before.edges) == sum({e.source, e.target} <= {*names} for e in before.edges)
    assert ends(before) <= ends(after)


@for_any_draws(1)
def test_turning_twice_means_what_was_there_before(draw: Draw):
    document = parse(sound_text(draw))

    turned = apply(document, [Turn()]).document
    turned_twice = apply(turned, [Turn()])

    assert turned_twice.document.diagram == document.diagram
    assert apply(turned, [Turn(), Turn()]).edits == ()


@for_any_draws(1)
def test_renumbering_leaves_no_gap_and_a_second_time_changes_nothing(draw: Draw):
    document = parse(sound_text(draw))
    before = document.diagram

    result = apply(document, [Renumber()])
    after = result.document.diagram

    assert [node.id for node in after.nodes] == ["n1", "n2", "n3"]
    assert [(node.lane, node.label) for node in after.nodes] == [(node.lane, node.label) for node in before.nodes]
    assert [edge.id for edge in after.edges] == [
        result.renamed.get(("edge", edge.id), edge.id) for edge in before.edges
    ]
    assert apply(result.document, [Renumber()]).edits == ()
