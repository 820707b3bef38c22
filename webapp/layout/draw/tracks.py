"""Tracks: the order of the segments side by side in each channel, chosen so that nothing crosses that need not."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cmp_to_key

from webapp.layout.net import EAST, NORTH
from webapp.layout.route.crossings import keeps_right, side_at_parting
from webapp.layout.route.paths import Path

ROUNDS = 3
"""Times that level and upright channels are ordered in turn, as each depends on the others (turns)."""
SIFTINGS = 4
"""Times that single segments are moved to better places in a channel (turns)."""
TRACK = 12.0
"""Distance of two tracks in a channel: more makes the drawing larger, less lines hard to tell apart (px)."""
LEVEL = 10000.0
"""Distance of two levels where ends are compared before any pixel is known: larger than any offset (units)."""
CLEAR = 11.0
"""Segments whose ends are nearer than this may not share a track (units)."""
SAME_PLACE = 6.0
"""Ends that face each other and are nearer than this would lie on each other (units)."""
FACING = 50.0
"""Price of that: must outweigh any number of crossings at one pair."""
AGREED = 2.0
"""Price of an order that both ends of a shared stretch, or one of them, speak against (crossings)."""
CONTRADICTED = 0.5
"""The same where the ends contradict: one crossing is needed, this says at which end (crossings)."""
MOST_COMPARED = 250
"""Above this many segments in one channel their order is a plain sort: comparing all pairs would take too long."""


@dataclass(slots=True)
class ChannelSegment:
    """One segment in a channel. Ends are (place along the channel or None while unknown, low, high, turn).

    A turn is 1 towards larger coordinates across the channel and -1 towards smaller ones.
    """

    edge: int
    index: int
    track: int = 0
    low: float = 0.0
    high: float = 0.0
    ends: list[tuple[float | None, int]] = field(default_factory=list)
    lean: int = 0


@dataclass(slots=True)
class Channel:
    """The segments of one channel; `count` tracks are in use."""

    line: int
    segments: list[ChannelSegment] = field(default_factory=list)
    count: int = 0
    asked: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)


class Tracks:
    """The tracks of all channels."""

    def __init__(self, paths: list[Path], offsets: list[list[float]]) -> None:
        self.paths = paths
        self.offset: list[list[float | None]] = []
        """For each edge and segment the offset from the middle of its line; None while unknown."""
        found: dict[int, Channel] = {}
        for e, path in enumerate(paths):
            own: list[float | None] = [None] * len(path)
            own[0], own[-1] = offsets[e]
            self.offset.append(own)
            for i in range(1, len(path) - 1):
                line = path[i][0]
                found.setdefault(line, Channel(line)).segments.append(ChannelSegment(e, i))
        self.channels = {line: found[line] for line in sorted(found)}

        self._segments = {(one.edge, one.index): one for channel in self.channels.values() for one in channel.segments}

    def track_of(self, edge: int, index: int) -> int:
        """Return the track of an inner segment, counted from the left or top of its channel."""
        return self._segments[edge, index].track

    def assign(self) -> None:
        """Assign every inner segment its track."""
        for _ in range(ROUNDS):
            for axis in (0, 1):
                for line, channel in self.channels.items():
                    if line & 1 == axis:
                        self._assign(channel)

    def _assign(self, channel: Channel) -> None:
        for segment in channel.segments:
            self._measure(segment)
        if len(channel.segments) > MOST_COMPARED:
            self._line_up(channel)
        else:
            conflicts, cost = self._compare(channel)
            order = _sift(_topological(channel, cost), conflicts, cost)
            _give_tracks(channel, order, conflicts)
        middle = (channel.count - 1) / 2
        for segment in channel.segments:
            self.offset[segment.edge][segment.index] = (segment.track - middle) * TRACK

    def _measure(self, segment: ChannelSegment) -> None:
        path, offset_of = self.paths[segment.edge], self.offset[segment.edge]
        i = segment.index
        _, low, high, direction = path[i]
        ends: list[tuple[float | None, int]] = []
        lean = 0
        lows, highs = [], []
        for near, away in ((i - 1, True), (i + 1, False)):
            level = (high if away else low) if direction >= 2 else (low if away else high)
            turn = path[near][3] ^ 2 if away else path[near][3]
            sign = 1 if turn < 2 else -1
            lean += sign
            offset = offset_of[near]
            if offset is None:
                ends.append((None, sign))
                lows.append(level * LEVEL - LEVEL / 2)
                highs.append(level * LEVEL + LEVEL / 2)
            else:
                at = level * LEVEL + offset
                ends.append((at, sign))
                lows.append(at)
                highs.append(at)
        segment.ends, segment.lean = ends, lean
        segment.low, segment.high = min(lows), max(highs)

    def _compare(self, channel: Channel) -> tuple[list[list[int]], dict[tuple[int, int], float]]:
        """Return the neighbours in conflict of each segment, and the cost of having one before the other."""
        segments = channel.segments
        conflicts: list[list[int]] = [[] for _ in segments]
        cost: dict[tuple[int, int], float] = {}
        by_low = sorted(range(len(segments)), key=lambda k: (segments[k].low, k))
        for position, a in enumerate(by_low):
            s = segments[a]
            reach = s.high + CLEAR
            for b in by_low[position + 1 :]:
                t = segments[b]
                if t.low >= reach:
                    break
                conflicts[a].append(b)
                conflicts[b].append(a)
                cost[a, b], cost[b, a] = self._costs(channel, a, b)
        return conflicts, cost

    def _costs(self, channel: Channel, a: int, b: int) -> tuple[float, float]:
        """Return the costs of (a before b, b before a)."""
        s, t = channel.segments[a], channel.segments[b]
        key = (a, b) if a < b else (b, a)
        if key not in channel.asked:
            channel.asked[key] = self._asked_by_ends(channel.line, channel.segments[key[0]], channel.segments[key[1]])
        ab, ba = channel.asked[key] if a < b else channel.asked[key][::-1]
        if not ab and not ba:
            ab, ba = _stubs_crossed(s, t), _stubs_crossed(t, s)
        return ab + _facing(s, t), ba + _facing(t, s)

    def _line_up(self, channel: Channel) -> None:
        """Give each of very many segments a track of its own."""

        def compare(a: int, b: int) -> int:
            ab, ba = self._costs(channel, a, b)
            return (ab > ba) - (ab < ba)

        for track, one in enumerate(sorted(range(len(channel.segments)), key=cmp_to_key(compare))):
            channel.segments[one].track = track
        channel.count = len(channel.segments)

    def _asked_by_ends(self, line: int, s: ChannelSegment, t: ChannelSegment) -> tuple[float, float]:
        """Return the costs of (s before t, t before s) that the two ends of a shared stretch ask for."""
        p, q = self.paths[s.edge], self.paths[t.edge]
        _, low, high, direction = p[s.index]
        _, other_low, other_high, _ = q[t.index]
        if not (low < other_high and other_low < high):
            return 0.0, 0.0
        axis = line & 1
        # Travelling south, right is west (before); travelling east, right is south (after).
        ahead = side_at_parting(p, s.index, q, t.index, axis) * (1 if axis else -1)
        behind = side_at_parting(p, s.index, q, t.index, axis + 2) * (-1 if axis else 1)
        if not ahead and not behind:
            return (AGREED, 0.0) if self._smaller_after(axis, s, t) else (0.0, AGREED)
        if ahead * behind >= 0:
            return (0.0, AGREED) if ahead + behind > 0 else (AGREED, 0.0)
        smaller_direction = direction if s.edge < t.edge else q[t.index][3]
        backward = behind if smaller_direction < 2 else ahead
        return (0.0, CONTRADICTED) if backward > 0 else (CONTRADICTED, 0.0)

    def _smaller_after(self, axis: int, s: ChannelSegment, t: ChannelSegment) -> bool:
        """Return whether `s` comes after `t` when both join the same two sides (as the ports are ordered)."""
        smaller = s if (s.edge, s.index) < (t.edge, t.index) else t
        direction = self.paths[smaller.edge][smaller.index][3]
        # On the right of its own direction is after going east or north, else before.
        after = (direction in (EAST, NORTH)) == keeps_right(self.paths[smaller.edge])
        return after if smaller is s else not after


def _facing(s: ChannelSegment, t: ChannelSegment) -> float:
    """Return the cost of `s` before `t` from ends that would run over each other."""
    cost = 0.0
    for at, turn in s.ends:
        if turn > 0 and at is not None:
            for other, other_turn in t.ends:
                if other_turn < 0 and other is not None and abs(at - other) < SAME_PLACE:
                    cost += FACING
    return cost


def _stubs_crossed(s: ChannelSegment, t: ChannelSegment) -> float:
    """Return how many ends cross the other segment when `s` stands before `t`."""
    cost = 0.0
    for at, turn in s.ends:
        if turn > 0 and at is not None and t.low < at < t.high:
            cost += 1
    for at, turn in t.ends:
        if turn < 0 and at is not None and s.low < at < s.high:
            cost += 1
    return cost


def _topological(channel: Channel, cost: dict[tuple[int, int], float]) -> list[int]:
    """Return an order that respects every preference when they contain no cycle."""
    segments = channel.segments
    waiting = [0.0] * len(segments)
    after: list[list[tuple[int, float]]] = [[] for _ in segments]
    for (a, b), ab in cost.items():
        gain = cost[b, a] - ab
        if gain > 0:
            after[a].append((b, gain))
            waiting[b] += gain
    left = sorted(range(len(segments)), key=lambda k: (segments[k].lean, k))
    order = []
    while left:
        pick = min(left, key=lambda k: waiting[k]) if waiting[left[0]] > 1e-9 else left[0]
        left.remove(pick)
        order.append(pick)
        for b, gain in after[pick]:
            waiting[b] -= gain
    return order


def _sift(order: list[int], conflicts: list[list[int]], cost: dict[tuple[int, int], float]) -> list[int]:
    """Move single segments to better places until none is found."""
    for _ in range(SIFTINGS):
        moved = False
        for s in list(order):
            if not conflicts[s]:
                continue
            rivals = set(conflicts[s])
            at = order.index(s)
            best_shift, best = at, 0.0
            change = 0.0
            for k in range(at - 1, -1, -1):
                if order[k] in rivals:
                    change += cost[s, order[k]] - cost[order[k], s]
                    if change < best - 1e-9:
                        best, best_shift = change, k
            change = 0.0
            for k in range(at + 1, len(order)):
                if order[k] in rivals:
                    change += cost[order[k], s] - cost[s, order[k]]
                    if change < best - 1e-9:
                        best, best_shift = change, k
            if best_shift != at:
                order.insert(best_shift, order.pop(at))
                moved = True
        if not moved:
            break
    return order


def _give_tracks(channel: Channel, order: list[int], conflicts: list[list[int]]) -> None:
    segments = channel.segments
    done = [False] * len(segments)
    for s in order:
        segments[s].track = max((segments[t].track + 1 for t in conflicts[s] if done[t]), default=0)
        done[s] = True
    channel.count = max((one.track for one in segments), default=-1) + 1
    done = [False] * len(segments)
    for s in reversed(order):
        if segments[s].lean > 0:
            segments[s].track = min((segments[t].track - 1 for t in conflicts[s] if done[t]), default=channel.count - 1)
        done[s] = True
