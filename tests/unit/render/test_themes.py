from __future__ import annotations

import pytest

from webapp.domain import Shape
from webapp.render.themes import THEMES, Theme

each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
each_shape = pytest.mark.parametrize("shape", Shape)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@each_theme
@each_shape
def test_words_can_be_read_in_their_shapes(theme: Theme, shape: Shape):
    ink = theme.shapes[shape]

    assert contrast(ink.text, ink.fill) >= 7


@each_theme
@each_shape
def test_outlines_stand_out_from_both_bands(theme: Theme, shape: Shape):
    assert min(contrast(theme.shapes[shape].stroke, band) for band in theme.bands) >= 3


@each_theme
def test_edges_and_their_words_stand_out_from_both_bands(theme: Theme):
    assert min(contrast(theme.edge, band) for band in theme.bands) >= 4.5
    assert min(contrast(theme.edge_text, band) for band in theme.bands) >= 7


@each_theme
def test_the_names_of_lanes_can_be_read(theme: Theme):
    assert min(contrast(theme.header_text, header) for header in theme.headers) >= 7


def test_print_needs_no_ink_but_for_lines_and_words():
    printed = THEMES["print"]

    assert {*printed.bands, *printed.headers, *(ink.fill for ink in printed.shapes.values())} == {"#FFFFFF"}
