"""Lanes, braces and what stands outside them; comments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.lane_fixes import merge_fix, removal_fix
from webapp.dsl.checks.message_parts import shown
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.comment_forms import block_edits, comment_edits, comment_sign, is_ours
from webapp.dsl.reading.names import id_as_label
from webapp.dsl.reading.syntax import LaneOpen, NodeStatement, Unknown
from webapp.dsl.writing.outside_nodes import new_lane_around
from webapp.dsl.writing.placing import indent_of, label_edit, line_removed, newline, node_place, statement_text
from webapp.dsl.writing.prefixes import lane_renamed


def check(document: Document) -> Iterator[Finding]:
    """Yield unclosed-lane, nested-lane, stray-brace, duplicate-lane, missing-display-label, empty-lane and so on."""
    yield from _braces(document)
    yield from _lanes(document)
    yield from _outside(document)
    yield from _comments(document)
    yield from _surroundings(document)


def _braces(document: Document) -> Iterator[Finding]:
    statements, outline = document.statements, document.outline
    for nested in outline.nested:
        header = statements[nested.header]
        text = "}" + newline(document) + indent_of(document, nested.header)
        edits = [TextEdit(header.start, header.start, text)]
        if nested.surplus is not None:
            edits.append(line_removed(document, nested.surplus))
        block = outline.home[nested.header]
        assert block is not None
        above = outline.blocks[block - 1]
        message = f"lanes cannot be nested: close {shown(above.lane)} with }} before this line"
        fix = Fix(f"Close {shown(above.lane)} first", not document.crowded, tuple(edits))
        yield finding("nested-lane", message, header.start, header.end, fix)
    for index in outline.stray:
        brace = statements[index]
        # Without it a header without a name below would join the name above it.
        below = statements[index + 1] if index + 1 < len(statements) else None
        joins = below.name == "{" if isinstance(below, Unknown) else isinstance(below, LaneOpen) and not below.id.text
        safe = not document.crowded and not joins
        fix = Fix("Remove the brace", safe, (line_removed(document, index),))
        yield finding("stray-brace", "this brace closes nothing: remove it", brace.start, brace.end, fix)
    last = outline.blocks[-1] if outline.blocks else None
    if last is not None and last.close is None:
        opened = statements[last.open]
        message = f"the lane {shown(last.lane)} is not closed: add }} on a new line at its end"
        yield finding(
            "unclosed-lane", message, opened.start, opened.end, Fix("Close the lane", True, (_closing(document),))
        )


def _closing(document: Document) -> TextEdit:
    """Return the edit that adds a closing brace at the end of the text."""
    last = document.lines[-1]
    size = len(document.text)
    blank = not document.text[last.start : last.end].strip()
    before = "" if blank and last.end == last.start else newline(document)
    after = newline(document) if before == "" else ""
    return TextEdit(size, size, f"{before}}}{after}")


def _lanes(document: Document) -> Iterator[Finding]:
    seen: set[str] = set()
    for block in document.outline.blocks:
        header = document.statements[block.open]
        assert isinstance(header, LaneOpen)
        if block.lane in document.outline.misnamed and block.lane not in seen:
            yield _lane_id(document, block.lane, header)
        if block.lane in seen:
            message = f"there are two lanes {shown(block.lane)}: change one id, or move these lines into the first"
            yield finding("duplicate-lane", message, header.id.start, header.id.end, merge_fix(document, block))
        elif block.lane not in document.outline.misnamed and document.lanes.is_without_label(block.lane):
            label = id_as_label(header.id.text)
            message = f"the lane {shown(block.lane)} has no label: write {shown(header.id.text)} {{ # {shown(label)}"
            edits = (label_edit(document, block, label),)
            fix = Fix(f"Label it {shown(label)}", not document.crowded, edits)
            yield finding("missing-display-label", message, header.id.start, header.id.end, fix)
        if block.lane not in seen and not document.diagram.nodes_of[block.lane]:
            message = f"the lane {shown(block.lane)} has no nodes: add one, or remove the lane"
            yield finding("empty-lane", message, header.id.start, header.id.end, removal_fix(document, block))
        seen.add(block.lane)


def _lane_id(document: Document, lane: str, header: LaneOpen) -> Finding:
    """Report a lane's name that is no id, once; its fix writes the id in the header and wherever the lane is named."""
    name = document.outline.misnamed[lane]
    edits = list(lane_renamed(document, lane, lane))
    if document.lanes.is_without_label(lane):
        edits.append(label_edit(document, document.lanes.blocks_of(lane)[0], name))
    fix = Fix(f"Change the id to {shown(lane)}", not document.crowded, tuple(edits))
    if not header.id.text:
        message = f"the lane {shown(name)} has no id before its brace: write {shown(lane)} {{"
        return finding("lane-id", message, header.brace.start, header.brace.end, fix)
    raw = shown(header.id.text)
    message = f"{raw} is not a valid lane id: use one word that begins with a letter, for example {shown(lane)}"
    return finding("lane-id", message, header.id.start, header.id.end, fix)


def _outside(document: Document) -> Iterator[Finding]:
    """Yield outside-lane for nodes: one a node below a lane; one for all of them where no lane stands above the first.

    Edges between them are part of the same mistake.
    """
    outline = document.outline
    outside = [item for item in document.of_kind(NodeStatement) if outline.home[item[0]] is None]
    if not outside:
        return
    first, statement = outside[0]
    if not outline.blocks or first < outline.blocks[0].open:
        others = len(outside) - 1
        which = shown(statement.id.text) + (f" and {others} more node{'s' * (others > 1)}" if others else "")
        message = (
            f"{which} {'are' if others else 'is'} outside every lane: put {'them' if others else 'it'} into a lane"
        )
        edits = new_lane_around(document)
        fix = Fix(f"Put {'them' if others else 'it'} into a lane", False, edits) if edits else None
        yield finding("outside-lane", message, statement.start, statement.end, fix)
        return
    opened = [block.open for block in outline.blocks]
    for index, statement in outside:
        message = f"{shown(statement.id.text)} is outside every lane: move it into a lane"
        fix = None
        if outline.nodes[statement.id.text].statement == index:
            above = outline.blocks[bisect_left(opened, index) - 1].lane
            edits = (line_removed(document, index), node_place(document, above).insert(statement_text(document, index)))
            fix = Fix(f"Move it to {shown(above)}", False, edits)
        yield finding("outside-lane", message, statement.start, statement.end, fix)


def _comments(document: Document) -> Iterator[Finding]:
    aside: set[int] = set()
    for item in document.asides:
        aside.update(range(item.first, item.last + 1))
        first, last = document.lines[item.first].comment, document.lines[item.last].comment
        if not item.surrounds and first is not None and last is not None:
            message = "begin every line of this comment with //"
            fix = Fix("Write //", True, block_edits(document.text, document.lines, item))
            yield finding("comment", message, first.start, last.end, fix)
    for number, line in enumerate(document.lines):
        comment = line.comment
        if comment is None or is_ours(comment) or number in aside or number in document.outline.label_lines:
            continue
        message = f"begin this comment with // instead of {comment_sign(comment)}"
        if comment.text[0] == "#":
            message = "a # begins the label of a lane, right after the lane's brace: begin this comment with //"
        yield finding("comment", message, comment.start, comment.end, Fix("Write //", True, comment_edits(comment)))


def _surroundings(document: Document) -> Iterator[Finding]:
    """Yield surrounding-text, once."""
    lines = [document.lines[item.first].comment for item in document.asides if item.surrounds]
    comments = [comment for comment in lines if comment is not None and not is_ours(comment)]
    if comments:
        message = "there is other text around the diagram, for example from a chat: remove it, or turn it into comments"
        fix = Fix("Turn it into comments", True, tuple(TextEdit(item.start, item.start, "// ") for item in comments))
        yield finding("surrounding-text", message, comments[0].start, comments[0].end, fix)
