"""Serving the application with uvicorn: one process; an event loop for the connections, threads for Flask."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from dataclasses import replace
from typing import Any

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from webapp.config import Settings
from webapp.errors import LanestepError
from webapp.factory import create_app
from webapp.server.connections import make_room, patient_connections
from webapp.server.doors import Doors

BACKLOG = 2048
STOP_SECONDS = 5
"""Requests that run when the server is stopped have this time to end."""

KEEP_ALIVE_SECONDS = 75
"""As long as the usual proxies keep a connection open: the one who closes first must not be we."""


class ServeFailed(LanestepError):
    """The server could not start; the message says what to do."""

    code = "serve-failed"


def serve(host: str | None = None, port: int | None = None) -> None:
    """Migrate the database and answer until stopped; None takes the setting.

    Raises:
        ServeFailed: the address cannot be had, or the database cannot be opened.
        ValueError: a setting in the environment holds no value of its kind.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = Settings.from_environment()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    try:
        app = create_app(settings)
    except (SQLAlchemyError, OSError) as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        raise ServeFailed(f"the database cannot be opened ({reason}): check DATABASE_URL or LANESTEP_DATA") from None
    try:
        sockets = listen(settings.host, settings.port)
    except OSError as error:
        raise ServeFailed(_address_words(settings, error)) from None
    doors = Doors(app, threads=settings.threads, host=settings.host)
    server = make_server(doors)

    def stop(_signal: int, _frame: object) -> None:
        # uvicorn takes over once it runs, and gives every signal back when it has ended.
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Lanestep answers at http://{shown}:{settings.port} (stop it with Ctrl+C)", flush=True)
    try:
        server.run(sockets)
    finally:
        app.extensions["lanestep.close"]()
    if doors.running:
        # Python would wait for their threads, however long they take.
        logging.shutdown()
        os._exit(0)


def make_server(doors: Doors) -> uvicorn.Server:
    """Return a server for the application; it is given sockets to run with."""
    config = uvicorn.Config(
        doors,
        interface="asgi3",
        loop="asyncio",
        http=patient_connections(make_room()),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level=logging.ERROR,
        access_log=False,
        # Whose forwarding headers are believed is decided in the application, the same under every server.
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return uvicorn.Server(config)


def listen(host: str, port: int) -> list[socket.socket]:
    """Return listening sockets for all addresses of the host.

    Raises:
        OSError: none of them can be had.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    missing: OSError | None = None
    for family, _, _, _, address in dict.fromkeys(found):
        try:
            sockets.append(_listening(family, address))
        except OSError as error:
            # A machine may know a name by IPv6 and have none; a port that is taken is taken for good.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                for made in sockets:
                    made.close()
                raise
            missing = error
    if not sockets and missing:
        raise missing
    return sockets


def _listening(family: int, address: Any) -> socket.socket:
    # asyncio sends small packets at once (TCP_NODELAY) only where the protocol is named; the head of an answer and its
    # body would otherwise be 40 ms apart.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _address_words(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {settings.port} is taken: stop the other program, or choose another with --port {settings.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {settings.port} needs more rights: choose one above 1023, such as --port 8000"
    return f"cannot listen on {settings.host}:{settings.port} ({error.strerror or error}): check --host and --port"
