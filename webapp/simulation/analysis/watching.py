"""Situations that also tell what happened between two questions: moves, replies, joined tokens, tokens elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from webapp.domain import Shape
from webapp.simulation.kept_tokens import Tokens
from webapp.simulation.program import PLAIN, Move, Program
from webapp.simulation.situations import MOST_FIRINGS, NO_COUNTS, Answer, Found, Outcome, Situation, Situations

MOST_SUBSETS = 4
"""Branches of which every subset is tried where several may be taken; of more, each one and all together are."""

Beside = tuple[int, int, tuple[int, ...]]
"""After how many firings, which node fired, and on which nodes other tokens stood then."""


@dataclass(slots=True)
class Seen(Outcome):
    """What an answer led to, and what happened on the way.

    Attributes:
        moved: for each firing, the ways over which tokens left.
        replies: after how many firings a token came back over an edge and ended, as (firings, edge).
        beside: firings of ends and heads while other tokens stood elsewhere.
        joined: the numbers of the nodes at which a token met one that waited.
    """

    moved: list[tuple[Move, ...]] = field(default_factory=list)
    replies: list[tuple[int, Move]] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)

    @property
    def ends(self) -> bool:
        """Whether the run is complete."""
        return self.situation is None and not self.stuck and not self.too_long


class WatchedSituations(Situations):
    """The graph of one program, with what happens between its questions.

    Attributes:
        partial: whether answers were left out because there are too many.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.partial = False
        self._answers: dict[int, list[Answer]] = {}
        self._watched = _turned_around(program)
        number_of = {place: number for number, place in enumerate(program.nesting.order)}
        incoming = Counter(number_of[target] for _, target in program.nesting.edges)
        self._meeting = frozenset(number for number, edges in incoming.items() if edges > 1)

    def every_answer(self, situation: Situation) -> list[Answer]:
        """Return what can be answered without what a loop's count rules out."""
        if situation.question == 0 and not self.program.stops[situation.number].turns:
            known = self._answers.get(situation.number)
            if known is None:
                known = self._answers[situation.number] = self._allowed(situation)
            return known
        return self._allowed(situation)

    def _allowed(self, situation: Situation) -> list[Answer]:
        found = [answer for answer in self.answers(situation) if not answer.greyed]
        stop = self.program.stops[situation.number]
        if situation.question < 0 or not stop.several or len(found) < 4:
            return found
        single = found[:-1]
        if len(single) > MOST_SUBSETS:
            self.partial = True
            return found
        subsets = []
        for chosen in range(1, 1 << len(single)):
            taken = [answer for index, answer in enumerate(single) if chosen >> index & 1]
            label = taken[0].label if len(taken) == 1 else ""
            edges = tuple(edge for answer in taken for edge in answer.edges)
            subsets.append(Answer(sum(answer.value for answer in taken), label, edges))
        return subsets

    def seen_after(self, situation: Situation | None, answer: int) -> Seen:
        """Return what an answer leads to; None for the situation before the start."""
        found = self.start() if situation is None else self.after(situation, answer)
        return found if isinstance(found, Seen) else Seen(found.situation, found.fired, found.stuck, found.too_long)

    def _go_on(self, tokens: Tokens, number: int, history: int, found: Found) -> Seen:
        seen = Seen(None, [])
        fired, moved = seen.fired, seen.moved
        bits, restarts, entering = self._bits, self.program.restarts, self.program.entering
        stops, moves, ending = self.program.stops, self.program.moves, self.program.ending
        watched, meeting = self._watched, self._meeting
        while True:
            if isinstance(found, int):
                counts = self._counting.kept() if self.program.loops else NO_COUNTS
                history &= self._relevant[number]
                seen.situation = Situation(number, found, history, tokens.kept(self._relevant), counts)
                return seen
            ways, history = found
            fired.append(number)
            moved.append(ways)
            if number in watched:
                inside = watched[number]
                others = tuple(other for other in tokens.standing() if not inside or other in inside)
                if others:
                    seen.beside.append((len(fired), number, others))
            for move in ways:
                target, edge = move
                if history & bits[target] and edge not in restarts:
                    seen.replies.append((len(fired), move))
                    continue
                if target in meeting and target in tokens.standing():
                    seen.joined.add(target)
                tokens.put(target, edge, history)
                if edge in entering:
                    self._counting.enter(entering[edge])
            if number in ending:
                return seen
            if len(fired) >= MOST_FIRINGS:
                seen.too_long = True
                return seen
            taken = tokens.take()
            if taken is None:
                seen.stuck = tokens.stuck()
                return seen
            number, history = taken
            stop = stops[number]
            found = (moves[number], history | bits[number]) if stop is PLAIN else self._open(number, stop, history)


def _turned_around(program: Program) -> dict[int, frozenset[int]]:
    """Return for ends an empty set, and for heads the numbers of the nodes of the largest group that they head."""
    found: dict[int, frozenset[int]] = {
        number: frozenset()
        for number, node in enumerate(program.nodes)
        if node.shape is Shape.CIRCLE and not program.moves[number]
    }
    number_of = {place: number for number, place in enumerate(program.nesting.order)}
    for group in reversed(program.nesting.groups):  # outer ones come first, and they are to count
        if len(group.nodes) > 1:
            inside = frozenset(number_of[place] for place in group.nodes)
            found.update({number_of[place]: inside for place in group.heads})
    return found
