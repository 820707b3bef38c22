"""The diagram: what its parts say of themselves and how they are looked up."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from webapp.domain import Diagram, Edge, Lane, Node, Shape, Side

ONE = Node("n1", "A", Shape.CIRCLE, "Start")
TWO = Node("n2", "A", Shape.RECTANGLE)
EDGE = Edge("n1-n2", "n1", "n2", Side.RIGHT, Side.LEFT)
DIAGRAM = Diagram((Lane("A", "Sales"), Lane("B", "Store")), (ONE, TWO), (EDGE,))


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Node("n1", "A", Shape.CIRCLE, "Start"), "Start"),
        (Node("n1", "A", Shape.CIRCLE), "n1"),
        (Node("n1", "A", Shape.TASKBOX, description="Check it"), "Check it"),
        (Node("n1", "A", Shape.TASKBOX, "Check", description="Check it"), "Check"),
        (Node("n1", "A", Shape.RECTANGLE, description="Check it"), "n1"),
    ],
)
def test_a_node_shows_its_label_else_a_taskboxs_description_else_its_id(node, text):
    assert node.text == text


def test_parts_are_found_by_their_id():
    assert (DIAGRAM.lane["B"].label, DIAGRAM.node["n1"], DIAGRAM.edge["n1-n2"]) == ("Store", ONE, EDGE)


def test_every_lane_knows_its_nodes_even_when_it_has_none():
    assert dict(DIAGRAM.nodes_of) == {"A": (ONE, TWO), "B": ()}


def test_every_node_knows_its_edges_even_when_it_has_none():
    assert dict(DIAGRAM.outgoing) == {"n1": (EDGE,), "n2": ()}
    assert dict(DIAGRAM.incoming) == {"n1": (), "n2": (EDGE,)}


def test_a_diagram_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        DIAGRAM.lanes = ()
    with pytest.raises(TypeError):
        DIAGRAM.node["n3"] = TWO


def test_a_diagram_that_was_looked_into_can_still_be_sent_to_another_process():
    assert DIAGRAM.node["n1"] is ONE

    assert pickle.loads(pickle.dumps(DIAGRAM)) == DIAGRAM
