"""The ways of single tokens through a program, as the engine looks them up: several steps at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapp.simulation.program import Program

STEP = -1
"""In a trace, where nothing is chosen."""
LONGEST_LEG = 24
ALONE, SPLITS, DRAWN, OTHER = range(4)
"""Kinds of nodes: a token goes on to one target, to several or none, or to one that is drawn; or more happens."""

Leg = tuple[tuple[int, ...], tuple[int, ...], int, int, int, int, int, tuple[int, ...], int]
"""Steps that follow one after the other, the last of which may be a fork, or a decision if it is drawn.

A plain tuple, because it is unpacked faster than a named one:

- the numbers of the nodes,
- the branches of the steps in a trace, without the one that is drawn,
- the bit set of the nodes behind the first, at which a token may be a reply,
- the bit set of all nodes,
- the number of the last node,
- how many nodes there are,
- the kind of the last node,
- where it leads: the branches of a decision, the targets of a fork,
- the only target, or over how many edges a fork leads.
"""


class Legs:
    """Tables by the number of a node.

    Attributes:
        kinds: the kind of each node.
        only: where a node that is `ALONE` leads.
        known: the legs that were asked for so far; empty for other nodes.
        drawn: likewise, where decisions are drawn.
    """

    def __init__(self, program: Program) -> None:
        self.kinds: list[int] = []
        self.only: list[int] = []
        self._fans: list[tuple[tuple[int, ...], int]] = []
        self._ways: list[tuple[int, ...]] = []
        self._bits: Sequence[int] = program.bits
        for number, (moves, stop) in enumerate(zip(program.moves, program.stops, strict=True)):
            branches = [branch.moves for branch in stop.branches] if stop.decides else [moves]
            apart = number in program.ending or any(
                move.edge in program.entering or move.edge in program.restarts for way in branches for move in way
            )
            targets = tuple(way[0].target for way in branches) if all(len(way) == 1 for way in branches) else ()
            self.only.append(targets[0] if targets else -1)
            self._fans.append((tuple(sorted({move.target for move in moves})), len(moves)))
            self._ways.append(targets)
            if not (stop.chooses or stop.firsts or apart):
                self.kinds.append(ALONE if targets else SPLITS)
            else:
                simple = targets and not apart and stop.decides and not (stop.turns or stop.firsts or stop.several)
                self.kinds.append(DRAWN if simple else OTHER)
        self.known: list[Leg | tuple[()] | None] = [None] * len(self.kinds)
        self.drawn: list[Leg | tuple[()] | None] = [None] * len(self.kinds)

    def find(self, number: int, *, drawn: bool) -> Leg | tuple[()]:
        """Return the leg that begins at a node, and keep it."""
        kinds, bits = self.kinds, self._bits
        nodes: list[int] = []
        mask, last, target, kind = 0, -1, number, ALONE
        ways: tuple[int, ...] = ()
        while kind == ALONE and target > last and len(nodes) < LONGEST_LEG:
            if kinds[target] == OTHER or (kinds[target] == DRAWN and not drawn):
                break
            last, kind = target, kinds[target]
            nodes.append(last)
            mask |= bits[last]
            target = self.only[last]
        if kind == SPLITS:
            ways, target = self._fans[last]
        elif kind == DRAWN:
            ways = self._ways[last]
        steps = (STEP,) * (len(nodes) - (kind == DRAWN))
        found: Leg | tuple[()] = ()
        if nodes:
            found = tuple(nodes), steps, mask & ~bits[number], mask, last, len(nodes), kind, ways, target
        (self.drawn if drawn else self.known)[number] = found
        return found
