from __future__ import annotations

import pytest

from webapp.errors import InvalidRequest
from webapp.layout.geometry import Geometry
from webapp.render import Renderer


def test_a_drawing_is_drawn_anew_for_another_theme_or_title(renderer: Renderer, drawing: Geometry):
    pictures = {renderer.svg(drawing), renderer.svg(drawing, theme="dark"), renderer.svg(drawing, title="Release")}

    assert len(pictures) == 3


def test_an_unknown_theme_is_refused_with_those_there_are(renderer: Renderer, drawing: Geometry):
    with pytest.raises(InvalidRequest, match="no theme 'pink': use one of light, dark, print, contrast"):
        renderer.svg(drawing, theme="pink")


def test_the_dot_text_has_the_words(renderer: Renderer, drawing: Geometry):
    assert 'label="Build new version"' in renderer.dot(drawing, title="Release")
