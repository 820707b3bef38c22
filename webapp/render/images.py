"""Our SVG as PNG and PDF. Both are made from the finished SVG, so that they show what the page shows."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_arimo

from webapp.errors import ExportTooLarge, ExportUnavailable, RenderFailed
from webapp.layout.text_metrics import clean, is_baked

if TYPE_CHECKING:
    import typst

PNG_SIDE_LIMIT = 32_767
PNG_PIXEL_LIMIT = 40_000_000

# Viewers refuse larger pages; a drawing beyond is shrunk to it, which costs nothing: it stays vectors.
PDF_SIDE_LIMIT = 14_400

_PNG_PROGRAM = Path(__file__).with_name("png_process.py")
_POINTS_PER_PIXEL = 0.75
_SIZE = re.compile(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"')
# Variation selectors, skin tones, and joiners that do not stand between letters.
_EMOJI_PARTS = re.compile("[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d(?!\\w)")
_FLAG_LETTERS = {0x1F1E6 + number: ord("A") + number for number in range(26)}
_PDF_PAGE = """\
#set document(title: sys.inputs.title, date: none)
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%, alt: sys.inputs.title)
"""

# Points: A4 landscape within margins that every printer keeps.
_A4_INNER = (793.8, 547.2)
_PDF_A4 = """\
#set document(title: sys.inputs.title, date: none)
#set page("a4", flipped: true, margin: 24pt)
#let file = bytes(sys.inputs.drawing)
#let drawing = image(file, format: "svg", width: {width}pt, height: {height}pt, alt: sys.inputs.title)
"""
_PDF_SLICE = """\
#block(width: {width}pt, height: {height}pt, clip: true, place(dy: {top}pt, drawing))
"""


def png(svg: str, scale: float = 1.0, seconds: float = 10.0) -> bytes:
    """Return a finished SVG as PNG; at scale 1 a CSS pixel is a pixel.

    Raises:
        ExportTooLarge: more pixels than the format or this program's memory can hold; `details["largest_scale"]` works.
        RenderFailed: it could not be drawn, or not within the time.
    """
    width, height = _size(svg)
    largest = largest_png_scale(width, height)
    if scale > largest:
        raise ExportTooLarge(
            f"The PNG would be {width * scale:,.0f} x {height * scale:,.0f} pixels, which is too large. "
            f"The largest scale that works is {largest:g}; SVG and PDF have no such limit.",
            largest_scale=largest,
        )
    sides = [str(max(1, round(side * scale))) for side in (width, height)]
    fonts = "bundled" if all(char < " " or is_baked(char) for char in set(svg)) else "system"
    command = [sys.executable, "-I", str(_PNG_PROGRAM), *sides, fonts, *map(str, _font_files())]
    try:
        done = subprocess.run(
            command,
            input=_plain_emoji(_with_borders(svg, scale)).encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise RenderFailed(
            f"The PNG took longer than {seconds:g} seconds. A smaller scale is faster; SVG and PDF take no time."
        ) from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise RenderFailed(f"The PNG could not be drawn: {_last_line(error)}") from None
    return done.stdout


def largest_png_scale(width: float, height: float) -> float:
    """Return the largest scale of two decimals at which a drawing of this size fits into a PNG."""
    by_side = PNG_SIDE_LIMIT / max(width, height)
    by_pixels = math.sqrt(PNG_PIXEL_LIMIT / (width * height))
    return math.floor(min(by_side, by_pixels) * 100) / 100


def pdf(svg: str, title: str = "") -> bytes:
    """Return a finished SVG as a PDF of one page, with vectors and text that can be selected.

    Raises:
        ExportUnavailable: the extra `pdf` is not installed.
        RenderFailed: the SVG could not be drawn.
    """
    width, height = _size(svg)
    factor = min(_POINTS_PER_PIXEL, PDF_SIDE_LIMIT / max(width, height))
    return _typeset(_PDF_PAGE.format(width=f"{width * factor:.3f}", height=f"{height * factor:.3f}"), svg, title)


def pdf_pages(svg: str, rows: Sequence[tuple[float, float]], title: str = "") -> bytes:
    """Return a folded drawing as a PDF of A4 landscape pages, each with as many whole rows as it holds.

    `rows` are the (top, bottom) of the rows in CSS pixels, from the top down.

    Raises:
        ExportUnavailable, RenderFailed: as for `pdf`.
    """
    width, height = _size(svg)
    high = max(bottom - top for top, bottom in rows)
    factor = min(_POINTS_PER_PIXEL, _A4_INNER[0] / width, _A4_INNER[1] / high)
    pages: list[tuple[float, float]] = []
    for top, bottom in rows:
        if pages and (bottom - pages[-1][0]) * factor <= _A4_INNER[1]:
            pages[-1] = pages[-1][0], bottom
        else:
            pages.append((top, bottom))
    slices = [
        _PDF_SLICE.format(
            width=f"{width * factor:.3f}", height=f"{(bottom - top) * factor:.3f}", top=f"{-top * factor:.3f}"
        )
        for top, bottom in pages
    ]
    head = _PDF_A4.format(width=f"{width * factor:.3f}", height=f"{height * factor:.3f}")
    return _typeset(head + "#pagebreak()\n".join(slices), svg, title)


def _typeset(document: str, svg: str, title: str) -> bytes:
    try:
        import typst
    except ImportError:
        raise ExportUnavailable(
            "PDF needs the extra of that name. Install it with: pip install 'lanestep[pdf]'"
        ) from None
    try:
        return bytes(
            typst.compile(
                document.encode(),
                format="pdf",
                font_paths=_typst_fonts(),
                sys_inputs={"title": clean(title), "drawing": _plain_emoji(svg)},
            )
        )
    except (RuntimeError, ValueError) as error:
        raise RenderFailed(f"The PDF could not be drawn: {error}") from None


def _with_borders(svg: str, scale: float) -> str:
    """Return an SVG whose lane borders are a pixel wide when it is shrunk.

    resvg knows no lines that keep their width, and half of those thinner than a pixel would fall between two.
    """
    return svg.replace(' vector-effect="non-scaling-stroke"', f' stroke-width="{1 / scale:.4g}"') if scale < 1 else svg


def _plain_emoji(svg: str) -> str:
    """Return an SVG without what makes one sign of several emoji: flags become letters, groups their members.

    resvg and typst draw a line of words none of whose fonts has all its letters only where each has one sign.
    """
    if svg.isascii():
        return svg
    return _EMOJI_PARTS.sub("", svg).translate(_FLAG_LETTERS)


def _size(svg: str) -> tuple[float, float]:
    match = _SIZE.match(svg)
    assert match, "only our own SVG comes here"
    return float(match[1]), float(match[2])


def _last_line(error: OSError | subprocess.CalledProcessError) -> str:
    said = (
        error.stderr.decode("utf-8", "replace").split("\n") if isinstance(error, subprocess.CalledProcessError) else []
    )
    return next((line for line in reversed(said) if line.strip()), str(error))


@cache
def _font_files() -> tuple[Path, ...]:
    """Return the files of the bundled Arial-metric font, for machines that have none."""
    return tuple(Path(fontpkg_arimo.__file__).parent.rglob("*.ttf"))


@cache
def _typst_fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(font_paths=sorted({file.parent for file in _font_files()}))
