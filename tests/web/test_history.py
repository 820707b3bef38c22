"""The history over the API: who made a version, what changed in it, names, and what was set aside."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient


def lines(client: FlaskClient, key: str, **headers: str) -> list[dict[str, Any]]:
    """The history, newest first."""
    found: list[dict[str, Any]] = client.get(f"/api/documents/{key}/versions", headers=headers).json["versions"]
    return found


def save(client: FlaskClient, key: str, version: int, code: str, name: str = "", /, **more: Any) -> None:
    """Save a text, under the name of a person."""
    headers = {"If-Match": f'"{version}"', "X-Lanestep-Name": name}
    assert client.put(f"/api/documents/{key}", json={"code": code, **more}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (quote("Zoë 😀"), "Zoë 😀"),
        (quote("  a\n b\x00 "), "a b"),
        ("%ff%41", "A"),
        ("%", "%"),
        (quote("ä" * 200), "ä" * 60),
        ("", ""),
    ],
)
def test_a_version_has_the_name_of_its_author(client: FlaskClient, keys: dict[str, str], sent: str, kept: str):
    save(client, keys["edit"], 1, "two", sent)

    assert lines(client, keys["edit"])[0]["author"] == kept


def test_a_browser_knows_its_own_versions_and_others_have_numbers(client: FlaskClient, keys: dict[str, str]):
    for version, browser in enumerate(("anna", "bert", "anna", ""), 1):
        save(client, keys["edit"], version, f"text {version}", client=browser)

    found = lines(client, keys["edit"], **{"Lanestep-Client": "bert"})

    assert [(line["browser"], line["own"]) for line in found][:4] == [(0, False), (1, False), (2, True), (1, False)]
