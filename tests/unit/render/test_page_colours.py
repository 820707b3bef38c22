"""The colours of the drawing on the page are those of the themes: `--accept` writes the stylesheet that has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.domain import Shape
from webapp.render.themes import DARK, LIGHT, PRINT, Theme

STYLESHEET = Path(__file__).parents[3] / "static" / "css" / "drawing-colours.css"
SELECTORS = {":root": LIGHT, ':root[data-theme="dark"]': DARK, ".print-sheet": PRINT}
SHAPES = {Shape.CIRCLE: "event", Shape.RECTANGLE: "step", Shape.DIAMOND: "decision", Shape.TASKBOX: "task"}
HEAD = (
    "/* Written by tests/unit/render/test_page_colours.py from webapp/render/themes.py: change the colours there. */\n"
)


def colours(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield the name of every colour of a drawing on the page, and its value."""
    yield from (("band-a", theme.bands[0]), ("band-b", theme.bands[1]))
    yield from (("header-a", theme.headers[0]), ("header-b", theme.headers[1]))
    yield from (("lane-name", theme.header_text), ("lane-line", theme.lane_line))
    for shape, name in SHAPES.items():
        ink = theme.shapes[shape]
        yield from ((f"{name}-fill", ink.fill), (f"{name}-stroke", ink.stroke), (f"{name}-text", ink.text))
    yield from (("edge", theme.edge), ("edge-label", theme.edge_text))


def stylesheet() -> str:
    rules = (
        f"{selector} {{\n" + "".join(f"  --{name}: {value.lower()};\n" for name, value in colours(theme)) + "}\n"
        for selector, theme in SELECTORS.items()
    )
    return HEAD + "\n".join(rules)


def test_the_page_draws_in_the_colours_of_the_themes(request: pytest.FixtureRequest):
    if request.config.getoption("--accept"):
        STYLESHEET.write_text(stylesheet(), encoding="utf-8", newline="")

    assert STYLESHEET.read_text(encoding="utf-8") == stylesheet()


def test_no_other_stylesheet_sets_a_colour_of_the_drawing():
    names = "|".join(name for name, _ in colours(LIGHT))
    setting = re.compile(rf"--(?:{names})\s*:(?!\s*var\()")
    others = {path.name: path.read_text(encoding="utf-8") for path in STYLESHEET.parent.glob("*.css")}
    del others[STYLESHEET.name]

    assert [name for name, text in others.items() if setting.search(text)] == []
