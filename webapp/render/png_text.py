"""Prepares the text of an SVG for resvg, which supports neither right-to-left lines nor synthetic bold."""

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

# For a font without a bold variant, browsers thicken the outlines by about this share of the font size.
_THICKER = 0.04


def text_for_png(svg: str) -> str:
    """Return an SVG that resvg draws as browsers draw the given one."""
    if svg.isascii():
        return svg
    return _plain_emoji(_HEADER.sub(_bold, _RTL_LINE.sub(_embedded, svg)))


def _embedded(line: re.Match[str]) -> str:
    """Return a right-to-left line with directional characters, because resvg ignores the attribute `direction`."""
    before, after, text = line.groups()
    style = f"{before}{after}".replace('text-anchor="end"', 'text-anchor="start"')
    # With a font that lacks these characters, the whole line would be drawn in another font.
    return f'<text font-family="Arimo" {style}>{_EMBEDDING}{text}{_END}</text>'


def _bold(header: re.Match[str]) -> str:
    """Return a lane's header with bold letters of other fonts, which resvg would draw regular."""
    opening, size, lines, closing = header.groups()
    width = f"{float(size) * _THICKER:.2f}"

    def thicker(line: re.Match[str]) -> str:
        start, fill, escaped, end = line.groups()
        runs = groupby(_ENTITY.findall(escaped), key=lambda item: len(item) > 1 or _is_bundled(item))
        stroke = f'stroke="{fill}" stroke-width="{width}"'
        shown = (
            text if plain else f"<tspan {stroke}>{text}</tspan>" for plain, text in ((k, "".join(g)) for k, g in runs)
        )
        return f"{start}{''.join(shown)}{end}"

    return f"{opening}{_LINE.sub(thicker, lines)}{closing}"


def _is_bundled(char: str) -> bool:
    return is_baked(char) or char in (_EMBEDDING, _END) or "\u0590" <= char <= "\u05ff" or "\ufb1d" <= char <= "\ufb4f"


def _plain_emoji(svg: str) -> str:
    """Return an SVG without combined emoji: flags become letters, and groups become their members.

    If no font has all characters of a line, resvg draws it only if no character is part of a combination.
    """
    return _EMOJI_PARTS.sub("", svg).translate(_FLAG_LETTERS)
