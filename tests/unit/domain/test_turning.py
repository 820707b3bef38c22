"""Diagrams whose sides are turned to the direction in which time is to run."""

from __future__ import annotations

import pytest

from webapp.domain import Diagram, Edge, Lane, Node, Shape, Side, turned, turned_to

ONWARD, DOWNWARD = (Side.RIGHT, Side.LEFT), (Side.BOTTOM, Side.TOP)
BACK, BOW = (Side.LEFT, Side.RIGHT), (Side.TOP, Side.TOP)


def diagram(*sides: tuple[Side, Side]) -> Diagram:
    nodes = tuple(Node(name, "a", Shape.CIRCLE) for name in ("n1", "n2"))
    edges = (Edge(f"n1-n2-{number}", "n1", "n2", *pair) for number, pair in enumerate(sides))
    return Diagram((Lane("a", "A"),), nodes, tuple(edges))


def sides(of: Diagram) -> list[tuple[Side, Side]]:
    return [(edge.source_side, edge.target_side) for edge in of.edges]


def test_all_sides_turn_where_most_edges_lie_along_the_other_direction():
    assert sides(turned_to(diagram(ONWARD, ONWARD, DOWNWARD, BOW), "down")) == [
        DOWNWARD,
        DOWNWARD,
        ONWARD,
        (Side.LEFT, Side.LEFT),
    ]
    assert sides(turned_to(diagram(DOWNWARD, BACK), "right")) == [ONWARD, (Side.TOP, Side.BOTTOM)]


@pytest.mark.parametrize("direction", ["right", "down"])
def test_what_is_turned_is_not_turned_again(direction):
    once = turned_to(diagram(ONWARD, DOWNWARD, DOWNWARD) if direction == "right" else diagram(ONWARD), direction)

    assert turned_to(once, direction) is once


def test_nothing_turns_where_as_many_edges_lie_along_either_direction():
    for kept in (diagram(), diagram(BACK, BOW, BACK), diagram(ONWARD, DOWNWARD)):
        assert turned_to(kept, "down") is turned_to(kept, "right") is kept


def test_turning_twice_gives_the_same_diagram():
    crooked = diagram(ONWARD, BACK, BOW, (Side.RIGHT, Side.TOP))

    assert turned(turned(crooked)) == crooked
    assert turned(crooked).nodes == crooked.nodes
