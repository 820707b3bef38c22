"""Stored documents over the API: create, read, save, look back, restore, delete, share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ODD_TEXT = '\ufeffa { # Ä \U0001f600\r\n  n1: circle label:"x"\r}\n\x00'


def save(client: FlaskClient, key: str, version: int, code: str, /, **more: Any) -> TestResponse:
    """Save a text on a version."""
    body = {"code": code, **more}
    return client.put(f"/api/documents/{key}", json=body, headers={"If-Match": f'"{version}"'})


def history(client: FlaskClient, key: str) -> list[dict[str, Any]]:
    """The history, newest first."""
    answer = client.get(f"/api/documents/{key}/versions").json
    lines: list[dict[str, Any]] = answer["versions"]
    return lines


def test_creating_answers_three_different_keys(client: FlaskClient):
    answer = client.post("/api/documents", json={"code": "a"})

    assert answer.status_code == 201
    assert len({answer.json[f"{right}_key"] for right in ("view", "edit", "own")}) == 3


CREATION = "Zr4W0n1dQm6u3Jc8Xy5TbA"


def test_a_new_diagram_that_is_sent_again_after_a_lost_answer_is_one_diagram(client: FlaskClient):
    first = client.post("/api/documents", json={"code": "a", "creation_key": CREATION})
    again = client.post("/api/documents", json={"code": "ab", "creation_key": CREATION})

    assert (first.json["known"], again.json["known"]) == (False, True)
    assert again.json == {**first.json, "known": True}
    assert client.get(f"/api/documents/{first.json['view_key']}").json["code"] == "a"


def test_only_the_whole_creation_key_gives_the_keys_of_a_diagram(client: FlaskClient):
    first = client.post("/api/documents", json={"code": "a", "creation_key": CREATION}).json

    other = client.post("/api/documents", json={"code": "a", "creation_key": CREATION[:-1] + "B"}).json

    assert not other["known"]
    assert not {other[f"{right}_key"] for right in ("view", "edit", "own")} & set(map(str, first.values()))
    assert client.post("/api/documents", json={"code": "a", "creation_key": CREATION[:-1]}).status_code == 400


def test_the_creation_key_of_a_deleted_diagram_gives_no_keys(client: FlaskClient):
    made = client.post("/api/documents", json={"code": "a", "creation_key": CREATION}).json
    client.delete(f"/api/documents/{made['own_key']}")

    assert client.post("/api/documents", json={"code": "a", "creation_key": CREATION}).status_code == 404


def test_a_text_is_read_as_it_was_stored(client: FlaskClient):
    key = client.post("/api/documents", json={"code": ODD_TEXT}).json["view_key"]

    answer = client.get(f"/api/documents/{key}").json

    assert answer["code"] == ODD_TEXT
    assert client.get(f"/d/{key}.fz").data == ODD_TEXT.encode()


@pytest.mark.parametrize("right", ["view", "edit", "own"])
def test_every_key_reads_and_names_its_right(client: FlaskClient, keys: dict[str, str], right: str):
    answer = client.get(f"/api/documents/{keys[right]}").json

    assert (answer["right"], answer["view_key"]) == (right, keys["view"])


@pytest.mark.parametrize("right", ["edit", "own"])
def test_a_save_is_a_new_version(client: FlaskClient, keys: dict[str, str], right: str):
    answer = save(client, keys[right], 1, "two")

    assert answer.status_code == 200
    assert answer.json["version"] == 2
    assert client.get(f"/api/documents/{keys['view']}").json["code"] == "two"


def test_a_faulty_text_is_saved_all_the_same(client: FlaskClient, keys: dict[str, str]):
    assert save(client, keys["edit"], 1, "{{{ not a diagram").status_code == 200


def test_a_save_without_companion_keeps_the_one_that_is_stored(client: FlaskClient, keys: dict[str, str]):
    save(client, keys["edit"], 1, "two")

    assert client.get(f"/api/documents/{keys['view']}").json["companion"] == {"title": "Release"}


def test_a_save_with_an_empty_companion_empties_it(client: FlaskClient, keys: dict[str, str]):
    save(client, keys["edit"], 1, "two", companion={})

    assert client.get(f"/api/documents/{keys['view']}").json["companion"] == {}


def test_the_tag_of_a_version_can_be_used_to_save_and_to_ask_again(client: FlaskClient, keys: dict[str, str]):
    read = client.get(f"/api/documents/{keys['view']}", headers={"Accept-Encoding": "br"})

    asked = client.get(f"/api/documents/{keys['view']}", headers={"If-None-Match": read.headers["ETag"]})
    saved = client.put(f"/api/documents/{keys['edit']}", json={"code": "x"}, headers={"If-Match": read.headers["ETag"]})

    assert asked.status_code == 304
    assert saved.json["version"] == 2


def test_asking_again_after_a_change_gives_the_change(client: FlaskClient, keys: dict[str, str]):
    tag = client.get(f"/api/documents/{keys['view']}").headers["ETag"]
    save(client, keys["edit"], 1, "two")

    assert client.get(f"/api/documents/{keys['view']}", headers={"If-None-Match": tag}).json["code"] == "two"


def test_autosaves_of_one_browser_are_one_line_of_the_history(client: FlaskClient, keys: dict[str, str]):
    for version, code in enumerate(["a", "ab", "abc"], start=1):
        assert save(client, keys["edit"], version, code, client="anna", autosave=True).status_code == 200

    assert [(line["version"], line["autosave"]) for line in history(client, keys["edit"])] == [(4, True), (1, False)]


def test_a_named_version_stays_in_the_history(client: FlaskClient, keys: dict[str, str]):
    save(client, keys["edit"], 1, "a", client="anna", autosave=True, name="Released")
    save(client, keys["edit"], 2, "ab", client="anna", autosave=True)

    assert [line["name"] for line in history(client, keys["edit"])] == ["", "Released", ""]


def test_an_old_version_can_be_read_and_restored_as_a_new_one(
    client: FlaskClient, keys: dict[str, str], blue_green: str
):
    save(client, keys["edit"], 1, "two", companion={"title": "Other"})

    old = client.get(f"/api/documents/{keys['edit']}/versions/1").json
    restored = client.post(f"/api/documents/{keys['edit']}/restore", json={"version": 1}).json

    assert old["code"] == blue_green
    assert (restored["version"], restored["code"], restored["title"]) == (3, blue_green, "Release")
    assert [line["version"] for line in history(client, keys["edit"])] == [3, 2, 1]


def test_the_history_is_for_those_who_edit(client: FlaskClient, keys: dict[str, str]):
    """A view link shows what is current; what was taken out of the text is not for its holder."""
    save(client, keys["edit"], 1, "later")

    assert client.get(f"/api/documents/{keys['view']}/versions").status_code == 403
    assert client.get(f"/api/documents/{keys['view']}/versions/1").status_code == 403
    assert client.post(f"/api/documents/{keys['view']}/restore", json={"version": 1}).status_code == 403


def test_a_deletion_can_be_taken_back_by_the_owner(client: FlaskClient, keys: dict[str, str], blue_green: str):
    deleted = client.delete(f"/api/documents/{keys['own']}")
    gone = client.get(f"/api/documents/{keys['view']}")
    undone = client.post(f"/api/documents/{keys['own']}/undelete", json={})

    assert (deleted.status_code, gone.status_code, undone.status_code) == (204, 404, 200)
    assert gone.json["error"]["reason"] == "deleted"
    assert client.get(f"/api/documents/{keys['view']}").json["code"] == blue_green


@pytest.mark.parametrize("right", ["view", "edit"])
def test_only_the_owner_deletes_and_shares(client: FlaskClient, keys: dict[str, str], right: str):
    path = f"/api/documents/{keys[right]}"

    assert client.delete(path).status_code == 403
    assert client.post(f"{path}/undelete", json={}).status_code == 403
    assert client.get(f"{path}/links").status_code == 403
    assert client.post(f"{path}/links", json={"right": "view"}).status_code == 403
    assert client.delete(f"{path}/links/1").status_code == 403


def test_nothing_can_be_saved_to_a_deleted_document(client: FlaskClient, keys: dict[str, str]):
    client.delete(f"/api/documents/{keys['own']}")

    assert save(client, keys["edit"], 1, "x").status_code == 404


@pytest.mark.parametrize(("right", "place"), [("view", "/d/"), ("edit", "/e/"), ("own", "/e/")])
def test_a_new_link_carries_its_right(client: FlaskClient, keys: dict[str, str], right: str, place: str):
    answer = client.post(f"/api/documents/{keys['own']}/links", json={"right": right, "label": "for the team"})

    assert answer.status_code == 201
    assert answer.json["path"] == place + answer.json["key"]
    assert client.get(f"/api/documents/{answer.json['key']}").json["right"] == right


def test_the_owner_sees_every_link_again(client: FlaskClient, keys: dict[str, str]):
    answer = client.get(f"/api/documents/{keys['own']}/links").json

    assert {link["right"]: link["key"] for link in answer["links"]} == keys


def test_a_revoked_link_opens_nothing_and_says_so(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['own']}/links"
    link = client.post(path, json={"right": "edit"}).json

    assert client.delete(f"{path}/{link['id']}").status_code == 204

    gone = client.get(f"/api/documents/{link['key']}")
    assert gone.status_code == 404
    assert gone.json["error"]["reason"] == "revoked"
    assert "Check that you copied the whole link" not in client.get(f"/d/{link['key']}").text


def test_when_the_last_view_link_is_revoked_a_new_one_becomes_the_address(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['own']}/links"
    view = next(link["id"] for link in client.get(path).json["links"] if link["right"] == "view")

    client.delete(f"{path}/{view}")

    address = client.get(f"/api/documents/{keys['edit']}").json["view_key"]
    assert address != keys["view"]
    assert client.get(f"/d/{address}").status_code == 200


def test_the_last_key_that_owns_cannot_be_revoked(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['own']}/links"
    own = next(link["id"] for link in client.get(path).json["links"] if link["right"] == "own")

    assert client.delete(f"{path}/{own}").status_code == 400


def test_a_link_of_another_document_cannot_be_revoked(client: FlaskClient, keys: dict[str, str]):
    other = client.post("/api/documents", json={"code": ""}).json
    link = client.get(f"/api/documents/{other['own_key']}/links").json["links"][0]

    answer = client.delete(f"/api/documents/{keys['own']}/links/{link['id']}")

    assert answer.status_code == 404
    assert client.get(f"/api/documents/{other['view_key']}").status_code == 200


def test_a_link_is_named_and_gets_an_end(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['own']}/links"
    link = client.post(path, json={"right": "view"}).json
    end = (datetime.now(UTC) + timedelta(days=7)).isoformat()

    changed = client.put(f"{path}/{link['id']}", json={"label": "for the review", "expires_at": end})

    assert changed.status_code == 200
    assert (changed.json["label"], changed.json["expires_at"]) == ("for the review", end)


def test_the_owner_sees_how_often_a_link_was_used_for_pages_and_pictures(client: FlaskClient, keys: dict[str, str]):
    client.get(f"/d/{keys['view']}")
    client.get(f"/d/{keys['view']}.svg")
    client.get(f"/api/documents/{keys['view']}", headers={"If-None-Match": '"1"'})

    links = client.get(f"/api/documents/{keys['own']}/links").json["links"]

    assert {link["right"]: link["uses"] for link in links} == {"view": 2, "edit": 0, "own": 0}


def test_a_replaced_link_has_another_key(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['own']}/links"
    edit = next(link for link in client.get(path).json["links"] if link["right"] == "edit")

    new = client.post(f"{path}/{edit['id']}/replace", json={})

    assert new.status_code == 201
    assert client.get(f"/api/documents/{new.json['key']}").json["right"] == "edit"
    assert client.get(f"/api/documents/{edit['key']}").json["error"]["reason"] == "revoked"


def test_the_owner_says_where_a_diagram_may_be_shown(client: FlaskClient, keys: dict[str, str]):
    path = f"/api/documents/{keys['own']}/sharing"
    first = client.get(path).json

    chosen = {"frames": "some", "origins": ["https://Wiki.example.com/", "https://wiki.example.com"], "preview": False}
    answer = client.put(path, json=chosen)

    assert first == {"frames": "anyone", "origins": [], "preview": True}
    assert answer.status_code == 200
    assert client.get(path).json == {**chosen, "origins": ["https://wiki.example.com"]}


@pytest.mark.parametrize("origin", ["wiki.example.com", "https://a.example; script-src *", "https://*", "'self'", ""])
def test_what_is_no_address_of_a_website_may_not_embed(client: FlaskClient, keys: dict[str, str], origin: str):
    answer = client.put(f"/api/documents/{keys['own']}/sharing", json={"frames": "some", "origins": [origin]})

    assert answer.status_code == 400
    assert client.get(f"/api/documents/{keys['own']}/sharing").json["frames"] == "anyone"
