"""What stands around a document in a pasted answer: prose, and the fences of a code block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from webapp.dsl.reading.heads import HEAD
from webapp.dsl.reading.invisible import LETTERS
from webapp.dsl.reading.names import SHAPES, is_node_id, shape_of
from webapp.dsl.reading.syntax import (
    EdgeStatement,
    LaneClose,
    LaneOpen,
    LoopStatement,
    NodeStatement,
    Remark,
    Statement,
)
from webapp.dsl.reading.tokens import LINE_BREAK

FEWEST_WORDS = 3
_MOVED = (LaneClose, EdgeStatement, LoopStatement)
_FENCE = re.compile(r"\s*+(`{3,}|~{3,})")
_SIGNS = ("```", "~~~")
_HIDDEN = re.compile(f"[{LETTERS}\x00-\x08\x0e-\x1b\x7f-\x9f]")
_OURS = re.compile(
    rf"""\s*+[\w-]++\s*+:\s*+(?:{"|".join(SHAPES)})\b | [^"]*?\.\s*+handle\s*+\( | [^"]*?\{{\s*+(?:\#|//|\Z)""",
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(r"[{}]|->|→|=>|\.handle\(|label\s*[:=]", re.IGNORECASE)
# What a chat writes around a diagram: items of lists, quotations, headings, words in bold; how its sentences end.
_ITEM = re.compile(r"(?:[-*+•>]|\d++[.)]|\#{2,})\s++\S|\*\*\S")
_LAST_SIGN = (".", "!", "?", ":", "…", "**")


def fenced(text: str, lines: Sequence[str]) -> range | None:
    """Return the lines between the first fences that hold a document of ours; None without such fences."""
    if not _may_hold_fence(text):
        return None
    opened: re.Match[str] | None = None
    first = 0
    for number, line in enumerate(lines):
        line = _shown(line)
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened, first = fence, number + 1
        elif fence[1][0] == opened[1][0] and len(fence[1]) >= len(opened[1]) and not line[fence.end() :].strip():
            if _is_ours(lines[first:number]):
                return range(first, number)
            opened = None
    if opened is not None and _is_ours(lines[first:]):
        return range(first, len(lines))
    return None


def stray_fence(text: str) -> int | None:
    """Return where the first fence begins, where no block between fences is a document of ours; otherwise None."""
    if not _may_hold_fence(text):
        return None
    parts = [*LINE_BREAK.split(text), ""]
    contents = parts[::2]
    first = next((number for number, line in enumerate(contents) if is_fence(line)), None)
    if first is None or fenced(text, contents) is not None:
        return None
    if not any(line.strip() for line in contents[first + 1 :]):
        # The last line opens no block: nothing behind it can become the document.
        return None
    return sum(map(len, parts[: 2 * first]))


def is_fence(line: str) -> bool:
    """Return whether a line opens or closes a code block."""
    return _FENCE.match(_shown(line)) is not None


def _may_hold_fence(text: str) -> bool:
    return any(text.count(sign[0]) >= len(sign) for sign in _SIGNS)


def _shown(line: str) -> str:
    """Return a line that may hold a fence without what no text shows: a fix that takes it away must change nothing."""
    return _HIDDEN.sub("", line) if any(sign[0] in line for sign in _SIGNS) else line


def _is_ours(lines: Iterable[str]) -> bool:
    """Return whether lines between fences are a document: some line is a statement, and the first is no other head."""
    written = [line for line in lines if line.strip()]
    return bool(written) and HEAD.match(written[0].strip()) is None and any(map(_OURS.match, written))


def prose(text: str, statements: Sequence[Statement]) -> list[int]:
    """Return the places of the statements before the first and after the last of ours, where they are prose."""
    ours: list[int] = []
    is_open = False
    for place, item in enumerate(statements):
        # Fixes take away a brace that closes nothing, and move edges and loops: what is prose must not depend on them.
        if _is_statement(item) or (is_open and isinstance(item, _MOVED)):
            ours.append(place)
            is_open = not isinstance(item, LaneClose) and (is_open or isinstance(item, LaneOpen))
    if not ours:
        return []
    found: list[int] = []
    # Where a lane is still open, what follows stands in it.
    behind = range(0) if is_open else range(ours[-1] + 1, len(statements))
    for group in (range(ours[0]), behind):
        lines = [place for place in group if not isinstance(statements[place], (Remark, *_MOVED))]
        read = [text[statements[place].start : statements[place].end] for place in lines]
        if any(map(_reads_as_prose, read)) and all(_ITEM.match(line) or not _CODE.search(line) for line in read):
            found += lines
    return found


def _reads_as_prose(line: str) -> bool:
    """Return whether a line is a sentence, however short, an item of a list or a fence, but no statement left half."""
    return (
        len(line.split()) >= FEWEST_WORDS
        or line.endswith(_LAST_SIGN)
        or _ITEM.match(line) is not None
        or is_fence(line)
    )


def _is_statement(item: Statement) -> bool:
    """Return whether a statement is meant as one: a sentence such as `Note: this works` reads as a node too."""
    if isinstance(item, NodeStatement):
        return is_node_id(item.id.text) or (item.shape is not None and shape_of(item.shape.text) is not None)
    return isinstance(item, LaneOpen)
