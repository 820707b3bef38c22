"""The widths in the program are those of the fonts."""

from __future__ import annotations

from pathlib import Path

import fontpkg_arimo
import pytest
from bake_text_widths import TABLE, WEIGHTS, baked, font_file
from fontTools.ttLib import TTFont

from webapp.layout.measure import text_widths

ARIMO = Path(fontpkg_arimo.__file__).parent / "files" / "Arimo[wght].ttf"
REDRAWN = {*"\u00b5\u0192\u045f\u2016\u207f", *"\u2074\u2075\u2076\u2077\u2078\u2079", *map(chr, range(0x2080, 0x208A))}
"""Letters whose width is another in Arimo than in Liberation Sans: raised and lowered digits and five more."""


@pytest.mark.skipif(not all(font_file(weight).exists() for weight in WEIGHTS), reason="Liberation Sans 2 is missing")
def test_baking_the_widths_again_changes_nothing():
    assert baked() == TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "weight"), [(text_widths.REGULAR, 400), (text_widths.BOLD, 700)], ids=["usual", "bold"]
)
def test_the_bundled_font_which_draws_a_png_has_the_baked_widths(table: tuple[tuple[int, str], ...], weight: int):
    with TTFont(ARIMO) as font:
        names, glyphs = font.getBestCmap(), font.getGlyphSet(location={"wght": weight})
        letters = {chr(code): int(width) for first, row in table for code, width in enumerate(row.split(), first)}
        known = {letter: width for letter, width in letters.items() if width and ord(letter) in names}
        others = {letter for letter, width in known.items() if round(glyphs[names[ord(letter)]].width) != width}

    assert len(known) > 1_000
    assert others <= REDRAWN
