"""Texts and operations that the tests share: any text, likely text, broken text, sound text, a shop; edits applied."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import permutations

from digits import DRAWS, Draw
from hypothesis import strategies as st

from webapp.domain import Shape, Side, TextEdit
from webapp.dsl import Document
from webapp.dsl.edits import (
    AddEdge,
    AddLane,
    AddNode,
    MoveLane,
    MoveNode,
    Operation,
    RemoveEdge,
    RemoveLane,
    RemoveNode,
    UpdateEdge,
    UpdateLane,
    UpdateNode,
    apply,
)
from webapp.errors import EditRefused

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)
PIECES = [
    *("A", "B", "n1", "n2", "n10", "n1:", "circle", "diamond", "rect", "label:", "label=", '"x"', '"', "\\", "[", "]"),
    *("loop", "loop [", ".", ".handle(right)", ".handle(left)", ".handle(", ")", "->", "-->", "{", "}", "#", "//", ","),
    *(" ", " ", " ", "\n", "\n", "\r", "\r\n", "\t", "\ufeff", "\x00", "\ud800", "n1.handle(right) -> n2.handle(left)"),
    *(
        "A { # A\n",
        "n1: circle\n",
        "[label=",
        "[label:",
        "A.",
        "B.n2",
        "é",
        "e\u0301",
        "owner:",
        "flowchart TD",
        "@start",
    ),
    *("digraph {", "graph", "strict", "%%", "<?xml", "---\n", "' ", "/*", "*/", "<!--", "system:", "description:"),
    *("taskbox", "rectangle", "task-box", "oval", "top", "north", ".handle( up )", "handle", "loop [x] n1 n2", "\n}\n"),
]


def _likely(data: bytes) -> str:
    return "".join(PIECES[byte % len(PIECES)] for byte in data)


HALF_DOCUMENT = 'A { # A\nn1: circle label:"x"\n  n2: rectangle\nn1.handle(right) -> n2.handle(left) [label="y"]\n}\n'


def _broken(data: bytes) -> str:
    cut = data[0] % (len(HALF_DOCUMENT) + 1)
    return HALF_DOCUMENT[:cut] + _likely(data[1:]) + HALF_DOCUMENT[cut:]


# One draw of bytes takes a tenth of the time of forty draws of words.
LIKELY_TEXT = st.binary(max_size=40).map(_likely)
BROKEN_DOCUMENT = st.binary(min_size=1, max_size=41).map(_broken)
TEXTS = st.one_of(ANY_TEXT, LIKELY_TEXT, BROKEN_DOCUMENT)

WORDS = st.text(st.characters(codec=None), max_size=20)
NODES = ["n1", "n2", "n3", "n4", "n10"]
LANES = ["A", "B", "C"]
EDGES = ["n1-n2", "n2-n1", "n2-n3", "n1-n2-2"]
SIDES, SHAPES = list(Side), list(Shape)
ORDERS = [*permutations(LANES, 2), *permutations(LANES, 3)]
FIVE = [f"n{number}" for number in range(1, 6)]


def any_operation(draw: Draw, words: str) -> Operation:
    """Return an operation on a text of five nodes, which may not have what it names."""
    node, other, lane, edge = draw.of(NODES), draw.of(NODES), draw.of(LANES), draw.of(EDGES)
    shape, side, target_side = draw.of(SHAPES), draw.of(SIDES), draw.of(SIDES)
    return draw.of(
        [
            AddNode(lane, shape, words),
            UpdateNode(node, label=words, owner=words[::-1], shape=shape),
            MoveNode(node, lane),
            RemoveNode(node, draw.of([False, True])),
            AddEdge(node, other, side, target_side, words),
            UpdateEdge(edge, label=words, source=node, target=other, source_side=side),
            RemoveEdge(edge),
            AddLane(words),
            UpdateLane(lane, words),
            MoveLane(lane, draw.of(LANES)),
            RemoveLane(lane),
        ]
    )


def sound_texts() -> st.SearchStrategy[str]:
    """Return texts of five nodes."""
    return DRAWS.map(five_nodes)


def five_nodes(draw: Draw) -> str:
    """Return two or three lanes with five nodes and some edges, in any order, indentation and line ending."""
    names = draw.of(ORDERS)
    lane_of = {node: draw.of(names) for node in FIVE}
    pairs = [(draw.of(FIVE), draw.of(FIVE)) for _ in range(draw.of(range(7)))]
    indent, ending = draw.of(["", "  ", "\t"]), draw.of(["\n", "\r\n", "\r"])
    lines = []
    for name in names:
        body = [f'{node}: rectangle label:"{node}"' for node, lane in lane_of.items() if lane == name]
        for source, target in pairs:
            if lane_of[source] == name:
                prefix = "" if lane_of[target] == name else f"{lane_of[target]}."
                body.append(f"{source}.handle(right) -> {prefix}{target}.handle(left)")
        lines += [f"{name} {{ # Lane {name}", *(indent + line for line in body), "}"]
        lines += draw.of([[], [""], ["// between"]])
    return ending.join(lines) + draw.of(["", ending])


def edited(document: Document, operations: Iterable[Operation]) -> Document:
    """Return the document after those operations that can be done, one after the other."""
    for operation in operations:
        with suppress(EditRefused):
            document = apply(document, [operation]).document
    return document


def patch_text(text: str, edits: Iterable[TextEdit]) -> str:
    """Apply edits, given in offsets of the text, from the last to the first."""
    for edit in sorted(edits, key=lambda item: item.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


SHOP = """\
// orders
Sales { # Sales desk
    n1: circle label:"Order" // begins here
    n2: rectangle label:"Check"
    n1.handle(right) -> n2.handle(left)
    n2.handle(bottom) -> Store.n3.handle(top) [label="ok"]
}

Store { # Store
    n3: rectangle label:"Pack"
    n4: circle label:"Sent"
    n3.handle(right) -> n4.handle(left)
    loop [until complete] n3 n4
}
"""


def without(*lines: str) -> str:
    """Return the shop's text without these lines."""
    return "".join(line for line in SHOP.splitlines(keepends=True) if line.strip() not in lines)
