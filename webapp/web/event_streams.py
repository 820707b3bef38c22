"""Streams of server-sent events: an answer that does not end, kept by the server's event loop and by no thread."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

ALIVE_SECONDS = 15.0
"""How often something is sent where nothing happens: proxies keep the connection, and pages know that it passes."""
ALIVE = "event: alive\ndata: {}\n\n"
LAST = "ended"


class EventStream:
    """The events of one page. Of events with one name, or of one person, only the newest waits to be sent."""

    def __init__(self) -> None:
        self.left: Callable[[], None] = lambda: None
        """Is called when nobody takes events any more."""
        self._lock = threading.Lock()
        self._waiting: dict[str, tuple[str, str]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake: asyncio.Event | None = None

    def deliver(self, name: str, data: Mapping[str, Any]) -> None:
        """Send an event as soon as possible; any thread may call it."""
        place = f"{name} {data.get('person', '')}"
        with self._lock:
            self._waiting.pop(place, None)
            self._waiting[place] = (name, f"event: {name}\ndata: {json.dumps(data)}\n\n")
            loop, wake = self._loop, self._wake
        if loop is not None and wake is not None and not loop.is_closed():
            loop.call_soon_threadsafe(wake.set)

    def take(self) -> tuple[str, bool]:
        """Return the text of all events that wait, and whether the last one is among them."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        return "".join(text for _, text in waiting.values()), any(name == LAST for name, _ in waiting.values())

    async def run(self, receive: Any, send: Any) -> None:
        """Send events until the other side goes away, or the last one is sent."""
        with self._lock:
            self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
            wake = self._wake
        wake.set()
        gone = asyncio.ensure_future(_gone(receive))
        try:
            while not gone.done():
                waking = asyncio.ensure_future(wake.wait())
                await asyncio.wait((waking, gone), timeout=ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
                wake.clear()
                text, last = self.take()
                await send({"type": "http.response.body", "body": (text or ALIVE).encode(), "more_body": not last})
                if last:
                    return
        finally:
            gone.cancel()
            self.close()

    def close(self) -> None:
        """Leave; doing so again changes nothing."""
        left, self.left = self.left, lambda: None
        left()


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
