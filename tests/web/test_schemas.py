"""The description of the API takes what the API takes, value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

CODE = (
    'a { # A\nn1: circle label:"In"\nn2: diamond label:"Ok?"\nn3: circle label:"Out"\n'
    "n1.handle(right) -> n2.handle(left)\n"
    'n2.handle(right) -> n3.handle(left) [label="Yes"]\nn2.handle(top) -> n1.handle(top) [label="No"]\n}\n'
)
EDGES = [
    None,
    True,
    False,
    0,
    1,
    25,
    25.0,
    25.5,
    500.0,
    -1,
    2**31,
    2**63,
    "",
    "x",
    "25",
    "n1",
    "down",
    [],
    [1],
    ["n1"],
    {},
]
EDGES += [{"x": 1}, [{}], "x" * 201, "x" * 5000]
GHOST = {"source": "n1", "target": "n3", "source_side": "top", "place": 1, "label": [1, 2.5], "back": True}
LAYOUT = {
    "columns": {"n1": 0},
    "nodes": {"n1": {"column": 1, "row": -1}},
    "feedback": ["n2-n1"],
    "ghosts": [GHOST],
    "thickness": "fit",
    "density": "compact",
    "direction": "right",
    "fold": 1200,
}
COMPANION = {
    "title": "T",
    "description": "D",
    "layout": LAYOUT,
    "simulation": {},
    "options": {"reply": "stop"},
    "scenarios": [],
    "captions": {"n1": "x"},
}
OPTIONS = {
    "outgoing": "all",
    "reply": "stop",
    "end": "token",
    "start": "circles",
    "choices": "ask",
    "also_start": ["n1"],
}
CHOICES = [{"node": "n2", "label": "Yes", "visit": 1}]
OPERATIONS = [
    {"op": "add_node", "lane": "a", "shape": "circle", "label": "N", "id": "n9", "after": "n1", "owner": "O",
     "connect": {"node": "n1", "direction": "to", "node_side": "left", "new_side": "top", "label": "L"}},
    {"op": "update_node", "id": "n1", "label": "L", "shape": "rectangle", "system": "S"},
    {"op": "move_node", "id": "n1", "after": "n2"},
    {"op": "remove_node", "id": "n1", "close_gap": False},
    {"op": "update_edge", "id": "n1-n2", "label": "L", "source_side": "top"},
    {"op": "add_lane", "label": "L", "id": "b", "after": "a"},
    {"op": "move_lane", "id": "a", "before": None},
    {"op": "add_loop", "condition": "c", "nodes": ["n1", "n2"]},
    {"op": "insert_into_edge", "edge": "n1-n2", "shape": "circle", "label": "L"},
    {"op": "renumber"},
    {"op": "tidy"},
    {"op": "updateNode", "nodeId": "n1", "updates": {"label": "L", "owner": "O"}},
    {"op": "insertEdge", "newEdge": {"from": "n1", "to": "n3", "fromHandle": "top"}},
]  # fmt: skip
BODIES: dict[str, list[dict[str, Any]]] = {
    "/api/validate": [{"code": CODE}],
    "/api/playground/create": [{"code": CODE}],
    "/api/render": [
        {"code": "", "companion": COMPANION, "plan": "", "view": "workflow", "theme": "dark", "direction": "right",
         "fold": 500, "refine": False},
    ],
    "/api/edit": [{"code": CODE, "operations": [operation]} for operation in OPERATIONS],
    "/api/rename": [{"code": CODE, "kind": "node", "id": "n1", "new_id": "n9"}],
    "/api/format": [{"code": "", "renumber": True}],
    "/api/fix": [{"code": "", "finding": {"code": "x", "line": 1, "column": 1}}],
    "/api/diff": [{"before": "", "after": "", "theme": "light"}],
    "/api/run": [{"code": CODE, "companion": {"options": OPTIONS}, "choices": CHOICES, "seed": 7, "options": OPTIONS}],
    "/api/export/svg": [
        {"code": "", "companion": {"title": "T"}, "theme": "light", "direction": "down", "fold": 0, "scale": 2},
        {"code": CODE, "run": {"choices": CHOICES, "seed": 7}},
    ],
    "/api/assist": [{"code": CODE, "what": "hover", "line": 1, "column": 1}],
    "/api/documents": [{"code": "", "companion": {"title": "T"}, "client": "c"}],
}  # fmt: skip


def changed(value: Any) -> Iterator[Any]:
    """The value with each of its parts replaced by each edge value, taken out, or joined by one more."""
    if isinstance(value, dict):
        yield {**value, "more": 1}
        for name, inner in value.items():
            yield {other: kept for other, kept in value.items() if other != name}
            yield from ({**value, name: new} for new in [*EDGES, *changed(inner)])
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ([*value[:place], new, *value[place + 1 :]] for new in [*EDGES, *changed(inner)])


@pytest.mark.parametrize(
    ("path", "good"),
    [pytest.param(path, good, id=f"{path} {n}") for path in BODIES for n, good in enumerate(BODIES[path])],
)
def test_a_body_is_understood_where_its_description_says_so(client: FlaskClient, path: str, good: dict[str, Any]):
    described = client.get("/api/openapi.json").json
    template = path if path in described["paths"] else "/api/export/{form}"
    operation = described["paths"][template]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": described["components"]})
    wrong = []

    for body in [good, *changed(good)]:
        answer = client.post(path, data=json.dumps(body), content_type="application/json")
        said = validator.is_valid(body)
        if said != (answer.status_code != 400) or str(answer.status_code) not in operation["responses"]:
            wrong.append((said, answer.status_code, answer.text[:200], body))

    assert validator.is_valid(good)
    assert [str(line)[:400] for line in wrong] == []
