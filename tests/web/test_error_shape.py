"""Every error of the API has one shape: {"error": {"code", "message", ...}}.

`code` is stable and for programs, `message` is for people; some codes have further fields. One helper checks the shape,
then each road to an error is tried.
"""

from __future__ import annotations

import ast
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeGuard

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp import errors
from webapp.storage.tables import db
from webapp.web.error_answers import STATUS
from webapp.web.schemas.failures import ErrorBody, ErrorReply

MIB = 1024 * 1024


def error_of(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """Check the shape and return what stands inside."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/json"
    assert list(answer.json) == ["error"]
    error: dict[str, Any] = answer.json["error"]
    assert error["code"] == code
    assert error["message"]
    assert "Traceback" not in answer.text
    return error


@pytest.mark.slow
def test_every_further_field_of_an_error_is_described():
    """So the description can say that there are no others."""
    kinds = {
        name
        for name, kind in vars(errors).items()
        # What these bring stands beside the error.
        if isinstance(kind, type) and not issubclass(kind, errors.ChangesMissing)
    }
    sources = (Path(errors.__file__).parent).rglob("*.py")
    raised = [node for path in sources for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _names(node, kinds)]
    given = {keyword.arg for node in raised for keyword in node.keywords if keyword.arg is not None}

    assert {"field", "node", "theirs"} <= given
    assert given <= set(ErrorBody.model_fields)
    assert ErrorReply.model_json_schema()["$defs"]["ErrorBody"]["additionalProperties"] is False


def _names(node: ast.AST, kinds: set[str]) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds


def test_every_error_of_the_program_has_a_status():
    named = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    kinds = {kind for kind in named if issubclass(kind, errors.LanestepError)}

    assert kinds - {errors.LanestepError} == set(STATUS)


@pytest.mark.parametrize(
    "body",
    ["", "{", "\x00", '{"code": }', '{"code": "a"} x', "[" * 100_000, '{"code": ' + "[" * 100_000],
    ids=["nothing", "half", "a NUL", "no value", "more behind", "deep", "deep inside"],
)
def test_a_body_that_is_not_json(client: FlaskClient, body: str):
    error = error_of(client.post("/api/render", data=body, content_type="application/json"), 400, "invalid-request")

    assert "JSON" in error["message"]


@pytest.mark.parametrize(
    ("half", "at"),
    [(r"\ud800", 0), (r"\udc00", 0), (r"\ud83d\ud83d", 0), (r"x\ud800\u0041", 1), (r"\ud83d\ude00\ud800", 12)],
)
def test_half_of_a_surrogate_pair_in_any_field_is_told_in_words(client: FlaskClient, half: str, at: int):
    body = f'{{"code": "A {{}}\\n{half}", "companion": {{}}}}'.encode()
    error = error_of(client.post("/api/render", data=body, content_type="application/json"), 400, "invalid-request")

    assert "half of a surrogate pair" in error["message"]
    assert f"offset {body.index(half.encode()) + at} of" in error["message"]


def test_bytes_that_are_no_utf8(client: FlaskClient):
    answer = client.post("/api/render", data=b'{"code": "\xff"}', content_type="application/json")

    error_of(answer, 400, "invalid-request")


@pytest.mark.parametrize("body", [[], "text", 1, None], ids=["a list", "a string", "a number", "null"])
def test_a_body_that_is_no_object(client: FlaskClient, body: object):
    answer = client.post("/api/render", data=json.dumps(body), content_type="application/json")

    assert error_of(answer, 400, "invalid-request")["message"] == "the body must be a JSON object"


def test_a_body_that_is_not_marked_as_json(client: FlaskClient):
    """A form of another site can send text, but not mark it as JSON without asking first."""
    error_of(client.post("/api/render", data='{"code": ""}', content_type="text/plain"), 415, "unsupported-media-type")


def test_an_unknown_field_is_named(client: FlaskClient):
    error = error_of(client.post("/api/render", json={"code": "", "colour": 1}), 400, "invalid-request")

    assert error["fields"] == [{"field": "colour", "message": "there is no such field"}]


def test_a_missing_field_is_named(client: FlaskClient):
    error = error_of(client.post("/api/render", json={}), 400, "invalid-request")

    assert error["fields"] == [{"field": "code", "message": "this field is required"}]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/api/validate", {"code": 1}, "code"),
        ("/api/render", {"code": None}, "code"),
        ("/api/render", {"code": "", "theme": "pink"}, "theme"),
        ("/api/render", {"code": "", "companion": []}, "companion"),
        ("/api/edit", {"code": "", "operations": {}}, "operations"),
        ("/api/edit", {"code": "", "operations": []}, "operations"),
        ("/api/edit", {"code": "", "operations": [1]}, "operations.0"),
        ("/api/edit", {"code": "", "operations": [{"op": "renumber"}] * 10_001}, "operations"),
        ("/api/run", {"code": "", "choices": "n7"}, "choices"),
        ("/api/run", {"code": "", "seed": "1"}, "seed"),
        ("/api/reach", {"code": "", "node": ""}, "node"),
        ("/api/reach", {"code": "", "node": "n1", "choices": "n7"}, "choices"),
        ("/api/export/png", {"code": "", "scale": 1000}, "scale"),
        ("/api/documents", {"code": "", "client": "a b"}, "client"),
    ],
)
def test_a_wrong_type_is_named(client: FlaskClient, path: str, body: dict[str, Any], field: str):
    error = error_of(client.post(path, json=body), 400, "invalid-request")

    assert [item["field"] for item in error["fields"]] == [field]


@pytest.mark.parametrize(
    "companion",
    [
        '{"colour": "red"}',
        '{"title": 1}',
        '{"layout": []}',
        '{"layout": {"a": 1e999}}',
        '{"layout": {"a": NaN}}',
        '{"layout": {"a": ' + "[" * 150 + "]" * 150 + "}}",
    ],
    ids=["an unknown field", "a wrong type", "a wrong inner type", "infinity", "not a number", "deep nesting"],
)
def test_a_companion_that_cannot_be_kept_is_refused_or_kept_whole(client: FlaskClient, companion: str):
    """Whatever a companion holds, the answer is a clear refusal; only harmless depth may pass."""
    body = '{"code": "", "companion": ' + companion + "}"

    answer = client.post("/api/documents", data=body, content_type="application/json")

    assert answer.status_code in (201, 400), answer.text
    assert answer.status_code == 201 or answer.json["error"]["message"]


@pytest.mark.parametrize("path", ["/api/render", "/api/validate", "/api/documents", "/api/run", "/api/export/svg"])
def test_half_of_a_surrogate_pair_is_refused(client: FlaskClient, path: str):
    r"""JSON can say "\ud800", but no UTF-8 file can hold it."""
    answer = client.post(path, data='{"code": "a\\ud800b"}', content_type="application/json")

    error_of(answer, 400, "invalid-request")


@pytest.mark.parametrize(
    "path",
    [
        "/api/validate",
        "/api/playground/create",
        "/api/render",
        "/api/run",
        "/api/documents",
        "/api/export/fz",
    ],
)
def test_a_text_over_the_limit_is_refused_with_the_limit_named(client: FlaskClient, path: str):
    error = error_of(client.post(path, json={"code": "ä" * (MIB // 2) + "a"}), 413, "text-too-large")

    assert error["limit"] == MIB
    assert error["size"] == MIB + 1
    assert "1,048,576" in error["message"]


def test_a_text_of_exactly_the_limit_is_stored(client: FlaskClient):
    answer = client.post("/api/documents", json={"code": "ä" * (MIB // 2)})

    assert answer.status_code == 201


def test_the_limit_counts_bytes_of_text_and_not_of_its_json(client: FlaskClient):
    r"""A megabyte of quotes is two megabytes of `\"`."""
    answer = client.post("/api/documents", json={"code": '"' * MIB})

    assert answer.status_code == 201


def test_a_save_over_the_limit_stores_nothing(client: FlaskClient, keys: dict[str, str], blue_green: str):
    answer = client.put(f"/api/documents/{keys['edit']}", json={"code": "a" * (MIB + 1)}, headers={"If-Match": '"1"'})

    error_of(answer, 413, "text-too-large")
    stored = client.get(f"/api/documents/{keys['view']}").json
    assert (stored["version"], stored["code"]) == (1, blue_green)


def test_a_body_over_its_own_limit_has_the_same_shape(client: FlaskClient):
    answer = client.post("/api/render", data=b" " * (8 * MIB + 1), content_type="application/json")

    assert error_of(answer, 413, "request-too-large")["limit"] == 8 * MIB


def test_an_address_that_does_not_exist(client: FlaskClient):
    error_of(client.get("/api/nothing"), 404, "not-found")


def test_a_method_that_does_not_exist(client: FlaskClient):
    answer = client.get("/api/render")

    error_of(answer, 405, "method-not-allowed")
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "key", ["x" * 24, "short", "%00" * 24, "a" * 5000, "%F0%9F%98%80", "..%2F..%2Fetc%2Fpasswd", "'%20OR%201=1--"]
)
def test_an_unknown_key(client: FlaskClient, key: str):
    answer = client.get(f"/api/documents/{key}")

    error_of(answer, 404, "not-found")


def test_a_version_that_does_not_exist(client: FlaskClient, keys: dict[str, str]):
    error_of(client.get(f"/api/documents/{keys['edit']}/versions/99"), 404, "not-found")


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "x", "99999999999999999999"])
def test_a_version_that_is_no_number(client: FlaskClient, keys: dict[str, str], number: str):
    error_of(client.get(f"/api/documents/{keys['edit']}/versions/{number}"), 404, "not-found")


def test_a_key_without_the_right(client: FlaskClient, keys: dict[str, str]):
    answer = client.put(f"/api/documents/{keys['view']}", json={"code": ""}, headers={"If-Match": '"1"'})

    error_of(answer, 403, "not-allowed")


def test_a_save_that_names_no_version(client: FlaskClient, keys: dict[str, str]):
    error = error_of(client.put(f"/api/documents/{keys['edit']}", json={"code": ""}), 428, "version-missing")

    assert "If-Match" in error["message"]


@pytest.mark.parametrize("header", ["x", '"x"', "*", '"1", "2"', '"-1"', '"99999999999999999999"'])
def test_a_save_that_names_no_version_that_can_be_read(client: FlaskClient, keys: dict[str, str], header: str):
    answer = client.put(f"/api/documents/{keys['edit']}", json={"code": ""}, headers={"If-Match": header})

    error_of(answer, 400, "invalid-request")


def test_a_stale_save_gets_both_texts(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['edit']}"
    client.put(path, json={"code": "theirs", "companion": {"title": "T"}}, headers={"If-Match": '"1"'})

    answer = client.put(path, json={"code": "mine", "companion": {"title": "M"}}, headers={"If-Match": '"1"'})

    error = error_of(answer, 409, "stale-version")
    assert error["yours"] == {"version": 1, "code": "mine", "companion": {"title": "M"}}
    assert {**error["theirs"], "changed_at": None} == {
        "version": 2,
        "code": "theirs",
        "companion": {"title": "T"},
        "changed_at": None,
        "authors": [""],
    }


def test_an_edit_that_cannot_be_done(client: FlaskClient, blue_green: str):
    body = {"code": blue_green, "operations": [{"op": "remove_node", "id": "n99"}]}

    assert "n99" in error_of(client.post("/api/edit", json=body), 422, "edit-refused")["message"]


def test_an_operation_that_does_not_exist(client: FlaskClient):
    body = {"code": "", "operations": [{"op": "explode"}]}

    assert "add_node" in error_of(client.post("/api/edit", json=body), 400, "invalid-request")["message"]


def test_a_choice_that_does_not_exist_says_what_does(client: FlaskClient, blue_green: str):
    body = {"code": blue_green, "choices": [{"node": "n7", "label": "Pink"}]}

    assert "Blue" in error_of(client.post("/api/run", json=body), 422, "run-refused")["message"]


def test_an_option_that_does_not_exist(client: FlaskClient, blue_green: str):
    answer = client.post("/api/run", json={"code": blue_green, "options": {"speed": 3}})

    error_of(answer, 400, "invalid-request")


def test_a_format_that_does_not_exist_says_what_does(client: FlaskClient):
    assert "svg" in error_of(client.post("/api/export/exe", json={"code": ""}), 404, "not-found")["message"]


def test_a_picture_that_is_too_large_says_what_works(client: FlaskClient, blue_green: str):
    answer = client.post("/api/export/png", json={"code": blue_green, "scale": 8})

    assert error_of(answer, 422, "export-too-large")["largest_scale"] < 8


def test_a_missing_graphviz_is_a_clear_503_and_the_save_goes_on(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, blue_green: str
):
    monkeypatch.setenv("PATH", "/nowhere")
    client = make_app(engine="dot").test_client()

    error_of(client.post("/api/render", json={"code": blue_green}), 503, "render-failed")

    assert client.post("/api/documents", json={"code": blue_green}).status_code == 201


@pytest.mark.slow
def test_a_diagram_too_large_to_draw_is_a_clear_422_and_its_text_is_stored(client: FlaskClient):
    nodes = "\n".join(f'n{number}: rectangle label:"{number}"' for number in range(1, 10_002))
    code = "a { # A\n" + nodes + "\n}\n"

    error = error_of(client.post("/api/render", json={"code": code}), 422, "picture-too-large")

    assert "10,001 nodes" in error["message"]
    key = client.post("/api/documents", json={"code": code}).json["view_key"]
    assert client.get(f"/d/{key}").status_code == 200


def test_a_database_that_fails_is_a_503(make_app: Callable[..., Flask], tmp_path: Path):
    client = make_app().test_client()
    with closing(sqlite3.connect(tmp_path / "lanestep.db")) as database:
        database.execute("DROP TABLE keys")

    error_of(client.post("/api/documents", json={"code": "a"}), 503, "storage-failed")


def test_a_database_that_dies_at_the_commit_is_a_503_that_says_what_to_do(
    app: Flask, client: FlaskClient, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    with app.app_context():
        dialect = db.engine.dialect
    commit = dialect.do_commit

    def dies(connection: sqlite3.Connection) -> None:
        monkeypatch.setattr(dialect, "do_commit", commit)
        commit(connection)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(dialect, "do_commit", dies)

    def save() -> TestResponse:
        return client.put(f"/api/documents/{keys['edit']}", json={"code": "two"}, headers={"If-Match": '"1"'})

    error = error_of(save(), 503, "outcome-unknown")
    assert "may or may not have been saved" in error["message"]
    assert "Try again" in error["message"]
    assert save().json["version"] == 2


def test_too_many_requests(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="2 per minute").test_client()
    client.get("/api/samples")
    client.get("/api/openapi.json")

    answer = client.get("/api/samples")

    error_of(answer, 429, "too-many-requests")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_fault_of_ours_shows_a_reference_and_nothing_else(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """The log has the whole story under the reference that the answer names."""

    def break_down() -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(app.extensions["lanestep"].samples, "all", break_down)

    answer = client.get("/api/samples")

    error = error_of(answer, 500, "internal-error")
    assert "secret" not in answer.text
    assert error["reference"] in caplog.text
    assert "secret words" in caplog.text


def test_pages_show_errors_as_pages(client: FlaskClient):
    answer = client.get("/d/" + "x" * 24)

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "This link does not lead to a diagram" in answer.text
