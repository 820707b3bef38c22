"""The state of a run over a finished drawing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.render.run_marks import RunState
from webapp.render.themes import THEMES

SVG = "{http://www.w3.org/2000/svg}"
STATE = RunState({"n1": 1, "n2": 12}, {"n1-n2": 1, "gone": 3}, "n3")


def groups(svg: str, name: str) -> list[ElementTree.Element]:
    return [group for group in ElementTree.fromstring(svg).iter(f"{SVG}g") if group.attrib.get("class") == name]


def test_the_state_is_the_drawing_with_more_in_it(renderer: Renderer, drawing: Geometry):
    svg = renderer.svg(drawing, run=STATE)

    assert svg.startswith(renderer.svg(drawing).removesuffix("</g>\n</svg>\n"))
    assert groups(svg, "run")[0].attrib["aria-hidden"] == "true"


def test_what_was_visited_is_marked_with_its_count_and_the_active_node_apart(renderer: Renderer, drawing: Geometry):
    svg = renderer.svg(drawing, run=STATE)

    assert len(groups(svg, "run-mark")) == 3
    assert [group.find(f"{SVG}text").text for group in groups(svg, "run-count")] == ["1", "12"]
    assert len(groups(svg, "run-active")) == 1


def test_a_run_at_its_end_has_no_active_node(renderer: Renderer, drawing: Geometry):
    assert groups(renderer.svg(drawing, run=RunState({"n1": 1})), "run-active") == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_marks_have_the_colour_of_runs_in_every_theme(renderer: Renderer, drawing: Geometry, theme: str):
    marks = ElementTree.tostring(groups(renderer.svg(drawing, theme=theme, run=STATE), "run")[0]).decode()

    assert THEMES[theme].run in marks
