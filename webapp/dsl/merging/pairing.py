"""Which line of one text is which line of the other: by the part that it declares, else by what it says."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

from webapp.dsl.merging.text_rows import Row
from webapp.dsl.writing.text_changes import longest_rise

Pairs: TypeAlias = dict[int, int]
Trait: TypeAlias = Callable[[Row], Hashable]


def _ends(row: Row) -> Hashable:
    return row.ends


_EDGE_TRAITS: tuple[Trait, ...] = (
    lambda row: (row.home, row.text),
    lambda row: (row.ends, row.content),
    lambda row: (row.ends, row.piece("label")),
    lambda row: (row.ends, row.piece("source side"), row.piece("target side")),
    _ends,
    lambda row: ("from", row.home, row.ends[0], row.piece("source side"), row.piece("label")),
    lambda row: ("to", row.home, row.ends[1], row.piece("target side"), row.piece("label")),
)
_LOOP_TRAITS: tuple[Trait, ...] = (
    lambda row: (row.home, row.text),
    lambda row: row.content,
    lambda row: row.piece("condition"),
    _ends,
    lambda row: row.ends[:1],
)


def pair_rows(old: Sequence[Row], new: Sequence[Row]) -> Pairs:
    """Return the place in `new` of each line of `old` that is still there."""
    pairs: Pairs = {}
    taken: set[int] = set()
    _pair_by(old, new, pairs, taken, lambda row: row.key)
    for kind, traits in (("edge", _EDGE_TRAITS), ("loop", _LOOP_TRAITS)):
        for trait in traits:
            _pair_by(old, new, pairs, taken, lambda row, k=kind, t=trait: t(row) if row.kind == k else None)  # type: ignore[misc]
    if any(row.kind != "line" for row in old):
        _pair_neighbours(old, new, pairs, taken)
        _pair_by(old, new, pairs, taken, lambda row: (row.home, row.text) if row.kind == "line" else None)
    else:
        _pair_anchors(old, new, pairs, taken)
        _pair_neighbours(old, new, pairs, taken)
    _pair_gaps(old, new, pairs, taken)
    return pairs


def _pair_by(old: Sequence[Row], new: Sequence[Row], pairs: Pairs, taken: set[int], trait: Trait) -> None:
    """Pair lines that are alike, in order."""
    if len(pairs) == len(old) or len(taken) == len(new):
        return
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, row in enumerate(new):
        if place not in taken and (likeness := trait(row)) is not None:
            waiting[likeness].append(place)
    for place, row in enumerate(old):
        if place not in pairs and (likeness := trait(row)) is not None and waiting.get(likeness):
            pairs[place] = waiting[likeness].popleft()
            taken.add(pairs[place])


def _pair_anchors(old: Sequence[Row], new: Sequence[Row], pairs: Pairs, taken: set[int]) -> None:
    """Pair the lines that both texts have once, in their longest common order."""
    once = [Counter(row.text for row in rows) for rows in (old, new)]
    where = {row.text: place for place, row in enumerate(new) if once[1][row.text] == 1}
    common = [(at, where[row.text]) for at, row in enumerate(old) if once[0][row.text] == 1 and row.text in where]
    for which in longest_rise([there for _, there in common]):
        pairs[common[which][0]] = common[which][1]
        taken.add(common[which][1])


def _pair_neighbours(old: Sequence[Row], new: Sequence[Row], pairs: Pairs, taken: set[int]) -> None:
    """Pair equal lines next to lines that are paired: first below them, then above."""
    for step, order, edge in ((1, range(len(old)), (-1, -1)), (-1, range(len(old) - 1, -1, -1), (len(old), len(new)))):
        for place in order:
            if place in pairs or old[place].kind not in ("line", "blank"):
                continue
            beside = place - step
            if beside != edge[0] and beside not in pairs:
                continue
            there = (edge[1] if beside == edge[0] else pairs[beside]) + step
            if not 0 <= there < len(new) or there in taken:
                continue
            if new[there].kind == old[place].kind and old[place].text == new[there].text:
                pairs[place] = there
                taken.add(there)


def _pair_gaps(old: Sequence[Row], new: Sequence[Row], pairs: Pairs, taken: set[int]) -> None:
    """Pair lines in turn where as many lines were changed as stood there."""
    place = 0
    while place < len(old):
        if place in pairs:
            place += 1
            continue
        first = place
        while place < len(old) and place not in pairs:
            place += 1
        above = -1 if first == 0 else pairs[first - 1]
        below = len(new) if place == len(old) else pairs[place]
        gap = range(above + 1, below)
        if len(gap) != place - first or any(there in taken for there in gap):
            continue
        for at, there in zip(range(first, place), gap, strict=True):
            if _may_be_one(old[at], new[there]):
                pairs[at] = there
                taken.add(there)


def _may_be_one(old: Row, new: Row) -> bool:
    """Return whether a line may have become another one: a comment, or a statement that cannot be read just now."""
    kinds = {old.kind, new.kind}
    return old.home == new.home and "line" in kinds and not kinds & {"lane", "close", "blank"}


def common_additions(mine: Iterable[Row], theirs: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield the new lines that both sides have."""
    waiting: dict[Hashable, deque[Row]] = defaultdict(deque)
    for row in theirs:
        if row.kind != "blank":
            waiting[_same(row)].append(row)
    for row in mine:
        if waiting.get(_same(row)):
            yield row, waiting[_same(row)].popleft()


def _same(row: Row) -> Hashable:
    if row.kind in ("lane", "close"):
        return row.key
    return row.kind, row.key, row.home, row.content, row.text if row.kind == "line" else ""
