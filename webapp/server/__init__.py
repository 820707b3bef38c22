"""Serves the application by uvicorn, in one process: an event loop for connections, threads for Flask."""

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
from webapp.server.asgi_app import AsgiApp
from webapp.server.connections import patient_connections, raise_file_limit

BACKLOG = 2048
STOP_SECONDS = 5
"""The time that running requests have to end when the server is stopped."""

KEEP_ALIVE_SECONDS = 75
"""At least as long as common proxies keep a connection open, so that the server is not the first to close it."""


class ServeFailed(LanestepError):
    """The server could not start; the message says what to do."""

    code = "serve-failed"


def serve(host: str | None = None, port: int | None = None) -> None:
    """Migrate the database and serve until stopped; None means the setting.

    Raises:
        ServeFailed: the address cannot be used, or the database cannot be opened.
        ValueError: a setting in the environment is not valid.
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
        raise ServeFailed(_address_message(settings, error)) from None
    asgi_app = AsgiApp(app, threads=settings.threads, host=settings.host)
    server = make_server(asgi_app)

    def stop(_signal: int, _frame: object) -> None:
        # While uvicorn runs, it handles these signals itself.
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Lanestep answers at http://{shown}:{settings.port} (stop it with Ctrl+C)", flush=True)
    try:
        server.run(sockets)
    finally:
        app.extensions["lanestep.close"]()
    if asgi_app.running:
        # Python would wait until these threads end.
        logging.shutdown()
        os._exit(0)


def make_server(asgi_app: AsgiApp) -> uvicorn.Server:
    """Return a server for the application; its `run` takes the sockets."""
    config = uvicorn.Config(
        asgi_app,
        interface="asgi3",
        loop="asyncio",
        http=patient_connections(raise_file_limit()),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level=logging.ERROR,
        access_log=False,
        # The application decides which forwarding headers are trusted, so that it does not depend on the server.
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
        OSError: none of them can be used.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    missing: OSError | None = None
    for family, _, _, _, address in dict.fromkeys(found):
        try:
            sockets.append(_listening(family, address))
        except OSError as error:
            # A name may have an IPv6 address although the machine has no IPv6. A used port, however, is fatal.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                for made in sockets:
                    made.close()
                raise
            missing = error
    if not sockets and missing:
        raise missing
    return sockets


def _listening(family: int, address: Any) -> socket.socket:
    # asyncio sends small packets at once (TCP_NODELAY) only if the protocol is given; otherwise there would be 40 ms
    # between the head of an answer and its body.
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


def _address_message(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {settings.port} is taken: stop the other program, or choose another with --port {settings.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {settings.port} needs more rights: choose one above 1023, such as --port 8000"
    return f"cannot listen on {settings.host}:{settings.port} ({error.strerror or error}): check --host and --port"
