"""A bounded cache in memory that makes each value once, however many threads ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

Made = TypeVar("Made")


class PictureCache:
    """Keeps the values that were used last. Thread-safe."""

    def __init__(self, limit: int, weigh: Callable[[Any], int] = len) -> None:
        """Limit the sum of the weights of all values to `limit`."""
        self._limit = limit
        self._weigh = weigh
        self._held = 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the value of a key, which is made by `make` if it is missing.

        If another thread is making it, wait for its result, which may be an error. `make` must have a deadline and must
        not ask for the same key.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[no-any-return]  # a key is only ever used for one type
            awaited = self._under_way.get(key)
            if awaited is None:
                mine: Future[Made] = Future()
                self._under_way[key] = mine
        if awaited is not None:
            return awaited.result()  # type: ignore[no-any-return]
        return self._make(key, make, mine)

    def peek(self, key: Hashable) -> Any:
        """Return the value of a key, or None if it is missing."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def __contains__(self, key: Hashable) -> bool:
        """Return whether there is a value for a key."""
        with self._lock:
            return key in self._kept

    def _make(self, key: Hashable, make: Callable[[], Made], promise: Future[Made]) -> Made:
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._under_way[key]
            promise.set_exception(error)
            raise
        weight = self._weigh(made)
        with self._lock:
            del self._under_way[key]
            if weight <= self._limit:
                self._kept[key] = made
                self._held += weight
            while self._held > self._limit:
                _, dropped = self._kept.popitem(last=False)
                self._held -= self._weigh(dropped)
        promise.set_result(made)
        return made

    @property
    def held(self) -> int:
        """The sum of the weights of all values."""
        return self._held
