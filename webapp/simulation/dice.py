"""Draws branches by a small generator: a short run takes less time than the start of a large one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import Struct

MASK = (1 << 64) - 1
FACTOR, ADDEND = 6364136223846793005, 1442695040888963407
SINGLE = 4  # numbers drawn one by one before whole blocks are: a short run needs no more
BLOCK = 64


def _block() -> tuple[int, int]:
    """Return what leads from a state to each of the next ones, side by side in 128 bits each."""
    factor, addend, factors, addends = 1, 0, 0, 0
    for place in range(0, 128 * BLOCK, 128):
        factor, addend = factor * FACTOR & MASK, (addend * FACTOR + ADDEND) & MASK
        factors |= factor << place
        addends |= addend << place
    return factors, addends


FACTORS, ADDENDS = _block()
UPPER_HALVES = Struct("<" + "4xI8x" * BLOCK)


class Dice:
    """Pseudo-random numbers; the same seed gives the same ones.

    The state is multiplied and added to modulo 2**64 (the constants are Knuth's), and its upper half is used. The
    first state is mixed, so that neighbouring seeds have nothing in common.

    Attributes:
        word: draws a number from 0 on, below 2**32.
    """

    __slots__ = ("word",)

    def __init__(self, seed: int) -> None:
        self.word = _words(seed).__next__

    def below(self, count: int) -> int:
        """Draw a number from 0 on, below `count`."""
        return self.word() * count >> 32

    def weighed(self, weights: Sequence[float]) -> int:
        """Draw an index by weight; if all are zero, each is as likely as the others."""
        total = sum(weights)
        if total <= 0:
            return self.below(len(weights))
        point = self.below(1 << 32) / (1 << 32) * total
        for index, weight in enumerate(weights):
            point -= weight
            if point < 0:
                return index
        return max(index for index, weight in enumerate(weights) if weight > 0)


def _words(seed: int) -> Iterator[int]:
    """Yield the upper halves of the states: first a few one by one, then whole blocks by one multiplication each."""
    state = (seed + 0x9E3779B97F4A7C15) & MASK
    state = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & MASK
    state = ((state ^ state >> 27) * 0x94D049BB133111EB) & MASK
    state ^= state >> 31
    for _ in range(SINGLE):
        state = (state * FACTOR + ADDEND) & MASK
        yield state >> 32
    size = UPPER_HALVES.size
    while True:
        states = state * FACTORS + ADDENDS
        yield from UPPER_HALVES.unpack((states & (1 << 8 * size) - 1).to_bytes(size, "little"))
        state = states >> 128 * (BLOCK - 1) & MASK
