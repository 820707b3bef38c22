"""A run as one SVG that plays by itself."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest

from webapp.dsl import parse
from webapp.errors import InvalidRequest
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.render.animation import Step

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [Step("n1", ("n1-n2",)), Step("n2", ("n2-n3",)), Step("n3", ("n3-n4",)), Step("n4", ())]


@pytest.fixture
def animation(renderer: Renderer, drawing: Geometry) -> str:
    return renderer.animation(renderer.svg(drawing), drawing, STEPS)


def layer(svg: str) -> list[ElementTree.Element]:
    return [group for group in ElementTree.fromstring(svg).iter(f"{SVG}g") if group.attrib.get("class") == "run-mark"]


def test_an_animation_is_the_drawing_with_more_in_it(animation: str, renderer: Renderer, drawing: Geometry):
    assert animation.startswith(renderer.svg(drawing).removesuffix("</g>\n</svg>\n"))


def test_it_stands_alone_without_script_or_address(animation: str):
    assert "<script" not in animation
    assert re.findall(r"(?:href|src)=|url\(|@import|https?://(?!www\.w3\.org/2000/svg)", animation) == []


def test_every_node_and_edge_that_was_visited_is_marked_once(animation: str):
    assert len(layer(animation)) == 4 + 3


def test_a_token_travels_along_every_edge_that_was_crossed(animation: str):
    tokens = [
        token
        for token in ElementTree.fromstring(animation).iter(f"{SVG}circle")
        if "run-token" in token.get("class", "")
    ]

    assert len(tokens) == 3
    assert all(token.find(f"{SVG}animateMotion") is not None for token in tokens)


def test_everything_repeats_together_for_ever(animation: str):
    assert set(re.findall(r'dur="([^"]+)" repeatCount="([^"]+)"', animation)) == {("7.1s", "indefinite")}


def test_marks_come_one_after_another_and_stay(animation: str):
    times = [
        float(re.findall(r'keyTimes="0;([\d.]+)"', ElementTree.tostring(mark).decode())[0]) for mark in layer(animation)
    ]

    assert times[3:] == sorted(times[3:])
    assert 0 < times[3] < times[-1] < 1


def test_who_asked_for_less_motion_sees_the_end_of_the_run(animation: str):
    assert "@media (prefers-reduced-motion: reduce)" in animation


def test_a_node_visited_twice_is_marked_once(renderer: Renderer, drawing: Geometry):
    svg = renderer.animation(renderer.svg(drawing), drawing, [*STEPS, Step("n2", ("n2-n3",))])

    assert len(layer(svg)) == 4 + 3


def test_a_run_over_a_fold_jumps_from_mark_to_mark_and_marks_what_is_drawn(renderer: Renderer, blue_green: str):
    geometry = lay_out(parse(blue_green).diagram, LayoutOptions(fold=1000))
    cut = next(edge for edge in geometry.edges if edge.pieces)

    svg = renderer.animation(renderer.svg(geometry), geometry, [Step(cut.source, (cut.id,))])

    ways = re.findall(r'<animateMotion path="([^"]+)"', svg)
    ways += re.findall(r'<path d="([^"]+)" fill="none" [^>]*2\.6', svg)
    assert [way.count("M") for way in ways] == [len(cut.pieces)] * 2


def test_the_line_of_a_run_leaves_the_figures_of_a_fold_to_be_read(renderer: Renderer, blue_green: str):
    geometry = lay_out(parse(blue_green).diagram, LayoutOptions(fold=1000))
    cut = next(edge for edge in geometry.edges if edge.pieces)

    svg = renderer.animation(renderer.svg(geometry), geometry, [Step(cut.source, (cut.id,))])

    [drawn] = re.findall(r'<path d="([^"]+)" fill="none" [^>]*2\.6', svg)
    second = drawn.rindex("M")
    ends = [re.findall(r"[-\d.]+", drawn[:second])[-2:], re.findall(r"[-\d.]+", drawn[second:])[:2]]
    places = [(float(x), float(y)) for x, y in ends]
    assert [math.dist(place, (mark.x, mark.y)) for place, mark in zip(places, cut.marks, strict=True)] == [7.0, 7.0]


def test_a_document_in_which_nothing_runs_is_refused(renderer: Renderer, drawing: Geometry):
    with pytest.raises(InvalidRequest, match="nothing to run"):
        renderer.animation(renderer.svg(drawing), drawing, [])


def test_a_run_too_long_for_one_picture_is_refused(renderer: Renderer, drawing: Geometry):
    with pytest.raises(InvalidRequest, match=r"1,000 steps, but an animation shows at most 500\."):
        renderer.animation(renderer.svg(drawing), drawing, [Step("n1", ())] * 1000)
