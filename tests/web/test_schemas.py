"""The description of the API takes what the API takes, value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema_rs import Draft202012Validator

pytestmark = pytest.mark.slow

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
    1.0,
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
GHOST = {
    "source": "n1",
    "target": "n3",
    "source_side": "top",
    "place": 1,
    "label": [1, 2.5],
    "back": True,
    "returned": True,
}
LAYOUT = {
    "columns": {"n1": 0},
    "nodes": {"n1": {"column": 1, "row": -1}},
    "feedback": ["n2-n1"],
    "returns": ["n2-n1"],
    "staggered": ["n1"],
    "width": 1200,
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
    "encoding": "utf-16le",
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
    {"op": "turn", "direction": "down"},
    {"op": "tidy"},
    {"op": "updateNode", "nodeId": "n1", "updates": {"label": "L", "owner": "O"}},
    {"op": "insertEdge", "newEdge": {"from": "n1", "to": "n3", "fromHandle": "top"}},
]  # fmt: skip
BODIES: dict[str, list[dict[str, Any]]] = {
    "/api/validate": [{"code": CODE}],
    "/api/playground/create": [{"code": CODE}],
    "/api/render": [
        {"code": "", "companion": COMPANION, "plan": "", "view": "workflow", "theme": "dark", "direction": "right",
         "fold": 500, "width": 900, "refine": False},
    ],
    "/api/edit": [{"code": CODE, "operations": [operation]} for operation in OPERATIONS],
    "/api/rename": [{"code": CODE, "kind": "node", "id": "n1", "new_id": "n9"}],
    "/api/format": [{"code": "", "renumber": True}],
    "/api/fix": [{"code": "", "finding": {"code": "x", "line": 1, "column": 1, "fix": 1}}],
    "/api/diff": [{"before": "", "after": "", "theme": "light", "sides": True}],
    "/api/run": [
        {"code": CODE, "companion": {"options": OPTIONS}, "choices": CHOICES, "seed": 7, "options": OPTIONS},
        {"code": CODE, "options": {"nodes": {"n2": {"join": "all"}}, "edges": {"n1-n2": {"reply": "restart"}}}},
        {"code": CODE, "companion": {"simulation": {"options": {"join": "each"}, "weights": {"n2-n3": 2}}}},
    ],
    "/api/reach": [{"code": CODE, "companion": {"options": OPTIONS}, "choices": [], "seed": 7, "options": OPTIONS,
                    "node": "n1"}],
    "/api/analyze": [
        {"code": CODE, "companion": {"simulation": {"options": {"join": "all"}, "statements": [
            {"kind": "never", "visited": ["n1"]}]}}, "options": OPTIONS},
    ],
    "/api/export/svg": [
        {"code": "", "companion": {"title": "T"}, "theme": "light", "direction": "down", "fold": 0, "scale": 2,
         "width": 0},
        {"code": CODE, "run": {"choices": CHOICES, "seed": 7}},
    ],
    "/api/companion": [{"code": CODE, "companion": {"title": "T"}}],
    "/api/convert": [
        {"text": CODE, "to": "json", "from": "fz", "name": "a.fz", "companion": {"title": "T", "layout": LAYOUT}}
    ],
    "/api/assist": [{"code": CODE, "what": "hover", "line": 1, "column": 1}],
    "/api/documents": [{"code": "", "companion": {"title": "T"}, "client": "c"}],
}  # fmt: skip
# Of one stored document, by the methods and the ends of their addresses.
OF_DOCUMENTS: list[tuple[str, str, dict[str, Any]]] = [
    ("put", "", {"code": CODE, "companion": {"title": "T"}, "client": "c", "autosave": True, "name": "First"}),
    ("post", "/restore", {"version": 1, "client": "c"}),
    ("put", "/versions/1/name", {"name": "First"}),
    ("post", "/links", {"right": "view", "label": "For Ann"}),
    ("post", "/undelete", {}),
]


BASED_ON_FIRST = {"If-Match": '"1"'}


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    """The description of the API."""
    answer: dict[str, Any] = app.test_client().get("/api/openapi.json").json
    return answer


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
def test_a_body_is_understood_where_its_description_says_so(
    client: FlaskClient, described: dict[str, Any], path: str, good: dict[str, Any]
):
    template = "/api/export/{form}" if path.startswith("/api/export/") else path

    assert disagreements(client, described, ("post", template, path), good) == []


@pytest.mark.parametrize(("method", "end", "good"), OF_DOCUMENTS)
def test_so_is_the_body_of_a_request_about_a_stored_document(
    client: FlaskClient, described: dict[str, Any], method: str, end: str, good: dict[str, Any]
):
    key = client.post("/api/documents", json={"code": CODE}).json["own_key"]

    place = method, f"/api/documents/{{key}}{end.replace('/1/', '/{number}/')}", f"/api/documents/{key}{end}"
    assert disagreements(client, described, place, good) == []


NEW_EDGE = {"from": "n1", "to": "n2"}


@pytest.mark.parametrize(
    "named",
    [{"edgeId": "e1"}, {"newEdge": NEW_EDGE}, {"edgeId": "e1", "newEdge": None}, {"newEdge": None}, {}, {"edgeId": 1}],
)
def test_an_edge_to_remove_is_named_by_its_id_or_its_ends(
    client: FlaskClient, described: dict[str, Any], named: dict[str, Any]
):
    body = {"code": CODE, "operations": [{"op": "removeEdge", **named}]}
    validator = Draft202012Validator(
        {"$ref": "#/components/schemas/EditRequest", "components": described["components"]}
    )

    assert validator.is_valid(body) == (client.post("/api/edit", json=body).status_code == 200)


def disagreements(
    client: FlaskClient, described: dict[str, Any], place: tuple[str, str, str], good: dict[str, Any]
) -> list[str]:
    """Send a good body and its changes; return what the description takes and the API refuses, or the other way.

    `place` is the method, the path as it is described, and the path as it is asked for.
    """
    method, template, path = place
    operation = described["paths"][template][method]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": described["components"]})
    wrong = []

    for body in [good, *changed(good)]:
        answer = client.open(
            path, method=method.upper(), data=json.dumps(body), content_type="application/json", headers=BASED_ON_FIRST
        )
        said = validator.is_valid(body)
        if said != (answer.status_code != 400) or str(answer.status_code) not in operation["responses"]:
            wrong.append((said, answer.status_code, answer.text[:200], body))

    assert validator.is_valid(good)
    return [str(line)[:400] for line in wrong]
