"""The description of the API says what the API does."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import ValidationError

from webapp.dsl.edits.operations import KINDS
from webapp.services.editing import TIDY
from webapp.web.schemas.foreign import NAMES


def test_every_route_of_the_api_is_described(app: Flask, client: FlaskClient):
    described = {
        (method.upper(), path)
        for path, methods in client.get("/api/openapi.json").json["paths"].items()
        for method in methods
    }
    served = {
        (method, re.sub(r"<(?:[^:>]*:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/") and rule.rule != "/api/openapi.json"
    }

    assert described == served


def test_every_reference_leads_somewhere(client: FlaskClient):
    description = client.get("/api/openapi.json").json

    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description)))

    assert references
    assert references <= set(description["components"]["schemas"])


def test_every_operation_has_a_summary_and_a_name_of_its_own(client: FlaskClient):
    paths = client.get("/api/openapi.json").json["paths"]
    operations = [operation for methods in paths.values() for operation in methods.values()]

    assert all(operation["summary"] for operation in operations)
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_every_write_tells_its_errors(client: FlaskClient):
    paths = client.get("/api/openapi.json").json["paths"]

    assert {"400", "403", "404", "409", "413", "415", "428", "429", "500"} <= set(
        paths["/api/documents/{key}"]["put"]["responses"]
    )


def test_every_route_that_asks_the_database_tells_that_it_may_not_answer(client: FlaskClient):
    paths = client.get("/api/openapi.json").json["paths"]

    asking = {path for path, methods in paths.items() if all("503" in it["responses"] for it in methods.values())}

    assert {path for path in paths if path.startswith(("/api/documents", "/api/playground"))} <= asking


def test_a_read_that_may_be_known_already_tells_how_to_ask_and_that_its_answer_is_empty(client: FlaskClient):
    read = client.get("/api/openapi.json").json["paths"]["/api/documents/{key}"]["get"]

    assert "If-None-Match" in [parameter["name"] for parameter in read["parameters"]]
    assert "content" not in read["responses"]["304"]


def test_unknown_fields_are_refused_except_on_the_first_two(client: FlaskClient):
    schemas = client.get("/api/openapi.json").json["components"]["schemas"]

    open_bodies = {
        name
        for name, schema in schemas.items()
        if name.endswith("Request") and schema.get("additionalProperties") is not False
    }

    assert open_bodies == {"ValidateRequest", "PlaygroundRequest"}


def test_every_operation_of_an_edit_is_described(client: FlaskClient):
    schemas = client.get("/api/openapi.json").json["components"]["schemas"]
    names = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(schemas["EditRequest"])))
    named = [schemas[name] for name in names]

    described = [schema["properties"]["op"]["const"] for schema in named if "op" in schema.get("properties", {})]

    assert sorted(described) == sorted([*KINDS, TIDY, *NAMES])
    assert all(schema["description"] for schema in named)


@pytest.mark.parametrize("wrong", [{"samples": [], "more": 1}, {"samples": [{"name": "a"}]}, {}])
def test_an_answer_that_is_not_as_described_is_noticed(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
):
    """The client of these tests compares every answer with its description."""
    monkeypatch.setitem(app.view_functions, "sample_list.samples", lambda: wrong)

    with pytest.raises(ValidationError):
        client.get("/api/samples")
