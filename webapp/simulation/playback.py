"""The state of a run after each step, as the change from the step before, and as a snapshot every 100 steps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from typing import Any

from webapp.simulation.happenings import Happening
from webapp.simulation.ordering import bits
from webapp.simulation.program import MOST_NAMED, Program

SNAPSHOT_EVERY = 100
# Limits that keep the answer for a hostile diagram small: entries of all snapshots, and checks of waiting tokens.
MOST_IN_SNAPSHOTS = 100_000
MOST_LOOKS = 60_000
MAPS = ("tokens", "visits", "crossings", "replies", "waiting", "loops")


def changes_and_snapshots(
    program: Program, log: Iterable[tuple[int, Happening]]
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the change of each step from 1 on, and snapshots of the state by step number ("0", "100" ...)."""
    state = _State(program)
    changes: list[dict[str, Any]] = []
    snapshots = {"0": state.snapshot()}
    entries_left = MOST_IN_SNAPSHOTS
    for step, entries in groupby(log, key=lambda entry: entry[0]):
        change = state.apply([happening for _, happening in entries])
        if step > 0:
            changes.append(change)
        if step % SNAPSHOT_EVERY == 0 and entries_left > 0:
            snapshots[str(step)] = state.snapshot()
            entries_left -= sum(map(len, state.maps.values()))
    return changes, snapshots


class _State:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.maps: dict[str, dict[str, Any]] = {name: {} for name in MAPS}
        self.now: dict[str, Any] = {"active": None, "fired": None, "moved": []}
        self.live = 0
        self.blocked = 0
        self.looks = 0
        self.loops_of: dict[str, list[str]] = {}
        for loop in program.loops:
            self.loops_of.setdefault(loop.first, []).append(loop.id)

    def snapshot(self) -> dict[str, Any]:
        """Return a copy of the state."""
        return {**self.now, **{name: dict(values) for name, values in self.maps.items()}}

    def apply(self, happenings: list[Happening]) -> dict[str, Any]:
        """Apply a step, and return what it changed."""
        change: dict[str, Any] = {"active": None, "fired": None, "moved": []}
        before = self.live
        for happening in happenings:
            self._apply_one(happening, change)
        self._apply_waits(change, before ^ self.live)
        lowest = next(bits(self.live), None)
        change["active"] = None if lowest is None else self.program.stops[lowest].node.id
        self.now = {name: change[name] for name in self.now}
        return change

    def _apply_one(self, happening: Happening, change: dict[str, Any]) -> None:
        event, node, edge = happening.event, happening.node, happening.edge
        if node is None:
            return
        if event == "fire":
            change["fired"] = node
            self._put(change, "tokens", node, 0)
            self._add(change, "visits", node)
            for loop in self.loops_of.get(node, ()):
                self._add(change, "loops", loop)
        elif event == "move":
            self._add(change, "tokens", node)
            if edge is not None:
                change["moved"].append(edge)
                self._add(change, "crossings", edge)
        elif event == "start":
            self._add(change, "tokens", node)
        elif event == "reply":
            self._add(change, "tokens", node, -1)
            self._add(change, "replies", node)
        elif event == "end":
            self._put(change, "tokens", node, 0)

    def _apply_waits(self, change: dict[str, Any], changed: int) -> None:
        if self.looks >= MOST_LOOKS:
            self._forget_waits(change)
            return
        touched = changed
        for number in bits(changed):
            touched |= self.program.followers[number]
        waiting = self.maps["waiting"]
        # Many nodes are downstream of a change, but few have a token, and only those can wait.
        for number in bits(touched & (self.live | self.blocked)):
            self.looks += 1
            node = self.program.stops[number].node.id
            blocking = self.program.blockers[number] & self.live if self.live >> number & 1 else 0
            whom = [self.program.stops[other].node.id for other in islice(bits(blocking), MOST_NAMED)]
            self.blocked = self.blocked | 1 << number if whom else self.blocked & ~(1 << number)
            if whom != waiting.get(node, []):
                self._put(change, "waiting", node, whom)

    def _forget_waits(self, change: dict[str, Any]) -> None:
        for node in list(self.maps["waiting"]):
            self._put(change, "waiting", node, [])

    def _add(self, change: dict[str, Any], name: str, key: str, by: int = 1) -> None:
        self._put(change, name, key, self.maps[name].get(key, 0) + by)

    def _put(self, change: dict[str, Any], name: str, key: str, value: Any) -> None:
        change.setdefault(name, {})[key] = value
        if value:
            self.maps[name][key] = value
        else:
            self.maps[name].pop(key, None)
        if name == "tokens":
            bit = 1 << self.program.number[key]
            self.live = self.live | bit if value else self.live & ~bit
