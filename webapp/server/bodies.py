"""Bodies of requests, taken in before a thread begins: who sends slowly keeps nobody waiting."""

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
"""A whole body must be there after this time."""

IN_MEMORY = 512 * 1024
"""Bytes of a body that stay in memory; what is longer goes into a file."""

MARGIN = 4
"""How many times the limit a body that is refused may have and still be read to its end: programs that send a body
by mistake read the answer only after that. What is larger yet is refused at once."""


@dataclass
class Body:
    """What came in: `length` as the application sees it, and whether the connection can go on afterwards."""

    file: IO[bytes]
    length: int
    whole: bool = True


class _Failing(io.RawIOBase):
    """A body that could not be taken in: the application meets the reason when it reads."""

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
    """Return the body of a request, kept up to `limit` bytes; None where the client went away in the middle."""
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
        words = f"the server has no room for the request ({error.strerror}); try again later"
        return Body(failing(StorageFailed(words)), max(declared, 1), whole=False)
    kept.seek(0)
    return Body(kept, length)
