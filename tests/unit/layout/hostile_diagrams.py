"""Seeded diagrams without manners, each unkind in a way of its own."""

from __future__ import annotations

from random import Random

from layout_checks import build

from webapp.domain import Diagram, Shape, Side

SIDES, SHAPES = list(Side), list(Shape)
WORDS = ["A", "Do the thing", "A rather long label for a node that wraps", "x" * 40, "?", 'a "<b>& of it'] * 2
NOTES = ["", "", "", "Yes", "No", "Some longer label", "An edge label that goes on and on until it wraps twice"]

Rows = tuple[int, list[tuple[int, Shape, str]], list[tuple[int, Side, int, Side, str]]]


def hostile(seed: int) -> Diagram:
    """Return the hostile diagram of a seed; every eighth one is of the same kind."""
    chance = Random(seed)
    kinds = (_tangle, _tangle, _parallel, _hub, _fan_in, _chain, _twenty_lanes, _lonely)
    return build(*kinds[seed % len(kinds)](chance))


def _nodes(chance: Random, count: int, lanes: int) -> list[tuple[int, Shape, str]]:
    return sorted(
        ((chance.randrange(lanes), chance.choice(SHAPES), chance.choice(WORDS)) for _ in range(count)),
        key=lambda node: node[0],
    )


def _edge(chance: Random, source: int, target: int) -> tuple[int, Side, int, Side, str]:
    return source, chance.choice(SIDES), target, chance.choice(SIDES), chance.choice(NOTES)


def _tangle(chance: Random) -> Rows:
    """Any node to any node, self loops included, from any side to any side."""
    lanes, count = chance.randint(1, 5), chance.randint(1, 22)
    edges = [
        _edge(chance, chance.randrange(count), chance.randrange(count))
        for _ in range(int(count * chance.choice((0.5, 1, 1.5, 2))))
    ]
    return lanes, _nodes(chance, count, lanes), edges


def _parallel(chance: Random) -> Rows:
    """Bundles of edges between few nodes, there and back."""
    count = chance.randint(2, 5)
    edges = [_edge(chance, i % count, (i + chance.randint(0, 1)) % count) for i in range(chance.randint(6, 22))]
    return 2, _nodes(chance, count, 2), edges


def _hub(chance: Random) -> Rows:
    """One node with forty edges on one side or on all of them."""
    sides = SIDES if chance.random() < 0.5 else [chance.choice(SIDES)]
    edges = []
    for i in range(1, 41):
        source, out, target, into, note = _edge(chance, 0, i)
        side = chance.choice(sides)
        edges.append((target, out, source, side, note) if chance.random() < 0.3 else (source, side, target, into, note))
    return 3, _nodes(chance, 41, 3), edges


def _fan_in(chance: Random) -> Rows:
    """Thirty edges from other lanes to one node."""
    side, out = chance.choice(SIDES), chance.choice(SIDES)
    nodes = [(i % 4 + 1, chance.choice(SHAPES), f"Source {i}") for i in range(30)]
    nodes = sorted([(0, Shape.RECTANGLE, "All"), *nodes], key=lambda node: node[0])
    return 5, nodes, [(i, out, 0, side, chance.choice(NOTES)) for i in range(1, 31)]


def _chain(chance: Random) -> Rows:
    """Two hundred steps in a row or a column, with a few edges back."""
    lanes = chance.choice((1, 1, 4))
    out, into = chance.choice(((Side.RIGHT, Side.LEFT), (Side.BOTTOM, Side.TOP), (Side.LEFT, Side.RIGHT)))
    edges = [(i, out, i + 1, into, chance.choice(NOTES)) for i in range(199)]
    edges += [_edge(chance, chance.randrange(200), chance.randrange(200)) for _ in range(6)]
    return lanes, _nodes(chance, 200, lanes), edges


def _twenty_lanes(chance: Random) -> Rows:
    """Few nodes and many edges in twenty lanes."""
    edges = [_edge(chance, chance.randrange(40), chance.randrange(40)) for _ in range(44)]
    return 20, _nodes(chance, 40, 20), edges


def _lonely(chance: Random) -> Rows:
    """Many nodes without edges among some with."""
    return 3, _nodes(chance, 40, 3), [_edge(chance, chance.randrange(6), chance.randrange(40)) for _ in range(8)]
