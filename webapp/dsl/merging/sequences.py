"""One order of lines from three: moves of either side are kept, and new lines go after the line that they follow."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from webapp.dsl.writing.text_changes import longest_rise

T = TypeVar("T", bound=Hashable)


def merge_order(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return all that is in one of the three, each once.

    What both moved stands where theirs has it. What one side no longer has keeps its place, for what follows it.
    """
    chain = _Chain(theirs)
    previous: T | None = None
    for item in base:
        if item not in chain:
            chain.put(item, previous)
        previous = item
    moved = _moved(base, mine) - _moved(base, theirs)
    previous = None
    for item in mine:
        if item not in chain or item in moved:
            chain.put(item, previous)
        previous = item
    return chain.items()


def _moved(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """Return the fewest items that must move to bring the others into the new order."""
    places = {item: place for place, item in enumerate(after)}
    common = [item for item in before if item in places]
    kept = {common[at] for at in longest_rise([places[item] for item in common])}
    return {*common} - kept


class _Chain(Generic[T]):
    """A list in which an item is put behind another one in constant time. None stands for its beginning."""

    def __init__(self, items: Iterable[T]) -> None:
        self._next: dict[T | None, T | None] = {None: None}
        self._before: dict[T, T | None] = {}
        last: T | None = None
        for item in items:
            self.put(item, last)
            last = item

    def __contains__(self, item: T) -> bool:
        return item in self._before

    def put(self, item: T, after: T | None) -> None:
        """Put an item right after another one, from where it may be now."""
        if item in self._before:
            behind = self._next[item]
            self._next[self._before[item]] = behind
            if behind is not None:
                self._before[behind] = self._before[item]
        following = self._next[after]
        self._next[after], self._next[item], self._before[item] = item, following, after
        if following is not None:
            self._before[following] = item

    def items(self) -> list[T]:
        """Return the items in order."""
        found: list[T] = []
        item = self._next[None]
        while item is not None:
            found.append(item)
            item = self._next[item]
        return found
