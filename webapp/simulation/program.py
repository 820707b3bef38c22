"""A diagram compiled for running: small tables by number instead of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from webapp.domain import Diagram, Edge, Node, Shape, one_line
from webapp.errors import RunRefused
from webapp.graph import back_edges, source_nodes, start_nodes
from webapp.simulation import run_sentences
from webapp.simulation.conditions import LoopKind
from webapp.simulation.happenings import Happening
from webapp.simulation.ordering import bits, order_nodes
from webapp.simulation.repeats import CompiledLoop, compile_loops
from webapp.simulation.run_options import RunOptions

MOST_NODES = 10_000
MOST_EDGES = 15_000
MOST_LOOPS = 300
MOST_NAMED = 10
REPEAT, GO_ON = "Repeat", "Go on"
NONE: frozenset[int] = frozenset()


class Move(NamedTuple):
    """A move out of a node: the number of the target, and the log entries for a move and for a reply."""

    target: int
    said: Happening
    answered: Happening


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a decision. `repeats` and `leaves` are the indices of the loops that it repeats or leaves."""

    label: str
    edges: tuple[str, ...]
    moves: tuple[Move, ...]
    forked: Happening | None
    repeats: frozenset[int]
    leaves: frozenset[int]


@dataclass(frozen=True, slots=True)
class Stop:
    """What the engine needs of a node: its moves, or its branches if one of them is chosen.

    `repeating` and `leaving` have, for each loop, the bit set of the branches that repeat or leave it.
    """

    node: Node
    moves: tuple[Move, ...]
    branches: tuple[Branch, ...]
    question: str
    loops: tuple[int, ...]
    repeating: Mapping[int, int]
    leaving: Mapping[int, int]
    decides: bool
    started: Happening
    fired: Happening
    forked: Happening | None
    ended: Happening
    ends_run: bool


@dataclass(frozen=True, slots=True)
class Program:
    """A diagram ready to run.

    Attributes:
        stops: nodes in the order of firing.
        number: index in `stops` by node id.
        starts: numbers of the nodes at which the run starts.
        group, blockers, followers: see `ordering.Order`.
        loops: loops in document order.
        passes_of: for each loop the number of its first listed node.
    """

    stops: tuple[Stop, ...]
    number: dict[str, int]
    starts: tuple[int, ...]
    group: tuple[int, ...]
    blockers: tuple[int, ...]
    followers: tuple[int, ...]
    loops: tuple[CompiledLoop, ...]
    passes_of: tuple[int, ...]

    def wait(self, number: int, blocking: int) -> Happening:
        """Return the entry that a token waits at a node for the tokens on others."""
        node = self.stops[number].node
        # In a wide fork, each of thousands of tokens waits for thousands, so only those that are named are looked up.
        others = [self.stops[other].node for other in islice(bits(blocking), MOST_NAMED)]
        text = f'"{one_line(node.text)}" waits for {run_sentences.quoted(others, blocking.bit_count())}'
        return Happening("wait", node.id, nodes=tuple(other.id for other in others), text=text)


@lru_cache(maxsize=8)
def compile_program(diagram: Diagram, options: RunOptions) -> Program:
    """Compile a diagram under the given options.

    Raises:
        RunRefused: too many nodes, edges or loops, or `also_start` names an unknown node.
    """
    counted = (
        ("nodes", len(diagram.nodes), MOST_NODES),
        ("edges", len(diagram.edges), MOST_EDGES),
        ("loops", len(diagram.loops), MOST_LOOPS),
    )
    for what, count, most in counted:
        if count > most:
            raise RunRefused(f"this diagram has {count:,} {what}, but at most {most:,} can be run")
    outcomes = {node.id: _outcomes(diagram, node, options) for node in diagram.nodes}
    decisions = frozenset(node for node, branches in outcomes.items() if len(branches) > 1)
    back = back_edges(diagram)
    loops = compile_loops(diagram, decisions, back)
    order = order_nodes(
        (node.id for node in diagram.nodes),
        ((edge.source, edge.target) for edge in diagram.edges if edge.id not in back),
        [(edge.source, edge.target) for edge in diagram.edges if edge.id in back]
        + [(loop.tail, loop.first) for loop in loops if loop.tail],
    )
    number = {node: index for index, node in enumerate(order.ids)}
    compiler = _Compiler(diagram, options, loops, number)
    return Program(
        stops=tuple(compiler.stop(diagram.node[node], outcomes[node]) for node in order.ids),
        number=number,
        starts=tuple(number[node] for node in _starts(diagram, options)),
        group=order.group,
        blockers=order.blockers,
        followers=order.followers,
        loops=loops,
        passes_of=tuple(number[loop.first] for loop in loops),
    )


def _outcomes(diagram: Diagram, node: Node, options: RunOptions) -> list[tuple[str, list[Edge]]]:
    """Group the outgoing edges of a node: edges with the same label are one branch, each unlabelled edge is another."""
    edges = diagram.outgoing[node.id]
    if node.shape is not Shape.DIAMOND and options.outgoing == "all":
        return [("", list(edges))]
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.label or f"\n{edge.id}", []).append(edge)
    return [(group[0].label or diagram.node[group[0].target].text, group) for group in groups.values()]


def _starts(diagram: Diagram, options: RunOptions) -> list[str]:
    for node in options.also_start:
        if node not in diagram.node:
            raise RunRefused(f"the run cannot start at {node!r}: there is no such node")
    sources = source_nodes(diagram) if options.start == "sources" else ()
    wanted = {*(sources or start_nodes(diagram)), *options.also_start}
    return [node.id for node in diagram.nodes if node.id in wanted]


class _Compiler:
    def __init__(
        self, diagram: Diagram, options: RunOptions, loops: tuple[CompiledLoop, ...], number: dict[str, int]
    ) -> None:
        self.diagram = diagram
        self.options = options
        self.loops = loops
        self.number = number
        self.turning: dict[str, list[int]] = {}
        self.counted: set[str] = set()
        self.ending: dict[str, list[int]] = {}
        # Thousands of branches may each repeat or leave hundreds of loops, most of them the same ones.
        self.same: dict[frozenset[int], frozenset[int]] = {}
        for index, loop in enumerate(loops):
            for node in loop.repeating:
                self.turning.setdefault(node, []).append(index)
            if loop.rule.kind is LoopKind.EACH:
                self.counted.add(loop.first)
            if loop.tail:
                self.ending.setdefault(loop.tail, []).append(index)

    def stop(self, node: Node, outcomes: list[tuple[str, list[Edge]]]) -> Stop:
        branches = tuple(self.branch(label, edges) for label, edges in outcomes) if len(outcomes) > 1 else ()
        question = node.text
        if ending := self.ending.get(node.id):
            question = question if branches else run_sentences.loop_question(self.loops[ending[0]].rule)
            branches = self.with_repeats(ending, node, branches)
        edges = self.diagram.outgoing[node.id]
        return Stop(
            node=node,
            moves=tuple(self.move(edge) for edge in edges),
            branches=branches,
            question=question,
            loops=(*self.turning.get(node.id, ()), *self.ending.get(node.id, ())),
            repeating=_by_loop(branch.repeats for branch in branches),
            leaving=_by_loop(branch.leaves for branch in branches),
            decides=bool(branches) or node.id in self.counted,
            started=Happening("start", node.id, text=f'Starts at "{one_line(node.text)}"'),
            fired=Happening("fire", node.id, text=one_line(node.text)),
            forked=_fork(edges),
            ended=Happening("end", node.id, text=f'Ends at "{one_line(node.text)}"'),
            ends_run=self.options.end == "run" and node.shape is Shape.CIRCLE and not edges,
        )

    def branch(self, label: str, edges: list[Edge]) -> Branch:
        ids = [edge.id for edge in edges]
        node = edges[0].source
        loops = [(index, self.loops[index]) for index in self.turning.get(node, ())]
        return self.branch_along(
            label,
            edges,
            repeats=self.shared(index for index, loop in loops if not loop.repeating[node].isdisjoint(ids)),
            leaves=self.shared(index for index, loop in loops if loop.leaving[node].issuperset(ids)),
        )

    def shared(self, loops: Iterable[int]) -> frozenset[int]:
        found = frozenset(loops)
        return self.same.setdefault(found, found)

    def branch_along(
        self, label: str, edges: Sequence[Edge], *, repeats: frozenset[int] = NONE, leaves: frozenset[int] = NONE
    ) -> Branch:
        moves = tuple(self.move(edge) for edge in edges)
        return Branch(label, tuple(edge.id for edge in edges), moves, _fork(edges), repeats, leaves)

    def with_repeats(self, ending: list[int], node: Node, branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
        """Add branches that repeat the loops that end at this node without a decision."""
        edges = self.diagram.outgoing[node.id]
        # An activity's edge back to the first node repeats its first loop; the branches of a decision stay as they are.
        first = self.loops[ending[0]].first
        turn = [] if branches else [edge for edge in edges if edge.target == first]
        onward = branches or (self.branch_along(GO_ON, [edge for edge in edges if edge.target != first]),)
        here = frozenset(ending)
        onward = tuple(b if b.repeats else replace(b, leaves=self.shared(b.leaves | here)) for b in onward)
        label = REPEAT if all(branch.label != REPEAT for branch in onward) else ""
        again = []
        for index in ending:
            loop = self.loops[index]
            branch = self.branch_along(label or f"{REPEAT} ({loop.id})", turn, repeats=frozenset({index}))
            again.append(branch if turn else replace(branch, moves=(self.jump(loop.first),)))
            label, turn = "", []
        return (*onward, *again)

    def move(self, edge: Edge) -> Move:
        target = self.diagram.node[edge.target]
        return Move(
            self.number[edge.target],
            Happening("move", target.id, edge.id, text=run_sentences.move(target, edge.label)),
            Happening("reply", target.id, edge.id, text=f'Reply to "{one_line(target.text)}": this token ends'),
        )

    def jump(self, first: str) -> Move:
        target = self.diagram.node[first]
        said = Happening("move", target.id, text=f'Repeats from "{one_line(target.text)}"')
        return Move(self.number[first], said, said)


def _fork(edges: Sequence[Edge]) -> Happening | None:
    if len(edges) < 2:
        return None
    return Happening(
        "fork", edges[0].source, edges=tuple(edge.id for edge in edges), text=f"Splits into {len(edges)} tokens"
    )


def _by_loop(loops_of: Iterable[frozenset[int]]) -> dict[int, int]:
    branches_with: dict[frozenset[int], int] = {}
    for index, loops in enumerate(loops_of):
        branches_with[loops] = branches_with.get(loops, 0) | 1 << index
    found: dict[int, int] = {}
    for loops, branches in branches_with.items():
        for loop in loops:
            found[loop] = found.get(loop, 0) | branches
    return found
