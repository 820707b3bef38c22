"""How wide words will be drawn, without asking a font: baked advance widths and rules for everything else.

Kerning only makes real text narrower, so a measured width is an upper bound in browsers.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from webapp.layout.measure import text_widths

if TYPE_CHECKING:
    import regex

UNITS_PER_EM = 2048
"""Units in which the baked widths count one font size, as in the font file."""
WIDE_EM = 1.0
"""Width of East Asian letters (em)."""
EMOJI_EM = 1.3
"""Width of emoji: more makes shapes wider, less lets emoji stand out of them."""
SYMBOL_EM = 1.0
"""Width of other symbols and of mathematical signs."""
UNKNOWN_EM = 0.62
"""Width of any other letter that is not in the table (em)."""

# Emoji are made of several characters; what follows the first adds what is missing to the width of the whole.
_EMOJI_STYLE, _KEYCAP = "\ufe0f", "\u20e3"
_PARTS = {_EMOJI_STYLE: EMOJI_EM - SYMBOL_EM, _KEYCAP: 0.5}

# Each character of Unicode before this one is a cluster of its own.
_FIRST_MARK = "\u0300"

# Letters that are wider than the unknown: first code point of a range, and what nine of ten of its letters do not
# exceed in Noto Sans. Marks between letters take none, so that words are a little narrower than they are said to be.
_RANGES = (
    (0x0530, 0.82),  # Armenian
    (0x0590, UNKNOWN_EM),
    (0x0900, 0.82),  # Devanagari
    (0x0980, 0.88),  # Bengali, Gurmukhi, Gujarati, Odia
    (0x0B80, 1.5),  # Tamil
    (0x0C00, 1.04),  # Telugu, Kannada
    (0x0D00, 1.5),  # Malayalam
    (0x0D80, 1.26),  # Sinhala
    (0x0E00, 0.73),  # Thai, Lao
    (0x0F00, 0.9),  # Tibetan
    (0x1000, 1.13),  # Myanmar
    (0x10A0, 0.88),  # Georgian
    (0x1100, UNKNOWN_EM),
    (0x1200, 1.05),  # Ethiopic, Cherokee
    (0x1400, UNKNOWN_EM),
    (0x1780, 1.02),  # Khmer, Mongolian
    (0x18B0, UNKNOWN_EM),
    (0x2C00, 1.04),  # Glagolitic
    (0x2C60, UNKNOWN_EM),
    (0xA500, 0.93),  # Vai
    (0xA640, UNKNOWN_EM),
    (0x1D400, 0.82),  # mathematical letters
    (0x1D800, UNKNOWN_EM),
)
_RANGE_STARTS = [first for first, _ in _RANGES]

# What XML cannot hold: most controls, lone surrogates, the two noncharacters.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` as one line that every format can hold: no controls, runs of white space as one space.

    >>> clean("a \\x00\\t b\\ud800")
    'a b\ufffd'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_NOT_XML.sub("\ufffd", _CONTROLS.sub("", text)).split())


@lru_cache(maxsize=16384)
def _em_width(text: str, bold: bool) -> float:
    table = _BOLD if bold else _REGULAR
    return sum(table[char] if char in table else _other_em(char) for char in text)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in CSS pixels of one line of Arial at `size`.

    >>> round(text_width("Start", 12), 2)
    26.68
    """
    return _em_width(text, bold) * size


def is_rtl(text: str) -> bool:
    """Return whether a text runs from right to left: its first letter that has a direction does (UAX 9, rule P2).

    >>> is_rtl("1. \u05e9\u05dc\u05d5\u05dd"), is_rtl("(Review) \u05e9")
    (True, False)
    """
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((direction != "L" for direction in directions if direction in ("L", "R", "AL")), False)


def is_baked(char: str) -> bool:
    """Return whether the width of `char` comes from the font and is no estimate."""
    return char in _REGULAR


def is_wide(char: str) -> bool:
    """Return whether lines may break before and after `char` without a space (East Asian wide)."""
    return char > "\u10ff" and unicodedata.east_asian_width(char) in "WF"


def clusters(text: str) -> list[str]:
    """Split at the places where a reader would (UAX 29): marks stay with their letter, the parts of an emoji together.

    >>> clusters("e\u0301a") == ["e\u0301", "a"]
    True
    """
    return list(text) if max(text, default="") < _FIRST_MARK else _cluster().findall(text)


@cache
def _cluster() -> regex.Pattern[str]:
    # Loaded when it is needed: that takes as long as laying out a diagram of usual size.
    import regex

    # Unicode parts some Burmese vowels and all invisible characters from their letter; at the start of a line the
    # former would be drawn on a dotted circle.
    return regex.compile(r"\X(?:(?=[\p{M}\p{Cf}])\X)*")


def _other_em(char: str) -> float:
    if char in _PARTS:
        return _PARTS[char]
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if char >= "\U0001f000" and category in {"So", "Sk", "Cn"}:
        return EMOJI_EM
    if is_wide(char):
        return EMOJI_EM if category == "So" else WIDE_EM
    if category in {"So", "Sm"}:
        return SYMBOL_EM
    number = bisect_right(_RANGE_STARTS, ord(char))
    return _RANGES[number - 1][1] if number else UNKNOWN_EM


def _table(blocks: tuple[tuple[int, str], ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for first, widths in blocks:
        for code, width in enumerate(map(int, widths.split()), first):
            if width and unicodedata.category(chr(code)) not in {"Mn", "Me", "Cf"}:
                found[chr(code)] = width / UNITS_PER_EM
    return found


_REGULAR = _table(text_widths.REGULAR)
_BOLD = _table(text_widths.BOLD)
