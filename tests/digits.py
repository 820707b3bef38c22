"""Random decisions from one draw of bytes: many times as fast as letting Hypothesis draw each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Draw:
    """Decides one thing after the other by the digits of a large number."""

    def __init__(self, data: bytes) -> None:
        """Begin with random bytes."""
        self._data = data
        self._number = int.from_bytes(data, "big")

    def __repr__(self) -> str:
        return f"Draw({self._data!r})"

    def of(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        self._number, which = divmod(self._number, len(options))
        return options[which]

    def some(self, options: Sequence[T]) -> tuple[T, ...]:
        """Return one or more of the options, in their order."""
        must = self.of(options)
        return tuple(item for item in options if item is must or self.of([False, True]))


DRAWS = st.binary(min_size=48, max_size=48).map(Draw)
