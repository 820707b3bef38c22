"""Texts that no picture can be made of: they are edited and opened, and nobody asks for the picture again."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.errors import PictureTooLarge


@pytest.fixture
def undrawable(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every diagram is too large for a picture."""

    def refuse(*_: object, **__: object) -> None:
        raise PictureTooLarge("too many nodes")

    monkeypatch.setattr(app.extensions["lanestep"].drawing, "picture", refuse)


@pytest.mark.usefixtures("undrawable")
def test_a_picture_that_no_later_try_would_bring_is_refused_for_good(client: FlaskClient):
    """Editors ask again for what answers 503."""
    answer = client.post("/api/render", json={"code": ""})

    assert (answer.status_code, answer.json["error"]["code"]) == (422, "picture-too-large")


@pytest.mark.usefixtures("undrawable")
def test_a_text_too_large_for_a_picture_is_edited_all_the_same(client: FlaskClient, blue_green: str):
    body = {"code": blue_green, "operations": [{"op": "remove_node", "id": "n1"}]}

    answer = client.post("/api/edit", json=body)

    assert (answer.status_code, answer.json["drawing_error"]) == (200, "too many nodes")


@pytest.mark.usefixtures("undrawable")
def test_a_text_too_large_for_a_picture_is_opened_all_the_same(client: FlaskClient, keys: dict[str, str]):
    page = client.get(f"/d/{keys['view']}")

    assert page.status_code == 200
    assert "too many nodes" in page.text
