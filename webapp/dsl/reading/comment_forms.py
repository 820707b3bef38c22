"""Comments as other languages write them, and what each is in ours."""

from __future__ import annotations

import re
from typing import NamedTuple

from webapp.domain import TextEdit
from webapp.dsl.reading.syntax import Line, Part

BLOCK, BLOCK_END = "/*", "*/"
_LINE = re.compile(r"\s*+(?:%%(?!\{)|'|--(?![->]))")
_BLOCK = re.compile(r"\s*+/\*")
_REST = re.compile(r"[^\S\r\n]*+(?:[\r\n]|\Z)")
_SIGN = re.compile(r"/\*|%%|--|'|\#+")


class Aside(NamedTuple):
    """Lines that hold no statement: a comment over several lines, or (`surrounds`) what stands around the document."""

    first: int
    last: int
    surrounds: bool = False


def is_comment_line(content: str) -> bool:
    """Return whether all of a line is a comment as SQL, Mermaid or PlantUML write it, or a `/* */` of its own."""
    if _LINE.match(content):
        return True
    block = _BLOCK.match(content)
    return block is not None and ends_block(content, block.end())


def opens_block(content: str) -> bool:
    """Return whether a line begins a comment that goes on."""
    block = _BLOCK.match(content)
    return block is not None and BLOCK_END not in content[block.end() :]


def ends_block(content: str, start: int) -> bool:
    """Return whether a line ends with the first end of a comment from `start` on."""
    end = content.find(BLOCK_END, start)
    return end >= 0 and not content[end + 2 :].strip()


class Blocks:
    """Finds where the comments of a text end; each end is looked for once."""

    def __init__(self, text: str) -> None:
        """Look at a text."""
        self._text = text
        self._known = -1
        self._has_more = True

    def end(self, start: int) -> int | None:
        """Return the offset behind the next end of a comment from `start` on; None unless it ends its line."""
        if self._known < start:
            if not self._has_more:
                return None
            self._known = self._text.find(BLOCK_END, start)
            self._has_more = self._known >= 0
            if not self._has_more:
                return None
        end = self._known + 2
        return end if _REST.match(self._text, end) else None


def comment_sign(comment: Part) -> str:
    """Return the sign that a comment of another form begins with."""
    sign = _SIGN.match(comment.text)
    return sign[0] if sign else ""


def comment_edits(comment: Part) -> tuple[TextEdit, ...]:
    """Return the edits that write a comment of another form as ours."""
    sign = _SIGN.match(comment.text)
    assert sign is not None
    first = TextEdit(comment.start, comment.start + sign.end(), "//")
    if sign[0] != BLOCK:
        return (first,)
    kept = len(comment.text.removesuffix(BLOCK_END).rstrip())
    return first, TextEdit(comment.start + max(kept, 2), comment.end, "")


def is_ours(comment: Part) -> bool:
    """Return whether a comment is written as the language has it."""
    return comment.text.startswith("//")


def block_edits(text: str, lines: tuple[Line, ...], aside: Aside) -> tuple[TextEdit, ...]:
    """Return the edits that put `//` before each line of a comment, and take its own signs away."""
    edits: list[TextEdit] = []
    for number in range(aside.first, aside.last + 1):
        comment = lines[number].comment
        if comment is None:
            continue
        if number == aside.first:
            edits.append(TextEdit(comment.start, comment.start + 2, "//"))
        elif number < aside.last:
            edits.append(TextEdit(comment.start, comment.start, "// "))
        elif comment.text == BLOCK_END:
            edits.append(TextEdit(comment.start, comment.end, "//"))
        else:
            kept = len(comment.text.removesuffix(BLOCK_END).rstrip())
            edits += [
                TextEdit(comment.start, comment.start, "// "),
                TextEdit(comment.start + kept, comment.end, ""),
            ]
    return tuple(edits)
