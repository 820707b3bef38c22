"""Whatever is sent, the answer is one of ours: never a fault, always the one shape."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
CODE = st.sampled_from(
    [
        "",
        'a { # A\n  n1: circle label:"In"\n  n2: diamond label:"Ok?"\n  n1.handle(right) -> n2.handle(left)\n'
        '  n2.handle(top) -> n1.handle(top) [label="Yes"]\n  n2.handle(right) -> n1.handle(left)\n'
        "  loop [retry up to 3 times] n1 n2\n}\n",
    ]
) | st.text(max_size=60)
IDS = st.sampled_from(["n1", "n2", "n1-n2", "a", "n9", "loop-1", ""])
SIDES = st.sampled_from(["left", "right", "top", "bottom", "up"])
OPERATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "op": st.sampled_from(
                [
                    "add_node",
                    "update_node",
                    "move_node",
                    "remove_node",
                    "add_edge",
                    "update_edge",
                    "remove_edge",
                    "add_lane",
                    "update_lane",
                    "move_lane",
                    "remove_lane",
                    "add_loop",
                    "update_loop",
                    "remove_loop",
                    "insert_into_edge",
                    "duplicate",
                    "paste",
                    "extract_lane",
                    "renumber",
                    "insertNode",
                    "updateEdge",
                    "explode",
                ]
            )
        },
        optional={
            "id": IDS,
            "lane": IDS,
            "label": st.text(max_size=20),
            "shape": st.sampled_from(["circle", "diamond", "taskbox", "blob"]),
            "source": IDS,
            "target": IDS,
            "source_side": SIDES,
            "target_side": SIDES,
            "before": IDS | st.none(),
            "after": IDS,
            "new_id": IDS,
            "close_gap": st.booleans(),
            "edge": st.sampled_from(["n1-n2", "e1", "x"]),
            "edgeId": st.sampled_from(["n1-n2", "e1", "e99"]),
            "condition": st.text(max_size=5),
            "nodes": st.lists(IDS, max_size=3),
            "text": CODE,
            "laneId": IDS,
            "newNode": st.fixed_dictionaries({}, optional={"label": st.text(max_size=5), "shape": IDS}),
            "updates": st.dictionaries(st.sampled_from(["label", "to", "x"]), IDS, max_size=2),
        },
    ),
    min_size=1,
    max_size=3,
)
CHOICES = st.lists(
    st.fixed_dictionaries({"node": IDS}, optional={"label": st.text(max_size=5), "edges": st.lists(IDS, max_size=2)}),
    max_size=4,
)
BODIES = {
    "/api/validate": {"code": CODE},
    "/api/render": {"code": CODE, "companion": ANY_JSON, "theme": st.sampled_from(["light", "dark", "pink"])},
    "/api/edit": {"code": CODE, "operations": OPERATIONS, "companion": st.just({"captions": {"n1": "x"}})},
    "/api/run": {"code": CODE, "choices": CHOICES, "seed": st.integers() | st.none()},
    "/api/reach": {"code": CODE, "choices": CHOICES, "node": IDS, "seed": st.integers() | st.none()},
    "/api/analyze": {
        "code": CODE,
        "companion": st.fixed_dictionaries({"simulation": st.fixed_dictionaries({"statements": ANY_JSON})}),
    },
    "/api/export/fz": {"code": CODE, "companion": st.fixed_dictionaries({"title": st.text(max_size=30)})},
    "/api/export/dot": {"code": CODE, "scale": st.floats()},
    "/api/documents": {"code": CODE, "companion": ANY_JSON, "client": st.text(max_size=10)},
}
calmly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("path", BODIES)
@calmly
@given(data=st.data())
def test_a_nearly_right_request_has_an_answer_of_ours(client: FlaskClient, path: str, data: st.DataObject):
    body = data.draw(st.fixed_dictionaries({}, optional=BODIES[path]))

    answer = client.post(path, data=json.dumps(body), content_type="application/json")

    assert answer.status_code in {200, 201, 400, 422}, answer.text
    assert answer.status_code < 400 or answer.json["error"]["message"]


@pytest.mark.parametrize("path", BODIES)
@calmly
@given(body=st.binary(max_size=60) | ANY_JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_have_an_answer_of_ours(client: FlaskClient, path: str, body: bytes):
    answer = client.post(path, data=body, content_type="application/json")

    assert answer.status_code in {200, 201, 400}, answer.text
    assert answer.status_code < 400 or answer.json["error"]["message"]


@calmly
@given(key=st.text(max_size=40).filter(lambda key: key not in (".", "..") and "/" not in key))
def test_any_key_has_an_answer_of_ours(client: FlaskClient, key: str):
    for prefix in ("/d/", "/e/", "/samples/", "/api/documents/"):
        assert client.get(prefix + key).status_code in {200, 308, 400, 404}
