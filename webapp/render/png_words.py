"""What resvg does not know of words: their direction, and bold letters of fonts that have none."""

from __future__ import annotations

import re
from itertools import groupby

from webapp.layout.measure.text_metrics import is_baked

# Variation selectors, skin tones, and joiners that do not stand between letters.
_EMOJI_PARTS = re.compile("[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d(?!\\w)")
_FLAG_LETTERS = {0x1F1E6 + number: ord("A") + number for number in range(26)}
_RTL_LINE = re.compile(r'<text ([^>]*) direction="rtl"([^>]*)>([^<]*)</text>')
_EMBEDDING, _END = "\u202b", "\u202c"
_HEADER = re.compile(r'(<g id="header-[^>]* font-size="([\d.]+)" font-weight="bold">)(.*?)(</g>)', re.DOTALL)
_LINE = re.compile(r'(<text [^>]*fill="([^"]*)"[^>]*>)([^<]*)(</text>)')
_ENTITY = re.compile(r"&\w+;|.", re.DOTALL)

# Browsers thicken the outlines of a font without bold letters by about this share of the size.
_THICKER = 0.04


def words_for_png(svg: str) -> str:
    """Return an SVG that resvg draws as a browser draws the given one."""
    if svg.isascii():
        return svg
    return _plain_emoji(_HEADER.sub(_bold, _RTL_LINE.sub(_embedded, svg)))


def _embedded(line: re.Match[str]) -> str:
    """Return a line from right to left with characters that say so: resvg takes every line for one to the right."""
    before, after, words = line.groups()
    style = f"{before}{after}".replace('text-anchor="end"', 'text-anchor="start"')
    # A font without these characters would give the whole line away to another one.
    return f'<text font-family="Arimo" {style}>{_EMBEDDING}{words}{_END}</text>'


def _bold(header: re.Match[str]) -> str:
    """Return a lane's header in which letters of other fonts are bold: resvg takes those as they are."""
    opening, size, lines, closing = header.groups()
    width = f"{float(size) * _THICKER:.2f}"

    def thicker(line: re.Match[str]) -> str:
        start, fill, words, end = line.groups()
        runs = groupby(_ENTITY.findall(words), key=lambda sign: len(sign) > 1 or _is_bundled(sign))
        stroke = f'stroke="{fill}" stroke-width="{width}"'
        shown = (
            text if plain else f"<tspan {stroke}>{text}</tspan>" for plain, text in ((k, "".join(g)) for k, g in runs)
        )
        return f"{start}{''.join(shown)}{end}"

    return f"{opening}{_LINE.sub(thicker, lines)}{closing}"


def _is_bundled(sign: str) -> bool:
    return is_baked(sign) or sign in (_EMBEDDING, _END) or "\u0590" <= sign <= "\u05ff" or "\ufb1d" <= sign <= "\ufb4f"


def _plain_emoji(svg: str) -> str:
    """Return an SVG without what makes one sign of several emoji: flags become letters, groups their members.

    resvg draws a line of words none of whose fonts has all its letters only where each has one sign.
    """
    return _EMOJI_PARTS.sub("", svg).translate(_FLAG_LETTERS)
