"""Links to a step of a run: the version stays, long runs are kept, and rights hold."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.storage import repository

RUN = "at=2&choices=n2.1:n2-n3"


def save(client: FlaskClient, keys: dict[str, str], version: int, code: str) -> None:
    """Save a text on a version."""
    body = {"code": code, "client": "anna", "autosave": True}
    assert (
        client.put(f"/api/documents/{keys['edit']}", json=body, headers={"If-Match": f'"{version}"'}).status_code == 200
    )


def pin(client: FlaskClient, key: str, version: int) -> Any:
    """Ask for a version to be pinned."""
    return client.post(f"/api/documents/{key}/pins", json={"version": version})


def test_a_link_to_view_shows_a_pinned_version_after_later_saves(client: FlaskClient, keys: dict[str, str]):
    before = client.get(f"/api/documents/{keys['view']}").json["code"]
    answer = pin(client, keys["view"], 1)
    save(client, keys, 1, "later { # Later\n}\n")

    assert answer.status_code == 201
    assert answer.json == {"version": 1, "path": f"/d/{keys['view']}?version=1"}
    assert client.get(f"/api/documents/{keys['view']}/versions/1").json["code"] == before
    assert client.get(f"/d/{keys['view']}.fz?version=1").text == before
    page = client.get(f"/d/{keys['view']}?version=1").text
    assert '"newest": 2' in page
    assert "Later" not in page


def test_the_page_of_the_current_version_knows_that_it_is_the_newest(client: FlaskClient, keys: dict[str, str]):
    assert '"newest": null' in client.get(f"/d/{keys['view']}?version=1").text


def test_a_link_to_view_shows_no_other_old_version(client: FlaskClient, keys: dict[str, str]):
    save(client, keys, 1, "later")

    for address in (f"/api/documents/{keys['view']}/versions/1", f"/d/{keys['view']}?version=1"):
        assert client.get(address).status_code == 403
    assert client.get(f"/d/{keys['view']}.svg?version=1").status_code == 403
    assert pin(client, keys["view"], 1).status_code == 404
    assert client.get(f"/api/documents/{keys['view']}/versions/99").status_code == 403


def test_who_edits_can_pin_an_old_version_and_gets_an_address_with_the_view_key(
    client: FlaskClient, keys: dict[str, str]
):
    save(client, keys, 1, "later")

    assert pin(client, keys["edit"], 1).json["path"] == f"/d/{keys['view']}?version=1"
    assert pin(client, keys["edit"], 7).status_code == 404


def test_a_pin_is_removed_by_who_edits_and_then_the_link_says_that_the_version_is_gone(
    client: FlaskClient, keys: dict[str, str]
):
    pin(client, keys["view"], 1)
    save(client, keys, 1, "later")

    assert client.delete(f"/api/documents/{keys['view']}/pins/1").status_code == 403
    assert client.delete(f"/api/documents/{keys['edit']}/pins/1").status_code == 204
    assert client.delete(f"/api/documents/{keys['own']}/pins/1").status_code == 404

    page = client.get(f"/d/{keys['view']}?version=1")
    assert page.status_code == 403
    assert "Version 1 of this diagram is not, or no longer, kept for links" in page.text
    assert f'href="/d/{keys["view"]}">See the newest version' in page.text
    assert [line["pinned"] for line in client.get(f"/api/documents/{keys['edit']}/versions").json["versions"]] == [
        False,
        False,
    ]
    assert pin(client, keys["edit"], 1).status_code == 201


def test_more_pins_than_possible_are_refused_with_what_works(
    client: FlaskClient, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(repository, "MOST_PINS", 0)

    answer = pin(client, keys["view"], 1)

    assert (answer.status_code, answer.json["error"]["code"]) == (409, "links-full")
    assert "a link without the version" in answer.json["error"]["message"]


def test_a_version_that_there_never_was_is_not_called_an_old_one(client: FlaskClient, keys: dict[str, str]):
    answer = pin(client, keys["view"], 99)

    assert answer.status_code == 404
    assert answer.json["error"]["message"] == "this diagram has no version 99: the newest is version 1"


@pytest.mark.parametrize("version", ["0", "-1", "x", "1" * 12, ""])
def test_a_version_in_the_address_that_is_no_number_is_refused(client: FlaskClient, keys: dict[str, str], version: str):
    assert client.get(f"/d/{keys['view']}?version={version}").status_code == 400


def test_a_long_run_is_kept_and_found(client: FlaskClient, keys: dict[str, str]):
    made = client.post(f"/api/documents/{keys['view']}/runs", json={"run": RUN})

    assert made.status_code == 201
    assert client.get(f"/api/documents/{keys['view']}/runs/{made.json['id']}").json == {"run": RUN}
    assert client.get(f"/api/documents/{keys['view']}/runs/{'x' * 16}").status_code == 404


@pytest.mark.parametrize("run", ["choices=n2", "at=x", "\ud800", "x" * 262_145])
def test_what_is_no_run_is_not_kept(client: FlaskClient, keys: dict[str, str], run: str):
    assert client.post(f"/api/documents/{keys['view']}/runs", json={"run": run}).status_code == 400


def test_an_ended_link_says_so_for_versions_and_runs(client: FlaskClient, keys: dict[str, str]):
    made = client.post(f"/api/documents/{keys['view']}/runs", json={"run": RUN}).json
    pin(client, keys["view"], 1)
    links = client.get(f"/api/documents/{keys['own']}/links").json["links"]
    view = next(link["id"] for link in links if link["right"] == "view")
    client.delete(f"/api/documents/{keys['own']}/links/{view}")

    answer = client.get(f"/api/documents/{keys['view']}/runs/{made['id']}")
    assert (answer.status_code, answer.json["error"]["reason"]) == (404, "revoked")
    page = client.get(f"/d/{keys['view']}?version=1")
    assert page.status_code == 404
    assert "This link has been ended" in page.text


@pytest.mark.slow
def test_pictures_show_a_run_at_its_step(client: FlaskClient):
    address = "/samples/blue-green.svg"
    run = {"run": "at=7&choices=n7=Blue"}

    shown = client.get(address, query_string=run)

    assert shown.text.count('class="run-count"') == 7
    assert 'class="run-count"' not in client.get(address).text
    assert shown.headers["ETag"] != client.get(address).headers["ETag"]
    assert client.get("/samples/blue-green.png", query_string=run).mimetype == "image/png"


def test_an_export_shows_a_run_at_its_step(client: FlaskClient, blue_green: str):
    answer = client.post("/api/export/svg", json={"code": blue_green, "run": "at=7&choices=n7=Blue"})

    assert answer.text.count('class="run-count"') == 7


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/samples/blue-green.svg?run=at%3Dx", 400),
        ("/samples/blue-green.svg?run=choices%3Dn7%3DPerhaps", 422),
        ("/samples/blue-green.svg?run=at%3D70", 422),
        ("/samples/blue-green.svg?run=options%3D%7B%22join%22%3A%22never%22%7D", 400),
        ("/samples/blue-green.svg?thumbnail=1&run=at%3D1", 400),
        ("/samples/blue-green.fz?run=at%3D1", 400),
    ],
)
def test_a_run_that_no_picture_can_show_is_refused(client: FlaskClient, address: str, status: int):
    assert client.get(address).status_code == status


def test_a_picture_names_the_choices_to_which_its_run_does_not_come(client: FlaskClient):
    used = client.get("/samples/blue-green.svg?run=at%3D2%26choices%3Dn7%3DBlue")
    unused = client.get("/samples/blue-green.svg?run=at%3D2%26choices%3Dn7%3DBlue%2Cn18%3DYes")

    assert "Lanestep-Unused-Choices" not in used.headers
    assert unused.headers["Lanestep-Unused-Choices"] == (
        'Not used: n18=Yes at "Stable?": the run has not come there yet'
    )


def test_who_edits_sees_the_runs_that_are_kept_and_ends_one(client: FlaskClient, keys: dict[str, str]):
    kept = client.post(f"/api/documents/{keys['view']}/runs", json={"run": RUN}).json["id"]
    runs = f"/api/documents/{keys['edit']}/runs"
    (line,) = client.get(runs).json["runs"]
    assert (line["id"], line["choices"], line["path"]) == (kept, 1, f"/d/{keys['view']}#run?id={kept}")

    assert client.delete(f"{runs}/{kept}").status_code == 204
    assert client.get(runs).json["runs"] == []
    assert "somebody ended it" in client.get(f"/api/documents/{keys['view']}/runs/{kept}").json["error"]["message"]
    assert client.delete(f"{runs}/{kept}").status_code == 404


def test_a_link_to_view_neither_lists_nor_ends_kept_runs(client: FlaskClient, keys: dict[str, str]):
    kept = client.post(f"/api/documents/{keys['view']}/runs", json={"run": RUN}).json["id"]
    runs = f"/api/documents/{keys['view']}/runs"
    assert [client.get(runs).status_code, client.delete(f"{runs}/{kept}").status_code] == [403, 403]
    assert client.get(f"{runs}/{kept}").json == {"run": RUN}
