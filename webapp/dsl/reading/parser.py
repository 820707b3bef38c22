"""Read statements line by line. A line that makes no sense is set aside and the next one is read as if nothing was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from webapp.domain import Diagnostic, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.reading.comment_forms import BLOCK, Aside, Blocks, ends_block, is_comment_line, opens_block
from webapp.dsl.reading.common_forms import read_common
from webapp.dsl.reading.invisible import visible
from webapp.dsl.reading.line_parser import MOST_FINDINGS, Piece, can_name_lane, lane_label, parse_loop, parse_statement
from webapp.dsl.reading.names import lane_key
from webapp.dsl.reading.open_strings import lines_of_string
from webapp.dsl.reading.surroundings import fenced, is_fence, prose
from webapp.dsl.reading.syntax import LaneOpen, Line, LoopNode, LoopStatement, Part, Remark, Statement, Unknown
from webapp.dsl.reading.tokens import BOM, LINE_BREAK, is_blank, is_word, loop_condition, split_line

MOST_SEGMENTS = 1_000
# With so many findings a text is something else altogether: of the rest only what is spelled as usual is read.
MOST_FAULTS = 20_000
_new = tuple.__new__


class Syntax(NamedTuple):
    """What was read: every line, every statement in order, the findings of lines, and lines that hold none."""

    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Diagnostic, ...]
    asides: tuple[Aside, ...] = ()


def read(text: str) -> Syntax:
    """Read a text into statements. Never raises; time grows linearly with the text."""
    lines: list[Line] = []
    statements: list[Statement] = []
    findings: list[Diagnostic] = []
    parts = LINE_BREAK.split(text)
    parts.append("")
    senseless: dict[str, Unknown] = {}
    asides: list[Aside] = []
    blocks = Blocks(text)
    inside = -1
    contents, endings = parts[::2], parts[1::2]
    frame = fenced(text, contents)
    offset = place = 0
    while place < len(contents):
        number, content = len(lines), contents[place]
        start, end = offset, offset + len(content)
        offset = end + len(endings[place])
        place += 1
        if number == 0 and content.startswith(BOM):
            start, content = 1, content[1:]
        comment = None
        statement: Statement | None
        if inside > start:
            comment = _remark(content, start, number, statements)
            asides[-1] = asides[-1]._replace(last=number)
        elif frame is not None and (place - 1 not in frame or is_fence(content)):
            comment = _remark(content, start, number, statements)
            asides.append(Aside(number, number, surrounds=True))
        elif not content:
            pass
        elif content in senseless:
            begin, stop, _, name = senseless[content]
            statements.append(_new(Unknown, (start + begin, start + stop, number, name)))
        elif (statement := read_common(text, start, end, number)) is not None:
            statements.append(statement)
        elif is_comment_line(content):
            comment = _remark(content, start, number, statements)
        elif opens_block(content) and (behind := blocks.end(start)) is not None:
            inside = behind
            comment = _remark(content, start, number, statements)
            asides.append(Aside(number, number))
        elif len(findings) >= MOST_FAULTS:
            statements.extend(_set_aside(content, start, number))
        else:
            more = lines_of_string(contents, place - 1) if '"' in content else 0
            if more:
                place += more
                end = offset + sum(map(len, parts[2 * (place - more) : 2 * place - 1]))
                offset = end + len(endings[place - 1])
                content = text[start:end]
            before = len(statements)
            comment = _read_line(content, start, number, statements, findings)
            if "{" in content and _join_brace(text, statements, findings, comment) and comment is not None:
                comment = comment if comment.text[0] != "#" else None
            # Nothing more is said of lines like this one: they need not be read again.
            if len(findings) >= MOST_FINDINGS and len(statements) == before + 1 and comment is None:
                statement = statements[-1]
                if isinstance(statement, Unknown):
                    here = (statement.start - start, statement.end - start, 0, statement.name)
                    senseless[content] = _new(Unknown, here)
        lines.append(_new(Line, (start, end, offset, comment)))
    if len(findings) < MOST_FINDINGS:
        asides += _prose_aside(text, lines, statements, findings)
    _join_names(statements, text)
    return Syntax(tuple(lines), tuple(statements), tuple(findings), tuple(asides))


def _prose_aside(
    text: str, lines: list[Line], statements: list[Statement], findings: list[Diagnostic]
) -> Iterator[Aside]:
    """Set the lines of prose around the document aside as remarks, with what was found wrong with them."""
    numbers = sorted({statements[place].line for place in prose(text, statements)}) if findings else []
    for number in numbers:
        line = lines[number]
        words = text[line.start : line.end].strip()
        start = text.index(words, line.start)
        lines[number] = line._replace(comment=Part(start, start + len(words), words))
        yield Aside(number, number, surrounds=True)
    if numbers:
        gone = set(numbers)
        stops = [line.stop for line in lines]
        statements[:] = [
            Remark(lines[item.line].comment.start, lines[item.line].comment.end, item.line)  # type: ignore[union-attr]
            if item.line in gone
            else item
            for place, item in enumerate(statements)
            if item.line not in gone or place == 0 or statements[place - 1].line != item.line
        ]
        findings[:] = [item for item in findings if bisect_right(stops, item.start) not in gone]


def _remark(content: str, start: int, number: int, statements: list[Statement]) -> Part | None:
    """Read a line as a comment, whatever it holds; None for a blank one."""
    words = content.strip()
    if not words:
        return None
    begin = start + len(content) - len(content.lstrip())
    statements.append(Remark(begin, begin + len(words), number))
    return Part(begin, begin + len(words), words)


def _join_names(statements: list[Statement], text: str) -> None:
    """Read lane names of several words before the nodes of loops, where there are such lanes."""
    names = {lane_key(item.id.text) for item in statements if isinstance(item, LaneOpen)}
    most = max((name.count(" ") for name in names), default=0)
    if not most:
        return
    for place, loop in enumerate(statements):
        if isinstance(loop, LoopStatement) and any(item.lane for item in loop.nodes):
            nodes: list[LoopNode] = []
            for item in loop.nodes:
                nodes.append(item)
                for back in range(1, min(most, len(nodes) - 1) + 1 if item.lane else 0):
                    first, lane = nodes[-1 - back], item.lane
                    if first.lane is not None or lane is None:
                        break
                    words = text[first.node.start : lane.end]
                    if lane_key(words) in names:
                        nodes[-1 - back :] = [LoopNode(Part(first.node.start, lane.end, words), item.node)]
                        break
            statements[place] = loop._replace(nodes=tuple(nodes))


def _set_aside(content: str, start: int, number: int) -> Iterator[Unknown]:
    """Yield a line without looking into it; nothing of one that holds no words."""
    words = content.strip()
    if words:
        begin = start + len(content) - len(content.lstrip())
        yield Unknown(begin, begin + len(words), number, "")


def _read_line(
    content: str, start: int, number: int, statements: list[Statement], findings: list[Diagnostic]
) -> Part | None:
    """Append the statements and findings of one line; return its comment."""
    seen = visible(content)
    if seen is not None:
        read_statements: list[Statement] = []
        read_findings: list[Diagnostic] = []
        remark = _read_line(seen.content, 0, number, read_statements, read_findings)
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
    words = content[begin:].rstrip()
    return Part(start + begin, start + begin + len(words), words)


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
    """Tell whether a piece may stand in a lane's name where more follows its brace on the same line."""
    return is_word(text) or text in "().,;"


def _crowded(segments: list[list[Piece]]) -> Diagnostic:
    """Report a line that holds more than one statement, once."""
    edits = tuple(TextEdit(before[-1].end, after[0].start, "\n") for before, after in pairwise(segments))
    message = "each statement and each closing brace needs its own line: break the line here"
    fix = Fix("Put each statement on its own line", False, edits)
    return finding("syntax", message, segments[1][0].start, segments[-1][-1].end, fix)


def _join_brace(text: str, statements: list[Statement], findings: list[Diagnostic], comment: Part | None) -> bool:
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
    words = text[name.start : name.end]
    if not can_name_lane(words):
        return False
    label = lane_label(comment)
    end = opened.end if label is None else label.end
    del findings[-faults:]
    statements[-2:] = [LaneOpen(name.start, end, brace.line, Part(name.start, name.end, words), opened, label)]
    fix = Fix("Join the two lines", False, (TextEdit(name.end, opened.start, " "),))
    message = f"the opening brace belongs on the lane's line: write {words} {{"
    findings.append(finding("syntax", message, opened.start, opened.end, fix))
    return True
