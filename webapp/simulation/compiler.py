"""Compiles a diagram into a program, under the options of a run."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Diagram, Node, Shape
from webapp.domain.conditions import LoopKind, read_condition
from webapp.errors import RunRefused
from webapp.graph import back_edges, source_nodes, start_nodes
from webapp.graph.strong import strong_components
from webapp.simulation.loop_turns import Turning, Turns
from webapp.simulation.nesting import nest
from webapp.simulation.program import GO_ON, NOWHERE, PLAIN, REPEAT, Branch, CompiledLoop, Move, Program, Stop, Turn
from webapp.simulation.run_options import RunOptions

MOST_NODES = 10_000
"""Nodes of a diagram that is run: more would take longer than a visitor waits."""
MOST_EDGES = 15_000
"""Edges of a diagram that is run."""
MOST_LOOPS = 300
"""Loops of a diagram that is run: each may make a group of its own."""
MOST_ANY = 30
"""Branches of a node under the option `any`: a choice among them is the bit set of those chosen."""

MOST_KEPT = 8

_kept: list[tuple[Diagram, RunOptions, Program]] = []
"""The last programs, the newest first."""


def compile_program(diagram: Diagram, options: RunOptions) -> Program:
    """Compile a diagram under the given options; the last ones are kept.

    Raises:
        RunRefused: too many nodes, edges or loops, or the options name what is not there.
    """
    # Comparing a diagram with another one takes longer than a short run; the same one is found at once.
    for known, its_options, program in _kept:
        if known is diagram and (its_options is options or its_options == options):
            return program
    equal = next((kept[2] for kept in _kept if kept[0] == diagram and kept[1] == options), None)
    program = equal or _compile(diagram, options)
    _kept[:] = [(diagram, options, program), *(kept for kept in _kept if kept[2] is not program)][:MOST_KEPT]
    return program


def _compile(diagram: Diagram, options: RunOptions) -> Program:
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
        self.turning_at: dict[int, list[int]] = {}
        self.first_of: dict[int, list[int]] = {}
        for index, turning in enumerate(self.turns):
            self.first_of.setdefault(turning.first, []).append(index)
            for place in turning.places:
                self.turning_at.setdefault(place, []).append(index)
        self.bits = self._bits()
        self.loops = tuple(self._loop(turning) for turning in self.turns)
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
            bits=tuple(self.bits[place] for place in self.nesting.order),
            back=self.back,
        )

    def _bits(self) -> list[int]:
        """Return the bits of the nodes in what tokens remember, by place.

        A token that comes back without a decision is a reply, so only nodes on cycles over nodes that keep what is
        remembered have one: a decision empties it, unless a loop turns there and may force it.
        """
        ahead: dict[int, list[int]] = {}
        for place, edges in enumerate(self.outgoing):
            if edges and (not self.outcomes[place] or place in self.turning_at):
                ahead[place] = [self.ends[edge][1] for edge in edges]
        for turning in self.jumps:
            ahead.setdefault(turning.after, []).append(turning.first)
        bits = [0] * len(self.number)
        found = []
        for members in strong_components(range(len(bits)), ahead):
            if len(members) > 1 or members[0] in ahead.get(members[0], ()):
                found += members
        for index, place in enumerate(sorted(found, key=self.number.__getitem__)):
            bits[place] = 1 << index
        return bits

    def _group(self, turning: Turning, place: int) -> int:
        """Return the smallest group with the first node of a loop and a node where it turns."""
        return self.nesting.common((turning.first, place))

    def _mask(self, group: int) -> int:
        if group not in self.masks:
            self.masks[group] = sum(self.bits[node] for node in self.nesting.groups[group].nodes)
        return self.masks[group]

    def _inside(self, turning: Turning) -> frozenset[int]:
        """Return the nodes of the groups in which a loop turns."""
        groups = {self._group(turning, place) for place in turning.places}
        if len(groups) == 1:
            return self.nesting.groups[groups.pop()].nodes
        return frozenset().union(*(self.nesting.groups[group].nodes for group in groups))

    def _loop(self, turning: Turning) -> CompiledLoop:
        cleared = {self.number[place]: self._mask(self._group(turning, place)) for place in turning.places}
        condition = self.diagram.loop[turning.id].condition
        return CompiledLoop(turning.id, turning.rule, self.number[turning.first], cleared, condition)

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
