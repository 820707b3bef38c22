"""The bell of a document over real connections: it rings for each change, and ends with the link."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from running_server import Running, running

from webapp.services import audience
from webapp.web.event_streams import EventStream


class Listener:
    """One open stream."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.answer = answer

    def next(self) -> tuple[str, Any]:
        """Wait for the next event, and return its name and its data."""
        name = ""
        while line := self.answer.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))
        return self.next() if not self.answer.isclosed() else ("", None)


@contextmanager
def listening(port: int, key: str, **headers: str) -> Iterator[Listener]:
    """Open the stream of a key."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("GET", f"/live/{key}", headers=headers)
        yield Listener(line.getresponse())


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[Running]:
    """The application in a server with one thread: streams must not take it."""
    with running(app, threads=1) as server:
        yield server


def change(client: FlaskClient, keys: dict[str, str], version: int, length: int) -> None:
    body = {"version": version, "steps": [{"client": "tab", "changes": [length, [0, "x"]]}]}
    assert client.post(f"/api/documents/{keys['edit']}/steps", json=body).status_code == 200


def test_the_bell_says_how_many_changes_there_are_and_rings_for_each_more(
    server: Running, client: FlaskClient, keys: dict[str, str], blue_green: str
):
    with listening(server.port, keys["view"]) as one, listening(server.port, keys["edit"]) as other:
        assert [one.next(), other.next()] == [("version", {"version": 0})] * 2

        change(client, keys, 0, len(blue_green))

        assert [one.next(), other.next()] == [("version", {"version": 1})] * 2


def test_an_answer_of_the_bell_is_guarded_as_all_others(server: Running, keys: dict[str, str]):
    with listening(server.port, keys["view"]) as there:
        headers = there.answer.headers
        assert headers["Content-Type"].startswith("text/event-stream")
        assert "Content-Length" not in headers
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
    with listening(server.port, keys["view"], Host="evil.example") as there:
        assert there.answer.status == 400
    with listening(server.port, "k" * 24) as there:
        assert there.answer.status == 404


def test_the_end_of_a_link_ends_its_streams_and_no_others(server: Running, client: FlaskClient, keys: dict[str, str]):
    links = client.get(f"/api/documents/{keys['own']}/links").json["links"]
    edit = next(link for link in links if link["right"] == "edit")
    with listening(server.port, keys["edit"]) as ended, listening(server.port, keys["view"]) as other:
        ended.next(), other.next()
        client.delete(f"/api/documents/{keys['own']}/links/{edit['id']}")

        name, data = ended.next()
        assert (name, data["reason"]) == ("ended", "revoked")
        assert ended.answer.read().strip() == b""

        client.delete(f"/api/documents/{keys['own']}")
        assert other.next()[1]["reason"] == "deleted"


def test_a_stream_that_is_left_is_forgotten(server: Running, app: Flask, keys: dict[str, str]):
    there = app.extensions["lanestep"].audience
    with listening(server.port, keys["view"]) as one:
        one.next()
        assert there.count() >= 1
    while there.count():
        time.sleep(0.01)
    assert there.count() == 0


def test_more_streams_than_allowed_are_refused_with_a_reason(
    server: Running, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(audience, "MOST_OF_ONE", 1)
    with listening(server.port, keys["view"]) as one:
        one.next()
        with listening(server.port, keys["view"]) as other:
            assert other.answer.status == 429


def test_a_server_that_cannot_stream_answers_and_lets_the_browser_ask_again(client: FlaskClient, keys: dict[str, str]):
    answer = client.get(f"/live/{keys['view']}")

    assert answer.text == 'retry: 2000\n\nevent: version\ndata: {"version": 0}\n\n'
    assert client.head(f"/live/{keys['view']}").status_code == 200


def test_of_events_that_nobody_has_taken_yet_only_the_newest_of_each_name_waits():
    stream = EventStream()
    for version in range(1000):
        stream.deliver("version", {"version": version})
    stream.deliver("presence", {"person": "a"})
    stream.deliver("presence", {"person": "b"})

    text, last = stream.take()

    assert [line for line in text.splitlines() if line.startswith("data")] == [
        'data: {"version": 999}',
        'data: {"person": "a"}',
        'data: {"person": "b"}',
    ]
    assert not last


def test_who_is_here_is_told_to_all_and_to_those_who_come_later(
    server: Running, client: FlaskClient, keys: dict[str, str]
):
    address = f"/api/documents/{keys['edit']}/presence"
    anna = {"person": "tab-1", "name": "Anna", "colour": 2, "selection": ["node n1"], "cursor": [3, 5], "follows": ""}
    with listening(server.port, keys["view"]) as first:
        first.next()
        assert client.post(address, json=anna).status_code == 204
        assert first.next() == ("presence", {**anna, "edits": True, "gone": False})
        with listening(server.port, keys["view"]) as later:
            assert [later.next()[0], later.next()] == ["version", ("presence", {**anna, "edits": True, "gone": False})]
        client.post(address, json={"person": "tab-1", "gone": True})
        assert first.next()[1]["gone"]
    with listening(server.port, keys["view"]) as last:
        last.next()
        client.post(address, json={"person": "tab-2", "name": "Ben"})
        assert last.next()[1]["name"] == "Ben"


@pytest.mark.parametrize("said", [{}, {"person": "a b"}, {"person": "a", "name": "x\n"}, {"person": "a", "colour": 8}])
def test_a_presence_of_another_form_is_refused(client: FlaskClient, keys: dict[str, str], said: dict[str, Any]):
    assert client.post(f"/api/documents/{keys['view']}/presence", json=said).status_code == 400
