"""The server by its sockets: slow, silent, broken and clever ones, and that nobody else feels them."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from typing import Any

import pytest
from flask import Flask, Response, request
from running_server import Running, running

from webapp.server import bodies, connections


@pytest.fixture(scope="module")
def echo() -> Flask:
    """An application that tells what it was given."""
    app = Flask("echo")
    app.config["MAX_CONTENT_LENGTH"] = 100_000

    @app.route("/told", methods=["GET", "POST"])
    def told() -> dict[str, Any]:
        return {"method": request.method, "length": len(request.get_data()), "headers": dict(request.headers)}

    @app.get("/live/x")
    def live() -> Response:
        request.environ["asgi.scope"][connections.STREAM] = Stream()
        return Response("data: hello\n\n", mimetype="text/event-stream")

    @app.get("/large")
    def large() -> Response:
        return Response(b"x" * 100_000 for _ in range(400))

    @app.get("/unchanged")
    def unchanged() -> Response:
        return Response(status=304, headers={"ETag": '"1"'})

    return app


@pytest.fixture(scope="module")
def server(echo: Flask) -> Iterator[Running]:
    """A server with two threads."""
    with running(echo, threads=2) as server:
        yield server


@pytest.fixture
def port(server: Running) -> int:
    """The port of that server."""
    return server.port


class Stream:
    """A stream that says no more than the view did, and is open until the other side goes."""

    async def run(self, receive: Any, send: Any) -> None:
        """Wait for the other side."""
        while (await receive())["type"] != "http.disconnect":
            pass

    def close(self) -> None:
        """Have nothing to give back."""


def connected(port: int) -> socket.socket:
    """Return a connection."""
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def sent(port: int, *parts: bytes) -> bytes:
    """Send bytes and return all that comes until the server closes."""
    with closing(connected(port)) as line:
        for part in parts:
            line.sendall(part)
        return to_the_end(line)


def to_the_end(line: socket.socket) -> bytes:
    """Return what comes until the other side closes; it may do so before it has read what was sent."""
    got = b""
    with suppress(ConnectionResetError):
        while part := line.recv(65536):
            got += part
    return got


def told(port: int, method: str = "GET", body: Any = None, **headers: str) -> Any:
    """Ask the echo in the usual way."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request(method, "/told", body, headers)
        return json.loads(line.getresponse().read())


def test_a_thousand_silent_connections_keep_nobody_waiting(port: int):
    with ExitStack() as open_lines:
        for _ in range(1000):
            open_lines.enter_context(closing(connected(port)))

        assert told(port)["method"] == "GET"


def test_five_hundred_streams_stand_beside_the_threads(port: int):
    with ExitStack() as open_lines:
        streams = [open_lines.enter_context(closing(connected(port))) for _ in range(500)]
        for line in streams:
            line.sendall(b"GET /live/x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for line in streams:
            assert line.recv(65536).startswith(b"HTTP/1.1 200 OK")

        assert told(port)["method"] == "GET"


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: local"])
def test_a_connection_without_a_whole_head_is_closed(port: int, monkeypatch: pytest.MonkeyPatch, begun: bytes):
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.05)

    assert sent(port, begun) == b""


def test_a_second_head_has_no_more_time_than_the_first(port: int, monkeypatch: pytest.MonkeyPatch):
    whole = b"GET /unchanged HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with closing(connected(port)) as line:
        line.sendall(whole)
        assert line.recv(65536).startswith(b"HTTP/1.1 304")
        monkeypatch.setattr(connections, "HEAD_SECONDS", 0.05)

        line.sendall(whole[:20])

        assert to_the_end(line) == b""


def test_letters_that_trickle_in_give_a_head_no_more_time(port: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)

    def trickle(line: socket.socket) -> None:
        while True:
            line.sendall(b"x")
            time.sleep(0.02)

    with closing(connected(port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: ")
        with pytest.raises(OSError, match=r"reset|pipe"):
            trickle(line)


def test_the_longest_silent_connection_goes_when_there_are_too_many(echo: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("webapp.server.raise_file_limit", lambda: 3)
    with running(echo) as small, ExitStack() as open_lines:
        first, *others = [open_lines.enter_context(closing(connected(small.port))) for _ in range(4)]

        assert to_the_end(first) == b""

        others[0].sendall(b"GET /unchanged HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert others[0].recv(65536).startswith(b"HTTP/1.1 304")


def test_bodies_that_come_slowly_hold_no_thread(port: int):
    head = b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nbegun"
    with ExitStack() as open_lines:
        for _ in range(20):
            open_lines.enter_context(closing(connected(port))).sendall(head)

        assert told(port, "POST", b"x" * 1000)["length"] == 1000


def test_a_body_that_never_ends_is_answered_in_words_and_closed(port: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.05)

    got = sent(port, b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nbegun")

    assert got.startswith(b"HTTP/1.1 408")


def test_a_client_that_goes_in_the_middle_of_its_body_is_forgotten(port: int):
    for _ in range(5):
        with closing(connected(port)) as line:
            line.sendall(b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nbegun")

    assert told(port)["method"] == "GET"


def test_a_body_in_chunks_arrives_whole(port: int):
    parts = (b"x" * 700 for _ in range(100))

    answer = told(port, "POST", parts, **{"Content-Type": "text/plain"})

    assert answer["length"] == 70_000
    assert answer["headers"]["Content-Length"] == "70000"


@pytest.mark.parametrize(
    "framing",
    [
        pytest.param({"Content-Length": "100001"}, id="declared"),
        pytest.param({"Transfer-Encoding": "chunked"}, id="in chunks"),
    ],
)
def test_a_body_over_the_limit_is_refused_in_the_applications_words(port: int, framing: dict[str, str]):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request("POST", "/told", iter([b"x" * 100_001]), framing, encode_chunked="Transfer-Encoding" in framing)
        answer = line.getresponse()

        assert answer.status == 413
        assert b"Request Entity Too Large" in answer.read()


def test_a_body_not_far_over_the_limit_is_taken_in_so_that_its_sender_reads_the_refusal(port: int):
    with closing(connected(port)) as line:
        line.sendall(
            b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 150000\r\nExpect: 100-continue\r\n\r\n"
        )
        assert line.recv(64).startswith(b"HTTP/1.1 100")

        line.sendall(b"x" * 150_000)
        assert line.recv(12, socket.MSG_WAITALL) == b"HTTP/1.1 413"


def test_a_huge_body_is_refused_before_it_is_asked_for(port: int):
    head = b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n"

    got = sent(port, head)

    assert got.startswith(b"HTTP/1.1 413")


def test_who_asks_first_whether_to_send_the_body_is_told_to_go_on(port: int):
    with closing(connected(port)) as line:
        line.sendall(b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
        assert line.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"

        line.sendall(b"hello")

        assert line.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_requests_sent_all_at_once_are_answered_in_turn(port: int):
    post = b"POST /told HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"
    last = b"GET /told HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    got = sent(port, post + post + last)

    assert got.count(b"HTTP/1.1 200 OK") == 3
    assert [part.split(b'"')[0] for part in got.split(b'"method":"')[1:]] == [b"POST", b"POST", b"GET"]


@pytest.mark.parametrize(
    ("request_line", "status"), [(b"HEAD /told", b"200"), (b"GET /unchanged", b"304"), (b"HEAD /large", b"200")]
)
def test_an_answer_without_a_body_leaves_the_connection_in_order(port: int, request_line: bytes, status: bytes):
    first = request_line + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    second = b"GET /unchanged HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    got = sent(port, first + second)

    before, between, after = got.split(b"HTTP/1.1 ")
    assert (before, between[:3], after[:3]) == (b"", status, b"304")
    assert between.endswith(b"\r\n\r\n")


def test_who_takes_no_answer_holds_no_thread_and_is_let_go(server: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "STALLED_SECONDS", 0.05)
    with ExitStack() as open_lines:
        for _ in range(4):
            line = open_lines.enter_context(closing(connected(server.port)))
            line.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")

        assert told(server.port)["method"] == "GET"
        while server.connections():
            time.sleep(0.01)


def test_a_long_answer_comes_whole(port: int):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("GET", "/large")

        assert line.getresponse().read() == b"x" * 40_000_000


def test_the_parts_of_an_answer_do_not_wait_for_one_another(server: Running):
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"GET /told HTTP/1.1\r\nHost: localhost\r\n\r\n")
        line.recv(4096)
        transports = [one.transport for one in server.server.server_state.connections]
        (served,) = [one for one in transports if one.get_extra_info("peername") == line.getsockname()]

        assert served.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_request_that_runs_when_the_server_stops_is_answered():
    begun, ended = threading.Event(), threading.Event()
    app = Flask("slow")
    app.config["MAX_CONTENT_LENGTH"] = 1000

    @app.post("/told")
    def saved() -> dict[str, str]:
        begun.set()
        ended.wait(60)
        return {"method": "saved"}

    with running(app) as slow, ThreadPoolExecutor() as threads:
        answer = threads.submit(told, slow.port, "POST", b"a text")
        begun.wait(60)

        slow.server.should_exit = True
        while slow.server.servers[0].is_serving():
            time.sleep(0.01)
        ended.set()

        assert answer.result()["method"] == "saved"


def test_forwarded_addresses_and_headers_with_underscores_change_nothing(port: int):
    answer = told(port, **{"X-Forwarded-Prefix": "/x", "X_Forwarded_For": "192.0.2.1"})

    assert "X-Forwarded-For" not in answer["headers"]


def test_a_request_line_with_the_whole_address_is_understood(port: int):
    got = sent(port, b"GET http://localhost/told HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    assert got.startswith(b"HTTP/1.1 200 OK")


def test_what_is_not_http_is_refused_in_words(port: int):
    assert sent(port, b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_a_body_longer_than_memory_takes_comes_whole(app: Flask):
    code = "lane { # " + "x" * 700_000 + "\n}\n"
    with running(app) as real, closing(http.client.HTTPConnection("127.0.0.1", real.port, timeout=60)) as line:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        line.request("POST", "/api/documents", json.dumps({"code": code}), headers)
        made = json.loads(line.getresponse().read())
        line.request("GET", f"/api/documents/{made['view_key']}", headers=headers)

        assert json.loads(gzip.decompress(line.getresponse().read()))["code"] == code
