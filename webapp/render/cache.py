"""A cache that is bounded by the bytes it holds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Picture = TypeVar("Picture", str, bytes)


class PictureCache:
    """Keeps the pictures that were asked for last. Thread-safe; two threads may draw the same picture at once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._pictures: OrderedDict[Hashable, str | bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, draw: Callable[[], Picture]) -> Picture:
        """Return the picture of this key, drawn now if it is not there."""
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]  # type: ignore[return-value]  # a key is only ever used for one type
        picture = draw()
        with self._lock:
            if key not in self._pictures and len(picture) <= self._limit:
                self._pictures[key] = picture
                self._held += len(picture)
            while self._held > self._limit:
                _, dropped = self._pictures.popitem(last=False)
                self._held -= len(dropped)
        return picture

    @property
    def held(self) -> int:
        """How much is held, in characters and bytes."""
        return self._held
