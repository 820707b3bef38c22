"""What a reader of a page gets, with and without scripts."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.config import shipped_folder
from webapp.web import assets


def data_of(answer: TestResponse) -> dict[str, Any]:
    """What the page's scripts find in it."""
    assert answer.status_code == 200, answer.text
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', answer.text, re.DOTALL)
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_home_shows_every_sample_with_blue_green_first(client: FlaskClient):
    data = data_of(client.get("/"))

    assert data["kind"] == "home"
    assert data["samples"][0]["name"] == "blue-green"
    assert set(data["samples"][0]) == {"name", "title", "description"}


def test_a_sample_opens_read_and_drawn(client: FlaskClient, blue_green: str):
    data = data_of(client.get("/samples/blue-green"))

    assert (data["kind"], data["sample"], data["view_key"], data["version"]) == ("sample", "blue-green", None, None)
    assert data["code"] == blue_green
    assert data["svg"].startswith("<svg")
    assert data["geometry"]["version"] == 1
    assert [lane["id"] for lane in data["diagram"]["lanes"]] == ["CI", "BlueGreen", "LoadBalancer"]
    assert data["diagnostics"] == []
    assert data["text_limit"] == 1024 * 1024


def test_a_new_document_is_empty(client: FlaskClient):
    data = data_of(client.get("/new"))

    assert (data["kind"], data["code"], data["companion"]) == ("new", "", {})


def test_a_stored_document_opens_for_its_view_key(client: FlaskClient, keys: dict[str, str], blue_green: str):
    data = data_of(client.get(f"/d/{keys['view']}"))

    assert (data["kind"], data["view_key"], data["version"]) == ("document", keys["view"], 1)
    assert (data["title"], data["companion"]) == ("Release", {"title": "Release"})
    assert data["code"] == blue_green


@pytest.mark.parametrize("right", ["edit", "own"])
@pytest.mark.parametrize("place", ["d", "e"])
def test_a_stronger_link_is_kept_by_the_browser_and_leads_to_the_view_address(
    client: FlaskClient, keys: dict[str, str], right: str, place: str
):
    data = data_of(client.get(f"/{place}/{keys[right]}"))

    assert (data["kind"], data["right"], data["key"]) == ("key", right, keys[right])
    assert data["address"] == f"/d/{keys['view']}"
    assert data["title"] == "Release"


def test_a_view_link_does_not_open_as_an_edit_link(client: FlaskClient, keys: dict[str, str]):
    assert client.get(f"/e/{keys['view']}").status_code == 403


def test_without_scripts_the_page_has_the_picture_the_outline_and_the_text(client: FlaskClient):
    page = client.get("/samples/blue-green").text
    before_data = page.split('id="page-data"')[0]

    assert '<g id="node-n7"' in before_data
    assert "<h3>Blue-Green Controller</h3>" in before_data
    assert "Current active?" in before_data
    assert "n7.handle(right) -&gt; n8.handle(left)" in before_data


def test_the_outline_follows_the_flow(client: FlaskClient):
    page = client.get("/samples/blue-green").text
    outline = page.split("<h3>Blue-Green Controller</h3>")[1].split("</section>")[0]

    listed = [re.sub(r"\s*<small>.*", "", item) for item in re.findall(r"<li>(.*?)</li>", outline, re.DOTALL)]

    assert listed == [
        "Identify current environment",
        "Current active?",
        "Deploy to Green",
        "Deploy to Blue",
        "Run smoke tests",
        "Tests passed?",
        "Switch load balancer",
        "Rollback deployment",
    ]


def test_a_faulty_document_opens_with_its_findings(client: FlaskClient):
    key = client.post("/api/documents", json={"code": "lane {\n n1: blob\n"}).json["view_key"]

    data = data_of(client.get(f"/d/{key}"))

    assert {item["code"] for item in data["diagnostics"]} >= {"unknown-shape", "unclosed-lane"}


def test_a_document_opens_with_its_text_when_nothing_can_be_drawn(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, blue_green: str
):
    monkeypatch.setenv("PATH", "/nowhere")
    client = make_app(engine="dot").test_client()
    key = client.post("/api/documents", json={"code": blue_green}).json["view_key"]

    data = data_of(client.get(f"/d/{key}"))

    assert data["code"] == blue_green
    assert (data["svg"], data["geometry"]) == ("", None)
    assert data["drawing_error"]


def test_a_document_opens_with_its_text_when_drawing_has_a_fault_of_ours(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def break_down(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("webapp.render.layout_pool.lay_out_with_plan", break_down)
    key = client.post("/api/documents", json={"code": "a { # A never drawn before\n}\n"}).json["view_key"]

    data = data_of(client.get(f"/d/{key}"))

    assert data["code"] == "a { # A never drawn before\n}\n"
    assert "internal error" in data["drawing_error"]
    assert "RuntimeError: a fault" in caplog.text


@pytest.mark.parametrize(
    ("change", "message"),
    [("revoke", "This link has been ended"), ("delete", "This diagram was deleted")],
)
def test_a_closed_link_says_why_and_what_to_do(client: FlaskClient, keys: dict[str, str], change: str, message: str):
    path = f"/api/documents/{keys['own']}"
    links = client.get(f"{path}/links").json["links"]
    view = next(link["id"] for link in links if link["right"] == "view")
    client.delete(f"{path}/links/{view}" if change == "revoke" else path)

    answer = client.get(f"/d/{keys['view']}")

    assert answer.status_code == 404
    assert message in answer.text
    assert "owner" in answer.text


def test_an_unknown_sample_names_those_there_are(client: FlaskClient):
    answer = client.get("/samples/nothing")

    assert answer.status_code == 404
    assert "blue-green" in answer.text


def test_files_of_the_bundle_are_addressed_by_content_and_kept(client: FlaskClient, tmp_path, monkeypatch):
    (tmp_path / "app.css").write_text("body{}")
    monkeypatch.setattr(assets, "bundle_folder", lambda: tmp_path)
    address = re.search(r'href="(/static/app\.css\?v=\w+)"', client.get("/new").text)[1]

    answer = client.get(address)

    assert answer.text == "body{}"
    assert "immutable" in answer.headers["Cache-Control"]
    answer.close()


@pytest.mark.parametrize(("name", "kept"), [("chunk-2PIZ7L4E.js", True), ("document.js", False)])
def test_files_that_the_build_names_by_their_content_are_kept_too(
    client: FlaskClient, tmp_path, monkeypatch, name: str, kept: bool
):
    (tmp_path / name).write_text("1")
    monkeypatch.setattr(assets, "bundle_folder", lambda: tmp_path)

    with client.get(f"/static/{name}") as answer:
        assert ("immutable" in answer.headers["Cache-Control"]) == kept


def test_a_changed_file_of_the_bundle_gets_another_address(client: FlaskClient, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "bundle_folder", lambda: tmp_path)
    (tmp_path / "app.css").write_text("body{}")
    before = re.search(r'href="(/static/app\.css\?v=\w+)"', client.get("/new").text)[1]
    (tmp_path / "app.css").write_text("body{color:red}")

    after = re.search(r'href="(/static/app\.css\?v=\w+)"', client.get("/new").text)[1]

    assert after != before


def test_a_missing_bundle_is_said_on_the_page_and_by_readyz(client: FlaskClient, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "bundle_folder", lambda: tmp_path)

    assert "The interface is not built" in client.get("/samples/blue-green").text
    assert client.get("/readyz").json["checks"]["pages"].startswith("not built")


@pytest.mark.skipif(bool(assets.missing_files()), reason="the bundle is not built: npm run build")
def test_pages_tell_the_hash_of_every_style_that_scripts_fetch(client: FlaskClient):
    scripts = (path.read_text() for path in (shipped_folder("static") / "src").rglob("*.js"))
    fetched = {name for script in scripts for name in re.findall(r"loadStyles\('([^']+)'\)", script)}

    told = re.search(r'data-styles="([^"]+)"', client.get("/new").text)[1].split()

    assert {style.partition("?v=")[0] for style in told} == fetched
    assert all("immutable" in client.get(f"/static/{style}").headers["Cache-Control"] for style in told)


@pytest.mark.parametrize("path", ["/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml", "/static//etc/passwd"])
def test_nothing_but_the_bundle_is_served(client: FlaskClient, path: str):
    assert client.get(path).status_code in (308, 404)


def test_healthz_answers(client: FlaskClient):
    assert client.get("/healthz").json == {"status": "ok"}


def test_readyz_looks_at_database_drawing_and_pages(client: FlaskClient, tmp_path, monkeypatch):
    for name in assets.BUNDLE:
        (tmp_path / name).write_text("")
    monkeypatch.setattr(assets, "bundle_folder", lambda: tmp_path)

    assert client.get("/readyz").json == {
        "status": "ok",
        "writes": True,
        "checks": {"database": "ok", "drawing": "ok", "pages": "ok"},
    }


def test_readyz_is_503_when_the_database_is_gone(make_app: Callable[..., Flask], tmp_path):
    client = make_app().test_client()
    with closing(sqlite3.connect(tmp_path / "lanestep.db")) as database:
        database.executescript("DROP TABLE keys; DROP TABLE versions; DROP TABLE documents")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json["checks"]["database"].startswith("failed")


def long_text(nodes: int) -> str:
    """Write a chain of nodes that is too long to be refined while somebody waits."""
    chain = "".join(f'  n{number}: rectangle label:"Step {number}"\n' for number in range(1, nodes))
    edges = "".join(f"  n{number}.handle(right) -> n{number + 1}.handle(left)\n" for number in range(1, nodes - 1))
    return f"long {{ # Long\n{chain}{edges}}}\n"


def test_a_large_document_opens_with_the_picture_that_is_there_at_once(client: FlaskClient):
    keys = client.post("/api/documents", json={"code": long_text(90), "client": "anna"}).json

    data = data_of(client.get(f"/d/{keys['view_key']}"))

    assert data["svg"].startswith("<svg")
    assert data["refined"] is False


def test_a_large_document_whose_best_layout_is_known_opens_with_it(client: FlaskClient):
    code = long_text(91)
    keys = client.post("/api/documents", json={"code": code, "client": "anna"}).json
    best = client.post("/api/render", json={"code": code, "refine": True}).json

    data = data_of(client.get(f"/d/{keys['view_key']}"))

    assert data["refined"] is True
    assert data["svg"] == best["svg"]
