"""A diagram in words, in the order in which its work is done."""

from __future__ import annotations

from webapp.domain import Diagram
from webapp.dsl import parse
from webapp.services.diagram_outline import outline


def order(text: str) -> list[list[str]]:
    """The ids of the nodes, lane by lane."""
    return [[node.id for node in lane.nodes] for lane in outline(parse(text).diagram)]


def lane(*lines: str) -> str:
    """One lane with these lines."""
    return "\n".join(["a { # A", *lines, "}"])


def edge(source: int, target: int) -> str:
    """An edge between two nodes of a lane."""
    return f"n{source}.handle(right) -> n{target}.handle(left)"


def nodes(*numbers: int) -> list[str]:
    """Nodes with these numbers."""
    return [f'n{number}: circle label:"{number}"' for number in numbers]


def test_nodes_stand_in_the_order_of_the_flow_and_not_of_the_text():
    assert order(lane(*nodes(3, 2, 1), edge(1, 2), edge(2, 3))) == [["n1", "n2", "n3"]]


def test_a_merge_comes_after_all_its_branches_and_the_first_branch_first():
    text = lane(*nodes(1, 2, 3, 4), edge(1, 2), edge(1, 3), edge(2, 4), edge(3, 4))

    assert order(text) == [["n1", "n2", "n3", "n4"]]


def test_a_merge_of_two_starts_comes_after_both():
    assert order(lane(*nodes(1, 2, 3), edge(1, 3), edge(2, 3))) == [["n1", "n2", "n3"]]


def test_a_cycle_is_read_from_where_it_is_entered():
    assert order(lane(*nodes(4, 3, 2, 1), edge(1, 2), edge(2, 3), edge(3, 2), edge(3, 4))) == [["n1", "n2", "n3", "n4"]]


def test_what_no_start_reaches_comes_last():
    assert order(lane(*nodes(1, 9, 2), edge(1, 2))) == [["n1", "n2", "n9"]]


def test_every_way_names_its_target_and_label():
    text = lane(*nodes(1, 2), 'n1.handle(right) -> n2.handle(left) [label="Go"]')

    [first, _] = outline(parse(text).diagram)[0].nodes

    assert [(way.text, way.label) for way in first.next] == [("2", "Go")]


def test_a_long_chain_is_no_danger():
    text = lane(*nodes(*range(1, 5001)), *(edge(number, number + 1) for number in range(1, 5000)))

    assert order(text)[0][-1] == "n5000"


def test_an_empty_diagram_has_no_lanes():
    assert outline(Diagram()) == []


def test_every_shape_has_the_word_that_the_pages_use():
    shapes = ("circle", "rectangle", "diamond", "taskbox")
    text = lane(*(f"n{number}: {shape}" for number, shape in enumerate(shapes, 1)))

    assert [node.shape for node in outline(parse(text).diagram)[0].nodes] == ["Event", "Activity", "Decision", "Task"]
