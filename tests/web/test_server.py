"""The real server in a process of its own: it says where it is, and what it acknowledged survives its sudden death."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    """Starts the server and waits until it says where it is; whatever still runs is ended."""
    started: list[subprocess.Popen[str]] = []

    def serve() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "webapp", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "LANESTEP_DATA": str(tmp_path), "LANESTEP_RATE_LIMIT": "100000 per minute"},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline().startswith(f"Lanestep answers at http://127.0.0.1:{port} ")
        return process

    yield serve
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def ask(port: int, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """Send a request and return the parsed answer."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **headers},
        method=method,
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def save_until_it_dies(port: int, key: str, acknowledged: list[tuple[int, str]]) -> None:
    """Save ever new texts and note each that was acknowledged."""
    version = 1
    try:
        while True:
            code = f"{version} " + "x" * 20_000
            headers = {"If-Match": f'"{version}"'}
            version = ask(port, "PUT", f"/api/documents/{key}", {"code": code}, **headers)["version"]
            acknowledged.append((version, code))
    except (OSError, http.client.HTTPException, ValueError):
        return


def test_a_huge_body_is_refused_before_it_is_taken_in(start: Start, port: int):
    start()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("POST", "/api/render")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders(b'{"code": "')

    assert connection.getresponse().status == 413


def test_the_last_acknowledged_save_survives_kill_9(start: Start, port: int):
    server = start()
    key = ask(port, "POST", "/api/documents", {"code": "first"})["edit_key"]
    acknowledged: list[tuple[int, str]] = []
    writer = threading.Thread(target=save_until_it_dies, args=(port, key, acknowledged))
    writer.start()
    while len(acknowledged) < 20:
        time.sleep(0.01)

    server.send_signal(signal.SIGKILL)
    writer.join()
    server.wait()
    start()

    last_version, last_code = acknowledged[-1]
    stored = ask(port, "GET", f"/api/documents/{key}/versions/{last_version}")
    assert stored["code"] == last_code
    assert ask(port, "GET", f"/api/documents/{key}")["version"] >= last_version


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["a service manager", "Ctrl+C"])
def test_the_server_stops_cleanly_and_at_once_while_connections_are_open(start: Start, port: int, how: signal.Signals):
    server = start()
    ask(port, "GET", "/api/samples")
    with socket.create_connection(("127.0.0.1", port)) as silent, socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"POST /api/render HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n")

        server.send_signal(how)

        assert server.wait(60) == 0
        assert silent.recv(1) == b""


def test_gunicorn_serves_the_application_too(tmp_path: Path, port: int):
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "webapp.factory:create_app()"],
        cwd=ROOT,
        env={**os.environ, "LANESTEP_DATA": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert any("Booting worker" in line for line in server.stderr)
        key = ask(port, "POST", "/api/documents", {"code": "first"})["edit_key"]
        saved = ask(port, "PUT", f"/api/documents/{key}", {"code": "second"}, **{"If-Match": '"1"'})

        assert saved["version"] == 2
    finally:
        server.terminate()
        server.communicate()


def test_a_taken_port_is_said_in_one_line_with_the_way_out(start: Start, port: int, tmp_path: Path):
    start()

    second = subprocess.run(
        [sys.executable, "-m", "webapp", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "LANESTEP_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert second.returncode == 2
    assert second.stderr == (
        f"lanestep: port {port} is taken: stop the other program, or choose another with --port {port + 1}\n"
    )


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("LANESTEP_PORT", "eighty", "LANESTEP_PORT is 'eighty'"),
        ("LANESTEP_RATE_LIMIT", "lots", "LANESTEP_RATE_LIMIT is 'lots'; write it for example as 1200 per minute"),
        ("LANESTEP_DATA", "/proc/nowhere", "check DATABASE_URL or LANESTEP_DATA"),
        ("LANESTEP_CACHE", "/proc/nowhere", "LANESTEP_CACHE names /proc/nowhere, which cannot be written to"),
        ("DATABASE_URL", "nonsense", "check DATABASE_URL"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/none", "check DATABASE_URL"),
        ("DATABASE_URL", "mysql://127.0.0.1/none", "sqlite or postgresql"),
    ],
)
def test_a_wrong_setting_is_said_in_one_line(tmp_path: Path, variable: str, value: str, words: str):
    failed = subprocess.run(
        [sys.executable, "-m", "webapp", "serve"],
        cwd=ROOT,
        env={**os.environ, "LANESTEP_DATA": str(tmp_path), variable: value},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert failed.returncode == 2
    assert words in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
