"""The JSON of CodeMirror's ChangeSet: what is kept, removed and put in, in order. Lengths count UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.domain import TextEdit

Changes = Sequence[int | Sequence[int | str]]
"""A number keeps as many units; a list removes as many as its first item says, and puts the lines behind it in."""

BREAK = re.compile("[\r\n]")
ENCODING = "utf-16-le"


class ChangeError(ValueError):
    """The change does not fit the text; the message says why."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a change: `old` is the text there, and `lines` what takes its place; None where it is kept."""

    old: str
    lines: Sequence[str] | None


def sections(text: str, changes: Changes) -> Iterator[Section]:
    """Yield the parts of a change of a text with LF only.

    Raises:
        ChangeError: its length is not that of the text, it splits a character, or what it puts in cannot be stored.
    """
    units = text.encode(ENCODING)
    at = 0
    for part in changes:
        length, lines = _read(part)
        end = at + 2 * length
        if end > len(units):
            raise ChangeError(f"it is made for a longer text: this one has {len(units) // 2:,} characters (UTF-16)")
        try:
            old = units[at:end].decode(ENCODING)
        except UnicodeDecodeError:
            raise ChangeError("it splits a character that has two UTF-16 units") from None
        yield Section(old, lines)
        at = end
    if at != len(units):
        raise ChangeError(f"it is made for a shorter text: this one has {len(units) // 2:,} characters (UTF-16)")


def changes_of(text: str, edits: Iterable[TextEdit]) -> Changes:
    """Return edits of a text with LF only as changes; they are in order and apart from each other."""
    changes: list[int | list[int | str]] = []
    at = 0
    for edit in edits:
        if edit.start > at:
            changes.append(_units(text[at : edit.start]))
        lines: list[str] = edit.text.split("\n") if edit.text else []
        changes.append([_units(text[edit.start : edit.end]), *lines])
        at = edit.end
    if at < len(text):
        changes.append(_units(text[at:]))
    return changes


def _read(part: int | Sequence[int | str]) -> tuple[int, Sequence[str] | None]:
    whole = [part] if isinstance(part, int) else part
    length = whole[0] if whole else None
    if not isinstance(length, int) or isinstance(length, bool) or length < 0:
        raise ChangeError("each of its parts must begin with a length of 0 or more")
    if isinstance(part, int):
        return length, None
    return length, [_line(line) for line in whole[1:]]


def _line(line: int | str) -> str:
    if not isinstance(line, str) or BREAK.search(line):
        raise ChangeError("each line that it puts in must be text without line breaks")
    try:
        line.encode()
    except UnicodeEncodeError:
        raise ChangeError("it puts in half of a character that has two UTF-16 units") from None
    return line


def _units(text: str) -> int:
    return len(text.encode(ENCODING)) // 2
