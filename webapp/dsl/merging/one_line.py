"""One line from three: each of its pieces is taken from the side that changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webapp.domain import OUTSIDE
from webapp.dsl.merging.clashes import Clash, Picks
from webapp.dsl.merging.items import Item
from webapp.dsl.merging.sequences import merge_order
from webapp.dsl.merging.text_rows import PREFIXES, Piece, Row

ASKED = frozenset(
    ("label", "shape", "owner", "description", "system", "source", "target", "condition", "comment", "text", "rest")
)
"""The pieces about which people are asked. The rest of a line that both changed is as mine has it, the later one."""
Lanes = Mapping[str, str]


class LaneNames:
    """Which lane each node is in, in each of the texts and in the merged one."""

    def __init__(self, read: Sequence[Lanes], merged: Lanes) -> None:
        self._of = dict(zip(("base", "mine", "theirs"), read, strict=True))
        self._merged = merged
        known = {name for lanes in read for name in lanes}
        self._moved = {
            name for name in known if len({lanes[name] for lanes in self._of.values() if name in lanes}) > 1
        } | {name for name, lane in merged.items() if any(it.get(name, lane) != lane for it in self._of.values())}

    def matter(self, item: Item) -> bool:
        """Return whether an end of this edge is in another lane in one of the texts."""
        return item.kind == "edge" and not self._moved.isdisjoint(item.ends)

    def fit(self, side: str, ends: Sequence[str]) -> bool:
        """Return whether the ends of an edge are in the same lanes in one of the texts and in the merged one."""
        return all(self._of[side].get(name) == self._merged.get(name) for name in ends)

    def written(self, ends: Sequence[str]) -> tuple[str, str]:
        """Return what must stand before both ends of an edge."""
        source, target = (self._merged.get(name, OUTSIDE) for name in ends)
        return "", f"{target}." if target not in (OUTSIDE, source) else ""


def merged_line(item: Item, lanes: LaneNames, picks: Picks) -> str:
    """Return the merged line of an item that stays."""
    base, mine, theirs = item.base, item.mine, item.theirs
    if lanes.matter(item):
        return "".join(piece.raw for piece in _with_prefixes(item, lanes, _merged_pieces(item, picks)))
    if base is None or mine is None or theirs is None:
        return item.only.raw
    if mine.raw == base.raw or mine.raw == theirs.raw:
        return theirs.raw
    if theirs.raw == base.raw:
        return mine.raw
    return "".join(piece.raw for piece in _merged_pieces(item, picks))


def _merged_pieces(item: Item, picks: Picks) -> list[Piece]:
    base, mine, theirs = item.base, item.mine, item.theirs
    if base is None or mine is None or theirs is None:
        return [*item.only.pieces]
    rows = (base, mine, theirs)
    if len({row.kind for row in rows}) > 1:
        rows = tuple(_whole(row) for row in rows)  # type: ignore[assignment]
    was, first, second = ({piece.name: piece for piece in row.pieces} for row in rows)
    order = merge_order([*was], [*first], [*second])
    found = (_merged_piece(item, was.get(name), first.get(name), second.get(name), picks) for name in order)
    return [piece for piece in found if piece is not None]


def _whole(row: Row) -> Row:
    """Return a line that can only be taken as a whole."""
    return Row(row.raw, "line", None, row.home)


def _merged_piece(
    item: Item, base: Piece | None, mine: Piece | None, theirs: Piece | None, picks: Picks
) -> Piece | None:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    was, first, second = (piece.says if piece is not None else None for piece in (base, mine, theirs))
    if first in (was, second):
        return theirs
    if second == was:
        return mine
    name = next(piece.name for piece in (base, mine, theirs) if piece is not None)
    if name not in ASKED:
        return mine
    both = _both(mine, theirs) if mine is not None and theirs is not None else None
    kind, field = ("lane", "closing comment") if item.kind == "close" else (item.kind, name)
    taken = picks.take(Clash(kind, item.id, field, was, first, second, both and both.says))
    if taken == "both" and both is not None:
        return both
    return mine if taken == "mine" else theirs


def _both(mine: Piece, theirs: Piece) -> Piece | None:
    """Return a piece with what both say: a comment after the other, and so a description."""
    if not mine.says or not theirs.says:
        return None
    says = f"{theirs.says} {mine.says}"
    if theirs.name == "comment":
        return theirs._replace(raw=f"{theirs.raw} {mine.says}", says=says)
    if theirs.name == "description" and mine.raw[-1:] == theirs.raw[-1:] == '"':
        return theirs._replace(raw=f'{theirs.raw[:-1]} {mine.says}"', says=says)
    return None


def _with_prefixes(item: Item, lanes: LaneNames, pieces: list[Piece]) -> list[Piece]:
    """Write the lane names before the ends of an edge as its nodes now stand."""
    said = {piece.name: piece.says for piece in pieces}
    ends = (said.get("source", ""), said.get("target", ""))
    fitting = [
        row
        for side, row in (("theirs", item.theirs), ("mine", item.mine))
        if row is not None and row.ends == ends and lanes.fit(side, ends)
    ]
    if len(fitting) == sum(row is not None for row in (item.mine, item.theirs)):
        return pieces
    source, target = lanes.written(ends)
    written = dict(zip(PREFIXES, (source, target), strict=True))
    if fitting:
        written = {piece.name: piece.raw for piece in fitting[0].pieces if piece.name in PREFIXES}
    return [piece._replace(raw=written[piece.name]) if piece.name in written else piece for piece in pieces]
