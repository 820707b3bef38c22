"""Breaking words into the fewest lines of a width, evenly filled."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from webapp.layout.measure.text_metrics import clean, clusters, is_wide, text_width

ELLIPSIS = "…"

READ_LIMIT = 600
"""Beginning of a text that is ever looked at: more than any shape can show; bounds what a huge label costs
(characters)."""

_BISECTIONS = 7
"""Precision with which lines are made equally long: 7 leave less than a hundredth of the width (halvings)."""

MOST_BREAKS = 12
"""Lines that line breaks of the text may ask for beyond what a shape usually shows."""


class Defect(IntEnum):
    """What had to be done to a text; a higher value is worse."""

    NONE = 0
    BROKEN = 1
    """A word was broken after punctuation."""
    SPLIT = 2
    """A word was broken between letters."""
    CUT = 3
    """The end was cut off, and an ellipsis stands for it."""


class Wrapped(NamedTuple):
    """A wrapped text, with the worst that was done to it."""

    lines: tuple[str, ...]
    width: float
    defects: Defect

    @property
    def loss(self) -> tuple[int, int]:
        """What to keep small among several wraps: the defects, then the characters missing at the end."""
        return self.defects, -sum(map(len, self.lines)) if self.defects is Defect.CUT else 0


class _Atom(NamedTuple):
    """What a line break never splits; `space` tells whether a space stands before it within a line."""

    text: str
    width: float
    space: bool


def beginning(text: str) -> str:
    """Return as much of a text as is ever looked at, and one character that tells where there is more.

    Caches are asked with this, so that what they keep does not grow with what visitors write.
    """
    return text.lstrip()[: READ_LIMIT * 2 + 1]


def wrap(text: str, size: float, limit: float, most: int, bold: bool = False) -> Wrapped:
    """Wrap `text` to the fewest lines no wider than `limit` pixels, then balance them; at most `most` lines.

    Lines break where the text has line breaks, for which there may be more than `most`, and where they are full. Words
    wider than the limit are broken, after punctuation where that is possible. An empty text has no lines.
    """
    return _wrap(beginning(text), size, limit, most, bold)


@lru_cache(maxsize=16384)
def _wrap(text: str, size: float, limit: float, most: int, bold: bool) -> Wrapped:
    paragraphs = [clean(part) for part in text[: READ_LIMIT * 2].strip().split("\n")]
    left = READ_LIMIT
    cut = len(text) > READ_LIMIT * 2
    most = max(most, min(len(paragraphs), MOST_BREAKS))
    space = text_width(" ", size, bold)
    wrapped: list[str] = []
    defects = Defect.NONE
    for shown in paragraphs:
        atoms, defect = _atoms(shown[:left], size, limit, bold)
        defects = max(defects, defect)
        lines = _fill(atoms, limit, space)
        cut = cut or len(shown) > left or len(wrapped) + max(len(lines), 1) > most
        left -= min(len(shown), left)
        if len(lines) > 1 and not cut:
            lines = _balance(atoms, lines, limit, space)
        wrapped += [_join(line) for line in lines] if lines or len(paragraphs) == 1 else [""]
        if cut:
            wrapped = wrapped[:most] or [""]
            wrapped[-1] = _with_ellipsis(wrapped[-1], size, limit, bold)
            defects = Defect.CUT
            break
    return Wrapped(tuple(wrapped), max((text_width(line, size, bold) for line in wrapped), default=0.0), defects)


def _atoms(text: str, size: float, limit: float, bold: bool) -> tuple[list[_Atom], Defect]:
    atoms: list[_Atom] = []
    defects = Defect.NONE
    for word in text.split(" ") if text else ():
        space = True
        for part in _split_wide(word):
            fits = text_width(part, size, bold) <= limit
            pieces, defect = ((part,), Defect.NONE) if fits else _break(part, size, limit, bold)
            defects = max(defects, defect)
            for piece in pieces:
                atoms.append(_Atom(piece, text_width(piece, size, bold), space))
                space = False
    return atoms, defects


def _split_wide(word: str) -> list[str]:
    """Split at East Asian characters, between which lines may break; closing marks stay with what they close."""
    if word.isascii():
        return [word]
    parts: list[str] = []
    last = ""
    for cluster in clusters(word):
        sticks = not parts or cluster in "、。，．！？：；）」』】〉》ー"
        if sticks or not (is_wide(cluster[0]) or is_wide(last[0])):
            parts[-1:] = [(parts[-1] if parts else "") + cluster]
        else:
            parts.append(cluster)
        last = cluster
    return parts


def _break(word: str, size: float, limit: float, bold: bool) -> tuple[tuple[str, ...], Defect]:
    pieces: list[str] = []
    rest = ""
    defect = Defect.BROKEN
    for part in re.findall(r"[^-/_.,:;@&?=+|\\]*[-/_.,:;@&?=+|\\]|[^-/_.,:;@&?=+|\\]+", word):
        if text_width(rest + part, size, bold) <= limit:
            rest += part
            continue
        if rest:
            pieces.append(rest)
        rest = ""
        for cluster in clusters(part):
            if rest and text_width(rest, size, bold) + text_width(cluster, size, bold) > limit:
                pieces.append(rest)
                rest = ""
                defect = Defect.SPLIT
            rest += cluster
    if rest:
        pieces.append(rest)
    return tuple(pieces), defect if len(pieces) > 1 else Defect.NONE


def _fill(atoms: list[_Atom], limit: float, space: float) -> list[list[_Atom]]:
    lines: list[list[_Atom]] = []
    used = 0.0
    for atom in atoms:
        more = atom.width + (space if atom.space else 0.0)
        if lines and used + more <= limit:
            lines[-1].append(atom)
            used += more
        else:
            lines.append([atom])
            used = atom.width
    return lines


def _balance(atoms: list[_Atom], lines: list[list[_Atom]], limit: float, space: float) -> list[list[_Atom]]:
    low, high = max(atom.width for atom in atoms), limit
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        tried = _fill(atoms, middle, space)
        if len(tried) > len(lines):
            low = middle
        else:
            high, lines = middle, tried
    return lines


def _join(line: list[_Atom]) -> str:
    return "".join((" " if atom.space and index else "") + atom.text for index, atom in enumerate(line))


def _with_ellipsis(line: str, size: float, limit: float, bold: bool) -> str:
    kept = clusters(line)
    while kept and text_width("".join(kept) + ELLIPSIS, size, bold) > limit:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS
