"""The real server in a process of its own, with its default settings, asked and watched from outside."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from documents import ROOT

PATIENCE = 300
"""How many seconds a question may take before the measuring gives up."""
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `content` is the SVG, or the message that says why there is none."""

    status: int
    content: str
    seconds: float

    def shows(self, name: str) -> bool:
        """Tell whether this is the picture with a label of these words."""
        return self.status == 200 and f">{name}<" in self.content


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    pid: int
    port: int

    def render(self, code: str, *, refine: bool = True) -> Answer:
        """Ask for a picture."""
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        body = json.dumps({"code": code, "refine": refine})
        connection.request("POST", "/api/render", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        data = json.loads(answer.read())
        connection.close()
        content = data.get("svg") or data["error"]["message"]
        return Answer(answer.status, content, time.perf_counter() - started)

    def workers(self) -> list[int]:
        """Return the processes that the server has started and that live."""
        found: list[int] = []
        for task in _tasks(self.pid):
            # A thread may end while the list is read.
            with contextlib.suppress(OSError):
                found += map(int, (task / "children").read_text().split())
        return found


class Meanwhile:
    """Does something to a server again and again while a block runs, once at least."""

    PAUSE = 0.1
    """Seconds."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._go)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _go(self) -> None:
        self.step()
        while not self._done.wait(self.PAUSE):
            self.step()

    def step(self) -> None:
        """Do it once."""
        raise NotImplementedError


class Watch(Meanwhile):
    """Looks at a server's processes: how many, and how much memory all of them hold."""

    PAUSE = 0.02

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.workers, self.memory = 0, 0.0

    def step(self) -> None:
        """Look."""
        workers = self.server.workers()
        self.workers = max(self.workers, len(workers))
        self.memory = max(self.memory, sum(map(_megabytes, [self.server.pid, *workers])))


@contextmanager
def serving(**more: str) -> Iterator[Server]:
    """Start a server with an empty database and default settings, unless others are given; end it and its processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("LANESTEP_", "DATABASE_"))}
    with TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "webapp", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**ours, "LANESTEP_DATA": folder, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert process.stdout
            if not process.stdout.readline().startswith("Lanestep answers at"):
                raise RuntimeError("the server did not start: try python -m webapp serve")
            yield Server(process.pid, port)
        finally:
            process.terminate()
            process.communicate()


def _tasks(pid: int) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(Path(f"/proc/{pid}/task").iterdir())
    return []


def _megabytes(pid: int) -> float:
    """Return what of a process is in memory now."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 2**20
    except OSError:
        return 0.0
