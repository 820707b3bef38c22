"""Texts and operations that the tests share: any text, likely text, broken text, sound text, a shop; edits applied."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from hypothesis import strategies as st

from webapp.domain import Shape, Side, TextEdit
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
# One draw of bytes takes a tenth of the time of forty draws of words.
LIKELY_TEXT = st.binary(max_size=40).map(lambda data: "".join(PIECES[byte % len(PIECES)] for byte in data))
HALF_DOCUMENT = 'A { # A\nn1: circle label:"x"\n  n2: rectangle\nn1.handle(right) -> n2.handle(left) [label="y"]\n}\n'
BROKEN_DOCUMENT = st.tuples(st.integers(0, len(HALF_DOCUMENT)), LIKELY_TEXT).map(
    lambda cut: HALF_DOCUMENT[: cut[0]] + cut[1] + HALF_DOCUMENT[cut[0] :]
)
TEXTS = st.one_of(ANY_TEXT, LIKELY_TEXT, BROKEN_DOCUMENT)

WORDS = st.text(st.characters(codec=None), max_size=20)
NODES = st.sampled_from(["n1", "n2", "n3", "n4", "n10"])
LANES = st.sampled_from(["A", "B", "C"])
SIDES = st.sampled_from(Side)
SHAPES = st.sampled_from(Shape)
EDGES = st.sampled_from(["n1-n2", "n2-n1", "n2-n3", "n1-n2-2"])
OPERATIONS = st.one_of(
    st.builds(AddNode, LANES, SHAPES, WORDS),
    st.builds(UpdateNode, NODES, label=WORDS, owner=WORDS, shape=SHAPES),
    st.builds(MoveNode, NODES, LANES),
    st.builds(RemoveNode, NODES, st.booleans()),
    st.builds(AddEdge, NODES, NODES, SIDES, SIDES, WORDS),
    st.builds(UpdateEdge, EDGES, label=WORDS, source=NODES, target=NODES, source_side=SIDES),
    st.builds(RemoveEdge, EDGES),
    st.builds(AddLane, WORDS),
    st.builds(UpdateLane, LANES, WORDS),
    st.builds(MoveLane, LANES, LANES),
    st.builds(RemoveLane, LANES),
)
ENDINGS = st.sampled_from(["\n", "\r\n", "\r"])
INDENTS = st.sampled_from(["", "  ", "\t"])


@st.composite
def sound_texts(draw: st.DrawFn) -> str:
    """Two or three lanes with five nodes and some edges, in any order, indentation and line ending."""
    names = draw(st.lists(LANES, min_size=2, max_size=3, unique=True))
    lane_of = {f"n{number}": draw(st.sampled_from(names)) for number in range(1, 6)}
    pairs = draw(st.lists(st.tuples(st.sampled_from(sorted(lane_of)), st.sampled_from(sorted(lane_of))), max_size=6))
    indent, ending = draw(INDENTS), draw(ENDINGS)
    lines = []
    for name in names:
        body = [f'{node}: rectangle label:"{node}"' for node, lane in lane_of.items() if lane == name]
        for source, target in pairs:
            if lane_of[source] == name:
                prefix = "" if lane_of[target] == name else f"{lane_of[target]}."
                body.append(f"{source}.handle(right) -> {prefix}{target}.handle(left)")
        lines += [f"{name} {{ # Lane {name}", *(indent + line for line in body), "}"]
        lines += draw(st.sampled_from([[], [""], ["// between"]]))
    return ending.join(lines) + draw(st.sampled_from(["", ending]))


def possible(text: str, operations: Iterable[Operation]) -> list[Operation]:
    """Return those operations that can be done one after the other."""
    kept: list[Operation] = []
    for operation in operations:
        with suppress(EditRefused):
            apply(text, [*kept, operation])
            kept.append(operation)
    return kept


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
