"""A cache that is bounded by what it holds, and makes each thing once however many ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

Made = TypeVar("Made")


class PictureCache:
    """Keeps what was asked for last. Thread-safe."""

    def __init__(self, limit: int, weigh: Callable[[Any], int] = len) -> None:
        """Bound the sum of what `weigh` says of the things held."""
        self._limit = limit
        self._weigh = weigh
        self._held = 0
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what stands under this key, made now if it is not there.

        Who asks while another thread makes it waits for that one and gets the same, be it an error. `make` must have a
        deadline and must not ask for the same key.
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
        """Return what stands under this key, None if there is nothing."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether `get` would answer without making anything."""
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
        """How much is held, by weight."""
        return self._held
