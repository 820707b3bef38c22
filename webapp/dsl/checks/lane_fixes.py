"""What is offered for a whole lane: merge it into its namesake, or remove it."""

from __future__ import annotations

from webapp.domain import Fix, TextEdit
from webapp.dsl.checks.message_parts import shown
from webapp.dsl.document import Document
from webapp.dsl.reading.outline import Block
from webapp.dsl.reading.syntax import Remark
from webapp.dsl.writing.placing import INDENT, indent_of, label_edit, newline


def merge_fix(document: Document, block: Block) -> Fix | None:
    """Return the fix that moves a block's lines to the end of the lane's first block.

    None where a brace shares its line with something else, or is missing: the lines could not be told apart.
    """
    first = document.lanes.blocks_of(block.lane)[0]
    if not (_stands_apart(document, first) and _stands_apart(document, block)):
        return None
    assert first.close is not None
    header, close = _lines(document, block)
    body_start = document.lines[header].stop
    edits = []
    if header + 1 in document.outline.label_lines:
        body_start = document.lines[header + 1].stop
    if block.label is not None and first.label is None:
        edits.append(label_edit(document, first, block.label.text))
    target = document.lines[document.statements[first.close].line].start
    comment = document.lines[header].comment
    moved = ""
    if comment is not None and not comment.text.startswith("#"):
        moved = f"{indent_of(document, block.open)}{INDENT}{comment.text}{newline(document)}"
    moved += document.text[body_start : document.lines[close].start]
    removed = document.lines[close].stop
    start = document.lines[header].start
    if removed == document.lines[close].end:
        start = document.lines[header - 1].end
    edits += [TextEdit(target, target, moved), TextEdit(start, removed, "")]
    edits = [edit for edit in edits if edit.text or edit.start < edit.end]
    return Fix(f"Move its lines to the first lane {shown(block.lane)}", False, tuple(edits))


def removal_fix(document: Document, block: Block) -> Fix | None:
    """Return the fix that removes a lane; None where it holds more than comments, or shares a line."""
    if not _stands_apart(document, block):
        return None
    if not all(isinstance(document.statements[index], Remark) for index in document.lanes.members(block)):
        return None
    header, close = _lines(document, block)
    start, end = document.lines[header].start, document.lines[close].stop
    if header > 0 and (end == document.lines[close].end or _is_blank(document, header - 1)):
        start = document.lines[header - 1].end if end == document.lines[close].end else document.lines[header - 1].start
    return Fix(f"Remove the lane {shown(block.lane)}", False, (TextEdit(start, end, ""),))


def _lines(document: Document, block: Block) -> tuple[int, int]:
    assert block.close is not None
    return document.statements[block.open].line, document.statements[block.close].line


def _is_blank(document: Document, number: int) -> bool:
    line = document.lines[number]
    return not document.text[line.start : line.end].strip()


def _stands_apart(document: Document, block: Block) -> bool:
    """Return whether a block has both braces, each on a line of its own."""
    statements = document.statements
    if block.close is None or statements[block.open].line == statements[block.close].line:
        return False
    for index in (block.open, block.close):
        for other in (index - 1, index + 1):
            if 0 <= other < len(statements) and statements[other].line == statements[index].line:
                return False
    header = document.lines[statements[block.open].line]
    # A name and its brace on two lines are one statement, which begins above its own line.
    return statements[block.open].start >= header.start
