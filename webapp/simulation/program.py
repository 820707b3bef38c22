"""A diagram compiled for running: small tables by number instead of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from webapp.domain import Diagram, Edge, Node, Shape
from webapp.errors import RunRefused
from webapp.graph import back_edges, source_nodes, start_nodes
from webapp.simulation.conditions import LoopKind, LoopRule, read_condition
from webapp.simulation.loop_turns import Turning, Turns
from webapp.simulation.nesting import Arrivals, Nesting, arrivals, nest
from webapp.simulation.run_options import RunOptions

MOST_NODES = 10_000
MOST_EDGES = 15_000
MOST_LOOPS = 300
MOST_ANY = 30
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


class Chain(NamedTuple):
    """Steps that follow one after the other: the nodes, their bit set, the last one, where it leads, how many."""

    nodes: tuple[int, ...]
    mask: int
    last: int
    target: int
    size: int


class Lookup(NamedTuple):
    """Tables for the engine, by number: the kind of a node, its target, those of its branches, its bit, its chain."""

    kinds: list[int]
    only: list[int]
    drawn: list[tuple[int, ...]]
    bits: list[int]
    chains: list[Chain]


ALONE, SPLITS, DRAWN, OTHER = range(4)
LONGEST_CHAIN = 24
NO_CHAIN = Chain((), 0, 0, 0, 0)


class Turn(NamedTuple):
    """A loop that turns at a node: the bit sets of the branches that repeat it and of those that leave it."""

    loop: int
    repeating: int
    leaving: int


class CompiledLoop(NamedTuple):
    """A loop that turns somewhere.

    `cleared` has, for each node where it turns, the bit set of the nodes that leave the history of a token when it
    turns there.
    """

    id: str
    rule: LoopRule
    first: int
    cleared: Mapping[int, int]


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
    back: frozenset[int]

    @cached_property
    def lookup(self) -> Lookup:
        """Tables for the engine."""
        only: list[int] = []
        kinds: list[int] = []
        drawn: list[tuple[int, ...]] = []
        for number, (moves, stop) in enumerate(zip(self.moves, self.stops, strict=True)):
            ways = [branch.moves for branch in stop.branches] if stop.decides else [moves]
            apart = number in self.ending or any(
                move.edge in self.entering or move.edge in self.restarts for way in ways for move in way
            )
            targets = tuple(way[0].target for way in ways) if all(len(way) == 1 for way in ways) else ()
            only.append(targets[0] if targets else -1)
            drawn.append(targets)
            if stop is PLAIN and not apart:
                kinds.append(ALONE if targets else SPLITS)
            else:
                simple = targets and not apart and stop.decides and not (stop.turns or stop.firsts or stop.several)
                kinds.append(DRAWN if simple else OTHER)
        if self.edges and len(self.restarts) == len(self.edges) and not self.loops:
            bits = [0] * len(kinds)  # nothing is ever a reply
        else:
            bits = [1 << number for number in range(len(kinds))]
        return Lookup(kinds, only, drawn, bits, self._chains(kinds, only, bits))

    def _chains(self, kinds: list[int], only: list[int], bits: list[int]) -> list[Chain]:
        """Return for each node the steps that follow one after the other if no other token comes in between."""
        entered = [0] * len(kinds)
        for number, moves in enumerate(self.moves):
            for move in moves:
                entered[move.target] += 1 if kinds[number] == ALONE else 2
        chains = []
        for number, kind in enumerate(kinds):
            if kind != ALONE:
                chains.append(NO_CHAIN)
                continue
            nodes = [number]
            mask, last, target = bits[number], number, only[number]
            # Whoever comes to the middle of a chain goes on step by step.
            if entered[number] != 1 or number in self.starts or (number and only[number - 1] != number):
                while target > last and kinds[target] == ALONE and len(nodes) < LONGEST_CHAIN:
                    nodes.append(target)
                    mask |= bits[target]
                    last, target = target, only[target]
            chains.append(Chain(tuple(nodes), mask, last, target, len(nodes)))
        return chains

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


_last: list[tuple[Diagram, RunOptions, Program]] = []


def compile_program(diagram: Diagram, options: RunOptions) -> Program:
    """Compile a diagram under the given options; the last ones are kept.

    Raises:
        RunRefused: too many nodes, edges or loops, or the options name what is not there.
    """
    # Comparing a diagram with another one takes longer than a short run; the same one is found at once.
    for known, its_options, program in _last:
        if known is diagram and (its_options is options or its_options == options):
            return program
    program = _compiled(diagram, options)
    _last[:] = [(diagram, options, program)]
    return program


@lru_cache(maxsize=8)
def _compiled(diagram: Diagram, options: RunOptions) -> Program:
    counted = (
        ("nodes", len(diagram.nodes), MOST_NODES),
        ("edges", len(diagram.edges), MOST_EDGES),
        ("loops", len(diagram.loops), MOST_LOOPS),
    )
    for what, count, most in counted:
        if count > most:
            raise RunRefused(f"this diagram has {count:,} {what}, but at most {most:,} can be run")
    return _Compiler(diagram, options).program()


class _Compiler:
    """Compiles one diagram. Numbers are those of the document until `program` gives those of the order of firing."""

    def __init__(self, diagram: Diagram, options: RunOptions) -> None:
        self.diagram = diagram
        self.options = options
        for kind, known in (("node", diagram.node), ("edge", diagram.edge)):
            for part, _ in options.nodes if kind == "node" else options.edges:
                if part not in known:
                    raise RunRefused(f"the options name the {kind} {part!r}: there is no such {kind}")
        self.place = {node.id: index for index, node in enumerate(diagram.nodes)}
        self.ends = [(self.place[edge.source], self.place[edge.target]) for edge in diagram.edges]
        self.outgoing: list[list[int]] = [[] for _ in diagram.nodes]
        self.incoming: list[list[int]] = [[] for _ in diagram.nodes]
        for index, (source, target) in enumerate(self.ends):
            self.outgoing[source].append(index)
            self.incoming[target].append(index)
        self.out_option = options.at_node("outgoing")
        self.outcomes = [self._outcomes(index, node) for index, node in enumerate(diagram.nodes)]
        back_ids = back_edges(diagram)
        self.back = frozenset(index for index, edge in enumerate(diagram.edges) if edge.id in back_ids)
        self.nesting = nest(len(diagram.nodes), self.ends, self.back)
        turns = self._turns()
        self.jumps = [turning for turning in turns if turning.drawn_nowhere]
        if self.jumps:
            ends = [*self.ends, *((turning.after, turning.first) for turning in self.jumps)]
            self.back |= frozenset(range(len(self.ends), len(ends)))
            self.nesting = nest(len(diagram.nodes), ends, self.back)
        self.turns = [turning for turning in turns if turning.places]
        self.masks: dict[int, int] = {}
        self.known_masks: dict[tuple[int, int], tuple[int, int]] = {}
        self.number = [0] * len(diagram.nodes)
        for number, place in enumerate(self.nesting.order):
            self.number[place] = number

    def _outcomes(self, index: int, node: Node) -> list[tuple[str, list[int]]]:
        """Group the edges of a node: those with the same label are one branch, each unlabelled edge is another."""
        edges = self.outgoing[index]
        if len(edges) < 2:
            return []
        if node.shape is not Shape.DIAMOND and self.out_option.get(node.id, self.options.outgoing) == "all":
            return []
        groups: dict[str, list[int]] = {}
        for edge in edges:
            groups.setdefault(self.diagram.edges[edge].label or f"\n{edge}", []).append(edge)
        if len(groups) < 2:
            return []
        labelled = []
        for group in groups.values():
            leading = self.diagram.edges[group[0]]
            labelled.append((leading.label or self.diagram.node[leading.target].text, group))
        return labelled

    def _turns(self) -> list[Turning]:
        if not self.diagram.loops:
            return []
        turns = Turns(self.nesting, self.outgoing, [bool(found) for found in self.outcomes], self.back)
        return [
            turns.of(loop.id, read_condition(loop.condition), tuple(self.place[node] for node in loop.nodes))
            for loop in self.diagram.loops
            if loop.nodes
        ]

    def program(self) -> Program:
        """Return the tables by the order of firing."""
        diagram, number = self.diagram, self.number
        order = [diagram.nodes[place] for place in self.nesting.order]
        edges = [Move(number[target], index) for index, (_, target) in enumerate(self.ends)]
        moves = tuple(tuple(edges[edge] for edge in self.outgoing[place]) for place in self.nesting.order)
        self.loops = tuple(self._loop(turning) for turning in self.turns)
        self.turning_at: dict[int, list[int]] = {}
        self.first_of: dict[int, list[int]] = {}
        for index, turning in enumerate(self.turns):
            self.first_of.setdefault(turning.first, []).append(index)
            for place in turning.places:
                self.turning_at.setdefault(place, []).append(index)
        stops = [
            self._stop(place, edges)
            if self.outcomes[place] or place in self.turning_at or place in self.first_of
            else PLAIN
            for place in self.nesting.order
        ]
        joins, incoming = self._joins()
        most, answered = self._most()
        ends_run = self.options.end == "run"
        return Program(
            nodes=tuple(order),
            number={node.id: index for index, node in enumerate(order)},
            edges=diagram.edges,
            starts=tuple(number[self.place[node]] for node in _starts(diagram, self.options)),
            moves=moves,
            stops=tuple(stops),
            loops=self.loops,
            counted=tuple((loop.id, number[self.place[loop.nodes[0]]]) for loop in diagram.loops if loop.nodes),
            entering=self._entering(),
            restarts=self._restarts(),
            ending=frozenset(
                index
                for index, node in enumerate(order)
                if ends_run and node.shape is Shape.CIRCLE and not moves[index]
            ),
            joins=joins,
            incoming=incoming,
            most=most,
            answered=answered,
            nesting=self.nesting,
            back=self.back,
        )

    def _group(self, turning: Turning, place: int) -> int:
        """Return the smallest group with the first node of a loop and a node where it turns."""
        return self.nesting.common((turning.first, place))

    def _mask(self, group: int) -> int:
        if group not in self.masks:
            self.masks[group] = sum(1 << self.number[node] for node in self.nesting.groups[group].nodes)
        return self.masks[group]

    def _inside(self, turning: Turning) -> frozenset[int]:
        """Return the nodes of the groups in which a loop turns."""
        groups = {self._group(turning, place) for place in turning.places}
        if len(groups) == 1:
            return self.nesting.groups[groups.pop()].nodes
        return frozenset().union(*(self.nesting.groups[group].nodes for group in groups))

    def _loop(self, turning: Turning) -> CompiledLoop:
        cleared = {self.number[place]: self._mask(self._group(turning, place)) for place in turning.places}
        return CompiledLoop(turning.id, turning.rule, self.number[turning.first], cleared)

    def _stop(self, place: int, edges: Sequence[Move]) -> Stop:
        def size(loop: int) -> int:
            return len(self.nesting.groups[self._group(self.turns[loop], place)].nodes)

        here = sorted(self.turning_at.get(place, ()), key=size)
        firsts = tuple(self.first_of.get(place, ()))
        asks = tuple(loop for loop in firsts if self.turns[loop].rule.kind is LoopKind.EACH)
        if not self.outcomes[place]:
            branches, at_step = self._repeated(place, here, edges) if here else ((), ())
            return Stop(branches, turns=at_step, firsts=firsts, asks=asks)
        node = self.diagram.nodes[place]
        found = [Branch(label, tuple(edges[edge] for edge in group)) for label, group in self.outcomes[place]]
        drawn = (1 << len(found)) - 1
        names = {branch.label for branch in found}
        repeated: dict[int, int] = {}
        for loop in here:
            if self.turns[loop].after == place:
                label = REPEAT if REPEAT not in names else f"{REPEAT} ({self.turns[loop].id})"
                names.add(label)
                repeated[loop] = 1 << len(found)
                found.append(Branch(label, (self._jump(self.turns[loop]),)))
        whole = (1 << len(found)) - 1
        turns = []
        for loop in here:
            if loop in repeated:
                turns.append(Turn(loop, repeated[loop], whole & ~repeated[loop]))
            else:
                repeating, leaving = self._masks(loop, place)
                turns.append(Turn(loop, repeating, leaving | whole & ~drawn))
        several = node.shape is not Shape.DIAMOND and self.out_option.get(node.id, self.options.outgoing) == "any"
        if several and len(found) > MOST_ANY:
            raise RunRefused(
                f"{node.id} has {len(found):,} branches, but at most {MOST_ANY} can be chosen from under the option any"
            )
        return Stop(tuple(found), node.text, several, tuple(turns), firsts, asks, decides=True)

    def _masks(self, loop: int, place: int) -> tuple[int, int]:
        known = self.known_masks
        # Loops that share their first node and their diamonds share these.
        key = (place, id(self.turns[loop].diamonds))
        if key not in known:
            repeats, leaves = self.turns[loop].diamonds[place]
            repeating = leaving = 0
            for index, (_, group) in enumerate(self.outcomes[place]):
                if not repeats.isdisjoint(group):
                    repeating |= 1 << index
                elif leaves.issuperset(group):
                    leaving |= 1 << index
            known[key] = (repeating, leaving)
        return known[key]

    def _repeated(
        self, place: int, here: list[int], edges: Sequence[Move]
    ) -> tuple[tuple[Branch, ...], tuple[Turn, ...]]:
        """Return what a step does where loops turn: a repetition for each loop, and the way on."""
        drawn_back = {edge for loop in here for edge in self.turns[loop].back}
        branches, turns = [], []
        for index, loop in enumerate(here):
            turning = self.turns[loop]
            way = tuple(edges[edge] for edge in turning.back)
            branches.append(Branch(REPEAT, way or (self._jump(turning),)))
            turns.append(Turn(loop, 1 << index, (1 << len(here) + 1) - (2 << index)))
        on = tuple(edges[edge] for edge in self.outgoing[place] if edge not in drawn_back)
        return (*branches, Branch(GO_ON, on)), tuple(turns)

    def _jump(self, turning: Turning) -> Move:
        return Move(self.number[turning.first], NOWHERE - 1 - self.jumps.index(turning))

    def _entering(self) -> dict[int, tuple[int, ...]]:
        """Return the loops that are entered behind their first node, by the edges over which they are."""
        found: dict[int, list[int]] = {}
        jumping: dict[int, list[tuple[int, int]]] = {}
        for turning in self.jumps:
            jumping.setdefault(turning.first, []).append((self._jump(turning).edge, turning.after))
        for index, turning in enumerate(self.turns):
            group = self._inside(turning)
            for node in dict.fromkeys(turning.nodes[1:]):
                if node == turning.first or node not in group:
                    continue
                ways = [(edge, self.ends[edge][0]) for edge in self.incoming[node]]
                for edge, source in (*ways, *jumping.get(node, ())):
                    if source not in group:
                        found.setdefault(edge, []).append(index)
        return {edge: tuple(loops) for edge, loops in found.items()}

    def _restarts(self) -> frozenset[int]:
        exceptions = self.options.at_edge("reply")
        usual = self.options.reply
        if not exceptions and usual == "stop":
            return frozenset()
        return frozenset(
            index for index, edge in enumerate(self.diagram.edges) if exceptions.get(edge.id, usual) == "restart"
        )

    def _joins(self) -> tuple[dict[int, str], dict[int, frozenset[int]]]:
        exceptions = self.options.at_node("join")
        usual = self.options.join
        joins, incoming = {}, {}
        if exceptions or usual != "wait":
            for place, node in enumerate(self.diagram.nodes):
                join = exceptions.get(node.id, usual)
                if join != "wait":
                    joins[self.number[place]] = join
                if join == "all":
                    incoming[self.number[place]] = frozenset(self.incoming[place])
        return joins, incoming

    def _most(self) -> tuple[dict[int, int], tuple[tuple[int, frozenset[int]], ...]]:
        """Return how much more often than usual the nodes in the groups of loops may fire."""
        most: dict[int, int] = {}
        answered = []
        for index, turning in enumerate(self.turns):
            rule = turning.rule
            factor = rule.count + (rule.kind is LoopKind.UPTO)
            if factor < 2 and rule.kind is not LoopKind.EACH:
                continue
            numbers = frozenset(self.number[node] for node in self._inside(turning))
            if rule.kind is LoopKind.EACH:
                answered.append((index, numbers))
            if factor > 1:
                for number in numbers:
                    most[number] = min(most.get(number, 1) * factor, 1_000_000)
        return most, tuple(answered)


def _starts(diagram: Diagram, options: RunOptions) -> list[str]:
    for node in options.also_start:
        if node not in diagram.node:
            raise RunRefused(f"the run cannot start at {node!r}: there is no such node")
    if options.start == "chosen":
        if not options.also_start:
            raise RunRefused("the option start is chosen, but also_start names no node: name the nodes to start at")
        wanted = {*options.also_start}
    else:
        sources = source_nodes(diagram) if options.start == "sources" else ()
        wanted = {*(sources or start_nodes(diagram)), *options.also_start}
    return [node.id for node in diagram.nodes if node.id in wanted]
