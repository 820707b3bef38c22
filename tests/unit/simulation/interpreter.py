"""The rules of a run read word by word: no tables, a search at every step, and no code of the engine.

It is slow and plain on purpose. Loops are told to it as what they mean, so that it reads no condition either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import networkx as nx

from webapp.domain import Diagram, Edge, Loop, Shape, Side
from webapp.graph import start_nodes

Meaning = tuple[str, int, int]
"""What a loop means: its kind, and the least and the most passes as its text has them (retries for `upto`)."""


class Said(NamedTuple):
    """A choice at a node, in the order in which the run asks; `label` may be a number."""

    node: str
    label: str
    edges: tuple[str, ...]


@dataclass(frozen=True)
class Ring:
    """A group: its nodes, its heads, how deep it is."""

    nodes: frozenset[str]
    heads: frozenset[str]
    depth: int


@dataclass
class Levels:
    """The groups of a diagram, the back edges that join components, and the nodes in their order."""

    rings: list[Ring] = field(default_factory=list)
    joining: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)

    def smallest(self, *nodes: str) -> Ring | None:
        """Return the smallest group with all these nodes."""
        found = [ring for ring in self.rings if ring.nodes.issuperset(nodes)]
        return max(found, key=lambda ring: ring.depth, default=None)


@dataclass
class Counted:
    """A loop in a run."""

    loop: Loop
    kind: str
    least: int
    most: int
    diamonds: dict[str, tuple[set[int], set[int]]] = field(default_factory=dict)
    after: str | None = None
    way_back: tuple[Edge, ...] = ()
    jump: Edge | None = None
    count: int = 0
    turned: bool = False
    cleared: bool = False
    answered: bool = False

    @property
    def first(self) -> str:
        return self.loop.nodes[0]

    @property
    def places(self) -> list[str]:
        return [self.after] if self.after else list(self.diamonds)


@dataclass
class Run:
    """What happened."""

    status: str = "complete"
    fired: list[str] = field(default_factory=list)
    moved: list[tuple[int, str]] = field(default_factory=list)
    replied: list[tuple[int, str]] = field(default_factory=list)
    lowest_was_free: bool = True
    stuck: bool = False


class Interpreter:
    """Runs one diagram."""

    def __init__(self, diagram: Diagram, meanings: Mapping[str, Meaning]) -> None:
        self.diagram = diagram
        self.names = [node.id for node in diagram.nodes]
        self.branches = {node.id: self.branches_of(node.id) for node in diagram.nodes}
        self.back = self.back_edges()
        self.drawn = self.levels(list(diagram.edges), self.back)
        self.loops = [self.turning(loop, meanings[loop.condition]) for loop in diagram.loops if loop.nodes]
        jumps = [counted.jump for counted in self.loops if counted.jump]
        self.edges = [*diagram.edges, *jumps]
        self.back |= {jump.id for jump in jumps}
        self.whole = self.levels(self.edges, self.back)
        self.known: dict[tuple[str, str], bool] = {}
        self.offers: list[Said] = []
        """What can be answered where firing a node needs one answer more, without what a count rules out."""

    # What is drawn

    def branches_of(self, node: str) -> list[list[Edge]]:
        """Return the branches of a decision; none for a step."""
        if self.diagram.node[node].shape is not Shape.DIAMOND:
            return []
        found: list[list[Edge]] = []
        for edge in self.diagram.outgoing[node]:
            alike = [branch for branch in found if edge.label and branch[0].label == edge.label]
            if alike:
                alike[0].append(edge)
            else:
                found.append([edge])
        return found if len(found) > 1 else []

    def leads(self, source: str, target: str, edges: Iterable[Edge]) -> bool:
        """Return whether a way of one edge or more leads from a node to another."""
        edges = list(edges)
        seen: set[str] = set()
        heap = [source]
        while heap:
            at = heap.pop()
            for edge in edges:
                if edge.source == at and edge.target not in seen:
                    seen.add(edge.target)
                    heap.append(edge.target)
        return target in seen

    def back_edges(self) -> set[str]:
        found = set()
        for loop in self.diagram.loops:
            for edge in self.diagram.edges:
                if edge.source not in loop.nodes or edge.target != loop.nodes[0]:
                    continue
                if edge.target == edge.source or self.leads(edge.target, edge.source, self.diagram.edges):
                    found.add(edge.id)
        named = set(found)
        visited: set[str] = set()

        def visit(node: str, path: tuple[str, ...]) -> None:
            visited.add(node)
            for edge in self.diagram.outgoing[node]:
                if edge.id in named:
                    continue
                if edge.target in (*path, node):
                    found.add(edge.id)
                elif edge.target not in visited:
                    visit(edge.target, (*path, node))

        for root in (*start_nodes(self.diagram), *self.names):
            if root not in visited:
                visit(root, ())
        return found

    def levels(self, edges: list[Edge], back: set[str]) -> Levels:
        levels = Levels()
        self.level(levels, set(self.names), edges, back, 0)
        return levels

    def level(self, levels: Levels, nodes: set[str], edges: list[Edge], back: set[str], depth: int) -> None:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from((edge.source, edge.target) for edge in edges)
        parts = [frozenset(part) for part in nx.strongly_connected_components(graph)]
        joins = [e for e in edges if e.id in back and not any({e.source, e.target} <= part for part in parts)]
        levels.joining |= {edge.id for edge in joins}
        edges = [edge for edge in edges if edge not in joins]
        left = sorted(parts, key=lambda part: min(map(self.names.index, part)))
        while left:
            part = next(
                part
                for part in left
                if not any(
                    edge.target in part and edge.source in other
                    for edge in edges
                    for other in left
                    if other is not part
                )
            )
            left.remove(part)
            inner = [edge for edge in edges if edge.source in part and edge.target in part]
            if not inner:
                levels.order.extend(part)
                continue
            closing = [edge for edge in inner if edge.id in back]
            others = [edge for edge in inner if edge.id not in back]
            targets = {edge.target for edge in closing}
            heads = {t for t in targets if not any(self.leads(o, t, others) for o in targets if o != t)} or targets
            levels.rings.append(Ring(part, frozenset(heads), depth))
            rest = [edge for edge in inner if edge.id not in back or edge.target not in heads]
            self.level(levels, set(part), rest, back, depth + 1)

    # Where loops turn

    def turning(self, loop: Loop, meaning: Meaning) -> Counted:
        kind, least, most = meaning
        counted = Counted(loop, kind, least, most)
        first, last = loop.nodes[0], loop.nodes[-1]
        if kind == "free":
            return counted
        listed = [node for node in dict.fromkeys(loop.nodes) if self.repeating(node, first)]
        closing = tuple(edge for edge in self.diagram.outgoing[last] if edge.target == first)
        reaches = first == last or self.leads(first, last, self.diagram.edges)
        if listed:
            turning = listed
        elif closing and not self.branches[last]:
            if reaches:
                counted.after, counted.way_back = last, closing
            return counted
        else:
            turning = self.behind(loop)
        if not turning:
            if reaches:
                counted.after = last
                counted.jump = Edge(f"{loop.id} turns", last, first, Side.TOP, Side.TOP)
            return counted
        for node in turning:
            repeating = self.repeating(node, first)
            leaving = {
                index
                for index, branch in enumerate(self.branches[node])
                if index not in repeating and not self.leads_on(branch, node, turning, first)
            }
            counted.diamonds[node] = (repeating, leaving)
        return counted

    def repeating(self, node: str, first: str, *, into_next_turn: bool = True) -> set[int]:
        """Return the repeat branches of a diamond."""
        ring = self.drawn.smallest(node, first)
        if not self.branches[node] or ring is None:
            return set()

        def follows(edge: Edge, passed: frozenset[str]) -> bool:
            at = edge.target
            if at not in ring.nodes:
                return False
            if at == first or (into_next_turn and edge.id in self.back and at in ring.heads):
                return True
            if self.branches[at] or at in passed:
                return False
            return any(follows(onward, passed | {at}) for onward in self.diagram.outgoing[at])

        return {
            index
            for index, branch in enumerate(self.branches[node])
            if any(follows(edge, frozenset()) for edge in branch)
        }

    def behind(self, loop: Loop) -> list[str]:
        """Return the diamonds behind the list that repeat it."""
        ring = self.drawn.smallest(*loop.nodes)
        if ring is None or loop.nodes[0] not in ring.heads:
            return []
        found: list[str] = []
        seen: set[str] = {loop.nodes[-1]}
        now = [loop.nodes[-1]]
        while now:
            after = [edge.target for node in now for edge in self.diagram.outgoing[node] if edge.target not in seen]
            now = []
            for node in dict.fromkeys(after):
                seen.add(node)
                if self.branches[node]:
                    found.append(node)
                else:
                    now.append(node)
        return [node for node in found if self.repeating(node, loop.nodes[0], into_next_turn=False)]

    def leads_on(self, branch: list[Edge], node: str, turning: list[str], first: str) -> bool:
        """Return whether a branch leads on, in this turn, to another diamond at which the loop turns."""
        ring = self.drawn.smallest(first, *turning)
        assert ring is not None
        edges = [
            edge
            for edge in self.diagram.edges
            if {edge.source, edge.target} <= ring.nodes and not (edge.id in self.back and edge.target in ring.heads)
        ]
        others = set(turning) - {node}
        return any(
            edge in edges and (edge.target in others or any(self.leads(edge.target, other, edges) for other in others))
            for edge in branch
        )

    # The run

    def can_arrive(self, source: str, target: str) -> bool:
        if (source, target) not in self.known:
            self.known[source, target] = self.search(source, target)
        return self.known[source, target]

    def search(self, source: str, target: str) -> bool:
        ring = self.whole.smallest(source, target)
        inside = ring.nodes if ring else set(self.names)
        heads = ring.heads if ring else frozenset()
        edges = (
            edge
            for edge in self.edges
            if {edge.source, edge.target} <= inside
            and not (edge.id in self.back and edge.target in heads)
            and edge.id not in self.whole.joining
        )
        return source != target and self.leads(source, target, edges)

    def run(self, choices: Iterable[Said], most_steps: int = 300) -> Run:
        """Run until the choices end, the run is complete, looks endless, or has had this many steps."""
        said: dict[str, list[Said]] = {}
        for choice in choices:
            said.setdefault(choice.node, []).append(choice)
        for counted in self.loops:
            counted.count, counted.turned, counted.cleared, counted.answered = 0, False, False, False
            if counted.kind == "each":
                counted.most = 0
        result = Run()
        rank = {node: index for index, node in enumerate(self.whole.order)}
        tokens: list[tuple[str, frozenset[str]]] = [(node, frozenset()) for node in start_nodes(self.diagram)]
        while tokens:
            if len(result.fired) == most_steps:
                result.status = "more"
                return result
            waiting = {at for at, _ in tokens}
            free = {at for at in waiting if not any(self.can_arrive(other, at) for other in waiting)}
            if not free:
                result.stuck = True
                return result
            node = min(free, key=rank.__getitem__)
            result.lowest_was_free &= node == min(waiting, key=rank.__getitem__)
            history = frozenset().union(*(played for at, played in tokens if at == node))
            fired = self.fire(node, history, iter(list(said.get(node, []))), said)
            if fired is None:
                result.status = "waiting"
                return result
            moves, history = fired
            tokens = [token for token in tokens if token[0] != node]
            result.fired.append(node)
            for edge in moves:
                result.moved.append((len(result.fired), "" if " turns" in edge.id else edge.id))
                if edge.target in history:
                    result.replied.append((len(result.fired), edge.target))
                else:
                    tokens.append((edge.target, history))
                    self.enter(edge)
            if tokens and result.fired.count(node) > 100 * self.patience(node):
                result.status = "limit"
                return result
        return result

    def patience(self, node: str) -> int:
        product = 1
        for counted in self.loops:
            rings = [self.whole.smallest(counted.first, place) for place in counted.places]
            if any(ring and node in ring.nodes for ring in rings):
                product *= max(1, counted.most + (counted.kind == "upto")) if counted.kind != "until" else 1
        return product

    def enter(self, edge: Edge) -> None:
        """Note the loops that are entered behind their first node."""
        for counted in self.loops:
            if edge.target in counted.loop.nodes and edge.target != counted.first and counted.places:
                rings = [self.whole.smallest(counted.first, place) for place in counted.places]
                inside = {node for ring in rings if ring for node in ring.nodes}
                if edge.target in inside and edge.source not in inside:
                    counted.count = 0

    def fire(
        self, node: str, history: frozenset[str], next_said: Iterator[Said], said: dict[str, list[Said]]
    ) -> tuple[list[Edge], frozenset[str]] | None:
        """Fire a node: return the edges over which tokens leave, and what they remember; None where it is open."""

        def answer() -> Said | None:
            choice = next(next_said, None)
            if choice:
                said[node].remove(choice)
            return choice

        for counted in self.loops:
            if counted.kind == "each" and counted.first == node and counted.places and not counted.answered:
                number = answer()
                if number is None:
                    self.offers = [Said(node, items, ()) for items in ("1", "2", "3")]
                    return None
                counted.least = counted.most = int(number.label)
                counted.answered = True
        for counted in self.loops:
            if counted.first == node and counted.places:
                counted.count = counted.count + 1 if counted.turned else 1
                counted.turned = counted.cleared = False
        here = sorted((c for c in self.loops if node in c.places), key=lambda c: len(self.ring_of(c, node).nodes))
        if self.branches[node]:
            return self.decide(node, history, here, answer)
        history |= {node}
        ways_back = [edge for counted in here for edge in counted.way_back]
        for counted in here:
            must = self.must(counted)
            if must is None:
                choice = answer()
                if choice is None:
                    self.offers = [Said(node, label, ()) for label in ("Repeat", "Go on")]
                    return None
                must = choice.label == "Repeat"
            if must:
                history = self.turn(counted, node, history)
                return list(counted.way_back or [counted.jump]), history  # type: ignore[list-item]
            counted.count = 0
        return [edge for edge in self.diagram.outgoing[node] if edge not in ways_back], history

    def ring_of(self, counted: Counted, place: str) -> Ring:
        ring = self.whole.smallest(counted.first, place)
        assert ring is not None
        return ring

    def must(self, counted: Counted) -> bool | None:
        """Return whether the count of a loop makes it turn or go on; None where it is free to."""
        if not counted.count or counted.kind == "until":
            return None
        most = counted.most + 1 if counted.kind == "upto" else counted.most
        least = 0 if counted.kind == "upto" else counted.least
        if counted.count < least:
            return True
        return False if counted.count >= most else None

    def turn(self, counted: Counted, node: str, history: frozenset[str]) -> frozenset[str]:
        counted.turned = True
        if not counted.cleared:
            counted.cleared = True
            history -= self.ring_of(counted, node).nodes
        return history

    def decide(
        self, node: str, history: frozenset[str], here: list[Counted], answer: Callable[[], Said | None]
    ) -> tuple[list[Edge], frozenset[str]] | None:
        drawn = self.branches[node]
        extra = [counted for counted in here if counted.after == node]
        count = len(drawn) + len(extra)
        repeats: dict[str, set[int]] = {}
        leaves: dict[str, set[int]] = {}
        for counted in here:
            if counted in extra:
                repeats[counted.loop.id] = {len(drawn) + extra.index(counted)}
                leaves[counted.loop.id] = set(range(count)) - repeats[counted.loop.id]
            else:
                again, out = counted.diamonds[node]
                repeats[counted.loop.id] = again
                leaves[counted.loop.id] = out | set(range(len(drawn), count))
        greyed: set[int] = set()
        asked_about = set(range(count))
        for counted in here:
            must = self.must(counted)
            if must is True:
                greyed |= leaves[counted.loop.id] & asked_about
                break
            if must is False:
                greyed |= repeats[counted.loop.id] & asked_about
            asked_about &= leaves[counted.loop.id]
        turns = True
        if len(greyed) == count:
            greyed, turns = set(), False
        left = set(range(count)) - greyed
        if len(left) == 1:
            taken = left.pop()
            history |= {node}
        else:
            choice = answer()
            ids = [tuple(edge.id for edge in branch) for branch in drawn]
            labels = [f"Repeat ({counted.loop.id})" if index else "Repeat" for index, counted in enumerate(extra)]
            if choice is None:
                every = [Said(node, "", edges) for edges in ids] + [Said(node, label, ()) for label in labels]
                self.offers = [every[index] for index in sorted(left)]
                return None
            taken = ids.index(choice.edges) if choice.edges else len(drawn) + labels.index(choice.label)
            history = frozenset()
        for counted in here:
            if taken in repeats[counted.loop.id]:
                if turns:
                    history = self.turn(counted, node, history)
                break
            if taken not in leaves[counted.loop.id]:
                break
            counted.count = 0
        return (drawn[taken] if taken < len(drawn) else [extra[taken - len(drawn)].jump]), history
