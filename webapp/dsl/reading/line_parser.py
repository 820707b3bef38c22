"""Read one line: cut it into pieces, take its comment, and read the statements that it holds."""

from __future__ import annotations

from itertools import pairwise

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.reading.comment_forms import BLOCK, ends_block
from webapp.dsl.reading.invisible import INVISIBLE, visible
from webapp.dsl.reading.pieces import MOST_FINDINGS, Piece
from webapp.dsl.reading.statement_parser import can_name_lane, lane_label, parse_loop, parse_statement
from webapp.dsl.reading.syntax import LaneOpen, Part, Remark, Statement, Unknown
from webapp.dsl.reading.tokens import is_blank, is_word, loop_condition, split_line

MOST_SEGMENTS = 1_000


def read_line(
    content: str, start: int, number: int, statements: list[Statement], findings: list[Finding]
) -> Part | None:
    """Append the statements and findings of one line; return its comment."""
    seen = visible(content)
    if seen is not None:
        read_statements: list[Statement] = []
        read_findings: list[Finding] = []
        remark = read_line(seen.content, 0, number, read_statements, read_findings)
        statements += [seen.back(item, start) for item in read_statements]
        findings += [seen.found(item, start) for item in read_findings]
        return seen.back(remark, start)
    condition = loop_condition(content) if "[" in content else None
    pieces: list[Piece] = []
    offset = start
    for text in split_line(content):
        if not is_blank(text) or (condition is not None and offset == start + condition[0]):
            pieces.append(Piece(offset, text))
        offset += len(text)
    comment = _block_behind(pieces, content, start) if len(pieces) > 1 and BLOCK in content else None
    if comment is None and pieces and pieces[-1].text.startswith(("#", "//")):
        last = pieces.pop()
        text = last.text.rstrip()
        comment = Part(last.start, last.start + len(text), text)
        if not pieces:
            statements.append(Remark(comment.start, comment.end, number))
    if not pieces:
        return comment
    if condition is not None:
        statements.append(parse_loop(pieces, number, start + condition[0], start + condition[1], findings))
        return comment
    segments = [pieces]
    if "{" in content or "}" in content:
        segments = _segments(pieces)
        if len(segments) > 1:
            findings.append(_crowded(segments))
    for segment in segments:
        ends_line = segment is segments[-1]
        statements.append(parse_statement(segment, number, content, start, comment if ends_line else None, findings))
    last_statement = statements[-1]
    if comment is not None and isinstance(last_statement, LaneOpen) and comment.text[0] == "#":
        return None
    return comment


def _block_behind(pieces: list[Piece], content: str, start: int) -> Part | None:
    """Take the `/* */` that ends a line behind its statement from its pieces."""
    place = next((place for place, piece in enumerate(pieces) if place and piece.text.startswith(BLOCK)), None)
    if place is None:
        return None
    begin = pieces[place].start - start
    if not ends_block(content, begin + 2):
        return None
    del pieces[place:]
    comment = content[begin:].rstrip()
    return Part(start + begin, start + begin + len(comment), comment)


def _segments(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut a line where braces end a statement, so that a crowded line is read as if each had its own line.

    After `MOST_SEGMENTS` the rest is left together: such a line is no statement, and not many either.
    """
    segments: list[list[Piece]] = []
    current: list[Piece] = []
    header = True
    for index, piece in enumerate(pieces):
        if len(segments) >= MOST_SEGMENTS:
            return [*segments, [*current, *pieces[index:]]]
        if piece.text == "}":
            if current:
                segments.append(current)
            segments.append([piece])
            current, header = [], True
        elif piece.text == "{" and header and current:
            segments.append([*current, piece])
            current = []
        else:
            current.append(piece)
            header = header and _may_name(piece.text)
            continue
        header = True
    if current:
        segments.append(current)
    return segments


def _may_name(text: str) -> bool:
    """Return whether a piece may stand in a lane's name where more follows its brace on the same line."""
    return is_word(text) or text in "().,;"


def _crowded(segments: list[list[Piece]]) -> Finding:
    """Report a line that holds more than one statement, once."""
    edits = tuple(TextEdit(before[-1].end, after[0].start, "\n") for before, after in pairwise(segments))
    message = "each statement and each closing brace needs its own line: break the line here"
    fix = Fix("Put each statement on its own line", False, edits)
    return finding("syntax", message, segments[1][0].start, segments[-1][-1].end, fix)


def join_brace(text: str, statements: list[Statement], findings: list[Finding], comment: Part | None) -> bool:
    """Join a lone brace with the lane's name alone on the line before it; both together are one mistake."""
    if len(statements) < 2 or len(findings) >= MOST_FINDINGS:
        return False
    name, brace = statements[-2:]
    if not isinstance(name, Unknown) or name.line == brace.line:
        return False
    if isinstance(brace, LaneOpen):
        if brace.id.text:
            return False
        opened, faults = brace.brace, 1
    elif isinstance(brace, Unknown) and brace.name == "{":
        opened, faults = Part(brace.start, brace.end, "{"), 2
    else:
        return False
    lane_name = INVISIBLE.sub("", text[name.start : name.end])
    if not can_name_lane(lane_name):
        return False
    label = lane_label(comment)
    end = opened.end if label is None else label.end
    del findings[-faults:]
    statements[-2:] = [LaneOpen(name.start, end, brace.line, Part(name.start, name.end, lane_name), opened, label)]
    fix = Fix("Join the two lines", False, (TextEdit(name.end, opened.start, " "),))
    message = f"the opening brace belongs on the lane's line: write {lane_name} {{"
    findings.append(finding("syntax", message, opened.start, opened.end, fix))
    return True
