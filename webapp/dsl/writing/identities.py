"""Which part of the original each part of the current text is: ids may change, the statement stays the same one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate

from webapp.domain import PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement, LaneOpen, LoopStatement, NodeStatement


class Identities:
    """Follows lanes, nodes, edges and loops, by kind and id, through changes of the text."""

    def __init__(self, document: Document) -> None:
        """Begin with the original, where every part is itself."""
        self._now: dict[PartKey, PartKey | None] = {key: key for key in document.declared_by}

    def follow(self, became: Mapping[PartKey, PartKey]) -> None:
        """Take one change in: what `became` does not name has gone."""
        self._now = {first: became.get(now) if now is not None else None for first, now in self._now.items()}

    def originals(self, now: PartKey) -> list[PartKey]:
        """Return what this part of the current text was at first; nothing for a new one."""
        return [first for first, key in self._now.items() if key == now]

    def settle(self, firsts: Iterable[PartKey], now: PartKey) -> None:
        """Say what became of parts whose line was written anew elsewhere."""
        self._now.update(dict.fromkeys(firsts, now))

    @property
    def renamed(self) -> dict[PartKey, str]:
        """The ids of now by the parts of the original, only where they differ."""
        return {first: now[1] for first, now in self._now.items() if now is not None and now != first}

    @property
    def removed(self) -> frozenset[PartKey]:
        """The parts of the original that have gone."""
        return frozenset(first for first, now in self._now.items() if now is None)


def parts_after(before: Document, edits: Sequence[TextEdit], after: Document) -> dict[PartKey, PartKey]:
    """Return what the parts of one text are in the next; `edits` are in order and without overlap.

    A statement is the same one where its characters stayed. One whose line moved is found by what it says.
    """
    moved = _Shift(edits)
    places = {place: key for key, place in _anchors(after).items()}
    found: dict[PartKey, PartKey] = {}
    lost: list[PartKey] = []
    for key, place in _anchors(before).items():
        there = moved.place(place)
        now = places.pop(there, None) if there is not None else None
        if now is not None and now[0] == key[0]:
            found[key] = now
        else:
            lost.append(key)
    names = {key[1]: now[1] for key, now in found.items() if key[0] == "node"}
    rest: dict[Hashable, deque[PartKey]] = defaultdict(deque)
    for key in places.values():
        rest[_says(after, key, {})].append(key)
    for key in lost:
        alike = rest.get(_says(before, key, names))
        if alike:
            found[key] = alike.popleft()
    return found


class _Shift:
    """Where characters are after edits."""

    def __init__(self, edits: Sequence[TextEdit]) -> None:
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        self._sums = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]

    def place(self, offset: int) -> int | None:
        """Return the new offset of the character at `offset`; None when it is gone."""
        passed = bisect_right(self._ends, offset)
        if passed < len(self._edits) and self._edits[passed].start <= offset:
            return None
        return offset + self._sums[passed]


def _anchors(document: Document) -> dict[PartKey, int]:
    """Return one character of each part's statement that stays when its ids and values change."""
    found: dict[PartKey, int] = {}
    for key, index in document.declared_by.items():
        statement = document.statements[index]
        if isinstance(statement, LaneOpen):
            found[key] = statement.brace.start
        elif isinstance(statement, NodeStatement):
            found[key] = statement.id.end
        elif isinstance(statement, EdgeStatement):
            found[key] = statement.source.end
        elif isinstance(statement, LoopStatement):
            found[key] = statement.start
    return found


def _says(document: Document, key: PartKey, names: Mapping[str, str]) -> Hashable:
    """Return what tells a part whose line moved from others: its id, an edge's ends, a loop's condition."""
    kind, name = key
    if kind == "edge":
        edge = document.diagram.edge[name]
        return kind, names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    if kind == "loop":
        loop = document.diagram.loop[name]
        return kind, loop.condition, tuple(names.get(node, node) for node in loop.nodes)
    return key
