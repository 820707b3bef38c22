"""A shorthand for diagrams in tests: `draw("(1) [2] <3>", "1>2 2>3 3>2:No")`."""

from __future__ import annotations

from collections import Counter

from webapp.domain import Diagram, Edge, Lane, Loop, Node, Shape, Side

SHAPES = {"(": Shape.CIRCLE, "[": Shape.RECTANGLE, "<": Shape.DIAMOND}


def draw(nodes: str, edges: str = "", *loops: str) -> Diagram:
    """Build a diagram of one lane.

    Args:
        nodes: `(1)` a circle, `[2]` a rectangle, `<3>` a diamond; the ids become n1, n2 ...
        edges: `1>2` or with a label `1>2:Yes`; an underscore in a label stands for a blank.
        loops: `condition | 1 2 3`.
    """
    return Diagram(
        lanes=(Lane("Lane", "Lane"),),
        nodes=tuple(Node(f"n{word[1:-1]}", "Lane", SHAPES[word[0]]) for word in nodes.split()),
        edges=tuple(_edges(edges)),
        loops=tuple(_loop(index, text) for index, text in enumerate(loops, start=1)),
    )


def _edges(text: str) -> list[Edge]:
    seen: Counter[str] = Counter()
    found = []
    for word in text.split():
        ends, _, label = word.partition(":")
        source, target = (f"n{end}" for end in ends.split(">"))
        name = f"{source}-{target}"
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name}-{seen[name]}"
        found.append(Edge(name, source, target, Side.RIGHT, Side.LEFT, label.replace("_", " ")))
    return found


def _loop(index: int, text: str) -> Loop:
    condition, _, nodes = text.rpartition("|")
    return Loop(f"loop-{index}", condition.strip(), tuple(f"n{word}" for word in nodes.split()))
