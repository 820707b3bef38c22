"""Draws branches by a small generator: a short run takes less time than the start of a large one."""

from __future__ import annotations

from collections.abc import Sequence

MASK = (1 << 64) - 1


class Dice:
    """Pseudo-random numbers; the same seed gives the same ones.

    The state is multiplied and added to modulo 2**64 (the constants are Knuth's), and its upper half is used. The
    first state is mixed, so that neighbouring seeds have nothing in common.
    """

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        state = (seed + 0x9E3779B97F4A7C15) & MASK
        state = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & MASK
        state = ((state ^ state >> 27) * 0x94D049BB133111EB) & MASK
        self._state = state ^ state >> 31

    def below(self, count: int) -> int:
        """Draw a number from 0 on, below `count`."""
        self._state = state = (self._state * 6364136223846793005 + 1442695040888963407) & MASK
        return (state >> 32) * count >> 32

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
