"""A program: a diagram ready to run, as small tables by number instead of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from webapp.domain import Edge, Node
from webapp.domain.conditions import LoopRule
from webapp.simulation.legs import Legs
from webapp.simulation.nesting import Arrivals, Nesting, arrivals

MOST_NAMED = 10
REPEAT, GO_ON = "Repeat", "Go on"
NOWHERE = -1  # edges that are not drawn have negative numbers: a loop turns, or a token is put on a start


class Move(NamedTuple):
    """A way out of a node: the number of the target, and the edge by its place in the document."""

    target: int
    edge: int


class Branch(NamedTuple):
    """A branch of a decision."""

    label: str
    moves: tuple[Move, ...]


class Turn(NamedTuple):
    """A loop that turns at a node: the bit sets of the branches that repeat it and of those that leave it."""

    loop: int
    repeating: int
    leaving: int


class CompiledLoop(NamedTuple):
    """A loop that turns somewhere.

    `cleared` has, for each node where it turns, the bits of the nodes that leave the history of a token when it turns
    there.
    """

    id: str
    rule: LoopRule
    first: int
    cleared: Mapping[int, int]
    condition: str


class Stop(NamedTuple):
    """What happens at a node that does more than to pass a token on.

    Attributes:
        branches: of a decision; of a step where loops turn, the repetition of each loop and then the way on.
        question: what is asked at a decision.
        several: whether more than one branch may be chosen; then a choice is the bit set of the branches.
        turns: the loops that turn here, the smallest group first.
        firsts: the loops whose first listed node this is.
        asks: those of them that ask how many passes they have.
    """

    branches: tuple[Branch, ...] = ()
    question: str = ""
    several: bool = False
    turns: tuple[Turn, ...] = ()
    firsts: tuple[int, ...] = ()
    asks: tuple[int, ...] = ()
    decides: bool = False

    @property
    def chooses(self) -> bool:
        """Whether a branch is taken here."""
        return bool(self.branches)


PLAIN = Stop()


@dataclass(frozen=True, eq=False)
class Program:
    """A diagram ready to run. Nodes have the numbers of the order of firing, edges those of the document.

    Attributes:
        nodes: the nodes in the order of firing.
        number: number of a node by id.
        edges: the edges in document order.
        starts: numbers of the nodes at which the run starts.
        moves: for each node the ways out that are taken where nothing is chosen.
        stops: for each node what else happens there; `PLAIN` where nothing does.
        loops: the loops that turn somewhere.
        counted: for each loop of the document that is counted, its id and the number of its first listed node.
        entering: by edge, the loops that are entered by it behind their first node.
        restarts: the edges over which a reply fires its node again.
        ending: the numbers of the nodes that end the whole run.
        joins: by number, the nodes whose tokens do not `wait` (`each`, `all`).
        incoming: for nodes that wait for all incoming edges, these edges.
        most: by number, how often a node may fire by itself, where loops make it more than usual.
        answered: the parts of `most` that depend on answers: (loop, numbers of the nodes in its group).
        nesting: the groups, by numbers of the document.
        bits: for each node its bit in what a token remembers; 0 where no token can come back before a decision.
        back: the back edges, those that are drawn and then those that are not.
    """

    nodes: tuple[Node, ...]
    number: dict[str, int]
    edges: tuple[Edge, ...]
    starts: tuple[int, ...]
    moves: tuple[tuple[Move, ...], ...]
    stops: tuple[Stop, ...]
    loops: tuple[CompiledLoop, ...]
    counted: tuple[tuple[str, int], ...]
    entering: Mapping[int, tuple[int, ...]]
    restarts: frozenset[int]
    ending: frozenset[int]
    joins: Mapping[int, str]
    incoming: Mapping[int, frozenset[int]]
    most: Mapping[int, int]
    answered: tuple[tuple[int, frozenset[int]], ...]
    nesting: Nesting
    bits: tuple[int, ...]
    back: frozenset[int]

    @cached_property
    def legs(self) -> Legs:
        """Tables for the engine."""
        return Legs(self)

    @cached_property
    def ahead(self) -> list[tuple[int, ...]]:
        """For each node the numbers of the nodes to which it leads, over edges and turns of loops."""
        found = []
        for moves, stop in zip(self.moves, self.stops, strict=True):
            ways = [branch.moves for branch in stop.branches] or [moves]
            found.append(tuple(dict.fromkeys(move.target for way in ways for move in way)))
        return found

    @cached_property
    def behind(self) -> list[list[int]]:
        """For each node the numbers of the nodes that lead to it."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for number, targets in enumerate(self.ahead):
            for target in targets:
                found[target].append(number)
        return found

    @cached_property
    def arrivals(self) -> Arrivals:
        """Who can still arrive where."""
        return arrivals(self.nesting)

    @property
    def blockers(self) -> list[int]:
        """For each node the bit set of the nodes whose tokens can still arrive there."""
        return self.arrivals.blockers

    @cached_property
    def cycle(self) -> tuple[int, ...]:
        """For each node its outermost group, or a number of its own."""
        outermost: list[int] = []
        for index, group in enumerate(self.nesting.groups):
            outermost.append(index if group.outer < 0 else outermost[group.outer])
        inner = [self.nesting.inner[node] for node in self.nesting.order]
        return tuple(outermost[group] if group >= 0 else -1 - number for number, group in enumerate(inner))

    def named(self, numbers: int) -> list[Node]:
        """Return the first nodes of a bit set, as many as are named."""
        # In a wide fork, each of thousands of tokens waits for thousands, so only those that are named are looked up.
        return [self.nodes[number] for number in islice(bits(numbers), MOST_NAMED)]


def bits(numbers: int) -> Iterable[int]:
    """Yield the numbers in a bit set, lowest first."""
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest
