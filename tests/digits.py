"""Random decisions from bytes, and properties of them: many times as fast as Hypothesis draws and tries examples."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st

T = TypeVar("T")
SIZE = 48
seed: str | None = None
"""What `--hypothesis-seed` says."""


class Draw:
    """Decides one thing after the other by the digits of a large number."""

    def __init__(self, data: bytes) -> None:
        """Begin with random bytes."""
        self._data = data
        self._number = int.from_bytes(data, "big")

    def __repr__(self) -> str:
        return f"Draw({self._data!r})"

    def again(self) -> Draw:
        """Return one that decides the same from the first on."""
        return Draw(self._data)

    def of(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        self._number, which = divmod(self._number, len(options))
        return options[which]

    def some(self, options: Sequence[T]) -> tuple[T, ...]:
        """Return one or more of the options, in their order."""
        must = self.of(options)
        return tuple(item for item in options if item is must or self.of([False, True]))


DRAWS = st.binary(min_size=SIZE, max_size=SIZE).map(Draw)
Example = tuple[bytes, ...]


def for_any_draws(count: int, tried: settings | None = None) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Try a property of this many draws on as many examples as Hypothesis would, or on as many as settings say.

    It is for properties whose examples depend on nothing but draws: Hypothesis knows no better bytes than random ones,
    and takes longer for each example than most properties do. What it is good at is kept: in CI the examples are
    the same every time, some draws of an example are equal, and the one that is reported is made as simple as it gets.
    """

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            same = seed is not None or settings.default.derandomize
            chance = random.Random(f"{check.__qualname__} {seed}" if same else None)
            for _ in range((tried or settings.default).max_examples):
                example = _example(chance, count)
                try:
                    check(*map(Draw, example))
                except Exception as error:
                    _report(check, example, error)

        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        return pytest.mark.draws(test)

    return decorate


def _example(chance: random.Random, count: int) -> Example:
    drawn = [chance.randbytes(SIZE)]
    while len(drawn) < count:
        drawn.append(chance.choice(drawn) if chance.random() < 1 / 8 else chance.randbytes(SIZE))
    return tuple(drawn)


def _report(check: Callable[..., None], example: Example, error: Exception) -> None:
    """Fail as the simplest example fails that is found: a small number decides little."""
    for which in range(len(example)):
        for data in _simpler():
            simpler = (*example[:which], data, *example[which + 1 :])
            if _fails(check, simpler, type(error)):
                example = simpler
                break
    try:
        check(*map(Draw, example))
    except Exception as simplest:
        simplest.add_note(f"Falsifying example: {', '.join(repr(Draw(data)) for data in example)}")
        raise
    raise error


def _fails(check: Callable[..., None], example: Example, kind: type[Exception]) -> bool:
    try:
        check(*map(Draw, example))
    except Exception as error:
        return type(error) is kind
    return False


def _simpler() -> Iterator[bytes]:
    chance = random.Random(0)
    for number in range(500):
        yield number.to_bytes(SIZE, "big")
    for length in range(2, SIZE):
        for _ in range(20):
            yield bytes(SIZE - length) + chance.randbytes(length)
