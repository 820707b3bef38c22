"""All runs of a small diagram by the rules read word by word: every state of the interpreter, and what happens there.

It shares no code with the analysis: states have whole memories of tokens, and nothing is left out of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from interpreter import Interpreter, Said

from webapp.domain import Edge, Shape
from webapp.graph import start_nodes

Token = tuple[str, frozenset[str], frozenset[str]]
"""Where tokens are, what they remember, and over which edges they came."""
Counts = tuple[tuple[int, int, int, bool, bool, bool], ...]
Place = tuple[tuple[Token, ...], Counts, tuple[Said, ...]]
"""The tokens, the loops, and what was answered about the node that fires next."""
MOST_FIRINGS = 300


class TooMany(Exception):
    """The diagram has more states than are looked at."""


class Leg(NamedTuple):
    """What an answer led to: the nodes that fired up to the next question, and its place; None at the end."""

    fired: tuple[str, ...]
    target: Place | None


@dataclass
class Explored:
    """What happens in all runs.

    Attributes:
        first: by node that fires or asks, the fewest choices and firings up to that.
        replies: nodes to which a token comes back, where it ends.
        beside: ends and heads that fire while others are elsewhere, or on their cycle.
        joined: by node, the sets of edges over which the tokens of a firing came.
        begun: what happens before the first question.
        legs: by place, what the answers lead to.
    """

    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    replies: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    joined: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    begun: Leg = field(default_factory=lambda: Leg((), None))
    legs: dict[Place, list[Leg]] = field(default_factory=dict)

    def without_end(self) -> bool:
        """Return whether a run can come to where no run ends any more."""
        good: set[Place] = {place for place, legs in self.legs.items() if any(leg.target is None for leg in legs)}
        grown = True
        while grown:
            more = {
                place
                for place, legs in self.legs.items()
                if place not in good and any(leg.target in good for leg in legs)
            }
            grown = bool(more)
            good |= more
        return len(good) < len(self.legs)

    def fires_twice(self, node: str) -> bool:
        """Return whether a node can fire two times in one run."""
        after: set[Place] = set()
        heap: list[Place] = []
        for legs in ([self.begun], *self.legs.values()):
            for leg in legs:
                if leg.fired.count(node) > 1:
                    return True
                if node in leg.fired and leg.target is not None:
                    heap.append(leg.target)
        while heap:
            place = heap.pop()
            if place in after:
                continue
            after.add(place)
            for leg in self.legs[place]:
                if node in leg.fired:
                    return True
                if leg.target is not None:
                    heap.append(leg.target)
        return False


class Explorer(Interpreter):
    """Goes through all runs of one diagram."""

    def explore(self, most: int) -> Explored:
        """Return what happens in all runs; `most` is how many states are looked at.

        Raises:
            TooMany: there are more.
        """
        self.found = Explored()
        self.rank = {node: index for index, node in enumerate(self.whole.order)}
        for counted in self.loops:
            counted.count, counted.turned, counted.cleared, counted.answered = 0, False, False, False
            if counted.kind == "each":
                counted.least = counted.most = 0
        tokens = tuple((node, frozenset[str](), frozenset[str]()) for node in start_nodes(self.diagram))
        begun = self.found.begun = self.leg((tokens, self.counts(), ()), 0, 0)
        level = {} if begun.target is None else {begun.target: len(begun.fired)}
        choices = 1
        while level:
            following: dict[Place, int] = {}
            for place, steps in level.items():
                if len(self.found.legs) >= most:
                    raise TooMany
                self.found.legs[place] = []
                for tokens, counts, answers in self.answered(place):
                    leg = self.leg((tokens, counts, answers), choices, steps)
                    self.found.legs[place].append(leg)
                    if leg.target is not None:
                        cost = steps + len(leg.fired)
                        following[leg.target] = min(cost, following.get(leg.target, cost))
            level = {place: steps for place, steps in following.items() if place not in self.found.legs}
            choices += 1
        return self.found

    def answered(self, place: Place) -> list[Place]:
        """Return the place of an open question with each answer."""
        tokens, counts, answers = place
        self.restore(counts)
        assert self.fires(self.next(tokens), tokens, answers) is None
        return [(tokens, counts, (*answers, offer)) for offer in self.offers]

    def leg(self, place: Place, choices: int, steps: int) -> Leg:
        """Go on from a place to the next question or the end, and note what happens."""
        tokens, counts, answers = place
        fired: list[str] = []
        while tokens:
            node = self.next(tokens)
            self.restore(counts)
            result = self.fires(node, tokens, answers)
            if result is None:
                self.note(node, choices, steps + len(fired))
                return Leg(tuple(fired), (tokens, counts, answers))
            fired.append(node)
            self.note(node, choices, steps + len(fired))
            tokens = self.sent(node, tokens, *result)
            counts, answers = self.counts(), ()
            if len(fired) > MOST_FIRINGS:
                raise TooMany
        return Leg(tuple(fired), None)

    def next(self, tokens: tuple[Token, ...]) -> str:
        waiting = {at for at, _, _ in tokens}
        free = {at for at in waiting if not any(self.can_arrive(other, at) for other in waiting)}
        return min(free, key=self.rank.__getitem__)

    def fires(
        self, node: str, tokens: tuple[Token, ...], answers: tuple[Said, ...]
    ) -> tuple[list[Edge], frozenset[str]] | None:
        history = next(played for at, played, _ in tokens if at == node)
        return self.fire(node, history, iter(answers), {node: list(answers)})

    def sent(
        self, node: str, tokens: tuple[Token, ...], moves: list[Edge], history: frozenset[str]
    ) -> tuple[Token, ...]:
        """Return the tokens after a firing."""
        found = self.found
        came = next(edges for at, _, edges in tokens if at == node)
        found.joined.setdefault(node, set()).add(came)
        left = {at: (played, edges) for at, played, edges in tokens if at != node}
        rings = [ring for ring in self.whole.rings if node in ring.heads and len(ring.nodes) > 1]
        ends = self.diagram.node[node].shape is Shape.CIRCLE and not self.diagram.outgoing[node]
        if (ends and left) or (not ends and any(at in ring.nodes for ring in rings for at in left)):
            found.beside.add(node)
        for edge in moves:
            if edge.target in history:
                found.replies.add(edge.target)
                continue
            played, edges = left.get(edge.target, (frozenset(), frozenset()))
            left[edge.target] = (played | history, edges | {edge.id})
            self.enter(edge)
        return tuple(sorted(((at, *rest) for at, rest in left.items()), key=lambda token: self.rank[token[0]]))

    def note(self, node: str, choices: int, steps: int) -> None:
        known = self.found.first.get(node, (choices, steps))
        self.found.first[node] = min(known, (choices, steps))

    def counts(self) -> Counts:
        """Return the loops as a value; counts from which on nothing differs are the same."""
        return tuple(
            (
                min(it.count, 1 if it.kind == "until" else max(it.least, it.most) + 2),
                it.least,
                it.most,
                it.turned,
                it.cleared,
                it.answered,
            )
            for it in self.loops
        )

    def restore(self, counts: Counts) -> None:
        """Go back to such a value."""
        for it, value in zip(self.loops, counts, strict=True):
            it.count, it.least, it.most, it.turned, it.cleared, it.answered = value
