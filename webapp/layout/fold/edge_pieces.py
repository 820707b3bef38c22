"""What folding makes of one line: its pieces by row, and those of them that are drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from webapp.layout.geometry import Point


class Piece(NamedTuple):
    """The part of a line that lies in one row, in the flat drawing's pixels."""

    row: int
    points: tuple[Point, ...]


def pieces_of(points: Sequence[Point], cuts: Sequence[float]) -> list[Piece]:
    """Return the pieces of a line between `cuts` (x, rising); no point of it may lie on a cut."""
    pieces: list[Piece] = []
    row, current = bisect_right(cuts, points[0].x), [points[0]]
    for a, b in pairwise(points):
        forward = b.x > a.x
        crossed = cuts[bisect_left(cuts, min(a.x, b.x)) : bisect_right(cuts, max(a.x, b.x))]
        for x in crossed if forward else reversed(crossed):
            edge = Point(x, a.y)
            pieces.append(Piece(row, (*current, edge)))
            row, current = row + (1 if forward else -1), [edge]
        current.append(b)
    pieces.append(Piece(row, tuple(current)))
    return pieces


def shown_pieces(pieces: Sequence[Piece], label_row: int | None) -> list[Piece]:
    """Return the pieces that are drawn: the two at the nodes and those beside the label.

    A line that only passes through a row, without a node of its own there, jumps over it.
    """
    if len(pieces) < 3:
        return list(pieces)
    middle = [piece for piece in pieces[1:-1] if piece.row == label_row]
    if label_row in (pieces[0].row, pieces[-1].row):
        middle = []
    return [pieces[0], *middle, pieces[-1]]
