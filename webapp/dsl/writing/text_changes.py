"""The edits that lead from one text to another, line by line: lines that stayed are not touched.

The lines that both texts have once are the anchors, in the longest common order of them (patience difference, after
Bram Cohen); between two anchors lines are paired in turn. Time grows as n log n with the number of lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from webapp.domain import TextEdit
from webapp.dsl.reading.tokens import LINE_BREAK


def text_changes(before: str, after: str) -> tuple[TextEdit, ...]:
    """Return edits in offsets of `before`, in order, apart from each other, none idle."""
    old, new = _lines(before), _lines(after)
    offsets = [0]
    for line in old:
        offsets.append(offsets[-1] + len(line))
    edits: list[TextEdit] = []
    anchors = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    for (old_above, new_above), (old_here, new_here) in pairwise(anchors):
        gap = _paired(old, range(old_above + 1, old_here), new, range(new_above + 1, new_here), offsets)
        here = [(old_here, new[new_here])] if old_here < len(old) else []
        for edit in [*gap, *(_line_change(old[at], line, offsets[at]) for at, line in here)]:
            _add(edits, edit)
    return tuple(edit for edit in edits if before[edit.start : edit.end] != edit.text)


def with_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Apply edits that are in order and do not overlap, in linear time."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join([*pieces, text[at:]])


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest rising run of different numbers, in n log n (patience sorting)."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        places[at : at + 1] = [place]
        before.append(places[at - 1] if at else -1)
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _lines(text: str) -> list[str]:
    """Return the lines with their endings; they join to the text."""
    parts = [*LINE_BREAK.split(text), ""]
    return [content + ending for content, ending in zip(parts[::2], parts[1::2], strict=True) if content or ending]


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the numbers of lines that each text has once, apart from blanks around them, in a common order."""
    old_lines, new_lines = [line.strip() for line in old], [line.strip() for line in new]
    old_counts, new_counts = Counter(old_lines), Counter(new_lines)
    where = {line: at for at, line in enumerate(new_lines) if new_counts[line] == 1}
    pairs = [(at, where[line]) for at, line in enumerate(old_lines) if old_counts[line] == 1 and line in where]
    return [pairs[place] for place in longest_rise([pair[1] for pair in pairs])]


def _paired(
    old: Sequence[str], old_gap: range, new: Sequence[str], new_gap: range, offsets: Sequence[int]
) -> Iterator[TextEdit]:
    """Yield the edits between two anchors: equal lines at both ends stay, as many lines are changed one by one."""
    while old_gap and new_gap and old[old_gap[0]] == new[new_gap[0]]:
        old_gap, new_gap = old_gap[1:], new_gap[1:]
    while old_gap and new_gap and old[old_gap[-1]] == new[new_gap[-1]]:
        old_gap, new_gap = old_gap[:-1], new_gap[:-1]
    if len(old_gap) == len(new_gap):
        for at, there in zip(old_gap, new_gap, strict=True):
            yield _line_change(old[at], new[there], offsets[at])
    else:
        text = "".join(new[new_gap.start : new_gap.stop])
        yield TextEdit(offsets[old_gap.start], offsets[old_gap.stop], text)


def _line_change(old: str, new: str, offset: int) -> TextEdit:
    """Return the change of one line, without what both begin and end with."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    return TextEdit(offset + head, offset + len(old) - tail, new[head : len(new) - tail])


def _add(edits: list[TextEdit], edit: TextEdit) -> None:
    """Append an edit; one that touches the last is joined with it."""
    if edit.start == edit.end and not edit.text:
        return
    if edits and edits[-1].end >= edit.start:
        last = edits.pop()
        edit = TextEdit(last.start, edit.end, last.text + edit.text)
    edits.append(edit)
