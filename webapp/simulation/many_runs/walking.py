"""Walks many runs at once, node by node in the order of their numbers.

The waiting node with the lowest number of all runs is the lowest of each run that waits there, so all of them fire it
together. Each run so fires what the engine fires.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from webapp.simulation.endlessness import ENDLESS, MOST_STEPS
from webapp.simulation.kept_tokens import remembered
from webapp.simulation.many_runs.beginning import Begun
from webapp.simulation.many_runs.chance import TURN, Array, drawn, purpose_key, run_keys
from webapp.simulation.many_runs.draws_of_branches import BranchDraws
from webapp.simulation.many_runs.loop_arrays import LoopArrays, greyed
from webapp.simulation.many_runs.model import Model
from webapp.simulation.many_runs.outcomes import Outcomes
from webapp.simulation.many_runs.tallies import Tallies
from webapp.simulation.many_runs.written_runs import WrittenRuns
from webapp.simulation.program import Move, Stop, bits

NO_BATCH = -1


class Chunk(NamedTuple):
    """Tokens of several runs on one node.

    Attributes:
        rows: the runs, in order.
        time: when each token is there.
        history: the bit set of the nodes that they remember.
        batch: the number of the firing from which they come.
        way: how long each was on its way, if that takes time.
    """

    rows: Array
    time: Array
    history: int
    batch: int = NO_BATCH
    way: Array | None = None

    def of(self, mask: Array) -> Chunk:
        """Return the tokens of some of the runs."""
        way = None if self.way is None else self.way[mask]
        return self._replace(rows=self.rows[mask], time=self.time[mask], way=way)


class Leaving(NamedTuple):
    """Tokens that leave a node after it fired."""

    number: int
    rows: Array
    time: Array
    batch: int

    def of(self, mask: Array) -> Leaving:
        """Return the tokens of some of the runs."""
        return self._replace(rows=self.rows[mask], time=self.time[mask])


class Walk:
    """A block of runs.

    Args:
        model: the program and its profile.
        seed: the seed.
        first: the number of the first run.
        count: how many runs there are.
        written: where firings are noted for the schedule, if they are.
        begun: where the runs begin, if not at the start.
        starts: for start nodes, which runs begin there; the others begin at all of them.

    Attributes:
        tallies: what was counted.
        finish: for each run when it was complete.
        alive: for each run whether it was not stopped.
    """

    def __init__(
        self,
        model: Model,
        seed: int,
        first: int,
        count: int,
        *,
        written: WrittenRuns | None = None,
        begun: Begun | None = None,
        starts: dict[int, Array] | None = None,
    ) -> None:
        program = model.program
        self.model, self.program = model, program
        self.count = count
        self.keys = run_keys(seed, first, count)
        self.everyone = np.arange(count)
        self.tallies = Tallies(model, count)
        self.outcomes = Outcomes(program, count)
        self.finish = np.zeros(count)
        self.alive: Array = np.ones(count, dtype=bool)
        self.limited: Array = np.zeros(count, dtype=bool)
        self.written = written
        self.cost = np.zeros(count) if model.costs else None
        self._draws = BranchDraws(model)
        self._loops = LoopArrays(program, count, begun.counts if begun else None) if program.loops else None
        self._relevant = remembered(program)
        self._pending: dict[int, list[Chunk]] = {}
        self._queue: list[int] = []
        self._some_stopped = False
        self._visits: dict[int, Array] = {}
        self._visits_before = begun.visits if begun else {}
        self._fired_in_cycles = 0
        zeros = np.zeros(count)
        tokens = begun.tokens if begun else [(number, 0) for number in program.starts]
        for number, history in tokens:
            rows = (starts or {}).get(number, self.everyone)
            self._put(number, Chunk(rows, zeros[rows], history))

    def go(self) -> None:
        """Fire until no token is left, and sum up."""
        while self._queue:
            number = heappop(self._queue)
            chunks = self._pending.pop(number)
            if self._some_stopped:
                chunks = self._of_those_alive(chunks)
            if chunks:
                self._fire(number, chunks)
        self.tallies.sum_up(self._visits, self._visits_before)

    def _put(self, number: int, chunk: Chunk) -> None:
        if not len(chunk.rows):
            return
        if number in self._pending:
            self._pending[number].append(chunk)
        else:
            self._pending[number] = [chunk]
            heappush(self._queue, number)

    def _of_those_alive(self, chunks: list[Chunk]) -> list[Chunk]:
        """Drop the tokens of runs that were stopped; they have ended where they are."""
        found = []
        for chunk in chunks:
            alive = self.alive[chunk.rows]
            if alive.all():
                found.append(chunk)
                continue
            self.tallies.lived += float(chunk.time[~alive].sum())
            if alive.any():
                found.append(chunk.of(alive))
        return found

    # What happens at a node

    def _fire(self, number: int, chunks: list[Chunk]) -> None:
        rows, time = self._together(number, chunks)
        visits = self._visit(number, rows)
        stop, tallies = self.program.stops[number], self.tallies
        before = self._visits_before.get(number, 0)
        tallies.fire(number, rows, time, visits if visits is None else visits - before)
        duration = self.model.durations[number]
        worked = None
        if duration is not None:
            keys = self._of(self.keys, rows)
            if duration.kind == "fixed":
                worked = np.full(len(rows), duration.first)
            else:
                worked = duration.drawn(keys, self.model.keys[number], visits)
            time = time + worked
            tallies.work[number] += float(worked.sum())
            if self.cost is not None:
                rate = self.model.lanes[self.model.lane_of[number]].cost
                if rate:
                    self.cost[rows] += worked * rate
        batch = self.written.fire(number, rows, worked, chunks) if self.written is not None else NO_BATCH
        leaving = Leaving(number, rows, time, batch)
        if number in self.program.ending:
            self._end_runs(leaving)
            return
        if visits is not None:
            leaving, visits = self._stop_endless(leaving, visits)
        if self._loops and stop.firsts:
            self._loops.fire(stop.firsts, leaving.rows)
        for mask, history in self._by_history(number, chunks, leaving.rows):
            part = leaving if mask is None else leaving.of(mask)
            seen = visits if mask is None or visits is None else visits[mask]
            if stop.decides:
                self._choose(part, stop, history, seen)
            elif stop.turns and self._loops:
                self._turn(part, stop, history | self.program.bits[number], seen)
            else:
                self._emit(part, self.program.moves[number], history | self.program.bits[number])

    def _of(self, values: Array, rows: Array) -> Array:
        return values if len(rows) == self.count else values[rows]

    def _together(self, number: int, chunks: list[Chunk]) -> tuple[Array, Array]:
        """Return the runs of all chunks, and when the last token of each is there."""
        if len(chunks) == 1:
            return chunks[0].rows, chunks[0].time
        latest = np.full(self.count, -1.0)
        tokens = 0
        for rows, time, *_ in chunks:
            tokens += len(rows)
            if len(rows) == self.count:
                np.maximum(latest, time, out=latest)
            else:
                latest[rows] = np.maximum(latest[rows], time)
        found = np.flatnonzero(latest >= 0)
        together = self._of(latest, found)
        if tokens > len(found):
            waited = -float(together.sum())
            for rows, time, *_ in chunks:
                at = self._of(latest, rows)
                waited += float(at.sum())
                self.tallies.branches[number] += float((at - time).sum())
            self.tallies.lived += waited
        return found, together

    def _by_history(self, number: int, chunks: list[Chunk], rows: Array) -> list[tuple[Array | None, int]]:
        """Return masks over the runs by what their tokens remember; no mask where all remember the same."""
        relevant = self._relevant[number] | self.program.bits[number]
        first = chunks[0].history & relevant
        if len(chunks) == 1 or all(chunk.history & relevant == first for chunk in chunks):
            return [(None, first)]
        kinds: Array = np.zeros(self.count, dtype=np.int64)
        known = {0: 0}  # what is remembered, and its kind
        for chunk in chunks:
            history = chunk.history & relevant
            here = kinds[chunk.rows]
            for kind in np.unique(here):
                both = next(value for value, its in known.items() if its == kind) | history
                kinds[chunk.rows[here == kind]] = known.setdefault(both, len(known))
        here = kinds[rows]
        masks = [(here == kind, history) for history, kind in known.items()]
        return [(mask, history) for mask, history in masks if mask.any()]

    def _visit(self, number: int, rows: Array) -> Array | None:
        """Count the firing; return which visit it is for each run, or None where a node fires once at most."""
        if self.program.cycle[number] < 0:
            return None
        seen = self._visits.get(number)
        if seen is None:
            seen = np.full(self.count, self._visits_before.get(number, 0), dtype=np.int32)
            self._visits[number] = seen
        seen[rows] += 1
        return seen[rows]

    def _stop_endless(self, leaving: Leaving, visits: Array) -> tuple[Leaving, Array]:
        """Stop the runs in which a node has fired too often, or that have become too long."""
        number, rows, time, batch = leaving
        usual = self._loops.allowed(number, ENDLESS) if self._loops else ENDLESS
        over = visits > usual
        self._fired_in_cycles += 1
        if self._fired_in_cycles % 1_000 == 0 and self._fired_in_cycles >= MOST_STEPS - len(self.program.nodes):
            steps: Array = sum(self._visits.values())
            steps = steps[rows]
            over |= steps > MOST_STEPS - len(self.program.nodes)
        if not over.any():
            return leaving, visits
        self._stop(rows[over], time[over])
        self.limited[rows[over]] = True
        on = ~over
        return Leaving(number, rows[on], time[on], batch), visits[on]

    def _end_runs(self, leaving: Leaving) -> None:
        self._stop(leaving.rows, leaving.time)
        self.outcomes.end(leaving.number, leaving.rows, leaving.time)
        if self.written is not None:
            self.written.end(leaving.batch, leaving.rows, number=leaving.number, whole=True)

    def _stop(self, rows: Array, time: Array) -> None:
        self.alive[rows] = False
        self._some_stopped = True
        self.finish[rows] = time
        self.tallies.lived += float(time.sum())

    # Which way on

    def _choose(self, leaving: Leaving, stop: Stop, history: int, visits: Array | None) -> None:
        number, rows = leaving.number, leaving.rows
        if self._loops is None or not stop.turns:
            for branch, mask in self._draws.of(number, self._of(self.keys, rows), visits, 0):
                self._take(leaving, stop, branch, mask, 0, turns=False)
            return
        codes = self._loops.codes(stop, rows)
        for code in np.unique(codes):
            inside = np.flatnonzero(codes == code)
            part = leaving.of(inside)
            ruled_out, all_ruled_out = greyed(stop, int(code))
            left = (1 << len(stop.branches)) - 1 & ~ruled_out
            turns = not all_ruled_out
            if left & left - 1 == 0:
                kept = history | self.program.bits[number]
                self._take(part, stop, left, None, kept, turns=turns)
                continue
            seen = None if visits is None else visits[inside]
            for branch, mask in self._draws.of(number, self.keys[part.rows], seen, ruled_out):
                self._take(part, stop, branch, mask, 0, turns=turns)

    def _take(self, leaving: Leaving, stop: Stop, taken: int, mask: Array | None, history: int, *, turns: bool) -> None:
        """Let the tokens leave along branches, given as a bit set."""
        part = leaving if mask is None else leaving.of(mask)
        if not len(part.rows):
            return
        moves: Sequence[Move]
        if stop.several:
            moves = sorted(
                (move for index in bits(taken) for move in stop.branches[index].moves), key=lambda move: move.edge
            )
        else:
            moves = stop.branches[taken.bit_length() - 1].moves
        if self.written is not None:
            self.written.take(part.batch, part.rows, taken if stop.several else taken.bit_length() - 1)
        if self._loops and stop.turns:
            for loop, repeating, leaving_branches in stop.turns:
                if repeating & taken:
                    if turns:
                        self._turned(part, loop, moves, history)
                        return
                    break
                if not leaving_branches & taken:
                    break
                self._loops.leave(loop, part.rows)
        self._emit(part, moves, history)

    def _turned(self, leaving: Leaving, loop: int, moves: Sequence[Move], history: int) -> None:
        if self._loops is None:
            return
        for mask, kept in self._loops.turn(leaving.number, loop, leaving.rows, history):
            self._emit(leaving.of(mask), moves, kept)

    def _turn(self, leaving: Leaving, stop: Stop, history: int, visits: Array | None) -> None:
        """At a step where loops turn: ask or count, one after the other, whether they repeat."""
        loops, number = self._loops, leaving.number
        if loops is None:
            return
        for index, (loop, _, _) in enumerate(stop.turns):
            if not len(leaving.rows):
                return
            wants = loops.wants(loop, leaving.rows)
            key = purpose_key(self.model.keys[number], TURN + index)
            again = drawn(self.keys[leaving.rows], key, visits) < 0.5
            again = np.where(wants == 0, again, wants == 1)
            part = leaving.of(again)
            if len(part.rows):
                if self.written is not None:
                    self.written.take(part.batch, part.rows, index)
                self._turned(part, loop, stop.branches[index].moves, history)
            on = ~again
            leaving = leaving.of(on)
            visits = None if visits is None else visits[on]
            loops.leave(loop, leaving.rows)
        if len(leaving.rows):
            if self.written is not None:
                self.written.take(leaving.batch, leaving.rows, len(stop.turns))
            self._emit(leaving, stop.branches[-1].moves, history)

    def _emit(self, leaving: Leaving, moves: Sequence[Move], history: int) -> None:
        """Send a token along each of these edges."""
        number, rows, time, batch = leaving
        tallies, program = self.tallies, self.program
        if len(moves) != 1:
            tallies.lived += (1 - len(moves)) * float(time.sum())
        if not moves:
            self._end(rows, time)
            self.outcomes.end(number, rows, time)
            if self.written is not None:
                self.written.end(batch, rows, number=number)
            return
        for target, edge in moves:
            tallies.cross(number, edge, rows)
            self.outcomes.cross(edge, rows)
            arrives, way = time, None
            if edge in self.model.ways:
                keys = self._of(self.keys, rows)
                visits = self._visits[number][rows] if number in self._visits else None
                way = self.model.ways[edge].drawn(keys, self.model.way_keys[edge], visits)
                tallies.way[edge] += float(way.sum())
                arrives = time + way
            if history & program.bits[target] and edge not in program.restarts:
                tallies.replies += len(rows)
                tallies.lived += float(arrives.sum())
                self._end(rows, arrives)
                if self.written is not None:
                    self.written.end(batch, rows, way)
                continue
            self._put(target, Chunk(rows, arrives, history, batch, way))
            if edge in program.entering and self._loops:
                self._loops.enter(program.entering[edge], rows)

    def _end(self, rows: Array, time: Array) -> None:
        self.finish[rows] = np.maximum(self.finish[rows], time)
