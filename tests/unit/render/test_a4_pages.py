"""Drawings on pages of A4: as large as the paper allows."""

from __future__ import annotations

import pytest

from webapp.dsl import parse
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.geometry import Geometry
from webapp.render.a4_pages import A4, LARGEST, MARGIN, a4_pages

INNER = (A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN)


def chain(steps: int, fold: float = 0.0) -> Geometry:
    nodes = "".join(f'  n{i}: rectangle label:"Step {i}"\n' for i in range(1, steps + 1))
    edges = "".join(f"  n{i}.handle(right) -> n{i + 1}.handle(left)\n" for i in range(1, steps))
    return lay_out(parse(f"a {{ # A\n{nodes}{edges}}}\n").diagram, LayoutOptions(fold=fold))


def test_a_folded_drawing_is_as_wide_as_the_paper_between_its_margins():
    folded = chain(20, fold=1000)

    pages = a4_pages(folded)

    assert (pages.right - pages.left) * pages.factor == pytest.approx(INNER[0])
    assert pages.right - pages.left < folded.width


def test_every_page_holds_whole_rows_and_as_many_as_fit():
    folded = chain(60, fold=700)

    pages = a4_pages(folded)
    heights = [(bottom - top) * pages.factor for top, bottom in pages.pages]

    assert folded.rows > len(pages.pages) > 1
    assert max(heights) <= INNER[1]
    assert all(first[1] <= second[0] for first, second in zip(pages.pages, pages.pages[1:], strict=False))
    assert (pages.pages[1][1] - pages.pages[0][0]) * pages.factor > INNER[1]


def test_a_small_drawing_is_enlarged_to_a_limit():
    small = chain(2)

    assert a4_pages(small).factor == LARGEST
    assert a4_pages(small).pages == ((0.0, small.height),)


def test_a_drawing_higher_than_the_paper_is_shrunk_to_one_page():
    rows = "".join(f"l{i} {{ # L{i}\n  n{i}: circle\n}}\n" for i in range(1, 30))
    high = lay_out(parse(rows).diagram)

    assert high.height * a4_pages(high).factor == pytest.approx(INNER[1])
