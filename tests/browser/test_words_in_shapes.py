"""Words of every script lie inside the shape they were sized for, as Chromium draws them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from measured_text import TOLERANCE, WORDS, has_font, labels, measure
from playwright.sync_api import Page

from webapp.config import Settings
from webapp.render import Renderer

pytestmark = pytest.mark.browser

LABELS = list(labels(len(WORDS) * 3, seed=2))


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer(Settings(data_folder=Path(), database_url="")) as renderer:
        yield renderer


@pytest.mark.parametrize("script", WORDS)
def test_words_lie_inside_their_shapes(page: Page, renderer: Renderer, script: str) -> None:
    """In circle, rectangle, diamond, task, on an edge and in a lane's header."""
    if not has_font(script):
        pytest.skip(f"no font for {script} here: its words have no shape to measure (apt-get install fonts-noto)")

    found = [item for name, label in LABELS if name == script for item in measure(page, renderer, script, label)]

    assert [item for item in found if item.outside > TOLERANCE] == []
    assert {item.kind for item in found} == {"circle", "rectangle", "diamond", "taskbox", "edge", "header"}
