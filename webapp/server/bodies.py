"""Reads the bodies of requests before a thread is used, so that slow clients block no thread."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from werkzeug.exceptions import RequestTimeout

from webapp.errors import StorageFailed

BODY_SECONDS = 120
"""The time limit for a whole body."""

IN_MEMORY = 512 * 1024
"""Bytes of a body that are kept in memory; a longer body is kept in a file."""

MARGIN = 4
"""A refused body is read to its end if it has at most this number of times the limit, because clients may read the
answer only after sending. A larger one is refused at once."""


@dataclass
class Body:
    """A body: its `length` as the application sees it, and whether the `whole` was read, so that the connection can
    be used again.
    """

    file: IO[bytes]
    length: int
    whole: bool = True


class _Failing(io.RawIOBase):
    """A body that could not be read: reading it raises the reason."""

    def __init__(self, reason: Exception) -> None:
        self._reason = reason

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: Any) -> int:
        raise self._reason


def failing(reason: Exception) -> IO[bytes]:
    """Return a body that raises when it is read."""
    return io.BufferedReader(_Failing(reason))


async def take_in(scope: Any, receive: Callable[[], Any], limit: int) -> Body | None:
    """Return the body of a request, kept up to `limit` bytes; None if the client disconnected."""
    headers = dict(scope["headers"])
    declared = int(headers.get(b"content-length", b"0"))
    if not declared and b"transfer-encoding" not in headers:
        return Body(io.BytesIO(), 0)
    if declared > MARGIN * limit:
        return Body(io.BytesIO(), declared, whole=False)
    kept: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (it goes on to the application)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            length, more = 0, True
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    kept.close()
                    return None
                length += len(message["body"])
                more = message.get("more_body", False)
                if length <= limit:
                    kept.write(message["body"])
                elif length > MARGIN * limit:
                    return Body(kept, length, whole=False)
    except TimeoutError:
        kept.close()
        return Body(failing(RequestTimeout()), max(declared, 1), whole=False)
    except OSError as error:
        kept.close()
        message = f"the server has no room for the request ({error.strerror}); try again later"
        return Body(failing(StorageFailed(message)), max(declared, 1), whole=False)
    kept.seek(0)
    return Body(kept, length)
