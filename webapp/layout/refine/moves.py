"""The moves that the refinement tries: a node or its chain to another row, a node and its followers along the flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.layout.net import Net
from webapp.layout.place.acyclic_arcs import Arc
from webapp.layout.place.chains import Chain
from webapp.layout.refine.board import Board, Cell

MOST_PUSHED = 25
"""A move along the flow that pushes more nodes is not tried: it would change half of the drawing."""
SHIFTS = (1, -1, 2, -2, 3, -3)
"""Distances of moves along the flow, in the order tried (columns)."""
NEAR_ROWS = 8
"""Distance of moves to other rows at most."""

Move = dict[int, Cell]


class Moves:
    """Proposes moves on a board; none of them breaks a constraint of the columns."""

    def __init__(self, net: Net, board: Board, arcs: Sequence[Arc], chains: Sequence[Chain]) -> None:
        self.net, self.board, self.grid = net, board, board.grid
        self.leaving: list[list[Arc]] = [[] for _ in net.lane]
        self.entering: list[list[Arc]] = [[] for _ in net.lane]
        for arc in arcs:
            self.leaving[arc.tail].append(arc)
            self.entering[arc.head].append(arc)
        self.chain = {v: (chain.nodes, i) for chain in chains for i, v in enumerate(chain.nodes)}
        self.first = min(self.grid.x, default=0)
        entered = {net.target[e] for e in net.edges if net.source[e] != net.target[e]}
        self.last = {v: x for v, x in enumerate(self.grid.x) if v not in entered}
        """Where those stand that no edge enters: they are starts and go no further to the right."""

    def of(self, v: int) -> Iterator[Move]:
        """Yield moves of node `v` from where it stands when each is asked for."""
        for distance in range(1, NEAR_ROWS + 1):
            for step in (-distance, distance):
                for whole in (True, False):
                    yield from self._to_row(v, step, whole)
            if distance == 2:
                for shift in SHIFTS:
                    yield from self._along(v, shift)

    def _to_row(self, v: int, step: int, whole: bool) -> Iterator[Move]:
        """Yield moves of the chain of `v`, or of its parts, `step` rows down; who stands there changes places."""
        top, bottom = self.grid.lane_top[self.net.lane[v]], self.grid.lane_top[self.net.lane[v] + 1]
        groups = self._groups(v)
        for group in groups[:1] if whole else groups[1:]:
            old = self.grid.y[v]
            new = old + 2 * step
            if not top < new < bottom:
                return
            move: Move = {}
            for u in group:
                x = self.grid.x[u]
                move[u] = (x, new)
                other = self.board.node_at.get((x, new))
                if other is not None:
                    move[other] = (x, old)
            yield move

    def _groups(self, v: int) -> list[list[int]]:
        """Return the chain of `v`, then `v` alone, then the parts before and after it; no group twice."""
        nodes, at = self.chain[v]
        y = self.grid.y
        first = last = at
        while first and y[nodes[first - 1]] == y[v]:
            first -= 1
        while last + 1 < len(nodes) and y[nodes[last + 1]] == y[v]:
            last += 1
        spans = [(first, last), (at, at), (at, last), (first, at)]
        return [nodes[low : high + 1] for low, high in dict.fromkeys(spans)]

    def _along(self, v: int, shift: int) -> Iterator[Move]:
        """Yield the move of `v` by `shift` columns, its followers (or those it follows) pushed as far as needed."""
        x, y, width = self.grid.x, self.grid.y, self.grid.width
        target = {v: x[v] + 2 * shift}
        waiting = [v]
        while waiting:
            u = waiting.pop()
            for arc in self.leaving[u] if shift > 0 else self.entering[u]:
                other = arc.head if shift > 0 else arc.tail
                least = target[u] + (2 * arc.distance if shift > 0 else -2 * arc.distance)
                now = target.get(other, x[other])
                if (least > now) if shift > 0 else (least < now):
                    target[other] = least
                    waiting.append(other)
                    if len(target) > MOST_PUSHED:
                        return
        move = {u: (place, y[u]) for u, place in target.items()}
        cells = set(move.values())
        free = all(self.board.node_at.get(cell, next(iter(move))) in move for cell in cells)
        inside = all(self.first <= place <= self.last.get(u, width - 1) for u, place in target.items())
        if free and len(cells) == len(move) and inside:
            yield move
