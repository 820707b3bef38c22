"""The real server in a process of its own, on a port that it got."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from webapp.cli import main

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "webapp")
PATIENCE = 240
"""Seconds that a busy machine may take for what a quiet one does at once."""


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    process: subprocess.Popen[str]
    port: int

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Send a request and return the status and the answer: JSON where it is, else bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            data = answer.read()
            is_json = answer.headers.get_content_type() == "application/json"
            return answer.status, json.loads(data) if is_json else data
        finally:
            connection.close()


@contextmanager
def serving(
    folder: Path,
    *,
    before: Sequence[str] = (),
    program: Sequence[str] = PROGRAM,
    cwd: Path = ROOT,
    at: int | None = None,
    **variables: str,
) -> Iterator[Served]:
    """Start a server with its data in the folder, on a free port or `at` one; end it afterwards.

    `before` are words in front of the command.
    """
    while True:
        port = at or free_port()
        process = subprocess.Popen(
            [*before, *command(port, program)],
            cwd=cwd,
            env=environment(folder, **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        said = process.stdout.readline()
        if said.startswith(f"Lanestep answers at http://127.0.0.1:{port} "):
            break
        failed = process.communicate()[1]
        # Between asking for a free port and taking it, another process may have taken it.
        if at or f"port {port} is taken" not in failed:
            raise AssertionError(f"the server did not start: {said}{failed}")
    try:
        yield Served(process, port)
    finally:
        process.kill()
        process.communicate()


def refusal(folder: Path, *, before: Sequence[str] = (), port: int | None = None, **variables: str) -> tuple[int, str]:
    """Start a server that cannot start; return its exit code and what it says on standard error.

    Without a port it takes the one of its settings.
    """
    ended = subprocess.run(
        [*before, *command(port)],
        cwd=ROOT,
        env=environment(folder, **variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return ended.returncode, ended.stderr


def refusal_here(folder: Path, **variables: str) -> tuple[int, str]:
    """Do what `refusal` does in this process, where no second Python has to start; nothing may come up that listens."""
    unset = {name: None for name in os.environ if name not in environment(folder)}
    ended = CliRunner().invoke(main, ["serve"], env={**unset, **environment(folder, **variables)})
    return ended.exit_code, ended.stderr


def command(port: int | None, program: Sequence[str] = PROGRAM) -> list[str]:
    """Return the command that starts the server."""
    return [*program, "serve", *(["--port", str(port)] if port else [])]


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a server: the machine's, without settings of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LANESTEP_", "DATABASE_"))}
    patient = {"LANESTEP_RATE_LIMIT": "100000 per minute", "LANESTEP_RENDER_TIMEOUT": str(PATIENCE)}
    return {**inherited, "LANESTEP_DATA": str(folder), **patient, **variables}


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
