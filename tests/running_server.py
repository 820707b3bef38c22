"""The real server around an application, in a thread of the test's process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from flask import Flask

from webapp.server import listen, make_server
from webapp.server.asgi_app import AsgiApp


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs."""

    port: int
    server: uvicorn.Server

    def connections(self) -> int:
        """Return how many connections are open."""
        return len(self.server.server_state.connections)


@contextmanager
def running(app: Flask, *, threads: int = 8) -> Iterator[Running]:
    """Serve the application on a free port; stop the server in its own loop afterwards."""
    sockets = listen("127.0.0.1", 0)
    port = int(sockets[0].getsockname()[1])
    server = make_server(AsgiApp(app, threads=threads, host="127.0.0.1"))
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    try:
        yield Running(port, server)
    finally:
        server.should_exit = True
        thread.join()
