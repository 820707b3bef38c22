"""Rows: chains of right-to-left edges keep one row of their lane; each chain takes the row that suits its edges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass

from webapp.layout.net import EAST, NORTH, SOUTH, WEST, Net
from webapp.layout.place.chains import Chain, chains_of, put_siblings_in_order

ROUNDS = 3
"""Times that chains may change rows after the first placing (turns)."""
NEW_ROW = 0.8
"""Price of a further row, in rows of distance: more makes lanes flat, less keeps edges straight."""
EDGE_PULL = 0.12
"""Price of each row between a node and the border of its lane that faces a neighbour in another lane (rows)."""
CORRIDOR = 1.0
"""Price of standing in the straight vertical way of another node out of the lane; half where it is not straight
(rows)."""
ABOVE = 0.3
"""Price of a row above all others for a chain without a top handle: flows grow down, not up (rows)."""
UPSIDE_DOWN = 6.0
"""Price of standing above a node of the same column whose bottom handle leads here, or the other way round (rows)."""
TALL = 60
"""Rows, wanted rows and corridors beyond this many are not all looked at: bounds the time of very tall lanes."""
STEP = {EAST: 0, SOUTH: 1, WEST: 0, NORTH: -1}


@dataclass(slots=True)
class WantedRow:
    """The row that an edge asks for: that of its `other` node in the lane plus `step`; how much it counts."""

    other: int
    step: int
    weight: float
    vertical: bool


def place_rows(net: Net, column: list[int]) -> tuple[list[int], list[int], list[Chain]]:
    """Return the row of every node (from 0 in its lane), the count of rows of every lane, and the chains."""
    row = [0] * len(net.lane)
    counts, all_chains = [], list[Chain]()
    for lane in range(net.lane_count):
        chains = chains_of(net, column, lane)
        counts.append(_LaneRows(net, column, row, lane, chains).assign())
        put_siblings_in_order(net, column, row, chains)
        all_chains += chains
    return row, counts, all_chains


class _LaneRows:
    """The rows of one lane while its chains are being placed; rows may be negative until the end."""

    def __init__(self, net: Net, column: list[int], row: list[int], lane: int, chains: list[Chain]) -> None:
        self.net, self.column, self.row, self.lane, self.chains = net, column, row, lane, chains
        self.placed = [False] * len(net.lane)
        self.taken: dict[int, list[Chain]] = {}
        self.rows_in: dict[int, list[int]] = {column[v]: [] for chain in chains for v in chain.nodes}
        """The rows of the placed nodes of each column, in order."""
        self.corridors = self._corridors()
        self.wanted = [self._wanted_rows(chain) for chain in chains]
        self.pulls = [self._pull(chain) for chain in chains]

    def assign(self) -> int:
        for turn in range(ROUNDS + 1):
            moved = False
            for i, chain in enumerate(self.chains):
                old = None
                if turn:
                    old = self.row[chain.nodes[0]]
                    self.taken[old].remove(chain)
                    if not self.taken[old]:
                        del self.taken[old]
                    for v in chain.nodes:
                        self.rows_in[self.column[v]].remove(old)
                new = self._best(i, chain)
                moved |= new != old
                self.taken.setdefault(new, []).append(chain)
                for v in chain.nodes:
                    self.row[v] = new
                    self.placed[v] = True
                    insort(self.rows_in[self.column[v]], new)
            if not moved:
                break
        number = {r: i for i, r in enumerate(sorted(self.taken))}
        for chain in self.chains:
            for v in chain.nodes:
                self.row[v] = number[self.row[v]]
        return len(number)

    def _best(self, i: int, chain: Chain) -> int:
        if not self.taken:
            return 0
        low, high = min(self.taken), max(self.taken)
        best, best_cost = 0, float("inf")
        for r in self._choices(i, low, high):
            if any(c.first <= chain.last and chain.first <= c.last for c in self.taken.get(r, ())):
                continue
            cost = self._cost(i, chain, r, low, high)
            if cost < best_cost - 1e-9:
                best, best_cost = r, cost
        return best

    def _choices(self, i: int, low: int, high: int) -> list[int]:
        """Return the rows to try; in very tall lanes only the outermost and those near the chain's neighbours."""
        if high - low <= TALL:
            return [*range(low, high + 2), low - 1]
        near = [self.row[w.other] + w.step for w in self.wanted[i][0][:TALL] if self.placed[w.other]]
        middle = sorted(near)[len(near) // 2] if near else high
        return [*range(max(low, middle - TALL // 2), min(high, middle + TALL // 2) + 1), high + 1, low - 1]

    def _cost(self, i: int, chain: Chain, r: int, low: int, high: int) -> float:
        wanted, top_handle = self.wanted[i]
        cost = 0.0 if r in self.taken else NEW_ROW
        if r < low and not top_handle:
            cost += ABOVE
        row, placed = self.row, self.placed
        for want in wanted:
            if placed[want.other]:
                there = row[want.other]
                cost += want.weight * abs(r - there - want.step)
                if want.vertical and (r - there) * want.step <= 0:
                    cost += UPSIDE_DOWN
        up, down = self.pulls[i]
        cost += EDGE_PULL * (up * (r - min(low, r)) + down * (max(high, r) - r))
        for v in chain.nodes:
            for owner, step, blocked in self.corridors.get(self.column[v], ()):
                if owner == v:
                    stack = self.rows_in[self.column[v]]
                    cost += blocked * (len(stack) - bisect_right(stack, r) if step > 0 else bisect_left(stack, r))
                elif placed[owner] and (r - row[owner]) * step > 0:
                    cost += blocked
        return cost

    def _wanted_rows(self, chain: Chain) -> tuple[list[WantedRow], bool]:
        net, own = self.net, set(chain.nodes)
        wanted, top_handle = [], False
        for v in chain.nodes:
            for e in net.touching[v]:
                other = net.target[e] if net.source[e] == v else net.source[e]
                side, far = (
                    (net.source_side[e], net.target_side[e])
                    if net.source[e] == v
                    else (net.target_side[e], net.source_side[e])
                )
                top_handle |= side == NORTH
                if other in own or net.lane[other] != self.lane:
                    continue
                vertical = self.column[v] == self.column[other] and {side, far} == {SOUTH, NORTH}
                top_handle |= far == NORTH
                step = max(-1, min(1, STEP[far] - STEP[side]))
                wanted.append(WantedRow(other, step, 2.0 if vertical else 1.0, vertical))
        return wanted, top_handle

    def _pull(self, chain: Chain) -> tuple[int, int]:
        up = down = 0
        for v in chain.nodes:
            for e in self.net.touching[v]:
                other = self.net.lane[self.net.target[e] if self.net.source[e] == v else self.net.source[e]]
                up += other < self.lane
                down += other > self.lane
        return up, down

    def _corridors(self) -> dict[int, list[tuple[int, int, float]]]:
        """Ways out of the lane at the top or bottom: column -> (node they start at, -1 up or 1 down, cost to block)."""
        net, found = self.net, dict[int, list[tuple[int, int, float]]]()
        for e in net.edges:
            a, b = net.source[e], net.target[e]
            if net.lane[a] == net.lane[b] or self.lane not in (net.lane[a], net.lane[b]):
                continue
            v, other, side = (a, b, net.source_side[e]) if net.lane[a] == self.lane else (b, a, net.target_side[e])
            step = 1 if net.lane[other] > self.lane else -1
            if side == (SOUTH if step > 0 else NORTH):
                cost = CORRIDOR if self.column[a] == self.column[b] else CORRIDOR / 2
                ways = found.setdefault(self.column[v], [])
                if len(ways) < TALL:
                    ways.append((v, step, cost))
        return found
