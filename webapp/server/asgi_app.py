"""The ASGI application: Flask answers whole requests in threads; streams go on in the event loop."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from a2wsgi.wsgi import WSGIResponder
from flask import Flask
from werkzeug.wsgi import ClosingIterator

from webapp.server.bodies import take_in
from webapp.server.connections import STREAM

BODY = "lanestep.body"
log = logging.getLogger("lanestep")


class _Responder(WSGIResponder):
    """Answers one request in a thread that waits neither for the client nor for the event loop.

    Its queue is unbounded, because no answer is longer than a file; so a thread need not know when it is sent.
    """

    def send(self, message: Any) -> None:
        self.loop.call_soon_threadsafe(self.send_queue.put_nowait, message)


class AsgiApp:
    """Answers every request by Flask. An answer may go on as a stream, which needs no thread.

    So streams pass the same checks as all other requests. `host` is where the server listens. It becomes WSGI's
    SERVER_NAME, which the check of host names uses.
    """

    def __init__(self, app: Flask, *, threads: int, host: str) -> None:
        self._app = app
        self._host = host
        self._lock = threading.Lock()
        self._running = 0
        self._threads = ThreadPoolExecutor(threads, "flask")

    @property
    def running(self) -> int:
        """The number of requests that Flask is answering."""
        return self._running

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        scope["path"] = _path(scope["path"])
        body = await take_in(scope, receive, self._app.config["MAX_CONTENT_LENGTH"])
        if body is None:
            return
        # In WSGI, a header with underscores looks like one with hyphens, but proxies check only the latter.
        scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        scope[BODY] = body
        try:
            answering = _Responder(self._answer, self._threads, send_queue_size=0)  # type: ignore[arg-type]
            await answering(scope, receive, _going_on(scope, send) if body.whole else _closing(send))
            if STREAM in scope:
                await scope[STREAM].run(receive, send)
        except asyncio.CancelledError:
            if STREAM not in scope:
                log.warning("the server stops before %s %s is answered", scope["method"], scope["path"])
        finally:
            body.file.close()
            if STREAM in scope:
                scope[STREAM].close()

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
    """Return the path of a request whose first line may contain the whole address, as some proxies write it."""
    scheme, colon, rest = path.partition("://")
    if path.startswith("/") or not colon or scheme.lower() not in ("http", "https"):
        return path
    return f"/{rest.partition('/')[2]}"


def _going_on(scope: Any, send: Any) -> Any:
    async def send_without_end(message: Any) -> None:
        """Send; where a stream goes on with the answer, it has neither a length nor an end."""
        if STREAM in scope and message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name != b"content-length"]
            message = {**message, "headers": kept}
        elif STREAM in scope:
            message = {**message, "more_body": True}
        await send(message)

    return send_without_end


def _closing(send: Any) -> Any:
    async def send_and_close(message: Any) -> None:
        """Send, and close the connection afterwards: the rest of the body would be read as the next request."""
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        await send(message)

    return send_and_close
