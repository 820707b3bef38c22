"""In which order the processes of pytest-xdist take the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def long_ones_first(tests: Sequence[T], processes: int, takes_long: Callable[[T], int]) -> list[T]:
    """Order tests so that each process begins with a share of those that take long, those that take longest first.

    `worksteal` gives each process a consecutive part of the tests, all of about the same number; a process that has
    nothing left takes the second half of what another one has before it. What is left for the end are short tests: no
    process waits for another one. And what needs the processor runs beside what waits for a browser.
    """
    long = sorted(filter(takes_long, tests), key=takes_long, reverse=True)
    short = [test for test in tests if not takes_long(test)]
    ordered: list[T] = []
    for left in range(processes, 0, -1):
        size = (len(long) + len(short)) // left
        of_long = min(size, len(long) // left)
        ordered += long[:of_long] + short[: size - of_long]
        del long[:of_long], short[: size - of_long]
    return ordered
