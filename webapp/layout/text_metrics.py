"""How wide words will be drawn, without asking a font: baked advance widths and rules for everything else.

Kerning only makes real text narrower, so a measured width is an upper bound in browsers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from webapp.layout import text_widths

UNITS_PER_EM = 2048
WIDE_EM = 1.0
EMOJI_EM = 1.3
SYMBOL_EM = 1.0
UNKNOWN_EM = 0.62

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


def is_wide(char: str) -> bool:
    """Return whether lines may break before and after `char` without a space (East Asian wide)."""
    return char > "\u10ff" and unicodedata.east_asian_width(char) in "WF"


def _other_em(char: str) -> float:
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if char >= "\U0001f000" and category in {"So", "Sk", "Cn"}:
        return EMOJI_EM
    if is_wide(char):
        return EMOJI_EM if category == "So" else WIDE_EM
    return SYMBOL_EM if category in {"So", "Sm"} else UNKNOWN_EM


def _table(blocks: tuple[tuple[int, str], ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for first, widths in blocks:
        for code, width in enumerate(map(int, widths.split()), first):
            if width and unicodedata.category(chr(code)) not in {"Mn", "Me", "Cf"}:
                found[chr(code)] = width / UNITS_PER_EM
    return found


_REGULAR = _table(text_widths.REGULAR)
_BOLD = _table(text_widths.BOLD)
