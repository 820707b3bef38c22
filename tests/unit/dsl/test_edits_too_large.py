"""An edit with many operations parses the text many times; beyond a limit it is refused with a message."""

from __future__ import annotations

import pytest
from dsl_texts import SHOP

from webapp.domain import Shape
from webapp.dsl import parse
from webapp.dsl.edits import AddLane, AddNode, Paste, RemoveNode, UpdateNode, apply
from webapp.errors import EditRefused

ADDED = AddNode("Sales", Shape.RECTANGLE)
UNCHANGED = UpdateNode("n1")


@pytest.fixture
def small_limit(monkeypatch):
    """Allow parsing the text of the shop about three times."""
    monkeypatch.setattr("webapp.dsl.edits.session.MOST_READ", 3 * len(SHOP))


@pytest.mark.usefixtures("small_limit")
def test_the_operation_that_is_too_much_is_named_with_what_to_do():
    with pytest.raises(EditRefused, match=r"operation 4 is too large.*operations before number 4"):
        apply(SHOP, [ADDED] * 10)


@pytest.mark.usefixtures("small_limit")
def test_the_operations_before_it_are_done_by_themselves():
    assert len(apply(SHOP, [ADDED] * 3).created) == 3


@pytest.mark.usefixtures("small_limit")
def test_operations_that_change_nothing_count_too():
    with pytest.raises(EditRefused, match="operation 5 is too large"):
        apply(SHOP, [UNCHANGED] * 10)


@pytest.mark.usefixtures("small_limit")
def test_one_operation_that_reads_the_text_again_and_again_is_to_be_done_in_parts():
    lanes = "".join(f"New{number} {{ # New {number}\n}}\n" for number in range(10))

    with pytest.raises(EditRefused, match=r"operation 1 is too large.*several requests"):
        apply(SHOP, [Paste(lanes)])


def test_a_single_change_is_made_to_a_text_of_any_size(monkeypatch):
    monkeypatch.setattr("webapp.dsl.edits.session.MOST_READ", 1)

    assert apply(SHOP, [AddLane("New lane")]).created == (("lane", "NewLane"),)


def test_nodes_that_go_together_take_one_reading(monkeypatch):
    nodes = [RemoveNode(node.id) for node in parse(SHOP).diagram.nodes]
    monkeypatch.setattr("webapp.dsl.edits.session.MOST_READ", 1)

    assert len(nodes) > 2
    assert parse(apply(SHOP, nodes).text).diagram.nodes == ()
