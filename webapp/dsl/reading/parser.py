"""Read statements line by line. A line that makes no sense is set aside and the next one is read as if nothing was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from webapp.domain import Finding
from webapp.dsl.reading.comment_forms import Aside, Blocks, is_comment_line, opens_block
from webapp.dsl.reading.common_forms import read_common
from webapp.dsl.reading.line_parser import join_brace, read_line
from webapp.dsl.reading.names import lane_key
from webapp.dsl.reading.open_strings import lines_of_string
from webapp.dsl.reading.pieces import MOST_FINDINGS
from webapp.dsl.reading.surroundings import fenced, is_fence, prose
from webapp.dsl.reading.syntax import LaneOpen, Line, LoopNode, LoopStatement, Part, Remark, Statement, Unknown
from webapp.dsl.reading.tokens import BOM, LINE_BREAK

# With so many findings a text is something else altogether: of the rest only what is spelled as usual is read.
MOST_FAULTS = 20_000
_new = tuple.__new__


class Syntax(NamedTuple):
    """What was read: every line, every statement in order, the findings of lines, and lines that hold none."""

    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    asides: tuple[Aside, ...] = ()


def read(text: str) -> Syntax:
    """Read a text into statements. Never raises; time grows linearly with the text."""
    lines: list[Line] = []
    statements: list[Statement] = []
    findings: list[Finding] = []
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
            comment = read_line(content, start, number, statements, findings)
            if "{" in content and join_brace(text, statements, findings, comment) and comment is not None:
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


def _prose_aside(text: str, lines: list[Line], statements: list[Statement], findings: list[Finding]) -> Iterator[Aside]:
    """Set the lines of prose around the document aside as remarks, with what was found wrong with them."""
    numbers = sorted({statements[place].line for place in prose(text, statements)}) if findings else []
    for number in numbers:
        line = lines[number]
        content = text[line.start : line.end].strip()
        start = text.index(content, line.start)
        lines[number] = line._replace(comment=Part(start, start + len(content), content))
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
    """Read a line as a comment, whatever it contains; None for a blank one."""
    comment = content.strip()
    if not comment:
        return None
    begin = start + len(content) - len(content.lstrip())
    statements.append(Remark(begin, begin + len(comment), number))
    return Part(begin, begin + len(comment), comment)


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
                    lane_name = text[first.node.start : lane.end]
                    if lane_key(lane_name) in names:
                        nodes[-1 - back :] = [LoopNode(Part(first.node.start, lane.end, lane_name), item.node)]
                        break
            statements[place] = loop._replace(nodes=tuple(nodes))


def _set_aside(content: str, start: int, number: int) -> Iterator[Unknown]:
    """Yield a line without parsing it; a blank one yields nothing."""
    unread = content.strip()
    if unread:
        begin = start + len(content) - len(content.lstrip())
        yield Unknown(begin, begin + len(unread), number, "")
