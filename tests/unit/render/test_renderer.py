from __future__ import annotations

import dataclasses

import pytest

from webapp.errors import InvalidRequest
from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.render.cache import PictureCache


def test_the_same_drawing_is_drawn_once(renderer: Renderer, drawing: Geometry):
    first = renderer.svg(drawing, title="Release")
    again = renderer.svg(dataclasses.replace(drawing), title="Release")

    assert first is again


def test_a_drawing_is_drawn_anew_for_another_theme_or_title(renderer: Renderer, drawing: Geometry):
    pictures = {renderer.svg(drawing), renderer.svg(drawing, theme="dark"), renderer.svg(drawing, title="Release")}

    assert len(pictures) == 3


def test_an_unknown_theme_is_refused_with_those_there_are(renderer: Renderer, drawing: Geometry):
    with pytest.raises(InvalidRequest, match="no theme 'pink'; there are light, dark, print, contrast"):
        renderer.svg(drawing, theme="pink")


def test_the_dot_text_has_the_words(renderer: Renderer, drawing: Geometry):
    assert 'label="Build new version"' in renderer.dot(drawing, title="Release")


def test_a_cache_forgets_what_was_not_asked_for_longest():
    cache = PictureCache(limit=10)
    cache.get("a", lambda: "aaaa")
    cache.get("b", lambda: "bbbb")
    cache.get("a", lambda: "new")
    cache.get("c", lambda: "cccc")

    assert cache.get("a", lambda: "new") == "aaaa"
    assert cache.get("b", lambda: "new") == "new"
    assert cache.held <= 10


def test_a_picture_larger_than_the_cache_is_not_kept():
    cache = PictureCache(limit=3)

    assert cache.get("a", lambda: "aaaa") == "aaaa"
    assert cache.held == 0
