"""Loops: the nodes they list, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.edge_checks import unknown_node
from webapp.dsl.checks.message_parts import shown
from webapp.dsl.codes import STRICT, finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import LoopStatement
from webapp.dsl.writing.placing import after_statement, indent_of, line_removed, node_place, statement_text


def check(document: Document) -> Iterator[Finding]:
    """Yield unknown-node, loop-prefix, loop-nodes and outside-lane for loops."""
    known = document.outline.nodes
    for index, loop in document.of_kind(LoopStatement):
        for item in loop.nodes:
            if item.node.text not in known:
                yield from unknown_node(document, item.node, item.lane, document.outline.lane_of(index))
        prefixes = [(item.lane, item.node) for item in loop.nodes if item.lane is not None]
        if prefixes:
            edits = tuple(TextEdit(lane.start, node.start, "") for lane, node in prefixes)
            message = f"a loop lists only node ids, without lanes: write {shown(prefixes[0][1].text)}"
            fix = Fix("Remove the lanes", True, edits)
            yield finding("loop-prefix", message, prefixes[0][0].start, prefixes[-1][1].end, fix)
        if len({item.node.text for item in loop.nodes}) < 2:
            message = "a loop needs at least two different nodes: loop [condition] n1 n2"
            yield finding("loop-nodes", message, loop.start, loop.end)
        if document.outline.home[index] is None and not _is_among_its_own(document, loop):
            yield _outside(document, index, loop)


def _is_among_its_own(document: Document, loop: LoopStatement) -> bool:
    """Return whether a loop belongs to nodes outside every lane: they are the mistake, and it goes with them."""
    first = next((item.node.text for item in loop.nodes if item.node.text in document.outline.nodes), None)
    return first is not None and document.outline.nodes[first].block is None


def _outside(document: Document, index: int, loop: LoopStatement) -> Finding:
    declared = document.outline.nodes.get(loop.nodes[0].node.text) if loop.nodes else None
    lane = declared.lane if declared is not None and declared.block is not None else None
    if lane is None:
        message = "this loop is outside every lane: move it into the lane of its first node"
        return finding("outside-lane", message, loop.start, loop.end, as_code=STRICT)
    members = document.lanes.members(document.lanes.blocks_of(lane)[-1])
    if members:
        place = after_statement(document, members[-1], indent_of(document, members[-1]))
    else:
        place = node_place(document, lane)
    edits = (line_removed(document, index), place.insert(statement_text(document, index)))
    message = f"this loop is outside every lane: move it into {shown(lane)}, the lane of its first node"
    fix = Fix(f"Move it to {shown(lane)}", not document.crowded, edits)
    return finding("outside-lane", message, loop.start, loop.end, fix, as_code=STRICT)
