"""The engine for nodes that do not wait as usual: `each` token passes by itself, or `all` incoming edges must deliver.

It looks for a free node at every step, which the usual engine need not do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.domain import one_line
from webapp.simulation import run_sentences
from webapp.simulation.decider import Decider
from webapp.simulation.endlessness import MOST_MOVES, Endlessness
from webapp.simulation.happenings import Happening
from webapp.simulation.program import NOWHERE, Program, bits
from webapp.simulation.trace import Stopped


class Standing:
    """The tokens that stand on nodes, by how these nodes join them.

    Attributes:
        live: the bit set of the nodes with tokens.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self.live = 0
        self._history: dict[int, list[int]] = {}
        self._came: dict[int, set[int]] = {}

    def put(self, number: int, edge: int, history: int) -> None:
        """Put a token that came over an edge, or over none, on a node."""
        self.live |= 1 << number
        tokens = self._history.setdefault(number, [])
        if tokens and self._program.joins.get(number) != "each":
            tokens[0] |= history
        else:
            tokens.append(history)
        if number in self._program.incoming:
            self._came.setdefault(number, set()).add(edge)

    def take(self, number: int) -> int:
        """Take the tokens of one firing from a node, and return what they remember."""
        tokens = self._history[number]
        history = tokens.pop(0)
        if not tokens:
            del self._history[number]
            self.live &= ~(1 << number)
        self._came.pop(number, None)
        return history

    def kept(self, relevant: Sequence[int]) -> tuple[tuple[int, tuple[int, ...], frozenset[int]], ...]:
        """Return the tokens as a value, in which they remember only the relevant nodes, by their own node."""
        return tuple(
            (number, tuple(it & relevant[number] for it in tokens), frozenset(self._came.get(number, ())))
            for number, tokens in sorted(self._history.items())
        )

    def restore(self, kept: Iterable[tuple[int, tuple[int, ...], frozenset[int]]]) -> None:
        """Put the tokens of such a value back on their nodes."""
        for number, tokens, came in kept:
            self.live |= 1 << number
            self._history[number] = list(tokens)
            if came:
                self._came[number] = set(came)

    def missing(self, number: int) -> frozenset[int]:
        """Return the incoming edges over which a node still waits for a token."""
        came = self._came.get(number, set())
        if any(edge < 0 for edge in came):
            return frozenset()
        return self._program.incoming.get(number, frozenset()) - came

    def awaited(self, number: int) -> int:
        """Return the bit set of the nodes for whose tokens those on a node wait."""
        join = self._program.joins.get(number, "wait")
        if join == "each":
            return 0
        if join == "wait":
            return self._program.blockers[number] & self.live
        found = 0
        for edge in self.missing(number):
            found |= 1 << self._program.number[self._program.edges[edge].source]
        return found

    def free(self) -> int:
        """Return the free node with the lowest number, or -1."""
        for number in bits(self.live):
            if not self.awaited(number):
                return number
        return -1


def fire_all_joining(program: Program, decider: Decider, firings: list[int], branches: list[int]) -> Stopped:
    """Fire until nothing is left or nothing is free, and note the nodes and the branches taken."""
    standing = Standing(program)
    for start in program.starts:
        standing.put(start, NOWHERE, 0)
    endlessness = Endlessness(program, decider, branches)
    last_look = moved = 0
    while standing.live:
        number = standing.free()
        if number < 0:
            return endlessness.ended() or _stuck(program, standing)
        if len(firings) - last_look >= endlessness.room:
            last_look = len(firings)
            if stopped := endlessness.look():
                return stopped
        history = standing.take(number)
        decided = decider.decide(number, history, program.bits[number])
        if decided is None:
            return Stopped("waiting")
        branch, ways, history = decided
        firings.append(number)
        branches.append(branch)
        for target, edge in ways:
            if history & program.bits[target] and edge not in program.restarts:
                continue
            standing.put(target, edge, history)
            if edge in program.entering and decider.counting:
                decider.counting.enter(program.entering[edge])
        if number in program.ending:
            break
        moved += len(ways)
        if moved > MOST_MOVES and standing.live:
            return endlessness.too_much()
    return endlessness.ended() or Stopped("complete")


def _stuck(program: Program, standing: Standing) -> Stopped:
    """Say at which node the run is stuck, and over which edges nothing comes."""
    number = next(number for number in bits(standing.live) if standing.missing(number))
    node = program.nodes[number]
    edges = [program.edges[edge] for edge in sorted(standing.missing(number))]
    sources = [program.nodes[program.number[edge.source]] for edge in edges]
    ways = [(source, edge.label) for source, edge in zip(sources, edges, strict=True)]
    reason = (
        f'This run is stuck: "{one_line(node.text)}" waits for all its incoming edges, and nothing comes from '
        f"{run_sentences.ways(ways)}."
    )
    happening = Happening(
        "limit",
        node.id,
        edges=tuple(edge.id for edge in edges),
        nodes=tuple(dict.fromkeys(source.id for source in sources)),
        text=reason,
    )
    return Stopped("limit", reason, happening)
