"""Converts a finished SVG to PDF, with vectors, and with selectable text in all scripts.

Lines with letters that the bundled font lacks are taken out of the SVG and set by typst itself. In an SVG, typst shapes
text letter by letter, which is wrong for scripts whose letters join or change their order.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from webapp.errors import ExportUnavailable, RenderFailed
from webapp.layout.measure.text_metrics import clean, is_baked
from webapp.render.a4_pages import MARGIN, A4Pages
from webapp.render.images import font_files, size_of

if TYPE_CHECKING:
    import typst

# Viewers refuse larger pages. A larger drawing is scaled down, which loses nothing, because it consists of vectors.
SIDE_LIMIT = 14_400
_POINTS_PER_PIXEL = 0.75

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
#set page("a4", flipped: true, margin: {margin:g}pt)
#set align({place})
"""
_SLICE = """\
#block(width: {width}pt, height: {height}pt, clip: true, place(top + left, dx: {left}pt, dy: {top}pt, drawing))
"""
# Not suspect is what a PDF says by saying nothing; poppler complains where it is said.
_NOT_SUSPECT = re.compile(rb"(?<=/MarkInfo<</Marked true)/Suspects false(?=>>)")

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


def pdf_pages(svg: str, a4: A4Pages, title: str = "") -> bytes:
    """Return a drawing as a PDF of A4 landscape pages.

    Raises:
        ExportUnavailable, RenderFailed: as for `pdf`.
    """
    width, left = (f"{side * a4.factor:.3f}" for side in (a4.right - a4.left, -a4.left))
    slices = [
        _SLICE.format(width=width, height=f"{(bottom - top) * a4.factor:.3f}", left=left, top=f"{-top * a4.factor:.3f}")
        for top, bottom in a4.pages
    ]
    # A single page is a sheet to hang up; several are read from the top.
    place = "center + horizon" if len(slices) == 1 else "center"
    return _typeset(_A4.format(margin=MARGIN, place=place) + "#pagebreak()\n".join(slices), svg, a4.factor, title)


def _typeset(pages: str, svg: str, factor: float, title: str) -> bytes:
    """Return the PDF of `pages` of the typst template; a CSS pixel of the drawing has `factor` points."""
    try:
        import typst
    except ImportError:
        raise ExportUnavailable(
            "PDF needs a package that is not installed. Install it with: pip install 'lanestep[pdf]'"
        ) from None
    width, height = size_of(svg)
    document = _DRAWING.format(factor=f"{factor:.6f}", width=f"{width * factor:.3f}", height=f"{height * factor:.3f}")
    drawing, lines = lines_set_apart(svg)
    try:
        made = bytes(
            typst.compile(
                (document + pages).encode(),
                format="pdf",
                font_paths=_fonts(),
                sys_inputs={"title": clean(title), "drawing": drawing, "words": json.dumps(lines)},
            )
        )
    except (RuntimeError, ValueError) as error:
        raise RenderFailed(f"The PDF could not be drawn: {error}") from None
    # As many bytes as before, because the file counts them.
    return _NOT_SUSPECT.sub(lambda said: b" " * len(said[0]), made)


def lines_set_apart(svg: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a finished SVG without the text lines that typst sets itself, and those lines.

    These are right-to-left lines and lines with letters of other fonts. Each has `rtl`, `text`, `x`, `y` of its
    baseline and `size` in CSS pixels, `anchor`, `weight` and `fill`.
    """
    if svg.isascii():
        return svg, []
    around: list[dict[str, str]] = [{}]
    found: list[dict[str, Any]] = []

    def look(part: re.Match[str]) -> str:
        group, text, content = part.groups()
        if text is None:
            if group is None:
                around.pop()
            elif not group.endswith("/"):
                around.append({**around[-1], **dict(_ATTRIBUTE.findall(group))})
            return part[0]
        line = html.unescape(content)
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
                # The end of right-to-left text is at the left.
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
