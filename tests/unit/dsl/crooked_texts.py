"""Texts as people leave them, and every operation tried on a text."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Diagram, Shape, Side, TextEdit
from webapp.dsl import LineIndex, edits, parse
from webapp.errors import EditRefused

CROOKED = """\
// what this is about

\tSales {# Sales desk
\tn1:circle   label:"Order"\t// begins here
      // the check: "n2"
  n3 : diamond label:"Check \\"it\\"" owner:"Ann"

   n1.handle( right )->n3.handle(left)   // straight on
n3.handle(bottom) -> Store.n7.handle(top)   [ label="ok, // go" ]
\t\t n3.handle(top) -> n1.handle(top) [label="no"]
 }
// the store
Store {
# Our store
     n7: taskbox description:"Pack"   system:"WMS"
\tn12: circle label:"Sent" // ends here

     n7.handle(right) -> n12.handle(left)
     loop [ until // complete ]  n3   n7 n12 // and again
   // last words
}

// the end"""
MIXED = "".join(
    line + ending
    for line, ending in zip(
        CROOKED.split("\n"), ["\r\n", "\n", "\r", "\n", "\r\n", "\n", "\r", "\r\n"] * 4, strict=False
    )
)
TEXTS = {"tabs-and-comments": CROOKED, "crlf": CROOKED.replace("\n", "\r\n"), "mixed-endings": "\ufeff" + MIXED}


def every_operation(diagram: Diagram) -> Iterator[edits.Operation]:
    """Yield every operation with every field, on the first, the last or a middle part of a diagram."""
    first, last = diagram.nodes[0], diagram.nodes[-1]
    lane, other = diagram.lanes[0].id, diagram.lanes[-1].id
    middle = diagram.nodes[len(diagram.nodes) // 2].id
    crossing = next(edge for edge in diagram.edges if diagram.node[edge.source].lane != diagram.node[edge.target].lane)
    edge = diagram.edges[0]
    yield edits.AddNode(lane, Shape.RECTANGLE, 'New "one"')
    yield edits.AddNode(lane, Shape.TASKBOX, owner="Ann", description="Do it", system="CRM", after=first.id)
    yield edits.AddNode(other, Shape.DIAMOND, "Before", "n99", before=last.id)
    yield edits.AddNode(other, Shape.CIRCLE, "To", connect=edits.Connect(first.id, "to", Side.TOP, Side.BOTTOM, "back"))
    yield edits.UpdateNode(first.id, "Begin here", Shape.DIAMOND)
    yield edits.UpdateNode(middle, label="", owner="Ben", description="\tTabs\nand lines", system="ERP")
    yield edits.MoveNode(first.id, other)
    yield edits.MoveNode(last.id, before=first.id)
    yield edits.MoveNode(first.id, after=diagram.nodes_of[first.lane][-1].id)
    yield edits.RemoveNode(first.id)
    yield edits.RemoveNode(middle)
    yield edits.RemoveNode(last.id, close_gap=True)
    yield edits.RemoveNode(edge.target, close_gap=True)
    yield edits.AddEdge(first.id, last.id, Side.TOP, Side.BOTTOM, "far")
    yield edits.AddEdge(last.id, last.id, Side.TOP, Side.RIGHT)
    yield edits.UpdateEdge(edge.id, "so", source_side=Side.BOTTOM, target_side=Side.TOP)
    yield edits.UpdateEdge(crossing.id, target=first.id)
    yield edits.UpdateEdge(crossing.id, "", source=last.id)
    yield edits.RemoveEdge(crossing.id)
    yield edits.InsertIntoEdge(edge.id, Shape.RECTANGLE, "Between")
    yield edits.InsertIntoEdge(crossing.id, Shape.TASKBOX)
    yield edits.InsertIntoEdge(crossing.id, Shape.TASKBOX, "There", diagram.node[crossing.target].lane, "n88")
    yield edits.AddLane("A new lane")
    yield edits.AddLane("A new lane", "Second", lane)
    yield edits.UpdateLane(lane, "Other words")
    yield edits.UpdateLane(other, new_id="Elsewhere")
    yield edits.MoveLane(lane, None)
    yield edits.MoveLane(other, lane)
    yield edits.RemoveLane(lane)
    yield edits.RemoveLane(other)
    yield edits.ExtractLane((first.id, last.id), "Taken out")
    yield edits.AddLoop("until it is right", (last.id, first.id))
    for loop in diagram.loops:
        yield edits.UpdateLoop(loop.id, "3 times")
        yield edits.UpdateLoop(loop.id, nodes=(*loop.nodes[1:], first.id))
        yield edits.RemoveLoop(loop.id)
    yield edits.Duplicate((first.id,))
    yield edits.Duplicate(tuple(node.id for node in diagram.nodes_of[lane]))
    yield edits.Paste('n1: circle label:"Pasted"\nn2: circle\nn1 -> n2\nloop [x] n1 n2', lane, first.id)
    yield edits.Paste(
        f"{other} {{\nn1: circle\nn1.handle(top) -> More.n2.handle(top)\n}}\nMore {{ # More\nn2: circle\n}}"
    )
    yield edits.Renumber()
    yield edits.Turn()


def write_edits(text: str) -> str:
    """Write every operation on a text, with its edits as they change the text, line endings and tabs made visible."""
    index = LineIndex(text)
    lines: list[str] = []
    for operation in every_operation(parse(text).diagram):
        lines.append(str(operation))
        try:
            result = edits.apply(text, [operation])
        except EditRefused as refusal:
            lines += [f"  refused: {refusal}", ""]
            continue
        lines += [f"  {_change(text, edit, index)}" for edit in result.edits]
        for name in ("created", "renamed", "removed"):
            value = getattr(result, name)
            if value:
                lines.append(f"  {name}: {sorted(value) if name == 'removed' else value}")
        lines.append("")
    return "\n".join(lines)


def _change(text: str, edit: TextEdit, index: LineIndex) -> str:
    place = index.position(edit.start)
    return f"{place.line}:{place.column} {text[edit.start : edit.end]!r} -> {edit.text!r}"
