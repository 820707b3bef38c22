"""Requests a second of the server and, where it is installed, of waitress, in turn.

    python tests/benchmarks/bench_server.py

Each server runs in a process of its own with the usual eight threads; eight clients keep their connections.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from documents import ROOT

CLIENTS = 8
ROUNDS = 5
SECONDS = 2.0
SILENT = 500
START = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from webapp.config import Settings
from webapp.factory import create_app
folder = Path(sys.argv[4])
app = create_app(Settings(folder, f"sqlite:///{folder / 'bench.db'}", rate_limit="100000000 per minute"))
if sys.argv[1] == "waitress":
    import waitress
    server = waitress.create_server(app, host="127.0.0.1", port=int(sys.argv[2]), threads=8, ident=None)
    print("ready", flush=True)
    server.run()
else:
    from webapp.server import listen, make_server
    from webapp.server.asgi_app import AsgiApp
    sockets = listen("127.0.0.1", int(sys.argv[2]))
    print("ready", flush=True)
    make_server(AsgiApp(app, threads=8, host="127.0.0.1")).run(sockets)
"""
RENDER = json.dumps({"code": (ROOT / "samples/blue-green.fz").read_text(encoding="utf-8")})
QUESTIONS = {
    "healthz": ("GET", "/healthz", None),
    "page of a sample": ("GET", "/samples/blue-green", None),
    "picture (POST /api/render)": ("POST", "/api/render", RENDER),
}


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    pid: int
    port: int

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(kind: str) -> Iterator[Server]:
    """Start a server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with TemporaryDirectory() as folder:
        line = [sys.executable, "-c", START, kind, str(port), str(ROOT), folder]
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert process.stdout
            if process.stdout.readline() != "ready\n":
                raise RuntimeError(f"{kind} did not start")
            yield Server(process.pid, port)
        finally:
            process.terminate()
            process.communicate()


def asked(port: int, question: tuple[str, str, str | None]) -> int:
    """Ask until the time is over, and return how many answers came."""
    method, path, body = question
    until, count = time.perf_counter() + SECONDS, 0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        while time.perf_counter() < until:
            line.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} was answered {answer.status}")
            count += 1
    return count


@dataclass(frozen=True)
class Speed:
    """Answers a second that all clients together get, and the processor time of the server for each of them."""

    rate: float
    cpu_ms: float


def speed(server: Server, question: tuple[str, str, str | None]) -> Speed:
    """Ask with all clients at once."""
    before = server.cpu()
    with ThreadPoolExecutor(CLIENTS) as clients:
        count = sum(clients.map(lambda _: asked(server.port, question), range(CLIENTS)))
    return Speed(count / SECONDS, 1000 * (server.cpu() - before) / count)


def main() -> None:
    """Measure in turn, so that a machine that becomes slower does so for all, and print medians."""
    kinds = ["uvicorn", *(["waitress"] if find_spec("waitress") else [])]
    with ExitStack() as stack:
        servers = {kind: stack.enter_context(served(kind)) for kind in kinds}
        for name, question in QUESTIONS.items():
            found: dict[str, list[Speed]] = {kind: [] for kind in kinds}
            for _ in range(ROUNDS):
                for kind in kinds:
                    found[kind].append(speed(servers[kind], question))
            shown = [
                f"{kind} {statistics.median(one.rate for one in speeds):,.0f} a second"
                f" ({statistics.median(one.cpu_ms for one in speeds):.2f} ms of CPU each)"
                for kind, speeds in found.items()
            ]
            print(f"{name}: {', '.join(shown)}", flush=True)
        address = ("127.0.0.1", servers["uvicorn"].port)
        silent = [stack.enter_context(socket.create_connection(address)) for _ in range(SILENT)]
        beside = speed(servers["uvicorn"], QUESTIONS["healthz"])
        print(f"healthz beside {len(silent)} silent connections: {beside.rate:,.0f} a second")


if __name__ == "__main__":
    main()
