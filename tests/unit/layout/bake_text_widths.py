"""Write `webapp/layout/measure/text_widths.py` from the font: `python tests/unit/layout/bake_text_widths.py [FOLDER]`.

FOLDER has `LiberationSans-Regular.ttf` and `LiberationSans-Bold.ttf` of version 2 (Debian: `fonts-liberation2`).
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from fontTools.ttLib import TTFont

TABLE = Path(__file__).parents[3] / "webapp" / "layout" / "measure" / "text_widths.py"
FOLDER = Path("/usr/share/fonts/truetype/liberation2")

BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # more Latin
    (0x2010, 0x2044),  # dashes, quotation marks
    (0x2070, 0x20BF),  # superscripts, subscripts, currencies
    (0x2100, 0x2122),  # letterlike symbols
    (0x2190, 0x2195),  # arrows
    (0x2200, 0x2265),  # mathematical signs
    (0x25A0, 0x25E6),  # geometric shapes
    (0x2605, 0x266F),  # stars, suits, notes
)
"""First and last code point of what is baked."""

DOCSTRING = '''\
"""Advance widths of Liberation Sans (metrics of Arial and Helvetica), in 1/2048 of the font size; 0: not in the font.

Each block is the first code point and the widths of the characters from there on. Baked once from the font files, so
that the layout is the same on machines that do not have them: `tests/unit/layout/bake_text_widths.py` wrote this file.
"""
'''
LINE = 108
"""Characters of widths in a line of the table."""


def font_file(weight: str, folder: Path = FOLDER) -> Path:
    """Return the file of a weight, `Regular` or `Bold`."""
    return folder / f"LiberationSans-{weight}.ttf"


def baked(folder: Path = FOLDER) -> str:
    """Return the module as it should be."""
    tables = (f"{weight.upper()}: {_TYPE} = (\n{_table(font_file(weight, folder))})\n" for weight in WEIGHTS)
    return "\n".join((DOCSTRING, "from __future__ import annotations\n", *tables))


WEIGHTS = ("Regular", "Bold")
_TYPE = "tuple[tuple[int, str], ...]"


def _table(file: Path) -> str:
    with TTFont(file) as font:
        names, widths = font.getBestCmap(), font["hmtx"]
        blocks = [
            (first, [widths[names[code]][0] if code in names else 0 for code in range(first, last + 1)])
            for first, last in BLOCKS
        ]
    return "".join(_block(first, numbers) for first, numbers in blocks)


def _block(first: int, numbers: list[int]) -> str:
    lines = textwrap.wrap(" ".join(map(str, numbers)), LINE)
    shown = "\n".join(f'        "{line} "' for line in lines[:-1]) + f'\n        "{lines[-1]}",'
    return f"    (\n        0x{first:X},\n{shown.removeprefix(chr(10))}\n    ),\n"


if __name__ == "__main__":
    TABLE.write_text(baked(*map(Path, sys.argv[1:])), encoding="utf-8")
