"""Strings that are closed on a later line: how many lines belong to one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webapp.dsl.reading.names import ATTRIBUTES, SHAPE_SYNONYMS, SHAPES
from webapp.dsl.reading.tokens import is_blank, is_closed, is_word, split_line

MOST_LINES = 100

_KEYS = "|".join(ATTRIBUTES)
_SHAPE_WORDS = "|".join(map(re.escape, (*SHAPES, *SHAPE_SYNONYMS)))
_STATEMENT = re.compile(
    rf"""\s*+ (?: [\w-]++ \s*+ : \s*+ (?:{_SHAPE_WORDS})\b
                | [^"]*? \.\s*+handle\s*+\(
                | (?:[\w-]++\.)? [\w-]++ \s*+ (?:-{{1,4}}>|={{1,3}}>|→) \s*+ (?:[\w-]++\.)? [\w-]++ \s*+ (?:\[|$)
                | [^"]*? \{{ \s*+ (?:\#|//|$)
                | \}} \s*+ (?://|\#|$)
                | loop \s*+ \[
                | // )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_AFTER = re.compile(rf"\s*+(?:(?:{_KEYS})\s*+[:=]|\]\s*+(?:$|//|\#)|//|\#|$)", re.IGNORECASE)


def lines_of_string(lines: Sequence[str], first: int) -> int:
    """Return how many lines after `lines[first]` a string that it opens goes on to; 0 where it is not closed there.

    A line that reads as a statement of its own is never taken in: then only the closing quote was forgotten.
    """
    more = 0
    content = lines[first]
    while _opens_string(content):
        last = _closing_line(lines, first + more + 1, first + MOST_LINES)
        if last is None:
            break
        more = last - first
        content = lines[last][_closing_end(lines[last]) :]
        content = f'label:""{content}' if content.lstrip()[:1] not in ("]", "") else content
    return more


def _opens_string(content: str) -> bool:
    """Return whether a line ends within the value of an attribute or of an edge's label."""
    if content.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0:
        return False
    pieces = [piece for piece in split_line(content) if not is_blank(piece)]
    if len(pieces) < 2 or pieces[-1][0] != '"' or is_closed(pieces[-1]):
        return False
    before = pieces[-2]
    if before in (":", "=") and len(pieces) > 2:
        before = pieces[-3]
    return before == "[" or (is_word(before) and before.lower() in ATTRIBUTES)


def _closing_line(lines: Sequence[str], start: int, stop: int) -> int | None:
    """Return the line from `start` on that closes the string, None where none does before a statement."""
    for number in range(start, min(stop, len(lines))):
        line = lines[number]
        if _STATEMENT.match(line):
            return None
        end = _closing_end(line)
        if end:
            return number if _AFTER.match(line, end) else None
    return None


def _closing_end(line: str) -> int:
    found = _CLOSING.match(line)
    return found.end() if found else 0
