from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from measured_text import WORDS, has_font

from webapp.errors import ExportTooLarge, ExportUnavailable, RenderFailed
from webapp.layout.geometry import Geometry
from webapp.render import Renderer, images, pdf, png_process

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def poppler(program: str, pdf: bytes) -> str:
    """Return what a program of poppler says about a PDF, of which it must not complain."""
    arguments = {"pdftotext": ["-", "-"], "pdfinfo": ["-"]}[program]
    done = subprocess.run([program, *arguments], input=pdf, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def test_a_png_has_a_pixel_for_each_css_pixel(renderer: Renderer, drawing: Geometry):
    assert size_of(renderer.png(drawing)) == (700, 280)


def test_a_png_can_be_made_sharper(renderer: Renderer, drawing: Geometry):
    assert size_of(renderer.png(drawing, scale=2.5)) == (1750, 700)


def test_a_png_differs_by_theme(renderer: Renderer, drawing: Geometry):
    assert renderer.png(drawing) != renderer.png(drawing, theme="dark")


def test_a_png_too_large_for_its_format_is_refused_with_the_scale_that_works(renderer: Renderer, drawing: Geometry):
    with pytest.raises(ExportTooLarge, match=r"Use a scale of 14\.28") as refused:
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


def test_a_png_without_a_scale_is_drawn_smaller_where_it_takes_too_long(
    renderer: Renderer, drawing: Geometry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    slow = tmp_path / "slow.py"
    slow.write_text("import sys, time\nif int(sys.argv[1]) > 700: time.sleep(60)\nprint(*sys.argv[1:3])")
    monkeypatch.setattr(images, "_PNG_PROGRAM", slow)

    assert images.png(renderer.svg(drawing), None, seconds=3).split() == [b"700", b"280"]


def test_a_png_that_cannot_be_drawn_gives_the_reason(
    renderer: Renderer, drawing: Geometry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('out of memory')")
    monkeypatch.setattr(images, "_PNG_PROGRAM", broken)

    with pytest.raises(RenderFailed, match="could not be drawn: out of memory"):
        images.png(renderer.svg(drawing))


def test_the_borders_of_lanes_stay_a_pixel_wide_in_a_png_that_is_smaller(
    renderer: Renderer, drawing: Geometry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    echo = tmp_path / "echo.py"
    echo.write_text("import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())", encoding="utf-8")
    monkeypatch.setattr(images, "_PNG_PROGRAM", echo)

    assert renderer.png(drawing, scale=0.5).count(b'stroke-width="2" shape-rendering') == 5
    assert renderer.png(drawing, scale=1).count(b'vector-effect="non-scaling-stroke"') == 5


def test_the_largest_scale_keeps_to_sides_and_pixels():
    assert images.largest_png_scale(65_534, 10) == 0.5
    assert images.largest_png_scale(8_000, 5_000) == 1.0


@needs_poppler
def test_words_in_a_pdf_can_be_selected_in_every_script(renderer: Renderer, drawing: Geometry):
    text = poppler("pdftotext", renderer.pdf(drawing, title="Выпуск"))

    assert "Build new version" in text
    assert "Owner: Finance" in text


@needs_poppler
@pytest.mark.parametrize("script", sorted(WORDS))
def test_words_of_other_scripts_can_be_selected_too(
    renderer: Renderer, labelled: Callable[[str], Geometry], script: str
):
    if not has_font(script):
        pytest.skip(f"no font for {script} here: a PDF cannot hold letters that no font has")
    word = WORDS[script].split()[0]

    text = poppler("pdftotext", renderer.pdf(labelled(word)))

    # Poppler has its own mind about the order of marks and how often they stand, and adds signs for the direction.
    lines = [set(re.sub(r"[\s\u200b-\u200f\u202a-\u202e]", "", line)) for line in text.splitlines()]
    assert set(word) in lines


def test_latin_words_need_no_font_of_the_machine_so_that_the_picture_is_the_same_everywhere(
    renderer: Renderer, labelled: Callable[[str], Geometry], monkeypatch: pytest.MonkeyPatch
):
    commands = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **more: commands.append(command) or run(command, **more))

    renderer.png(labelled("Prüfung Жук"))
    renderer.png(labelled("检查"))

    # What is not installed here may be looked for by programs that draw nothing.
    asked = [command[5] for command in commands if str(images._PNG_PROGRAM) in command]
    assert asked == ["bundled", "system"]


def test_upright_fonts_without_serifs_come_first():
    names = ["NotoSerif-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMono-Regular.ttf", "NotoSans-Regular.ttf"]

    ordered = png_process.in_order(Path(name) for name in names)

    assert ordered == ["NotoSans-Regular.ttf", "NotoSansMono-Regular.ttf", "NotoSerif-Regular.ttf", "NotoSans-Bold.ttf"]


@needs_poppler
def test_emoji_of_several_parts_stay_whole_in_a_pdf(renderer: Renderer, labelled: Callable[[str], Geometry]):
    if not has_font("emoji"):
        pytest.skip("no font for emoji here")

    text = poppler("pdftotext", renderer.pdf(labelled("\U0001f1e9\U0001f1ea")))

    assert "\U0001f1e9\U0001f1ea" in text


def test_words_that_the_bundled_font_lacks_are_set_apart_as_they_stood():
    svg = """<svg viewBox="0 0 9 9"><g font-size="12" text-anchor="middle"><g font-size="13" font-weight="bold">
<text x="1" y="2" fill="#111111">检查</text></g>
<text x="3" y="4.5" font-size="11" text-anchor="start" fill="#222222">नमस्ते &amp; Co</text>
<text x="5" y="6" fill="#333333">Latin</text>
</g></svg>"""

    left, lines = pdf.lines_set_apart(svg)

    assert "Latin" in left
    assert "检查" not in left
    assert lines == [
        {
            "text": "检查",
            "x": 1,
            "y": 2,
            "size": 13,
            "anchor": "middle",
            "rtl": False,
            "weight": "bold",
            "fill": "#111111",
        },
        {
            "text": "नमस्ते & Co",
            "x": 3,
            "y": 4.5,
            "size": 11,
            "anchor": "start",
            "rtl": False,
            "weight": "regular",
            "fill": "#222222",
        },
    ]


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
    assert len(images.font_files()) > 0
