"""Conversion over HTTP: the file, its companion, and what did not come along."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from jsonschema_rs import Draft202012Validator

from webapp.web.rate_limit import BUDGETS

FLOWCHART = "flowchart TD\n%% why\na((In)) -->|Go| b[Out]\n"


def test_a_flowchart_becomes_a_text_and_the_rest_is_told(client: FlaskClient):
    answer = client.post("/api/convert", json={"text": FLOWCHART, "to": "fz", "name": "order.csv"}).json

    assert answer == {
        "from": "mermaid",
        "to": "fz",
        "text": 'Process { # Process\n  n1: circle label:"In"\n  n2: rectangle label:"Out"\n'
        '  n1.handle(bottom) -> n2.handle(top) [label="Go"]\n}\n',
        "companion": {"layout": {"direction": "down"}},
        "file_name": "diagram.fz",
        "mimetype": "text/plain",
        "left_out": [
            {
                "what": "the ending of the file",
                "where": "order.csv",
                "why": "the content is Mermaid flowchart, and was read as such",
            },
            {"what": "a comment", "where": "line 2", "why": "comments of Mermaid are not kept"},
        ],
        "lost": [],
    }


def test_a_text_becomes_a_graph_that_fits_the_published_schema(client: FlaskClient):
    text = client.post("/api/convert", json={"text": FLOWCHART, "to": "fz"}).json["text"]
    answer = client.post("/api/convert", json={"text": text, "to": "json", "companion": {"title": "Order"}}).json
    schema = client.get("/api/schema").json

    assert (answer["file_name"], answer["mimetype"], answer["lost"]) == ("Order.json", "application/json", [])
    assert Draft202012Validator(schema).is_valid(json.loads(answer["text"]))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": "sequenceDiagram\n", "to": "fz"}, 422, "import-refused"),
        ({"text": "Dear all", "to": "fz"}, 422, "import-refused"),
        ({"text": "{" * 1000, "to": "fz"}, 422, "import-refused"),
        ({"text": "", "to": "word"}, 400, "invalid-request"),
        ({"text": "\ud800", "to": "fz"}, 400, "invalid-request"),
        ({"text": "", "to": "fz", "companion": {"colour": 1}}, 400, "invalid-request"),
        ({"text": "x" * (8 * 1024 * 1024 - 100), "to": "fz"}, 413, "text-too-large"),
    ],
)
def test_what_cannot_be_converted_is_refused_in_words(
    client: FlaskClient, body: dict[str, str], status: int, code: str
):
    answer = client.post("/api/convert", json=body)

    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_conversions_count_as_drawing():
    assert BUDGETS["formats"] == BUDGETS["texts"]
