"""The real server in a process of its own: it says where it is, and what it acknowledged survives its sudden death."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from served import PATIENCE, ROOT, Served, environment, refusal, refusal_here, serving

pytestmark = pytest.mark.slow

Start = Callable[[], Served]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the server on its data, again and again; whatever still runs at the end is ended."""
    with ExitStack() as started:
        yield lambda: started.enter_context(serving(tmp_path))


def save_until_it_dies(server: Served, key: str, acknowledged: list[tuple[int, str]]) -> None:
    """Save ever new texts and note each that was acknowledged."""
    version = 1
    try:
        while True:
            code = f"{version} " + "x" * 20_000
            headers = {"If-Match": f'"{version}"'}
            version = server.ask("PUT", f"/api/documents/{key}", {"code": code}, **headers)[1]["version"]
            acknowledged.append((version, code))
    except (OSError, http.client.HTTPException, ValueError):
        return


def test_a_huge_body_is_refused_before_it_is_taken_in(start: Start):
    server = start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.putrequest("POST", "/api/render")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders(b'{"code": "')

    assert connection.getresponse().status == 413
    connection.close()


def test_the_last_acknowledged_save_survives_kill_9(start: Start):
    server = start()
    key = server.ask("POST", "/api/documents", {"code": "first"})[1]["edit_key"]
    acknowledged: list[tuple[int, str]] = []
    writer = threading.Thread(target=save_until_it_dies, args=(server, key, acknowledged))
    writer.start()
    while len(acknowledged) < 20 and writer.is_alive():
        time.sleep(0.01)

    server.process.kill()
    writer.join()
    server.process.wait()
    again = start()

    last_version, last_code = acknowledged[-1]
    assert len(acknowledged) >= 20
    assert again.ask("GET", f"/api/documents/{key}/versions/{last_version}")[1]["code"] == last_code
    assert again.ask("GET", f"/api/documents/{key}")[1]["version"] >= last_version


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["a service manager", "Ctrl+C"])
def test_the_server_stops_cleanly_and_at_once_while_connections_are_open(start: Start, how: signal.Signals):
    server = start()
    server.ask("GET", "/api/samples")
    here = ("127.0.0.1", server.port)
    with socket.create_connection(here) as silent, socket.create_connection(here) as slow:
        slow.sendall(b"POST /api/render HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n")

        server.process.send_signal(how)

        assert server.process.wait(PATIENCE) == 0
        assert silent.recv(1) == b""


def test_gunicorn_serves_the_application_too(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-b", f"fd://{listening.fileno()}", "webapp.factory:create_app()"],
            cwd=ROOT,
            env=environment(tmp_path),
            pass_fds=[listening.fileno()],
            stderr=subprocess.PIPE,
            text=True,
        )
        server = Served(process, int(listening.getsockname()[1]))
    try:
        assert any("Booting worker" in line for line in process.stderr)
        key = server.ask("POST", "/api/documents", {"code": "first"})[1]["edit_key"]
        status, saved = server.ask("PUT", f"/api/documents/{key}", {"code": "second"}, **{"If-Match": '"1"'})

        assert (status, saved["version"]) == (200, 2)
    finally:
        process.terminate()
        process.communicate()


def test_a_taken_port_is_said_in_one_line_with_the_way_out(start: Start, tmp_path: Path):
    port = start().port

    assert refusal(tmp_path, port=port) == (
        2,
        f"lanestep: port {port} is taken: stop the other program, or choose another with --port {port + 1}\n",
    )


def test_what_keeps_the_server_from_starting_is_said_in_one_line_of_its_own(tmp_path: Path):
    status, said = refusal(tmp_path, DATABASE_URL="nonsense")

    assert (status, len(said.splitlines())) == (2, 1)
    assert "check DATABASE_URL" in said


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("LANESTEP_PORT", "eighty", "LANESTEP_PORT is 'eighty'"),
        ("LANESTEP_RATE_LIMIT", "lots", "LANESTEP_RATE_LIMIT is 'lots'; write it for example as 1200 per minute"),
        ("LANESTEP_DATA", "/proc/nowhere", "check DATABASE_URL or LANESTEP_DATA"),
        ("LANESTEP_CACHE", "/proc/nowhere", "LANESTEP_CACHE names /proc/nowhere, which cannot be written to"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/none", "check DATABASE_URL"),
        ("DATABASE_URL", "mysql://127.0.0.1/none", "sqlite or postgresql"),
    ],
)
def test_a_wrong_setting_is_said_in_one_line(tmp_path: Path, variable: str, value: str, message: str):
    status, said = refusal_here(tmp_path, **{variable: value})

    assert status == 2
    assert message in said
    assert len(said.splitlines()) == 1
