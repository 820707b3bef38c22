"""Operations as they come over HTTP: every mistake names its field."""

from __future__ import annotations

import pytest

from webapp.domain import Shape, Side
from webapp.dsl.edits import AddNode, Connect, MoveLane, RemoveNode, UpdateNode, operation_from_json
from webapp.errors import InvalidRequest


@pytest.mark.parametrize(
    ("data", "operation"),
    [
        ({"op": "update_node", "id": "n1", "label": ""}, UpdateNode("n1", label="")),
        ({"op": "update_node", "id": "n1", "label": None}, UpdateNode("n1")),
        ({"op": "remove_node", "id": "n1", "close_gap": True}, RemoveNode("n1", close_gap=True)),
        ({"op": "move_lane", "id": "A", "before": None}, MoveLane("A", None)),
        (
            {
                "op": "add_node",
                "lane": "A",
                "shape": "circle",
                "connect": {"node": "n1", "direction": "to", "node_side": "left", "new_side": "right"},
            },
            AddNode("A", Shape.CIRCLE, connect=Connect("n1", "to", Side.LEFT, Side.RIGHT)),
        ),
    ],
)
def test_an_operation_is_read_from_json(data, operation):
    assert operation_from_json(data) == operation


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ([], "operations", "an operation must be a JSON object"),
        ({}, "op", "op must be one of add_node, update_node"),
        ({"op": "paint"}, "op", "op must be one of"),
        ({"op": ["add_node"]}, "op", "op must be one of"),
        ({"op": "remove_edge"}, "id", "remove_edge needs the field 'id'"),
        ({"op": "remove_edge", "id": 7}, "id", "'id' must be a string"),
        ({"op": "remove_edge", "id": None}, "id", "'id' must be a string"),
        ({"op": "remove_edge", "id": "n1-n2", "colour": "red"}, "colour", "remove_edge has no field 'colour'"),
        ({"op": "move_lane", "id": "A"}, "before", "move_lane needs the field 'before'"),
        ({"op": "remove_node", "id": "n1", "close_gap": 1}, "close_gap", "'close_gap' must be true or false"),
        ({"op": "add_node", "lane": "A", "shape": "rect"}, "shape", "one of circle, rectangle, diamond, taskbox"),
        ({"op": "add_node", "lane": "A", "shape": "circle", "connect": "n1"}, "connect", "must be a JSON object"),
        (
            {"op": "add_node", "lane": "A", "shape": "circle", "connect": {"node": "n1"}},
            "direction",
            "connect needs the field 'direction'",
        ),
        (
            {
                "op": "add_node",
                "lane": "A",
                "shape": "circle",
                "connect": {"node": "n1", "direction": "up", "node_side": "left", "new_side": "right"},
            },
            "direction",
            "'direction' must be to or from",
        ),
        ({"op": "turn", "direction": "up"}, "direction", "turn: 'direction' must be right or down"),
    ],
)
def test_a_mistake_names_its_field(data, field, message):
    with pytest.raises(InvalidRequest, match=message) as raised:
        operation_from_json(data)

    assert raised.value.details["field"] == field
