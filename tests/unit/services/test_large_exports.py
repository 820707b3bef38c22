"""Files of large diagrams: their makers choose scale and fold, so that a file is there without a second try."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

import pytest

from webapp.config import Settings
from webapp.errors import ExportTooLarge
from webapp.render import Renderer, images
from webapp.services.drawing import DrawingService, layout_options
from webapp.services.export import ExportOptions, ExportService
from webapp.services.parsed_text import ParsedText

Size = tuple[int, int]


def chain(steps: int) -> str:
    nodes = "".join(f'  n{i}: rectangle label:"Step {i}"\n' for i in range(1, steps + 1))
    edges = "".join(f"  n{i}.handle(right) -> n{i + 1}.handle(left)\n" for i in range(1, steps))
    return f"a {{ # A\n{nodes}{edges}}}\n"


def stairs(steps: int) -> str:
    """Return a diagram that is wide and high: each step is in a lane of its own and right of the one before."""
    lanes = (f'l{i} {{ # Lane {i}\n  n{i}: rectangle label:"Step {i}"\n}}\n' for i in range(1, steps + 1))
    return "".join(lanes) + "".join(f"n{i}.handle(right) -> n{i + 1}.handle(left)\n" for i in range(1, steps))


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    with Renderer(Settings(data_folder=tmp_path_factory.mktemp("data"), database_url="")) as renderer:
        yield renderer


@pytest.fixture(scope="module")
def drawing(renderer: Renderer) -> DrawingService:
    return DrawingService(renderer, 1_000_000)


@pytest.fixture(scope="module")
def export(drawing: DrawingService, renderer: Renderer) -> ExportService:
    return ExportService(drawing, renderer)


@pytest.fixture
def made(drawing: DrawingService, export: ExportService):
    def make(text: str, form: str, companion: dict[str, object] | None = None, **options: object) -> bytes:
        fold, scale = options.get("fold"), options.get("scale")
        parsed: ParsedText = drawing.read(text, companion)
        return export.bytes_of(parsed, form, ExportOptions(scale=scale, layout=layout_options(None, fold)))

    return make


def size_of(png: bytes) -> Size:
    return struct.unpack(">II", png[16:24])


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    found = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in found]


def test_a_png_without_a_scale_has_the_largest_that_is_possible(made, drawing, monkeypatch):
    monkeypatch.setattr(images, "PNG_PIXEL_LIMIT", 1_000_000)
    flat = drawing.geometry(drawing.read(stairs(8)))
    width, height = size_of(made(stairs(8), "png"))

    assert 0.5 < width / flat.width < 2
    assert 950_000 < width * height <= 1_000_000


def test_a_png_of_a_small_diagram_is_twice_as_large_as_on_the_page(made, drawing):
    flat = drawing.geometry(drawing.read(chain(2)))

    assert size_of(made(chain(2), "png")) == (round(flat.width * 2), round(flat.height * 2))


def test_a_png_too_wide_to_be_read_is_folded(made, drawing, monkeypatch):
    monkeypatch.setattr(images, "PNG_SIDE_LIMIT", 1_500)
    flat = drawing.geometry(drawing.read(chain(18)))
    width, height = size_of(made(chain(18), "png"))

    assert flat.width > 2_000
    assert 0.5 < width / height < 3
    assert width * height > 1_500 * 1_500 / 2


def test_a_scale_or_a_fold_that_is_asked_for_is_not_changed(made, monkeypatch):
    monkeypatch.setattr(images, "PNG_SIDE_LIMIT", 1_500)

    with pytest.raises(ExportTooLarge):
        made(chain(12), "png", scale=2.0)
    assert size_of(made(chain(12), "png", fold=0.0))[0] == pytest.approx(1_500, rel=0.02)


def test_a_folded_drawing_fills_pages_of_a4_with_larger_words_where_that_takes_no_more_pages(made, drawing):
    text = chain(12)
    pdf = made(text, "pdf", fold=1200.0)

    assert set(pages_of(pdf)) == {(841.8898, 595.2756)}
    assert len(pages_of(pdf)) == 1


def test_a_diagram_narrower_than_the_fold_goes_on_a4_too(made):
    assert pages_of(made(chain(2), "pdf", {"layout": {"fold": 1200}})) == [(841.8898, 595.2756)]


def test_a_pdf_says_nothing_that_poppler_complains_about(made):
    pdf = made(chain(2), "pdf")

    assert b"/MarkInfo<</Marked true" in pdf
    assert b"/Suspects" not in pdf
