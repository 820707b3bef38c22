"""The history over the API: who made a version, what changed in it, names, and what was set aside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text


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


A = 'a {\n  n1: circle label:"In"\n}\n'
B = 'a {\n  n1: circle label:"Order"\n  n2: rectangle\n  n1.handle(right) -> n2.handle(left)\n}\n'


def page(client: FlaskClient, key: str, query: str = "") -> dict[str, Any]:
    """A page of the history."""
    answer: dict[str, Any] = client.get(f"/api/documents/{key}/history{query}").json
    return answer


def test_each_version_says_what_changed_since_the_one_before(client: FlaskClient):
    key = client.post("/api/documents", json={"code": A, "companion": {"title": "T"}}).json["own_key"]
    save(client, key, 1, B)
    save(client, key, 2, B + "\n# done", companion={"title": "Orders", "layout": {"direction": "down"}})

    found = page(client, key)

    assert [line["changes"] for line in found["versions"]] == [
        ["changed comments or blanks", "changed the title to “Orders”", "changed the layout"],
        ["renamed “Order”", "added node “n2”", "added edge"],
        None,
    ]
    assert [line["is_first"] for line in found["versions"]] == [False, False, True]
    assert (found["current"], found["has_earlier"]) == (3, False)


def test_the_history_comes_in_pages(client: FlaskClient, keys: dict[str, str]):
    for version in range(1, 24):
        save(client, keys["edit"], version, f"text {version}")

    first = page(client, keys["edit"])
    second = page(client, keys["edit"], f"?below={first['versions'][-1]['version']}")

    assert [line["version"] for line in first["versions"] + second["versions"]] == list(range(24, 0, -1))
    assert (first["has_earlier"], second["has_earlier"]) == (True, False)


def test_a_version_that_was_set_aside_is_compared_with_what_was_current_then(app: Flask, client: FlaskClient):
    made = client.post("/api/documents", json={"code": A}).json
    services = app.extensions["lanestep"]
    with app.app_context():
        document = services.documents.access(made["own_key"], "own").document
        services.history._repository.set_aside(document, B, {}, "Refused", "bert")
    save(client, made["own_key"], 1, A + "\n")

    found = page(client, made["own_key"])

    assert [(line["kind"], line["changes"]) for line in found["versions"]] == [
        ("saved", ["changed comments or blanks"]),
        ("set-aside", ["renamed “Order”", "added node “n2”", "added edge"]),
        ("saved", None),
    ]
    assert found["current"] == 3


def test_what_changed_in_a_very_long_text_is_not_computed(client: FlaskClient, keys: dict[str, str]):
    save(client, keys["edit"], 1, "# " + 200_000 * "x")

    assert page(client, keys["edit"])["versions"][0]["changes"] is None


@pytest.mark.parametrize("below", ["0", "-1", "x", "99999999999", "1.5", ""])
def test_a_page_that_cannot_be_is_refused_or_empty(client: FlaskClient, keys: dict[str, str], below: str):
    answer = client.get(f"/api/documents/{keys['edit']}/history?below={below}")

    assert answer.status_code == 400 or answer.json["versions"] == []


def test_a_version_gets_a_name_later_and_loses_it_again(client: FlaskClient, keys: dict[str, str]):
    address = f"/api/documents/{keys['edit']}/versions/1/name"

    named = client.put(address, json={"name": "Agreed"})
    assert (named.json, lines(client, keys["edit"])[0]["name"]) == ({"version": 1, "name": "Agreed"}, "Agreed")

    client.put(address, json={"name": ""})
    assert lines(client, keys["edit"])[0]["name"] == ""
    assert client.put(address.replace("/1/", "/7/"), json={"name": "x"}).status_code == 404


def test_a_view_link_shows_no_history_and_names_nothing(client: FlaskClient, keys: dict[str, str]):
    refused = [
        client.get(f"/api/documents/{keys['view']}/history"),
        client.put(f"/api/documents/{keys['view']}/versions/1/name", json={"name": "x"}),
    ]

    assert [answer.status_code for answer in refused] == [403, 403]


def delete_for(client: FlaskClient, keys: dict[str, str], days: float) -> datetime:
    """Delete a diagram as if it had been done days ago; return when."""
    client.delete(f"/api/documents/{keys['own']}")
    moment = datetime.now(UTC) - timedelta(days=days)
    with client.application.app_context():
        engine = client.application.extensions["sqlalchemy"].engine
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE documents SET deleted_at = :at WHERE id = (SELECT document FROM keys WHERE key = :key)"),
                {"at": moment.replace(tzinfo=None).isoformat(sep=" "), "key": keys["own"]},
            )
    return moment


def test_a_deleted_diagram_says_until_when_it_can_be_restored(client: FlaskClient, keys: dict[str, str]):
    until = delete_for(client, keys, 2) + timedelta(days=30)

    told = client.get(f"/api/documents/{keys['view']}").json["error"]

    assert f"{until.day} {until:%B %Y}" in told["message"]
    assert datetime.fromisoformat(told["kept_until"]) == until
    assert client.post(f"/api/documents/{keys['own']}/undelete", json={}).status_code == 200


def test_after_30_days_in_the_bin_nothing_brings_a_diagram_back(client: FlaskClient, keys: dict[str, str]):
    delete_for(client, keys, 30.1)

    answer = client.post(f"/api/documents/{keys['own']}/undelete", json={})

    assert answer.status_code == 404
    assert "30 days" in answer.json["error"]["message"]


def test_the_first_write_of_a_process_empties_the_bin(make_app: Any):
    app = make_app()
    client = app.test_client()
    made = client.post("/api/documents", json={"code": A}).json
    delete_for(client, {"own": made["own_key"]}, 31)
    app.extensions["lanestep"].housekeeping._next = 0.0

    client.post("/api/documents", json={"code": B})

    assert client.get(f"/api/documents/{made['view_key']}").json["error"]["reason"] == "unknown"
