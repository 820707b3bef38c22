"""Our SVG as PDF, made from the finished one: vectors, and words that can be selected in every script.

Words in letters that the bundled font does not have are taken out of the SVG and set by typst itself: where it draws an
SVG, it shapes a line letter by letter, and scripts whose letters join or change places come out wrong.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from webapp.errors import ExportUnavailable, RenderFailed
from webapp.layout.measure.text_metrics import clean, is_baked
from webapp.render.images import font_files, size_of

if TYPE_CHECKING:
    import typst

# Viewers refuse larger pages; a drawing beyond is shrunk to it, which costs nothing: it stays vectors.
SIDE_LIMIT = 14_400
_POINTS_PER_PIXEL = 0.75

# Points: A4 landscape within margins that every printer keeps.
_A4_INNER = (793.8, 547.2)

_DRAWING = """\
#set document(title: sys.inputs.title, date: none)
#let factor = {factor}pt
#let set-apart(w) = place(top + left, dx: w.x * factor, dy: w.y * factor, context {{
  let words = text(font: ("Arial", "Liberation Sans", "Arimo"), size: w.size * factor, weight: w.weight,
    dir: if w.rtl {{ rtl }} else {{ ltr }}, fill: rgb(w.fill), top-edge: "baseline", bottom-edge: "baseline", w.text)
  let wide = measure(words).width
  move(dx: if w.anchor == "middle" {{ -wide / 2 }} else {{ 0pt }}, box(width: wide, words))
}})
#let drawing = block(width: {width}pt, height: {height}pt, {{
  place(top + left, image(bytes(sys.inputs.drawing), format: "svg", width: 100%, alt: sys.inputs.title))
  json(bytes(sys.inputs.words)).map(set-apart).join()
}})
"""
_PAGE = """\
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#drawing
"""
_A4 = """\
#set page("a4", flipped: true, margin: 24pt)
"""
_SLICE = """\
#block(width: {width}pt, height: {height}pt, clip: true, place(dy: {top}pt, drawing))
"""

_PARTS = re.compile(r"<g\b([^>]*)>|</g>|<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def pdf(svg: str, title: str = "") -> bytes:
    """Return a finished SVG as a PDF of one page.

    Raises:
        ExportUnavailable: the extra `pdf` is not installed.
        RenderFailed: the SVG could not be drawn.
    """
    width, height = size_of(svg)
    factor = min(_POINTS_PER_PIXEL, SIDE_LIMIT / max(width, height))
    return _typeset(_PAGE.format(width=f"{width * factor:.3f}", height=f"{height * factor:.3f}"), svg, factor, title)


def pdf_pages(svg: str, rows: Sequence[tuple[float, float]], title: str = "") -> bytes:
    """Return a folded drawing as a PDF of A4 landscape pages, each with as many whole rows as it holds.

    `rows` are the (top, bottom) of the rows in CSS pixels, from the top down.

    Raises:
        ExportUnavailable, RenderFailed: as for `pdf`.
    """
    width, _ = size_of(svg)
    high = max(bottom - top for top, bottom in rows)
    factor = min(_POINTS_PER_PIXEL, _A4_INNER[0] / width, _A4_INNER[1] / high)
    pages: list[tuple[float, float]] = []
    for top, bottom in rows:
        if pages and (bottom - pages[-1][0]) * factor <= _A4_INNER[1]:
            pages[-1] = pages[-1][0], bottom
        else:
            pages.append((top, bottom))
    slices = [
        _SLICE.format(
            width=f"{width * factor:.3f}", height=f"{(bottom - top) * factor:.3f}", top=f"{-top * factor:.3f}"
        )
        for top, bottom in pages
    ]
    return _typeset(_A4 + "#pagebreak()\n".join(slices), svg, factor, title)


def _typeset(pages: str, svg: str, factor: float, title: str) -> bytes:
    """Return the PDF of `pages`, on which the drawing stands with `factor` points to a CSS pixel."""
    try:
        import typst
    except ImportError:
        raise ExportUnavailable(
            "PDF needs a package that is not installed. Install it with: pip install 'lanestep[pdf]'"
        ) from None
    width, height = size_of(svg)
    document = _DRAWING.format(factor=f"{factor:.6f}", width=f"{width * factor:.3f}", height=f"{height * factor:.3f}")
    drawing, words = words_set_apart(svg)
    try:
        return bytes(
            typst.compile(
                (document + pages).encode(),
                format="pdf",
                font_paths=_fonts(),
                sys_inputs={"title": clean(title), "drawing": drawing, "words": json.dumps(words)},
            )
        )
    except (RuntimeError, ValueError) as error:
        raise RenderFailed(f"The PDF could not be drawn: {error}") from None


def words_set_apart(svg: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a finished SVG without its lines from right to left or in letters of other fonts, and those lines.

    A line has `rtl`, `text`, `x`, `y` of its baseline and `size` in CSS pixels, `anchor`, `weight` and `fill`.
    """
    if svg.isascii():
        return svg, []
    around: list[dict[str, str]] = [{}]
    found: list[dict[str, Any]] = []

    def look(part: re.Match[str]) -> str:
        group, text, words = part.groups()
        if text is None:
            if group is None:
                around.pop()
            elif not group.endswith("/"):
                around.append({**around[-1], **dict(_ATTRIBUTE.findall(group))})
            return part[0]
        line = html.unescape(words)
        if all(map(is_baked, line)) and 'direction="rtl"' not in text:
            return part[0]
        style = {**around[-1], **dict(_ATTRIBUTE.findall(text))}
        rtl = style.get("direction") == "rtl"
        found.append(
            {
                "text": line,
                "x": float(style["x"]),
                "y": float(style["y"]),
                "size": float(style["font-size"]),
                # What runs from right to left ends at the left.
                "anchor": "start" if rtl and style["text-anchor"] == "end" else style["text-anchor"],
                "rtl": rtl,
                "weight": style.get("font-weight", "regular"),
                "fill": style["fill"],
            }
        )
        return ""

    return _PARTS.sub(look, svg), found


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(font_paths=sorted({file.parent for file in font_files()}))
