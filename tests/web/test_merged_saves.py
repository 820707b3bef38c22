"""`PUT /api/documents/<key>?merge=1`: saves that also have what others saved meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.storage import DocumentRepository

TEXT = 'Shop { # Shop\n  n1: circle label:"In"\n  n2: circle label:"Out"\n}\n'


@pytest.fixture
def key(client: FlaskClient) -> str:
    """The edit key of a diagram whose version 1 is `TEXT`."""
    made = client.post("/api/documents", json={"code": TEXT, "companion": {"title": "Shop"}}).json
    return str(made["edit_key"])


def put(browser: FlaskClient, key: str, version: int, code: str, merge: str = "1", **more: Any) -> TestResponse:
    address = f"/api/documents/{key}" + (f"?merge={merge}" if merge else "")
    return browser.put(address, json={"code": code, **more}, headers={"If-Match": f'"{version}"'})


def test_what_others_saved_is_merged_in(client: FlaskClient, key: str):
    put(client, key, 1, TEXT.replace("Out", "End"), merge="")
    saved = put(client, key, 1, TEXT.replace("In", "Begin"), companion={"title": "Our shop"})
    both = TEXT.replace("Out", "End").replace("In", "Begin")
    assert saved.status_code == 200
    assert (saved.json["version"], saved.headers["ETag"]) == (3, '"3"')
    assert saved.json["merged"] == {
        "code": both,
        "companion": {"title": "Our shop"},
        "edits": [{"start": 61, "end": 64, "line": 3, "column": 21, "end_line": 3, "end_column": 24, "text": "End"}],
        "came_in": ["renamed “End”"],
        "kept": {},
    }
    stored = client.get(f"/api/documents/{key}").json
    assert (stored["code"], stored["title"]) == (both, "Our shop")


def test_a_save_on_the_current_version_is_stored_as_it_is(client: FlaskClient, key: str):
    saved = put(client, key, 1, TEXT + "\n")
    assert (saved.status_code, saved.json["version"], "merged" in saved.json) == (200, 2, False)


def test_what_clashes_is_answered_and_can_be_decided(client: FlaskClient, key: str):
    theirs, mine = TEXT.replace("In", "Start"), TEXT.replace("In", "Begin")
    put(client, key, 1, theirs, merge="")
    refused = put(client, key, 1, mine)
    error = refused.json["error"]
    assert (refused.status_code, error["code"], error["theirs"]["version"]) == (409, "stale-version", 2)
    clash = {"kind": "node", "id": "n1", "field": "label", "base": "In", "mine": "Begin", "theirs": "Start"}
    assert [{name: it[name] for name in clash} for it in error["clashes"]] == [clash]
    assert client.get(f"/api/documents/{key}").json["code"] == theirs
    decided = [{"kind": "node", "id": "n1", "field": "label", "take": "mine"}]
    assert put(client, key, 1, mine, decided=decided).json["merged"]["code"] == mine


def test_what_is_refused_in_a_decision_stays_in_the_history(client: FlaskClient, key: str):
    theirs, mine = TEXT.replace("In", "Start"), TEXT.replace("In", "Begin")
    put(client, key, 1, theirs, merge="", client="anna", autosave=True)
    decided = [{"kind": "node", "id": "n1", "field": "label", "take": "theirs"}]
    saved = put(client, key, 1, f"{mine}// more\n", decided=decided, client="ben").json
    assert saved["merged"]["kept"] == {"mine": 3}
    assert (saved["version"], saved["merged"]["code"]) == (4, f"{theirs}// more\n")
    aside = client.get(f"/api/documents/{key}/versions/3").json
    assert (aside["code"], aside["name"]) == (f"{mine}// more\n", "Before it was merged with version 2")
    decided[0]["take"] = "mine"
    base = {"code": theirs, "companion": {"title": "Shop"}}
    again = put(client, key, 2, theirs.replace("Start", "Go"), decided=decided, base=base, client="ben").json
    assert again["merged"]["kept"] == {}
    assert client.get(f"/api/documents/{key}").json["code"] == f"{theirs}// more\n".replace("Start", "Go")


def test_a_clash_names_all_who_saved_since_and_nobody_from_before(client: FlaskClient, key: str):
    def save(version: int, name: str, code: str) -> None:
        headers = {"If-Match": f'"{version}"', "X-Lanestep-Name": name}
        saved = client.put(f"/api/documents/{key}", json={"code": code, "client": name}, headers=headers)
        assert saved.status_code == 200

    save(1, "Tom", TEXT + "\n")
    save(2, "Priya", TEXT.replace("In", "Go"))
    save(3, "", TEXT.replace("In", "Enter"))
    save(4, "Priya", TEXT.replace("In", "Start"))
    refused = put(client, key, 2, TEXT.replace("In", "Begin"), base={"code": TEXT})
    assert refused.json["error"]["theirs"]["authors"] == ["Priya", ""]


def test_a_version_of_theirs_that_was_refused_is_no_autosave_any_more(client: FlaskClient, key: str):
    put(client, key, 1, TEXT.replace("In", "Start"), merge="", client="anna", autosave=True)
    decided = [{"kind": "node", "id": "n1", "field": "label", "take": "mine"}]
    saved = put(client, key, 1, TEXT.replace("In", "Begin"), decided=decided).json
    assert saved["merged"]["kept"] == {"theirs": 2}
    kinds = {it["version"]: it["kind"] for it in client.get(f"/api/documents/{key}/versions").json["versions"]}
    assert kinds == {1: "saved", 2: "saved", 3: "saved"}


def test_their_whole_text_is_taken_and_mine_is_set_aside(client: FlaskClient, key: str):
    theirs, mine = TEXT.replace("In", "Start"), TEXT.replace("In", "Begin").replace("Out", "End")
    put(client, key, 1, theirs, merge="", client="anna", autosave=True)
    saved = put(client, key, 1, mine, whole={"take": "theirs", "version": 2}, client="ben").json
    assert (saved["version"], saved["merged"]["code"], saved["merged"]["came_in"]) == (2, theirs, [])
    assert saved["merged"]["kept"] == {"mine": 3}
    versions = client.get(f"/api/documents/{key}/versions").json["versions"]
    assert [(it["version"], it["kind"], it["name"]) for it in versions] == [
        (3, "set-aside", "Given up for version 2"),
        (2, "saved", ""),
        (1, "saved", ""),
    ]
    assert client.get(f"/api/documents/{key}/versions/3").json["code"] == mine


def test_my_whole_text_is_taken_and_theirs_stays_in_the_history(client: FlaskClient, key: str):
    theirs, mine = TEXT.replace("In", "Start").replace("Out", "End"), TEXT.replace("In", "Begin")
    put(client, key, 1, theirs, merge="", client="anna", autosave=True)
    saved = put(client, key, 1, mine, whole={"take": "mine", "version": 2}, client="anna", autosave=True).json
    assert (saved["version"], saved["merged"]["code"], saved["merged"]["kept"]) == (3, mine, {"theirs": 2})
    assert client.get(f"/api/documents/{key}/versions/2").json["code"] == theirs


def test_one_of_both_is_taken_also_where_nobody_knows_what_they_began_with(client: FlaskClient, key: str):
    put(client, key, 1, TEXT.replace("In", "Start"), merge="", client="anna", autosave=True)
    put(client, key, 2, TEXT.replace("In", "Go"), merge="", client="anna", autosave=True)
    saved = put(client, key, 2, TEXT.replace("In", "Begin"), whole={"take": "theirs", "version": 3})
    assert (saved.status_code, saved.json["merged"]["kept"]) == (200, {"mine": 4})


def test_my_text_replaces_only_the_text_that_was_seen(client: FlaskClient, key: str):
    put(client, key, 1, TEXT.replace("In", "Start"), merge="")
    put(client, key, 2, TEXT.replace("In", "Go"), merge="")
    refused = put(client, key, 1, TEXT.replace("In", "Begin"), whole={"take": "mine", "version": 2})
    assert (refused.status_code, refused.json["error"]["clashes"][0]["theirs"]) == (409, "Go")


def test_a_decision_counts_only_for_what_was_seen(client: FlaskClient, key: str):
    put(client, key, 1, TEXT.replace("In", "Start"), merge="")
    seen = {"kind": "node", "id": "n1", "field": "label", "take": "theirs", "mine": "Begin", "theirs": "First"}
    refused = put(client, key, 1, TEXT.replace("In", "Begin"), decided=[seen])
    assert (refused.status_code, refused.json["error"]["clashes"][0]["theirs"]) == (409, "Start")
    seen["theirs"] = "Start"
    assert put(client, key, 1, TEXT.replace("In", "Begin"), decided=[seen]).status_code == 200


def test_clashes_come_with_words_and_with_what_fits_together(client: FlaskClient, key: str):
    put(client, key, 1, TEXT.replace("In", "Start").replace("n2: circle", "n2: diamond"), merge="")
    error = put(client, key, 1, TEXT.replace("In", "Begin").replace("# Shop", "# Our shop")).json["error"]
    (clash,) = error["clashes"]
    assert (clash["about"], clash["ways"]) == ("Both of you renamed “In” (n1).", {"mine": "Begin", "theirs": "Start"})
    node = {"kind": "node", "id": "n1"}
    assert clash["parts"] == {"mine": node, "theirs": node}
    assert (error["came_in"], error["went_in"]) == (["changed node"], ["renamed “Our shop”"])


def test_without_the_base_both_texts_are_answered_as_before(client: FlaskClient, key: str):
    first = TEXT.replace("In", "A")
    assert put(client, key, 1, first, merge="", client="anna", autosave=True).status_code == 200
    assert put(client, key, 2, TEXT.replace("In", "B"), merge="", client="anna", autosave=True).status_code == 200
    refused = put(client, key, 2, first.replace("Out", "End"))
    assert (refused.status_code, "clashes" in refused.json["error"]) == (409, False)
    merged = put(client, key, 2, first.replace("Out", "End"), base={"code": first, "companion": {"title": "Shop"}})
    assert merged.json["merged"]["code"] == TEXT.replace("In", "B").replace("Out", "End")


def test_a_save_that_comes_between_is_merged_too(client: FlaskClient, key: str, monkeypatch: pytest.MonkeyPatch):
    put(client, key, 1, TEXT.replace("Out", "End"), merge="")
    save, between = DocumentRepository.save, [TEXT.replace("Out", "End") + "// more\n"]

    def saved_between(self: DocumentRepository, document: int, based_on: int, *rest: Any, **more: Any) -> Any:
        if based_on == 2 and between:
            save(self, document, 2, between.pop(), {"title": "Shop"})
        return save(self, document, based_on, *rest, **more)

    monkeypatch.setattr(DocumentRepository, "save", saved_between)
    merged = put(client, key, 1, TEXT.replace("In", "Begin"))
    assert (merged.status_code, merged.json["version"]) == (200, 4)
    assert merged.json["merged"]["code"] == TEXT.replace("Out", "End").replace("In", "Begin") + "// more\n"


def test_a_link_to_view_merges_nothing(client: FlaskClient, keys: dict[str, str]):
    assert put(client, keys["view"], 1, TEXT).status_code == 403
