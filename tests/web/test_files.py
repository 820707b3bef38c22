"""Diagrams as files under their own addresses: always current."""

from __future__ import annotations

import pytest
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
