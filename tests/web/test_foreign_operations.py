"""Operations named and shaped as other programs for this language send them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

CODE = """\
Shop { # Shop
  n1: circle label:"Order"
  n2: rectangle label:"Pack"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> Bank.n3.handle(top) [label="paid"]
}
Bank { # Bank
  n3: circle label:"Booked"
}
"""
NEW_NODE = {"shape": "taskbox", "label": ' Call "Ann" ', "properties": {"owner": "Ben"}}
NODE_LINE = '  n4: taskbox label:"Call \\"Ann\\"" owner:"Ben"\n'


def edited(client: FlaskClient, *operations: dict) -> str:
    """The text after these operations."""
    return client.post("/api/edit", json={"code": CODE, "operations": operations}).json["code"]


@pytest.mark.parametrize(
    ("operation", "line", "written"),
    [
        (
            {"op": "insertNode", "laneId": "Shop", "newNode": NEW_NODE, "afterNodeId": "n1"},
            '"Order"\n',
            f'"Order"\n{NODE_LINE}',
        ),
        (
            {"op": "insertNode", "laneId": "Shop", "newNode": NEW_NODE, "beforeNodeId": "n1"},
            "Shop\n",
            f"Shop\n{NODE_LINE}",
        ),
        ({"op": "insertNode", "laneId": "Bank", "newNode": {}}, '"Booked"\n', '"Booked"\n  n4: rectangle\n'),
        (
            {"op": "updateNode", "nodeId": "n2", "updates": {"label": "Wrap", "owner": "Ann"}},
            'label:"Pack"',
            'label:"Wrap" owner:"Ann"',
        ),
        ({"op": "updateNode", "nodeId": "n2", "updates": {"shape": "diamond"}}, "rectangle", "diamond"),
        (
            {"op": "insertEdge", "newEdge": {"from": "n1", "to": "n3", "label": "now", "fromHandle": "top"}},
            '[label="paid"]\n',
            '[label="paid"]\n  n1.handle(top) -> Bank.n3.handle(left) [label="now"]\n',
        ),
        ({"op": "removeEdge", "newEdge": {"from": "n1", "to": "n2"}}, "  n1.handle(right) -> n2.handle(left)\n", ""),
        ({"op": "removeEdge", "edgeId": "n1-n2"}, "  n1.handle(right) -> n2.handle(left)\n", ""),
        ({"op": "removeEdge", "edgeId": "e1"}, "  n1.handle(right) -> n2.handle(left)\n", ""),
        (
            {"op": "updateEdge", "edgeId": "e2", "updates": {"label": "booked", "fromHandle": "right"}},
            'n2.handle(bottom) -> Bank.n3.handle(top) [label="paid"]',
            'n2.handle(right) -> Bank.n3.handle(top) [label="booked"]',
        ),
        (
            {"op": "updateEdge", "edgeId": "n1-n2", "updates": {"to": "n3"}},
            "-> n2.handle(left)",
            "-> Bank.n3.handle(left)",
        ),
    ],
)
def test_an_operation_does_what_its_name_says(client: FlaskClient, operation: dict, line: str, written: str):
    assert edited(client, operation) == CODE.replace(line, written, 1)


def test_removing_a_node_removes_its_edges_too(client: FlaskClient):
    code = edited(client, {"op": "removeNode", "nodeId": "n2", "laneId": "fields of other operations are ignored"})

    assert code == 'Shop { # Shop\n  n1: circle label:"Order"\n}\nBank { # Bank\n  n3: circle label:"Booked"\n}\n'


def test_later_operations_may_name_what_earlier_ones_made_and_both_ways_of_writing_mix(client: FlaskClient):
    code = edited(
        client,
        {"op": "insertNode", "laneId": "Bank", "newNode": {"shape": "circle", "label": "Sent"}},
        {"op": "insertEdge", "newEdge": {"from": "n3", "to": "n4"}},
        {"op": "update_edge", "id": "n3-n4", "label": "then"},
    )

    assert code.endswith('  n4: circle label:"Sent"\n  n3.handle(right) -> n4.handle(left) [label="then"]\n}\n')


@pytest.mark.parametrize(
    ("operation", "status", "message"),
    [
        ({"op": "insertNode", "newNode": {}}, 400, "laneId: this field is required"),
        ({"op": "insertNode", "laneId": "Shop", "newNode": {"shape": "blob"}}, 400, "newNode.shape"),
        (
            {"op": "insertNode", "laneId": "Shop", "newNode": {"properties": {"colour": "red"}}},
            400,
            "colour: there is no such field",
        ),
        ({"op": "updateNode", "nodeId": "n1", "updates": {"id": "n9"}}, 400, "updates.id: there is no such field"),
        ({"op": "removeEdge"}, 400, "removeEdge needs the field 'edgeId'"),
        ({"op": "removeEdge", "edgeId": "e9"}, 422, "there is no edge e9"),
        ({"op": "removeEdge", "newEdge": {"from": "n2", "to": "n1"}}, 422, "there is no edge n2-n1"),
        ({"op": "insertNode", "laneId": "Moon", "newNode": {}}, 422, "there is no lane Moon"),
        ({"op": "renameNode"}, 400, "op must be one of add_node"),
    ],
)
def test_a_mistake_is_named(client: FlaskClient, operation: dict, status: int, message: str):
    answer = client.post("/api/edit", json={"code": CODE, "operations": [operation]})

    assert answer.status_code == status
    assert message in answer.json["error"]["message"]


def test_the_description_of_the_api_has_every_operation(client: FlaskClient):
    schemas = client.get("/api/openapi.json").json["components"]["schemas"]
    [ours, foreign] = schemas["EditRequest"]["properties"]["operations"]["items"]["anyOf"]

    assert {"add_node", "insert_into_edge", "paste", "renumber"} <= set(ours["discriminator"]["mapping"])
    assert set(foreign["discriminator"]["mapping"]) == {
        *("insertNode", "removeNode", "updateNode", "insertEdge", "removeEdge", "updateEdge")
    }
