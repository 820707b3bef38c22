"""Format characters (category Cf), which no text shows: outside of values and comments a line is read without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

from webapp.domain import Finding, TextEdit
from webapp.dsl.reading.tokens import loop_condition, split_line

T = TypeVar("T")

LETTERS = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
INVISIBLE = re.compile(f"[{LETTERS}]")


class Visible(NamedTuple):
    """A line without what no text shows: its words, where each of their letters stood, and what was left out."""

    content: str
    places: Sequence[int]
    left_out: tuple[int, ...]

    def back(self, item: T, start: int) -> T:
        """Return a statement, or a part of one, with the places that it has in the text; the line begins at `start`."""
        return cast(T, _moved(item, self.places, start))

    def found(self, item: Finding, start: int) -> Finding:
        """Return a finding with the places that it has in the text."""
        fix = item.fix
        if fix is not None:
            fix = replace(fix, edits=tuple(TextEdit(*self._range(x.start, x.end, start), x.text) for x in fix.edits))
        first, last = self._range(item.start, item.end, start)
        return replace(item, start=first, end=last, fix=fix)

    def _range(self, first: int, last: int, start: int) -> tuple[int, int]:
        return _range(first, last, self.places, start)


def visible(content: str) -> Visible | None:
    """Return a line as it is read; None where nothing is left out."""
    if content.isascii() or INVISIBLE.search(content) is None:
        return None
    condition = loop_condition(content)
    kept: list[str] = []
    places: list[int] = []
    left_out: list[int] = []
    offset = 0
    for piece in split_line(content):
        is_value = piece[0] in '"#' or piece.startswith("//") or (condition is not None and offset == condition[0])
        for place, letter in enumerate(piece, offset):
            if not is_value and INVISIBLE.match(letter):
                left_out.append(place)
            else:
                kept.append(letter)
                places.append(place)
        offset += len(piece)
    if not left_out:
        return None
    return Visible("".join(kept), [*places, len(content)], tuple(left_out))


def _moved(item: Any, places: Sequence[int], start: int) -> Any:
    if not isinstance(item, tuple):
        return item
    if not hasattr(item, "_fields"):
        return tuple(_moved(part, places, start) for part in item)
    values = {name: _moved(getattr(item, name), places, start) for name in item._fields}
    if "start" in values and "end" in values:
        values["start"], values["end"] = _range(values["start"], values["end"], places, start)
    return type(item)(**values)


def _range(first: int, last: int, places: Sequence[int], start: int) -> tuple[int, int]:
    """Return the range in the text of what is read at `first`..`last`, without what is left out behind it."""
    begin = places[first]
    return start + begin, start + (places[last - 1] + 1 if last > first else begin)
