"""The state of a run after each step, as the change from the step before, and as a snapshot every 100 steps."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from webapp.simulation.happenings import Happening
from webapp.simulation.joining import Standing
from webapp.simulation.program import NOWHERE, Program, bits
from webapp.simulation.telling import Telling

SNAPSHOT_EVERY = 100
# Limits that keep the answer for a hostile diagram small: entries of all snapshots, and checks of waiting tokens.
MOST_IN_SNAPSHOTS = 100_000
MOST_LOOKS = 60_000
MAPS = ("tokens", "visits", "crossings", "replies", "waiting", "loops")


def changes_and_snapshots(program: Program, telling: Telling) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the change of each step from 1 on, and snapshots of the state by step number ("0", "100" ...)."""
    state = _State(program, telling)
    changes: list[dict[str, Any]] = []
    snapshots = {"0": state.snapshot()}
    entries_left = MOST_IN_SNAPSHOTS
    for step, entries in groupby(telling.log, key=lambda entry: entry[0]):
        change = state.apply(step, [happening for _, happening in entries])
        if step > 0:
            changes.append(change)
        if step % SNAPSHOT_EVERY == 0 and entries_left > 0:
            snapshots[str(step)] = state.snapshot()
            entries_left -= sum(map(len, state.maps.values()))
    return changes, snapshots


class _State:
    def __init__(self, program: Program, telling: Telling) -> None:
        self.program = program
        self.standing = Standing(program) if program.joins else None
        self.edge = {edge.id: index for index, edge in enumerate(program.edges)} if program.joins else {}
        self.maps: dict[str, dict[str, Any]] = {name: {} for name in MAPS}
        self.now: dict[str, Any] = {"active": None, "fired": None, "moved": []}
        self.live = 0
        self.blocked = 0
        self.looks = 0
        self.loops_of: dict[str, list[str]] = {}
        # What turns is counted as the rules say; of a loop that only frames its nodes, all firings are.
        self.passes: dict[int, list[tuple[str, int]]] = {}
        for step, loop, passes in telling.passes:
            self.passes.setdefault(step, []).append((program.loops[loop].id, passes))
        turning = {loop.id for loop in program.loops}
        for loop_id, first in program.counted:
            if loop_id not in turning:
                self.loops_of.setdefault(program.nodes[first].id, []).append(loop_id)

    def snapshot(self) -> dict[str, Any]:
        """Return a copy of the state."""
        return {**self.now, **{name: dict(values) for name, values in self.maps.items()}}

    def apply(self, step: int, happenings: list[Happening]) -> dict[str, Any]:
        """Apply a step, and return what it changed."""
        change: dict[str, Any] = {"active": None, "fired": None, "moved": []}
        before = self.live
        for happening, following in zip(happenings, [*happenings[1:], None], strict=True):
            self._apply_one(happening, change)
            if self.standing and not (following and following.event == "reply"):
                self._stand(self.standing, happening)
        for loop, passes in self.passes.get(step, ()):
            self._put(change, "loops", loop, passes)
        self._apply_waits(change, before ^ self.live)
        active = self.standing.free() if self.standing and self.live else next(iter(bits(self.live)), -1)
        change["active"] = None if active < 0 else self.program.nodes[active].id
        self.now = {name: change[name] for name in self.now}
        return change

    def _apply_one(self, happening: Happening, change: dict[str, Any]) -> None:
        event, node, edge = happening.event, happening.node, happening.edge
        if event == "complete":
            for standing in list(self.maps["tokens"]):
                self._put(change, "tokens", standing, 0)
        if node is None:
            return
        if event == "fire":
            change["fired"] = node
            left = self.maps["tokens"].get(node, 0) - 1 if self._passes_each(node) else 0
            self._put(change, "tokens", node, left)
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
        elif event == "end" and not self._passes_each(node):
            self._put(change, "tokens", node, 0)

    def _passes_each(self, node: str) -> bool:
        return bool(self.program.joins) and self.program.joins.get(self.program.number[node]) == "each"

    def _stand(self, standing: Standing, happening: Happening) -> None:
        """Put and take tokens, where who waits depends on the edges over which they came."""
        if happening.node is None:
            return
        number = self.program.number[happening.node]
        if happening.event in ("start", "move"):
            standing.put(number, NOWHERE if happening.edge is None else self.edge[happening.edge], 0)
        elif happening.event == "fire":
            standing.take(number)

    def _apply_waits(self, change: dict[str, Any], changed: int) -> None:
        if self.looks >= MOST_LOOKS:
            self._forget_waits(change)
            return
        touched = changed
        if self.standing:
            touched = -1
        elif changed:
            followers = self.program.arrivals.followers
            for number in bits(changed):
                touched |= followers[number]
        waiting = self.maps["waiting"]
        # Many nodes are downstream of a change, but few have a token, and only those can wait.
        for number in bits(touched & (self.live | self.blocked)):
            self.looks += 1
            node = self.program.nodes[number].id
            whom = [other.id for other in self.program.named(self._awaited(number))]
            self.blocked = self.blocked | 1 << number if whom else self.blocked & ~(1 << number)
            if whom != waiting.get(node, []):
                self._put(change, "waiting", node, whom)

    def _awaited(self, number: int) -> int:
        if not self.live >> number & 1:
            return 0
        return self.standing.awaited(number) if self.standing else self.program.blockers[number] & self.live

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
