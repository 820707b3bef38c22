"""Live editing over HTTP: the contract of the steps, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.live_changes import changed_text, live_text, patched


@pytest.fixture
def length(blue_green: str) -> int:
    """The length of the live text in UTF-16 units."""
    return len(live_text(blue_green).encode("utf-16-le")) // 2


def address(keys: dict[str, str], right: str = "edit") -> str:
    return f"/api/documents/{keys[right]}/steps"


def step(*changes: Any, client: str = "tab-1", **beside: Any) -> dict[str, Any]:
    return {"client": client, "changes": [*changes], **beside}


def test_a_new_document_has_had_no_step(client: FlaskClient, keys: dict[str, str]):
    answer = client.get(f"{address(keys, 'view')}?since=0").json

    assert (answer["version"], answer["steps"]) == (0, [])
    assert client.get(f"/api/documents/{keys['view']}").json["live"] == 0


def test_steps_change_the_stored_text_and_its_companion(
    client: FlaskClient, keys: dict[str, str], blue_green: str, length: int
):
    body = {"version": 0, "steps": [step(length, [0, "# end", ""], companion={"title": None, "description": "d"})]}
    answer = client.post(address(keys), json=body)
    stored = client.get(f"/api/documents/{keys['view']}").json

    assert (answer.status_code, answer.json["version"]) == (200, 1)
    assert stored["code"] == blue_green + "# end\n"
    assert stored["companion"] == {"description": "d"}
    assert (stored["live"], stored["version"]) == (1, answer.json["stored"])


def test_a_page_that_comes_late_gets_the_missing_steps_and_nothing_is_stored(
    client: FlaskClient, keys: dict[str, str], length: int
):
    first = step(length, [0, "# a"])
    client.post(address(keys), json={"version": 0, "steps": [first]})

    late = client.post(address(keys), json={"version": 0, "steps": [step(length, [0, "# b"], client="tab-2")]})

    assert late.status_code == 409
    assert late.json["error"]["code"] == "changes-missing"
    assert (late.json["version"], late.json["steps"]) == (1, [first])
    assert "# b" not in client.get(f"/api/documents/{keys['view']}").json["code"]


def test_every_way_to_write_becomes_a_step(client: FlaskClient, keys: dict[str, str], blue_green: str):
    document = f"/api/documents/{keys['edit']}"
    code, companion = blue_green, {"title": "Release"}
    client.put(document, json={"code": f"{code}# \U0001f600 x\n", "companion": companion}, headers={"If-Match": '"1"'})
    client.put(
        f"{document}?merge=1", json={"code": f"# y\n{code}", "base": {"code": code}}, headers={"If-Match": '"1"'}
    )
    client.post(f"{document}/restore", json={"version": 1})

    answer = client.get(f"{address(keys, 'view')}?since=0").json

    assert answer["version"] == 3
    seen = []
    for each in answer["steps"]:
        code, companion = changed_text(code, each["changes"]), patched(companion, each.get("companion", {}))
        seen.append(code)
    assert seen == [f"{blue_green}# \U0001f600 x\n", f"# y\n{blue_green}# \U0001f600 x\n", blue_green]
    assert companion == client.get(document).json["companion"]


@pytest.mark.parametrize(("since", "version"), [(5, 1), (999_999_999, 1)])
def test_whoever_names_steps_that_never_were_gets_the_whole_text(
    client: FlaskClient, keys: dict[str, str], length: int, since: int, version: int
):
    client.post(address(keys), json={"version": 0, "steps": [step(length, [0, "# a"])]})

    read = client.get(f"{address(keys, 'view')}?since={since}")
    sent = client.post(address(keys), json={"version": since, "steps": [step(length, [0, "# b"])]})

    stored = client.get(f"/api/documents/{keys['view']}").json
    for answer in (read, sent):
        assert answer.status_code == 410
        assert answer.json["version"] == version
        assert (answer.json["code"], answer.json["companion"]) == (stored["code"], stored["companion"])


@pytest.mark.parametrize("since", ["", "-1", "x", "1.0", "9" * 30])
def test_a_number_that_is_none_is_refused(client: FlaskClient, keys: dict[str, str], since: str):
    assert client.get(f"{address(keys, 'view')}?since={since}").status_code == 400


@pytest.mark.parametrize(
    ("changes", "beside", "says"),
    [
        ([1], {}, "made for a shorter text"),
        ([10_000_000], {}, "made for a longer text"),
        ([[0, "a\nb"], ...], {}, "without line breaks"),
        ([[0, "x" * 1_100_000], ...], {}, "the limit is 1,048,576 bytes"),
        ([...], {"companion": {"title": 7}}, "title must be a string"),
        ([...], {"companion": {"nonsense": 7}}, "no field 'nonsense'"),
        ([...], {"companion": {"options": {"a": "x" * 1_100_000}}}, "limit"),
    ],
)
def test_a_step_that_does_not_fit_is_refused_and_nothing_is_stored(
    client: FlaskClient, keys: dict[str, str], length: int, changes: list[Any], beside: dict[str, Any], says: str
):
    good = step(length, [0, "# a"])
    bad = step(*(length + 3 if part is ... else part for part in changes), **beside)

    answer = client.post(address(keys), json={"version": 0, "steps": [good, bad]})

    assert answer.status_code == 422
    assert answer.json["error"]["code"] == "change-refused"
    assert says in answer.json["error"]["message"]
    assert client.get(f"{address(keys, 'view')}?since=0").json["version"] == 0


def test_a_step_that_splits_a_character_is_refused(client: FlaskClient):
    made = client.post("/api/documents", json={"code": "a\U0001f600b"}).json

    answer = client.post(
        f"/api/documents/{made['edit_key']}/steps", json={"version": 0, "steps": [step(2, [0, "x"], 2)]}
    )

    assert answer.status_code == 422
    assert "splits a character" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"version": -1, "steps": [step(1)]},
        {"version": 0, "steps": []},
        {"version": 0, "steps": [step(1)] * 101},
        {"version": 0, "steps": [{"client": "a", "changes": "x"}]},
        {"version": 0, "steps": [{"client": "a", "changes": [1.5]}]},
        {"version": 0, "steps": [{"client": "a b", "changes": [1]}]},
        {"version": 0, "steps": [step(1, code="x")]},
        {"version": 0, "steps": [step(1, companion=[])]},
    ],
)
def test_a_body_of_another_form_is_refused(client: FlaskClient, keys: dict[str, str], body: Any):
    assert client.post(address(keys), json=body).status_code == 400


def test_a_key_to_view_may_read_steps_and_not_write_them(client: FlaskClient, keys: dict[str, str], length: int):
    assert client.get(f"{address(keys, 'view')}?since=0").status_code == 200
    assert client.post(address(keys, "view"), json={"version": 0, "steps": [step(length)]}).status_code == 403


def test_after_its_end_a_link_reads_and_writes_no_steps(client: FlaskClient, keys: dict[str, str], length: int):
    links = client.get(f"/api/documents/{keys['own']}/links").json["links"]
    edit = next(link for link in links if link["right"] == "edit")
    client.delete(f"/api/documents/{keys['own']}/links/{edit['id']}")

    for answer in (
        client.get(f"{address(keys)}?since=0"),
        client.post(address(keys), json={"version": 0, "steps": [step(length)]}),
    ):
        assert (answer.status_code, answer.json["error"]["reason"]) == (404, "revoked")


def test_changes_have_a_limit_of_their_own(make_app, blue_green: str):
    """Whoever writes too fast can still be saved and drawn."""
    client = make_app(rate_limit="2 per minute").test_client()
    made = client.post("/api/documents", json={"code": blue_green}).json
    path = f"/api/documents/{made['view_key']}/steps?since=0"

    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(f"/api/documents/{made['view_key']}").status_code == 200
