"""What edges name: nodes, lanes, sides, and the lane that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.domain import OUTSIDE, Finding, Fix, Side, TextEdit
from webapp.dsl.checks.message_parts import listed, nearest, shown
from webapp.dsl.codes import STRICT, finding
from webapp.dsl.document import Document
from webapp.dsl.reading.meaning import default_sides
from webapp.dsl.reading.names import SIDES, is_lane_id, is_node_id, is_word_id, side_of
from webapp.dsl.reading.syntax import EdgeStatement, Endpoint, NodeStatement, Part
from webapp.dsl.writing.placing import Place, before_statement, indent_of, line_removed, node_place
from webapp.dsl.writing.prefixes import move_edge, set_prefix

MOST_OFFERED = 100


def check(document: Document) -> Iterator[Finding]:
    """Yield what concerns the ends of edges."""
    known = document.outline.nodes
    for index, edge in document.of_kind(EdgeStatement):
        if index in document.copies:
            yield _copied(document, index, edge)
            continue
        for endpoint in (edge.source, edge.target):
            if endpoint.node.text not in known:
                lane = document.outline.lane_of(index)
                yield from unknown_node(document, endpoint.node, endpoint.lane, lane, index)
        source, target = edge.source.side, edge.target.side
        if source is None or target is None or not (source.text.lower() in SIDES and target.text.lower() in SIDES):
            yield from _sides(document, edge)
        yield from _lanes(document, index, edge)


def _copied(document: Document, index: int, edge: EdgeStatement) -> Finding:
    lane = document.outline.lane_of(document.copies[index])
    where = f" in {shown(lane)}" if lane is not None else ""
    ends = f"{shown(edge.source.node.text)} to {shown(edge.target.node.text)}"
    message = f"this is a copy of the edge from {ends}{where}, which is drawn once: remove the copy"
    # A comment on the line would go with it.
    safe = not document.crowded and document.lines[edge.line].comment is None
    fix = Fix("Remove the copy", safe, (line_removed(document, index),))
    return finding("copied-edge", message, edge.start, edge.end, fix)


def unknown_node(
    document: Document, name: Part, prefix: Part | None, lane: str | None, edge: int | None = None
) -> Iterator[Finding]:
    """Yield unknown-node, unless a faulty line or a second node of the same id may have been the declaration.

    `prefix` is the lane's name before the node, `lane` the lane that the statement stands in; `edge` the
    place of the edge that names it, if it is one.
    """
    if name.text in document.uses.half_declared or name.text in document.uses.misnamed:
        return
    named = document.outline.lane_named(prefix.text) if prefix is not None else None
    lane = named or lane
    message = f"there is no node {shown(name.text)}"
    declared = document.diagram.nodes_of[lane] if lane is not None else ()
    names = [node.id for node in declared[:MOST_OFFERED]]
    fix = None
    if not is_node_id(name.text) and (word := nearest(name.text, names)) is not None:
        message += f": did you mean {word}?"
        fix = Fix(f"Write {word}", False, (TextEdit(name.start, name.end, word),))
    elif names:
        message += f": this lane has {listed(names, len(declared))}"
    else:
        message += f': declare it, for example {shown(name.text)}: rectangle label:"Text"'
    fixes = [] if fix is None else [fix]
    if (lane is not None or edge is not None) and (is_node_id(name.text) or is_word_id(name.text)):
        # What is only arrived at is an end, what is only left a start; either is a circle.
        shape = "rectangle" if name.text in document.uses.sources and name.text in document.uses.targets else "circle"
        where = f" in {shown(lane)}" if lane is not None else ""
        declaration = _declaration_place(document, lane, edge).insert(f"{name.text}: {shape}")
        fixes.append(Fix(f"Declare {shown(name.text)}{where}", False, (declaration,)))
    if edge is not None:
        fixes.append(Fix("Remove the edge", False, (line_removed(document, edge),)))
    first, others = (fixes[0], tuple(fixes[1:])) if fixes else (None, ())
    yield finding("unknown-node", message, name.start, name.end, first, others=others)


def _declaration_place(document: Document, lane: str | None, edge: int | None) -> Place:
    """Return where a node is declared; outside every lane that is beside the others there, else before its edge."""
    if lane is not None or edge is None or (OUTSIDE, NodeStatement) in document.lanes.last_of:
        return node_place(document, lane or OUTSIDE)
    return before_statement(document, edge, indent_of(document, edge))


def _sides(document: Document, edge: EdgeStatement) -> Iterator[Finding]:
    usual = _usual_sides(document, edge)
    lacking: list[Endpoint] = []
    edits: list[TextEdit] = []
    for endpoint, side in zip((edge.source, edge.target), usual, strict=True):
        written = endpoint.side
        if written is None:
            lacking.append(endpoint)
            edits.append(TextEdit(endpoint.node.end, endpoint.node.end, f".handle({side.value})"))
        elif written.text.lower() not in SIDES:
            yield _unknown_side(written)
    if lacking:
        message = f"each end of an edge needs a side: write {edits[0].text} after {shown(lacking[0].node.text)}"
        # What names no node may be no end at all: only the author knows what was meant.
        known = all(end.node.text in document.outline.nodes for end in (edge.source, edge.target))
        fix = Fix("Add the sides", known, tuple(edits))
        yield finding("missing-handle", message, lacking[0].start, lacking[-1].end, fix)


def _usual_sides(document: Document, edge: EdgeStatement) -> tuple[Side, Side]:
    diagram = document.diagram
    source, target = diagram.node.get(edge.source.node.text), diagram.node.get(edge.target.node.text)
    if source is None or target is None:
        return Side.RIGHT, Side.LEFT
    return default_sides(source.lane, target.lane, document.lane_order)


def _unknown_side(side: Part) -> Finding:
    meant = side_of(side.text)
    word = meant.value if meant else nearest(side.text, SIDES)
    fix = Fix(f"Write {word}", meant is not None, (TextEdit(side.start, side.end, word),)) if word else None
    if not side.text:
        return finding(
            "unknown-side", "the side is missing: write left, right, top or bottom", side.start - 1, side.end + 1
        )
    message = f"{shown(side.text)} is not a side: write {word or 'left, right, top or bottom'}"
    return finding("unknown-side", message, side.start, side.end, fix)


def _lanes(document: Document, index: int, edge: EdgeStatement) -> Iterator[Finding]:
    """Yield at most one finding for the edge's place, else at most one for each end's lane name."""
    outline = document.outline
    source, target = outline.nodes.get(edge.source.node.text), outline.nodes.get(edge.target.node.text)
    settled = source is not None and source.block is not None and edge.source.node.text not in document.uses.ambiguous
    here = outline.lane_of(index)
    if settled and source is not None and source.lane is not None and here != source.lane:
        lane = source.lane
        target_lane = target.lane if target is not None and target.lane is not None else None
        fix = None
        if target_lane is not None:
            safe = not document.crowded
            fix = Fix(f"Move it to {shown(lane)}", safe, move_edge(document, index, lane, target_lane))
        if here is None:
            message = f"this edge is outside every lane: move it into {shown(lane)}, the lane of its source"
            yield finding("outside-lane", message, edge.start, edge.end, fix, as_code=STRICT)
        else:
            message = (
                f"this edge belongs in {shown(lane)}, the lane of {shown(edge.source.node.text)}, not in {shown(here)}"
            )
            yield finding("edge-origin", message, edge.start, edge.end, fix)
        settled = False
    elif here is None and source is None:
        message = "this edge is outside every lane: move it into the lane of its source"
        yield finding("outside-lane", message, edge.start, edge.end, as_code=STRICT)
    source_lane = source.lane if source is not None else None
    for endpoint, node in ((edge.source, source), (edge.target, target)):
        if node is None or node.block is None or node.lane is None or endpoint.node.text in document.uses.ambiguous:
            continue
        needed = node.lane if source_lane is not None and node.lane != source_lane else None
        yield from _prefix(document, endpoint, node.lane, needed, settled=settled)


def _prefix(
    document: Document, endpoint: Endpoint, lane: str, needed: str | None, *, settled: bool
) -> Iterator[Finding]:
    """Judge one end's lane name; of an edge that is not settled in its lane only unknown names are reported."""
    written = endpoint.lane
    name = shown(endpoint.node.text)
    if written is None:
        if needed is not None and settled:
            message = f"{name} is in another lane: write {shown(needed)}.{name}"
            fix = Fix(f"Add {shown(needed)}.", True, _edits(endpoint, needed))
            yield finding("missing-lane-prefix", message, endpoint.node.start, endpoint.node.end, fix)
        return
    named = document.outline.lane_named(written.text)
    right = f"{shown(needed)}.{name}" if needed else name
    fix = Fix(f"Write {right}", True, _edits(endpoint, needed))
    if named is None:
        message = f"there is no lane {shown(written.text)}: write {right}"
        # Words that are neither an id nor a lane's name may be more than a lane: only the author can drop them.
        fix = replace(fix, safe=is_lane_id(written.text))
        yield finding("unknown-lane", message, written.start, written.end, fix)
    elif not settled:
        return
    elif named != lane:
        message = f"{name} is in {shown(lane)}, not in {shown(written.text)}: write {right}"
        yield finding("wrong-lane", message, written.start, written.end, fix)
    elif needed is None:
        message = f"{name} needs no lane here: write {right}"
        yield finding("redundant-prefix", message, written.start, written.end, fix)
    elif lane not in document.outline.misnamed and not is_lane_id(written.text):
        message = f"{shown(written.text)} is not a valid lane id: write {right}"
        yield finding("lane-id", message, written.start, written.end, fix)


def _edits(endpoint: Endpoint, lane: str | None) -> tuple[TextEdit, ...]:
    edit = set_prefix(endpoint, lane)
    return () if edit is None else (edit,)
