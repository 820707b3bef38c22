from __future__ import annotations

import dataclasses
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from webapp.layout.geometry import Geometry, Point
from webapp.render import THEMES, Renderer

SVG = "{http://www.w3.org/2000/svg}"


def root_of(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_a_thumbnail_has_its_title_and_no_words_too_small_to_read(renderer: Renderer, drawing: Geometry):
    root = root_of(renderer.thumbnail(drawing, title="<Release> & more"))

    assert "".join(root.itertext()).strip() == "<Release> & more"
    assert root.find(f"{SVG}title") is not None


def test_a_thumbnail_is_a_small_part_of_the_whole_drawing(renderer: Renderer, drawing: Geometry):
    assert len(renderer.thumbnail(drawing)) < len(renderer.svg(drawing)) / 3


def test_a_thumbnail_keeps_the_proportions_within_its_frame(renderer: Renderer, drawing: Geometry):
    assert root_of(renderer.thumbnail(drawing)).attrib["viewBox"] == "0 0 480 192"


def test_a_tall_drawing_fits_too(renderer: Renderer, drawing: Geometry):
    tall = dataclasses.replace(drawing, height=4000)

    assert root_of(renderer.thumbnail(tall)).attrib["height"] == "320"


def test_a_line_that_comes_back_to_where_it_was_goes_on_upright_and_level(renderer: Renderer, drawing: Geometry):
    way = [(0, 0), (100, 0), (100, 50), (0, 50), (0, 1), (-50, 1)]
    edge = dataclasses.replace(drawing.edges[0], points=tuple(Point(*place) for place in way))
    small = renderer.thumbnail(dataclasses.replace(drawing, edges=(edge,), width=16_000))

    line = root_of(small).find(f"{SVG}path[@fill='none']").attrib["d"]
    places = [tuple(map(float, place.split())) for place in line.removeprefix("M").split("L")]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(places))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_its_thumbnail(renderer: Renderer, drawing: Geometry, theme: str):
    assert THEMES[theme].bands[0] in renderer.thumbnail(drawing, theme=theme)


def test_an_empty_document_has_a_thumbnail(renderer: Renderer):
    root = root_of(renderer.thumbnail(Geometry(320, 120, (), (), ())))

    assert root.attrib["viewBox"] == "0 0 320 120"
