"""The firings of many runs, written down: what follows on what, for the schedule of those who do the work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from webapp.simulation.many_runs.chance import Array

if TYPE_CHECKING:
    from webapp.simulation.many_runs.walking import Chunk


class WrittenEnd(NamedTuple):
    """Tokens that end after a firing: at a node, or (`number` is -1) by a reply."""

    batch: int
    rows: Array
    way: Array | None
    number: int
    whole: bool


class Activities(NamedTuple):
    """Firings as flat arrays, by the number of the firing.

    Attributes:
        node: the number of the node.
        run: the number of the run in its block.
        work: how long the work takes.
        before, after: the links: the firing from which a token comes, or -1 - run at the start; where it goes.
        way: how long each token is on its way.
        ending: the firings after which tokens end, how long these are on their way, at which node (-1: by a reply), and
            whether the whole run ends.
    """

    node: Array
    run: Array
    work: Array
    before: Array
    after: Array
    way: Array
    ending: tuple[Array, Array, Array, Array]


class WrittenRuns:
    """Collects the firings of a block of runs.

    Attributes:
        size: how many firings were written.
    """

    def __init__(self) -> None:
        self.size = 0
        self.taken: list[tuple[int, Array, int]] = []
        self._nodes: list[int] = []
        self._rows: list[Array] = []
        self._work: list[Array | None] = []
        self._begin: list[int] = []
        self._links: list[tuple[int, int, Array, Array | None]] = []
        self._ends: list[WrittenEnd] = []

    def fire(self, number: int, rows: Array, work: Array | None, chunks: Sequence[Chunk]) -> int:
        """Write down firings of a node in several runs, and return their number."""
        batch = len(self._nodes)
        self._nodes.append(number)
        self._rows.append(rows)
        self._work.append(work)
        self._begin.append(self.size)
        self.size += len(rows)
        for chunk in chunks:
            self._links.append((chunk.batch, batch, chunk.rows, chunk.way))
        return batch

    def take(self, batch: int, rows: Array, branch: int) -> None:
        """Write down which branch was taken."""
        self.taken.append((batch, rows, branch))

    def end(self, batch: int, rows: Array, way: Array | None = None, *, number: int = -1, whole: bool = False) -> None:
        """Write down that tokens end."""
        self._ends.append(WrittenEnd(batch, rows, way, number, whole))

    @property
    def batches(self) -> int:
        """How often firings were written down."""
        return len(self._nodes)

    def fired(self, batch: int) -> tuple[int, Array]:
        """Return the node and the runs of a firing."""
        return self._nodes[batch], self._rows[batch]

    def activities(self) -> Activities:
        """Return all firings as flat arrays."""
        lengths = [len(rows) for rows in self._rows]
        node: Array = np.repeat(np.array(self._nodes, dtype=np.int64), lengths)
        work = [np.zeros(len(rows)) if it is None else it for rows, it in zip(self._rows, self._work, strict=True)]
        before, after, way = [], [], []
        for source, target, rows, ways in self._links:
            before.append(-1 - rows if source < 0 else self._numbers(source, rows))
            after.append(self._numbers(target, rows))
            way.append(np.zeros(len(rows)) if ways is None else ways)
        ends = [self._numbers(end.batch, end.rows) for end in self._ends]
        ways = [np.zeros(len(end.rows)) if end.way is None else end.way for end in self._ends]
        numbers = [np.full(len(end.rows), end.number) for end in self._ends]
        whole = [np.full(len(end.rows), end.whole) for end in self._ends]
        ending = (_joined(ends, int), _joined(ways, float), _joined(numbers, int), _joined(whole, bool))
        return Activities(
            node, _joined(self._rows, int), _joined(work, float), _joined(before, int), _joined(after, int),
            _joined(way, float), ending,
        )  # fmt: skip

    def _numbers(self, batch: int, rows: Array) -> Array:
        known = self._rows[batch]
        places = np.arange(len(rows)) if len(known) == len(rows) else np.searchsorted(known, rows)
        return self._begin[batch] + places


def _joined(parts: Sequence[Array], kind: type) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
