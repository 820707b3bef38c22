from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.errors import ExportTooLarge, ExportUnavailable, RenderFailed
from webapp.layout.geometry import Geometry
from webapp.render import Renderer, images

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def poppler(program: str, pdf: bytes) -> str:
    arguments = {"pdftotext": ["-", "-"], "pdfinfo": ["-"]}[program]
    return subprocess.run([program, *arguments], input=pdf, capture_output=True, check=True).stdout.decode()


def test_a_png_has_a_pixel_for_each_css_pixel(renderer: Renderer, drawing: Geometry):
    assert size_of(renderer.png(drawing)) == (700, 280)


def test_a_png_can_be_made_sharper(renderer: Renderer, drawing: Geometry):
    assert size_of(renderer.png(drawing, scale=2.5)) == (1750, 700)


def test_a_png_differs_by_theme(renderer: Renderer, drawing: Geometry):
    assert renderer.png(drawing) != renderer.png(drawing, theme="dark")


def test_a_png_too_large_for_its_format_is_refused_with_the_scale_that_works(renderer: Renderer, drawing: Geometry):
    with pytest.raises(ExportTooLarge, match=r"largest scale that works is 14\.28") as refused:
        renderer.png(drawing, scale=50)

    assert refused.value.details == {"largest_scale": 14.28}


def test_a_png_that_takes_too_long_gives_a_message_and_not_a_hang(
    renderer: Renderer, drawing: Geometry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    endless = tmp_path / "endless.py"
    endless.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(images, "_PNG_PROGRAM", endless)

    with pytest.raises(RenderFailed, match=r"longer than 0\.5 seconds"):
        images.png(renderer.svg(drawing), seconds=0.5)


def test_a_png_that_cannot_be_drawn_gives_the_reason(
    renderer: Renderer, drawing: Geometry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('out of memory')")
    monkeypatch.setattr(images, "_PNG_PROGRAM", broken)

    with pytest.raises(RenderFailed, match="could not be drawn: out of memory"):
        images.png(renderer.svg(drawing))


def test_the_largest_scale_keeps_to_sides_and_pixels():
    assert images.largest_png_scale(65_534, 10) == 0.5
    assert images.largest_png_scale(8_000, 5_000) == 1.0


@needs_poppler
def test_words_in_a_pdf_can_be_selected_in_every_script(renderer: Renderer, drawing: Geometry):
    text = poppler("pdftotext", renderer.pdf(drawing, title="Выпуск"))

    assert "Build new version" in text
    assert "Owner: Finance" in text


@needs_poppler
def test_a_pdf_is_one_page_of_the_size_of_the_drawing_with_its_title(renderer: Renderer, drawing: Geometry):
    info = poppler("pdfinfo", renderer.pdf(drawing, title='#panic("x") "Release"'))

    assert 'Title:           #panic("x") "Release"' in info
    assert "Pages:           1" in info
    assert "Page size:       525 x 210 pts" in info


def test_a_pdf_without_the_extra_says_what_to_install(
    renderer: Renderer, drawing: Geometry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(ExportUnavailable, match=r"pip install 'lanestep\[pdf\]'"):
        renderer.pdf(drawing)


def test_words_are_drawn_on_machines_without_fonts():
    assert len(images._font_files()) > 0
