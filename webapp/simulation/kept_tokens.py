"""The tokens of a run as a value: what a situation keeps of them, and how a run goes on from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from typing import Any, Protocol

from webapp.graph.strong import strong_components
from webapp.simulation.joining import Standing
from webapp.simulation.program import Program, bits

Kept = tuple[Any, ...]


class Tokens(Protocol):
    """The tokens of a run, except the one that fires."""

    def put(self, number: int, edge: int, history: int) -> None:
        """Put a token that came over an edge on a node."""

    def take(self) -> tuple[int, int] | None:
        """Take the tokens of the free node with the lowest number, as (number, history); None if none is free."""

    def kept(self, relevant: Sequence[int]) -> Kept:
        """Return the tokens as a value, in which they remember only the relevant nodes, by their own node."""

    def stuck(self) -> tuple[int, ...]:
        """Return the numbers of the nodes with tokens, when none is free."""

    def standing(self) -> Collection[int]:
        """Return the numbers of the nodes with tokens."""


class WaitingTokens:
    """Tokens that all wait as usual: the node with the lowest number is free."""

    def __init__(self, kept: Any) -> None:
        self._waiting: dict[int, int] = dict(kept)
        self._queue = list(self._waiting)  # it is sorted, so it is a heap

    def put(self, number: int, edge: int, history: int) -> None:
        """Put a token on a node."""
        del edge
        if number in self._waiting:
            self._waiting[number] |= history
        else:
            self._waiting[number] = history
            heappush(self._queue, number)

    def take(self) -> tuple[int, int] | None:
        """Take the token with the lowest number."""
        if not self._queue:
            return None
        number = heappop(self._queue)
        return number, self._waiting.pop(number)

    def kept(self, relevant: Sequence[int]) -> Kept:
        """Return the tokens as a value."""
        return tuple(sorted((number, history & relevant[number]) for number, history in self._waiting.items()))

    def stuck(self) -> tuple[int, ...]:
        """Return nothing: they never wait for ever."""
        return ()

    def standing(self) -> Collection[int]:
        """Return the numbers of the nodes with tokens."""
        return self._waiting.keys()


class JoiningTokens:
    """Tokens of which some pass by themselves, or wait for all incoming edges."""

    def __init__(self, program: Program, kept: Any) -> None:
        self._standing = Standing(program)
        self._standing.restore(kept)

    def put(self, number: int, edge: int, history: int) -> None:
        """Put a token that came over an edge on a node."""
        self._standing.put(number, edge, history)

    def take(self) -> tuple[int, int] | None:
        """Take the tokens of one firing from the free node with the lowest number."""
        number = self._standing.free()
        return None if number < 0 else (number, self._standing.take(number))

    def kept(self, relevant: Sequence[int]) -> Kept:
        """Return the tokens as a value."""
        return self._standing.kept(relevant)

    def stuck(self) -> tuple[int, ...]:
        """Return the numbers of the nodes with tokens."""
        return self.standing()

    def standing(self) -> tuple[int, ...]:
        """Return the numbers of the nodes with tokens."""
        return tuple(bits(self._standing.live))


def tokens_of(program: Program, kept: Kept) -> Tokens:
    """Return the tokens of a value."""
    return JoiningTokens(program, kept) if program.joins else WaitingTokens(kept)


def remembered(program: Program) -> list[int]:
    """Return for each node the bit set of the nodes that its tokens need to remember.

    A token ends where it comes back to a node that it remembers. What it cannot come back to before its next decision
    makes no difference, and decisions empty what is remembered, unless a limit may force them.
    """
    size = len(program.nodes)
    known: list[int] | None = program.__dict__.get("remembered")
    if known is not None:
        return known
    ahead = {
        number: targets
        for number, (targets, stop) in enumerate(zip(program.ahead, program.stops, strict=True))
        if targets and (stop.turns or not stop.decides)
    }
    found = [0] * size
    for members in strong_components(range(size), ahead):
        own = sum(program.bits[number] for number in members) if len(members) > 1 else 0
        reached = own
        for number in members:
            for target in ahead.get(number, ()):
                reached |= found[target] | program.bits[target]
        for number in members:
            found[number] = reached
    program.__dict__["remembered"] = found
    return found
