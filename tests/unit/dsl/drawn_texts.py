"""Sound texts and operations on them, decided by random bytes: many times as fast as drawing each part."""

from __future__ import annotations

from collections.abc import Callable

from digits import Draw

from webapp.domain import Diagram, Shape, Side
from webapp.dsl import edits

SHAPES, SIDES = list(Shape), list(Side)
ENDINGS = [("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")]
INDENTS = ["  ", "", "\t", " \t "]
BETWEEN = ["", "", "", "// a note", " "]
TAILS = ["", "", "", " // why", "\t"]
WORDS = ["Check", "", 'say "hi"', "a\\", "// no", "x ] y", "{ # }", "é 你好", "n1 -> n2"]
GIVEN_WORDS = [words for words in WORDS if words]
IDS = ["n1", "n2", "n4"]


def sound_text(draw: Draw) -> str:
    """Return two lanes with three nodes, up to four edges and a loop, in any indentation and any line endings."""
    lane_of = {name: draw.of(["A", "B"]) for name in IDS}
    endings = draw.of(ENDINGS)
    lines: list[str] = []
    for lane in ("A", "B"):
        lines += [f"{lane} {{ # Lane {lane}"]
        lines += [_node(draw, name) for name in IDS if lane_of[name] == lane]
        lines += [_edge(draw, lane, lane_of) for _ in range(2) if lane in lane_of.values()]
        lines += ["}", draw.of(BETWEEN)]
    loop = draw.of(["", "loop [again] n2 n1", "loop [ x ]  n1  n2 n4"])
    if loop:
        lines.insert(-2, f"  {loop}")
    return "".join(line + draw.of(endings) for line in lines[:-1]) + lines[-1]


def _node(draw: Draw, name: str) -> str:
    words = draw.of(['label:"Some words"', 'owner:"Ann"  label:"x"', ""])
    shape = draw.of(["rectangle", "diamond"])
    return f"{draw.of(INDENTS)}{name}: {shape} {words}{draw.of(TAILS)}"


def _edge(draw: Draw, lane: str, lane_of: dict[str, str]) -> str:
    source = draw.of([name for name in IDS if lane_of[name] == lane])
    target = draw.of(IDS)
    prefix = "" if lane_of[target] == lane else f"{lane_of[target]}."
    label = draw.of(["", ' [label="yes"]'])
    side = draw.of(["left", "top"])
    return f"{draw.of(INDENTS)}{source}.handle(right) -> {prefix}{target}.handle({side}){label}{draw.of(TAILS)}"


def operation(draw: Draw, diagram: Diagram) -> edits.Operation:
    """Return any operation on a diagram; a few cannot be done."""
    node, other = draw.of(IDS), draw.of(IDS)
    lane = draw.of(["A", "B"])
    edge = draw.of([item.id for item in diagram.edges] or ["n1-n2"])
    words, shape = draw.of(WORDS), draw.of(SHAPES)
    sides = draw.of(SIDES), draw.of(SIDES)
    makers: list[Callable[[], edits.Operation]] = [
        lambda: edits.AddNode(lane, shape, words, connect=edits.Connect(node, draw.of(["to", "from"]), *sides, words)),
        lambda: edits.AddNode(lane, shape, owner=words, after=node),
        lambda: edits.AddNode(lane, shape, description=words, before=node),
        lambda: edits.UpdateNode(node, words, shape, system=words),
        lambda: edits.MoveNode(node, lane),
        lambda: edits.MoveNode(node, after=other),
        lambda: edits.MoveNode(node, before=other),
        lambda: edits.RemoveNode(node),
        lambda: edits.RemoveNode(node, close_gap=True),
        lambda: edits.AddEdge(node, other, *sides, words),
        lambda: edits.UpdateEdge(edge, words, *draw.of([(None, None), (node, None), (None, other)]), *sides),
        lambda: edits.RemoveEdge(edge),
        lambda: edits.InsertIntoEdge(edge, shape, words, draw.of([None, "A", "B"])),
        lambda: edits.AddLane(words or "New", None, draw.of([None, "A", "B"])),
        lambda: edits.UpdateLane(lane, words or None, draw.of([None, "C"])),
        lambda: edits.MoveLane(lane, draw.of([None, "A", "B"])),
        lambda: edits.RemoveLane(lane),
        lambda: edits.AddLoop(words or "again", draw.some(IDS)),
        lambda: edits.UpdateLoop("loop-1", words or None, draw.some(IDS)),
        lambda: edits.RemoveLoop("loop-1"),
        lambda: edits.Duplicate(draw.some(IDS)),
        lambda: edits.Paste("n1: circle\nn8: diamond\nn1 -> n8\nn8 -> n2", lane, draw.of([None, node])),
        lambda: edits.Paste("A {\nn1: circle\n}\nC {\nn7: diamond\nn7 -> n1\n}", draw.of([None, lane])),
        lambda: edits.ExtractLane(draw.some(IDS), words or "New"),
        edits.Renumber,
        lambda: edits.Turn(draw.of([None, "right", "down"])),
    ]
    return draw.of(makers)()


def there(draw: Draw, diagram: Diagram) -> edits.Operation:
    """Return an operation that `back` can undo."""
    node, other = draw.of(IDS), draw.of(IDS)
    lane = draw.of(["A", "B"])
    shape, words = draw.of(SHAPES), draw.of(GIVEN_WORDS)
    edges = [edge.id for edge in diagram.edges if edge.source != edge.target]
    makers: list[Callable[[], edits.Operation]] = [
        lambda: edits.AddNode(lane, shape, words),
        lambda: (
            edits.AddNode(lane, shape, before=diagram.nodes_of[lane][0].id)
            if diagram.nodes_of[lane]
            else edits.AddLane("X")
        ),
        lambda: edits.AddEdge(node, other, draw.of(SIDES), draw.of(SIDES), words),
        lambda: edits.AddLane(words, "New", draw.of([None, "A", "B"])),
        lambda: edits.AddLoop(words, ("n1", "n4")),
        lambda: edits.Duplicate(draw.some(IDS)),
        lambda: edits.Paste("n1: circle\nn8: diamond\nn1 -> n8\nloop [x] n1 n8", lane),
        lambda: (
            edits.InsertIntoEdge(draw.of(edges), shape, words, draw.of([None, "A", "B"]))
            if edges
            else edits.AddLane("X")
        ),
        lambda: edits.UpdateNode(node, words, shape),
        lambda: edits.UpdateLane(lane, words, "New"),
        lambda: edits.UpdateEdge(draw.of(edges), words, source_side=draw.of(SIDES)) if edges else edits.AddLane("X"),
        lambda: edits.UpdateLoop("loop-1", words) if diagram.loops else edits.AddLane("X"),
    ]
    return draw.of(makers)()


def back(operation: edits.Operation, result: edits.EditResult, before: Diagram) -> list[edits.Operation]:
    """Return the operations that undo one."""
    match operation:
        case edits.InsertIntoEdge():
            return [edits.RemoveNode(result.created[0][1], close_gap=True)]
        case edits.UpdateNode(id=name):
            return [edits.UpdateNode(name, before.node[name].label, before.node[name].shape)]
        case edits.UpdateLane(id=name):
            return [edits.UpdateLane("New", before.lane[name].label, name)]
        case edits.UpdateEdge(id=name):
            return [edits.UpdateEdge(name, before.edge[name].label, source_side=before.edge[name].source_side)]
        case edits.UpdateLoop(id=name):
            return [edits.UpdateLoop(name, before.loop[name].condition)]
        case edits.AddLane():
            return [edits.RemoveLane(result.created[0][1])]
        case edits.AddLoop():
            return [edits.RemoveLoop(result.created[0][1])]
        case edits.AddEdge():
            return [edits.RemoveEdge(result.created[0][1])]
        case _:
            return [edits.RemoveNode(name) for kind, name in result.created if kind == "node"]
