"""The ASGI application: Flask with its threads gets whole requests, and what streams may stand beside it."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from a2wsgi.wsgi import WSGIResponder
from flask import Flask
from werkzeug.wsgi import ClosingIterator

from webapp.server.bodies import take_in

BODY = "lanestep.body"
log = logging.getLogger("lanestep")


class _Responder(WSGIResponder):
    """Answers one request in a thread that never waits for the other side, nor for the event loop.

    Its queue has no end (an answer is never longer than a file), so a thread need not know when its words are sent.
    """

    def send(self, message: Any) -> None:
        self.loop.call_soon_threadsafe(self.send_queue.put_nowait, message)


class Doors:
    """Answers every request: addresses that begin with a key of `beside` by that ASGI application, all others by Flask.

    `host` is where the server listens; WSGI wants to know it as SERVER_NAME, and the checks of host names go by it.
    """

    def __init__(self, app: Flask, *, threads: int, host: str, beside: Mapping[str, Any] | None = None) -> None:
        self._app = app
        self._host = host
        self._beside = dict(beside or {})
        self._lock = threading.Lock()
        self._running = 0
        self._threads = ThreadPoolExecutor(threads, "flask")

    @property
    def running(self) -> int:
        """How many requests Flask is working at."""
        return self._running

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        scope["path"] = _path(scope["path"])
        for prefix, application in self._beside.items():
            if scope["path"].startswith(prefix):
                await application(scope, receive, send)
                return
        body = await take_in(scope, receive, self._app.config["MAX_CONTENT_LENGTH"])
        if body is None:
            return
        # WSGI cannot tell a header with underscores from one with hyphens, and proxies check only one of them.
        scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        scope[BODY] = body
        try:
            answering = _Responder(self._answer, self._threads, send_queue_size=0)  # type: ignore[arg-type]
            await answering(scope, receive, send if body.whole else _closing(send))
        except asyncio.CancelledError:
            log.warning("the server stops before %s %s is answered", scope["method"], scope["path"])
        finally:
            body.file.close()

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["asgi.scope"][BODY]
        environ["wsgi.input"] = body.file
        environ["wsgi.errors"] = sys.stderr
        environ["SERVER_NAME"] = self._host
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        if body.length:
            environ["CONTENT_LENGTH"] = str(body.length)
        self._count(1)
        try:
            answer = self._app(environ, start_response)
        except BaseException:
            self._count(-1)
            raise
        return ClosingIterator(answer, partial(self._count, -1))

    def _count(self, more: int) -> None:
        with self._lock:
            self._running += more


def _path(path: str) -> str:
    """Return the path of a request whose first line may hold the whole address, as proxies write it."""
    scheme, colon, rest = path.partition("://")
    if path.startswith("/") or not colon or scheme.lower() not in ("http", "https"):
        return path
    return f"/{rest.partition('/')[2]}"


def _closing(send: Any) -> Any:
    async def send_and_close(message: Any) -> None:
        """Send, and have the connection closed afterwards: the rest of a body would be read as the next request."""
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        await send(message)

    return send_and_close
