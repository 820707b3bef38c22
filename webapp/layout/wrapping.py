"""Breaking words into the fewest lines of a width, evenly filled."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from webapp.layout.text_metrics import clean, clusters, is_wide, text_width

ELLIPSIS = "…"

# More than any shape can show: what follows is never looked at, so that huge labels cost no more than long ones.
READ_LIMIT = 600

_BISECTIONS = 7


class Wrapped(NamedTuple):
    """Wrapped words. `defects` is 0, 1 (a word was broken) or 2 (the end was cut off and an ellipsis stands for it)."""

    lines: tuple[str, ...]
    width: float
    defects: int

    @property
    def loss(self) -> tuple[int, int]:
        """What to keep small among several wraps: the defects, then the characters missing at the end."""
        return self.defects, -sum(map(len, self.lines)) if self.defects == 2 else 0


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

    Words wider than the limit are broken, after punctuation where that is possible. An empty text has no lines.
    """
    return _wrap(beginning(text), size, limit, most, bold)


@lru_cache(maxsize=16384)
def _wrap(text: str, size: float, limit: float, most: int, bold: bool) -> Wrapped:
    shown = clean(text[: READ_LIMIT * 2])
    cut = len(shown) > READ_LIMIT or len(text) > READ_LIMIT * 2
    atoms, broken = _atoms(shown[:READ_LIMIT], size, limit, bold)
    space = text_width(" ", size, bold)
    lines = _fill(atoms, limit, space)
    if cut or len(lines) > most:
        kept = [_join(line) for line in lines[:most]] or [""]
        kept[-1] = _with_ellipsis(kept[-1], size, limit, bold)
        return Wrapped(tuple(kept), max(text_width(line, size, bold) for line in kept), 2)
    if len(lines) > 1:
        lines = _balance(atoms, lines, limit, space)
    words = tuple(_join(line) for line in lines)
    return Wrapped(words, max((text_width(line, size, bold) for line in words), default=0.0), int(broken))


def _atoms(text: str, size: float, limit: float, bold: bool) -> tuple[list[_Atom], bool]:
    atoms: list[_Atom] = []
    broken = False
    for word in text.split(" ") if text else ():
        space = True
        for part in _split_wide(word):
            pieces = [part] if text_width(part, size, bold) <= limit else _break(part, size, limit, bold)
            broken = broken or len(pieces) > 1
            for piece in pieces:
                atoms.append(_Atom(piece, text_width(piece, size, bold), space))
                space = False
    return atoms, broken


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


def _break(word: str, size: float, limit: float, bold: bool) -> list[str]:
    pieces: list[str] = []
    rest = ""
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
            rest += cluster
    return [*pieces, rest] if rest else pieces


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
