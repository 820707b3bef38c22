"""Connections with time limits, so that clients that do not send or read cannot block others."""

from __future__ import annotations

import asyncio
import resource
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

STREAM = "lanestep.stream"
"""Where a view puts into the ASGI scope what goes on with its answer: `run(receive, send)` and `close()`."""

HEAD_SECONDS = 10
"""The time limit for the request line and headers of a request."""

STALLED_SECONDS = 60
"""An answer is aborted if the client has read nothing of it for this time."""

MOST_OPEN_FILES = 65_536
RESERVED_FILES = 256


class PatientConnection(H11Protocol):
    """One connection. It adds limits that uvicorn's protocol lacks, for slow heads and stalled answers.

    `idle` has the server's connections without a request, the longest idle one first. If more than `most` connections
    are open, the first of these is closed.
    """

    idle: ClassVar[dict[PatientConnection, None]]
    most: ClassVar[int]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head_timer: asyncio.TimerHandle | None = None
        self._answer_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self.idle[self] = None
        self._watch_head()
        if len(self.connections) > self.most:
            next(iter(self.idle))._give_up()

    def data_received(self, data: bytes) -> None:
        """Read data; the time limit of a head starts with its first byte."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._watch_head()
        else:
            self.idle.pop(self, None)
            self._forget_head()

    def on_response_complete(self) -> None:
        """Wait for the next request, unless it has arrived already."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.idle[self] = None
            if self.conn.trailing_data[0]:
                self._watch_head()

    def shutdown(self) -> None:
        """Abort an unfinished request and a stream; other answers are sent to their end."""
        if self.conn.their_state is h11.SEND_BODY or (self.cycle is not None and STREAM in self.cycle.scope):
            self._give_up()
        else:
            super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.idle.pop(self, None)
        self._forget_head()
        self._forget_answer()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Start to check whether the client reads its answer."""
        super().pause_writing()
        self._watch_answer(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Continue, since the client has read most of the data."""
        self._forget_answer()
        super().resume_writing()

    def _watch_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _forget_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _watch_answer(self, left: int) -> None:
        self._forget_answer()
        self._answer_timer = self.loop.call_later(STALLED_SECONDS, self._look_at_answer, left)

    def _forget_answer(self) -> None:
        if self._answer_timer is not None:
            self._answer_timer.cancel()
            self._answer_timer = None

    def _look_at_answer(self, left: int) -> None:
        still_left = self.transport.get_write_buffer_size()
        if still_left < left:
            self._watch_answer(still_left)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.idle.pop(self, None)
        self.transport.abort()


def patient_connections(most: int) -> type[PatientConnection]:
    """Return a connection class for one server, of which at most `most` connections are open at a time."""
    return type("Connection", (PatientConnection,), {"idle": {}, "most": most})


def raise_file_limit() -> int:
    """Raise the limit of open files as far as allowed, and return how many connections can be open at a time."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    files = MOST_OPEN_FILES if soft == resource.RLIM_INFINITY else soft
    return max(files - RESERVED_FILES, RESERVED_FILES)
