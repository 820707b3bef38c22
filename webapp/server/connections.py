"""Connections with patience: who sends no request, or takes no answer, is let go, and never keeps others waiting."""

from __future__ import annotations

import asyncio
import resource
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10
"""A request's line and headers must be whole after this time, however slowly their letters come in."""

STALLED_SECONDS = 60
"""An answer of which the other side has taken nothing for this time is given up."""

MOST_OPEN_FILES = 65_536
RESERVED_FILES = 256


class PatientConnection(H11Protocol):
    """One connection; uvicorn does the protocol, and has no limits of its own for slow heads and stalled answers.

    `idle` holds the server's connections that are in no request, longest first: where more than `most` connections are
    open, the first of these goes.
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
        """Read on; the time for a head runs from its first letter."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._watch_head()
        else:
            self.idle.pop(self, None)
            self._forget_head()

    def on_response_complete(self) -> None:
        """Wait for the next request, unless it has come in already."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.idle[self] = None
            if self.conn.trailing_data[0]:
                self._watch_head()

    def shutdown(self) -> None:
        """Let an answer under way end; nobody waits for the rest of a request."""
        if self.conn.their_state is h11.SEND_BODY:
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
        """Begin to watch whether the other side takes anything of its answer."""
        super().pause_writing()
        self._watch_answer(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Go on: most of what was written is taken."""
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
    """Return the class of one server's connections, of which at most this many are open at a time."""
    return type("Connection", (PatientConnection,), {"idle": {}, "most": most})


def make_room() -> int:
    """Let the process open as many files as it may, and return how many connections may be open at a time."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    files = MOST_OPEN_FILES if soft == resource.RLIM_INFINITY else soft
    return max(files - RESERVED_FILES, RESERVED_FILES)
