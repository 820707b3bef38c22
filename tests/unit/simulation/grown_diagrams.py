"""Random diagrams as people draw them: sequences, forks, decisions and loops inside each other, and some odd edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from webapp.domain import Diagram, Edge, Lane, Loop, Node, Shape, Side

TEXTS = {
    "retry up to 2 times": ("upto", 0, 2),
    "at most twice": ("upto", 0, 2),
    "fewer than 3 times": ("upto", 0, 2),
    "max 1": ("upto", 0, 1),
    "retry 2": ("upto", 0, 2),
    "2 attempts": ("upto", 0, 2),
    "Retry (2)": ("upto", 0, 2),
    "bis zu 2 Mal": ("upto", 0, 2),
    "höchstens zweimal": ("upto", 0, 2),
    "maximal 1": ("upto", 0, 1),
    "jusqu'à 2 fois": ("upto", 0, 2),
    "au plus deux fois": ("upto", 0, 2),
    "2 to 3 times": ("range", 2, 3),
    "zwei bis drei Mal": ("range", 2, 3),
    "2 à 3 fois": ("range", 2, 3),
    "repeat 3 times": ("times", 3, 3),
    "twice": ("times", 2, 2),
    "3 Mal wiederholen": ("times", 3, 3),
    "dreimal": ("times", 3, 3),
    "trois fois": ("times", 3, 3),
    "until valid": ("until", 0, 0),
    "while open": ("until", 0, 0),
    "bis gültig": ("until", 0, 0),
    "solange offen": ("until", 0, 0),
    "jusqu'à validation": ("until", 0, 0),
    "tant que c'est ouvert": ("until", 0, 0),
    "for each order": ("each", 0, 0),
    "foreach item": ("each", 0, 0),
    "für jede Bestellung": ("each", 0, 0),
    "pro Auftrag": ("each", 0, 0),
    "pour chaque commande": ("each", 0, 0),
    "every 5 minutes": ("free", 0, 0),
    "alle 5 Minuten": ("free", 0, 0),
    "toutes les 5 minutes": ("free", 0, 0),
    "3 times per day": ("free", 0, 0),
    "retry loop": ("free", 0, 0),
}
FEATURES = (
    "chain loop inside an outer cycle",
    "decision outside the list",
    "drawn way back from a step",
    "single-node loop",
    "list that leaves out nodes of the cycle",
    "retry in one branch of a fork inside an outer loop",
    "lanes in reverse order",
)
LANES = ("Team", "Bank", "Shop")


@dataclass
class Grown:
    """A diagram and which features it has."""

    diagram: Diagram
    features: set[str] = field(default_factory=set)


def grow(seed: int, *, small: bool = False, odd: bool = True) -> Grown:
    """Return the random diagram of a seed; a small one has few decisions, `odd` adds edges that nobody would draw."""
    return _Grower(Random(seed), seed, small, odd).grown()


class _Grower:
    def __init__(self, dice: Random, seed: int, small: bool, odd: bool) -> None:
        self.dice = dice
        self.small = small
        self.odd = odd
        self.shapes: list[Shape] = []
        self.lanes: list[str] = []
        self.ways: list[tuple[int, int, str]] = []
        self.loops: list[tuple[str, list[int]]] = []
        self.features: set[str] = set()
        self.texts = list(TEXTS)
        self.next_text = seed * 7
        self.outer = False
        self.forked = False

    def node(self, shape: Shape = Shape.RECTANGLE) -> int:
        self.shapes.append(shape)
        self.lanes.append(self.dice.choice(LANES))
        return len(self.shapes) - 1

    def way(self, source: int, target: int, label: str = "") -> None:
        self.ways.append((source, target, label))

    def loop(self, nodes: list[int]) -> None:
        self.next_text += 1
        self.loops.append((self.texts[self.next_text % len(self.texts)], nodes))

    def grown(self) -> Grown:
        dice = self.dice
        start = self.node(Shape.CIRCLE)
        self.outer = dice.random() < 0.7
        path = self.sequence(dice.choice([1, 2] if self.small else [1, 2, 2, 3]), 2)
        self.way(start, path[0])
        end = self.node(Shape.CIRCLE)
        if self.outer:
            more = self.node(Shape.DIAMOND)
            self.way(path[-1], more)
            self.way(more, path[0], "More")
            self.way(more, end, "Done")
            if dice.random() < 0.2:
                self.loop([*path, more])
        else:
            self.way(path[-1], end)
        for _ in range(dice.choice([0, 0, 0, 1, 2]) if self.odd else 0):
            self.way(dice.randrange(1, len(self.shapes)), dice.randrange(1, len(self.shapes)), dice.choice(["", "odd"]))
        if self.odd and dice.random() < 0.1:
            self.loop(dice.sample(range(len(self.shapes)), min(3, len(self.shapes))))
        return Grown(self.diagram(), self.features)

    def sequence(self, count: int, depth: int) -> list[int]:
        """Add blocks one after the other, and return a way through them."""
        path: list[int] = []
        for _ in range(count):
            block = self.block(depth)
            if path:
                self.way(path[-1], block[0])
            path.extend(block)
        return path

    def block(self, depth: int) -> list[int]:
        kinds: list[Callable[[int], list[int]]] = [self.step]
        if depth:
            kinds = [self.step, self.fork, self.decision, self.retry, self.retry, self.chain, self.drawn, self.single]
        return self.dice.choice(kinds)(depth - 1)

    def step(self, depth: int) -> list[int]:
        del depth
        return [self.node()]

    def inside(self, depth: int) -> list[int]:
        return self.sequence(self.dice.choice([1, 1, 2]), max(depth, 0))

    def body(self, depth: int) -> list[int]:
        """Return what a loop repeats, mostly with a first node of its own: loops that share it begin to count anew."""
        if self.dice.random() < 0.15:
            return self.inside(depth)
        first = self.node()
        path = [first, *self.inside(depth)]
        self.way(first, path[1])
        return path

    def fork(self, depth: int) -> list[int]:
        begin, before = self.node(), self.forked
        self.forked = True
        ways = (
            [self.retry(depth), self.inside(depth)] if self.dice.random() < 0.6 else [self.inside(depth) for _ in "12"]
        )
        self.forked = before
        end = self.node()
        for way in ways:
            self.way(begin, way[0])
            self.way(way[-1], end)
        return [begin, *ways[0], end]

    def decision(self, depth: int) -> list[int]:
        diamond = self.node(Shape.DIAMOND)
        ways = [self.inside(depth) for _ in "12"]
        end = self.node()
        for way, label in zip(ways, ("Yes", "No"), strict=True):
            self.way(diamond, way[0], label)
            self.way(way[-1], end)
        return [diamond, *ways[0], end]

    def retry(self, depth: int) -> list[int]:
        body = self.body(depth)
        if len(body) == 1:
            body.append(self.node())
            self.way(body[0], body[1])
        diamond, on = self.node(Shape.DIAMOND), self.node()
        self.way(body[-1], diamond)
        back = body[0]
        if self.dice.random() < 0.3:
            wait = self.node()
            self.way(diamond, wait, "No")
            self.way(wait, back)
        else:
            self.way(diamond, back, "No")
        self.way(diamond, on, "Yes")
        listed = [*body, diamond]
        how = self.dice.random()
        if how < 0.3:
            listed = body
            self.features.add("decision outside the list")
        elif how < 0.6:
            listed = [*body[1:], diamond] if self.dice.random() < 0.5 else [body[0], diamond]
            self.features.add("list that leaves out nodes of the cycle")
        self.loop(listed)
        if self.forked and self.outer:
            self.features.add("retry in one branch of a fork inside an outer loop")
        return [*body, diamond, on]

    def chain(self, depth: int) -> list[int]:
        body = [self.node(), *self.inside(depth)]
        self.way(body[0], body[1])
        self.loop(body)
        if self.outer:
            self.features.add("chain loop inside an outer cycle")
        return body

    def drawn(self, depth: int) -> list[int]:
        body = self.body(depth)
        last, on = self.node(), self.node()
        self.way(body[-1], last)
        self.way(last, body[0])
        self.way(last, on)
        self.loop([*body, last])
        self.features.add("drawn way back from a step")
        return [*body, last, on]

    def single(self, depth: int) -> list[int]:
        node = self.node()
        if depth and self.dice.random() < 0.3:
            self.way(node, node)
        self.loop([node])
        self.features.add("single-node loop")
        return [node]

    def diagram(self) -> Diagram:
        lanes = list(LANES)
        if self.dice.random() < 0.3:
            lanes.reverse()
            self.features.add("lanes in reverse order")
        order = sorted(range(len(self.shapes)), key=lambda node: lanes.index(self.lanes[node]))
        names = [f"n{node + 1}" for node in range(len(self.shapes))]
        seen: dict[str, int] = {}
        edges = []
        for source, target, label in sorted(self.ways, key=lambda way: lanes.index(self.lanes[way[0]])):
            name = f"{names[source]}-{names[target]}"
            seen[name] = seen.get(name, 0) + 1
            name = name if seen[name] == 1 else f"{name}-{seen[name]}"
            edges.append(Edge(name, names[source], names[target], Side.RIGHT, Side.LEFT, label))
        return Diagram(
            lanes=tuple(Lane(lane, lane) for lane in lanes),
            nodes=tuple(Node(names[node], self.lanes[node], self.shapes[node]) for node in order),
            edges=tuple(edges),
            loops=tuple(
                Loop(f"loop-{index}", text, tuple(names[node] for node in nodes))
                for index, (text, nodes) in enumerate(self.loops, start=1)
            ),
        )
