"""Diagrams as files under their own addresses: always current."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.mark.parametrize(("form", "begin"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("fz", b"CI {")])
@pytest.mark.parametrize("kind", ["document", "sample"])
def test_every_format_stands_beside_the_page(
    client: FlaskClient, keys: dict[str, str], kind: str, form: str, begin: bytes
):
    page = f"/d/{keys['view']}" if kind == "document" else "/samples/blue-green"

    answer = client.get(f"{page}.{form}")

    assert answer.status_code == 200
    assert answer.data.startswith(begin)


def test_the_companion_stands_beside_the_text(client: FlaskClient, keys: dict[str, str]):
    answer = client.get(f"/d/{keys['view']}.lanestep.json")

    assert answer.json == {"title": "Release"}
    assert "Release.lanestep.json" in answer.headers["Content-Disposition"]


def test_a_file_is_current_after_a_save(client: FlaskClient, keys: dict[str, str]):
    before = client.get(f"/d/{keys['view']}.svg")
    body = {"code": 'a { # Only lane\n  n1: circle label:"Alone"\n}\n'}
    client.put(f"/api/documents/{keys['edit']}", json=body, headers={"If-Match": '"1"'})

    after = client.get(f"/d/{keys['view']}.svg", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "Alone" in after.text


def test_an_unchanged_file_is_not_sent_again(client: FlaskClient, keys: dict[str, str]):
    tag = client.get(f"/d/{keys['view']}.svg").headers["ETag"]

    assert client.get(f"/d/{keys['view']}.svg", headers={"If-None-Match": tag}).status_code == 304


def test_the_theme_can_be_asked_for(client: FlaskClient):
    assert client.get("/samples/blue-green.svg").data != client.get("/samples/blue-green.svg?theme=dark").data


def test_an_unknown_theme_names_those_there_are(client: FlaskClient):
    answer = client.get("/samples/blue-green.svg?theme=pink")

    assert answer.status_code == 400
    assert "light, dark" in answer.text


@pytest.mark.parametrize("form", ["exe", "html", "svg.png"])
def test_an_unknown_format_is_not_found(client: FlaskClient, keys: dict[str, str], form: str):
    assert client.get(f"/d/{keys['view']}.{form}").status_code == 404


@pytest.mark.parametrize("theme", ["light", "dark", "print", "contrast"])
def test_there_are_four_themes(client: FlaskClient, theme: str):
    assert client.get(f"/samples/blue-green.svg?theme={theme}").status_code == 200


@pytest.mark.slow
def test_a_png_comes_as_sharp_as_it_is_asked_for(client: FlaskClient):
    widths = [png_width(client.get(f"/samples/blue-green.png?scale={scale}").data) for scale in (1, 2, 3)]

    assert widths == [widths[0], 2 * widths[0], 3 * widths[0]]


def test_the_greatest_scale_is_the_same_at_an_address_and_in_the_api(client: FlaskClient):
    asked = ("8", "8.01")
    code = 'a { # A\n  n1: circle label:"Start"\n}\n'
    view = client.post("/api/documents", json={"code": code}).json["view_key"]

    at_address = [client.get(f"/d/{view}.png?scale={scale}").status_code for scale in asked]
    in_api = [client.post("/api/export/png", json={"code": code, "scale": float(scale)}).status_code for scale in asked]

    assert at_address == in_api == [200, 400]


@pytest.mark.parametrize("query", ["scale=0", "scale=many", "scale=-1", "scale=1e3", "thumbnail=yes"])
def test_a_wish_that_makes_no_sense_is_refused_in_words(client: FlaskClient, query: str):
    answer = client.get(f"/samples/blue-green.png?{query}")

    assert answer.status_code == 400
    assert query.split("=")[0] in answer.text


@pytest.mark.slow
def test_a_png_too_large_names_the_scale_that_works_and_that_one_works(client: FlaskClient):
    numbers = range(1, 120)
    code = "a { # Long\n" + "".join(f'  n{n}: rectangle label:"Step"\n' for n in numbers)
    code += "".join(f"  n{n}.handle(right) -> n{n + 1}.handle(left)\n" for n in numbers[:-1]) + "}\n"
    view = client.post("/api/documents", json={"code": code, "client": "anna"}).json["view_key"]

    refused = client.get(f"/d/{view}.png?scale=3")
    works = re.search(r"Use a scale of ([\d.]+)", refused.text)

    assert refused.status_code == 422
    assert works
    assert client.get(f"/d/{view}.png?scale={works[1]}").status_code == 200


def test_a_thumbnail_is_smaller_and_has_no_words(client: FlaskClient):
    whole = client.get("/samples/blue-green.svg")
    small = client.get("/samples/blue-green.svg?thumbnail=1")

    assert len(small.data) < len(whole.data) / 5
    assert "<text" not in small.text


def test_a_file_that_the_browser_has_is_not_even_drawn(
    client: FlaskClient, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    tag = client.get(f"/d/{keys['view']}.svg").headers["ETag"]
    monkeypatch.setattr("webapp.services.export.ExportService.make", None)

    answer = client.get(f"/d/{keys['view']}.svg", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)


def test_a_file_sent_compressed_is_known_again(client: FlaskClient):
    compressed = {"Accept-Encoding": "br"}
    tag = client.get("/samples/blue-green.svg", headers=compressed).headers["ETag"]

    answer = client.get("/samples/blue-green.svg", headers={**compressed, "If-None-Match": tag})

    assert answer.status_code == 304


@pytest.mark.parametrize("query", ["", "?theme=dark", "?thumbnail=1"])
def test_each_way_a_file_looks_has_a_tag_of_its_own(client: FlaskClient, query: str):
    others = {"", "?theme=dark", "?thumbnail=1"} - {query}
    tag = client.get(f"/samples/blue-green.svg{query}").headers["ETag"]

    assert tag not in {client.get(f"/samples/blue-green.svg{other}").headers["ETag"] for other in others}


def test_a_shared_folder_answers_after_a_restart_without_drawing(
    make_app: Callable[..., Flask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = str(tmp_path / "cache")
    first = make_app(cache=folder).test_client().get("/samples/blue-green.svg").data
    restarted = make_app(cache=folder).test_client()
    monkeypatch.setattr("webapp.render.Renderer.svg", None)

    assert restarted.get("/samples/blue-green.svg").data == first


def png_width(data: bytes) -> int:
    return int.from_bytes(data[16:20])


@pytest.mark.parametrize("encoding", ["utf-16le", "utf-16be"])
def test_a_text_that_came_in_utf_16_goes_back_in_utf_16(client: FlaskClient, encoding: str):
    code = '\ufeffa { # Ä\r\n  n1: circle label:"Alone"\r\n}\r\n'
    made = client.post("/api/documents", json={"code": code, "companion": {"encoding": encoding}}).json

    answer = client.get(f"/d/{made['view_key']}.fz")

    assert answer.data == code.encode(encoding)
    assert answer.mimetype_params["charset"] == encoding
    assert client.post("/api/documents", json={"code": code, "companion": {"encoding": "latin-1"}}).status_code == 400
