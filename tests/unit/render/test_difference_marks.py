"""Marks of what differs, on a finished SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from webapp.layout.geometry import Box, Geometry, LoopBadge
from webapp.render import Renderer
from webapp.render.difference_marks import INKS, marked_svg
from webapp.render.themes import DARK, LIGHT, THEMES, Theme

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {"lane-Ops": "added", "node-n2": "removed", "node-n3": "changed", "node-n4": "added", "edge-n2-n3": "removed"}
MARKS |= {"edge-n4-n2": "added", "node-n1": "changed"}


LOOP = LoopBadge("loop-1", "again", ("n2", "n3"), Box(220, 8, 60, 16), "again")


@pytest.fixture
def drawing(drawing: Geometry) -> Geometry:
    """The drawing with a loop in it."""
    return replace(drawing, loops=(LOOP,))


@pytest.fixture
def marked(renderer: Renderer, drawing: Geometry) -> Callable[..., dict[str, ElementTree.Element]]:
    """The groups of the marked drawing by id."""

    def draw(marks: dict[str, str], theme: Theme = LIGHT) -> dict[str, ElementTree.Element]:
        svg = marked_svg(renderer.svg(drawing, theme=theme.name), marks, theme)
        return {group.attrib.get("id", ""): group for group in ElementTree.fromstring(svg).iter(f"{SVG}g")}

    return draw


def test_without_marks_the_picture_is_as_it_was(renderer: Renderer, drawing: Geometry):
    svg = renderer.svg(drawing)

    assert marked_svg(svg, {}, LIGHT) == svg


def test_what_differs_has_a_class_and_the_rest_fades(marked):
    groups = marked(MARKS)

    assert {name: group.attrib["class"] for name, group in groups.items() if name in MARKS} == {
        "lane-Ops": "lane band-b added",
        "node-n1": "node circle changed",
        "node-n2": "node rectangle removed",
        "node-n3": "node diamond changed",
        "node-n4": "node taskbox added",
        "edge-n2-n3": "edge band-a removed",
        "edge-n4-n2": "edge added",
    }
    assert [name for name, group in groups.items() if "opacity" in group.attrib] == [
        "edge-n1-n2",
        "edge-n3-n4",
        "loop-1",
    ]


def test_what_was_removed_is_red_dashed_and_struck_through(marked):
    groups = marked(MARKS)
    box = groups["node-n2"].find(f"{SVG}rect")
    path = groups["edge-n2-n3"].find(f"{SVG}path")

    assert (box.attrib["stroke"], box.attrib["stroke-dasharray"], box.attrib["fill"]) == ("#C02A2E", "5 4", "#FDECEC")
    assert (path.attrib["stroke"], path.attrib["stroke-dasharray"], path.attrib["fill"]) == ("#C02A2E", "5 4", "none")
    assert {text.attrib["text-decoration"] for text in groups["node-n2"].iter(f"{SVG}text")} == {"line-through"}
    assert groups["edge-n2-n3"].find(f"{SVG}polygon").attrib["fill"] == "#C02A2E"


def test_what_was_added_keeps_its_fill_and_is_green_and_solid(marked):
    box = marked(MARKS)["node-n4"].find(f"{SVG}rect")

    assert (box.attrib["stroke"], box.attrib["stroke-width"], box.attrib["fill"]) == ("#1B7540", "2.2", "#F2EDFD")
    assert "stroke-dasharray" not in box.attrib


def test_an_added_lane_is_marked_on_its_header(marked):
    groups = marked(MARKS)

    assert groups["lane-Ops"].find(f"{SVG}rect").attrib["stroke"] == LIGHT.lane_line
    assert groups["header-Ops"].find(f"{SVG}rect").attrib["stroke"] == "#1B7540"
    assert groups["header-Ops"].find(f"{SVG}g").attrib["class"] == "sign"


def test_a_loop_is_marked_on_its_badge(marked):
    badge = marked({"loop-1": "removed"})["loop-1"]

    assert badge.attrib["class"] == "loop removed"
    assert badge.findtext(f"{SVG}title").startswith("Removed: Loop")
    assert (badge.find(f"{SVG}rect").attrib["stroke"], badge.find(f"{SVG}rect").attrib["stroke-dasharray"]) == (
        "#C02A2E",
        "5 4",
    )
    assert "stroke-dasharray" not in badge.find(f"{SVG}path").attrib
    assert badge.findall(f"{SVG}g")[-1].attrib["class"] == "sign"


def test_a_loop_without_a_mark_fades(marked):
    assert marked({"node-n2": "added"})["loop-1"].attrib["opacity"] == "0.5"


def test_readers_of_the_screen_hear_what_happened(marked):
    groups = marked(MARKS)

    assert groups["node-n2"].findtext(f"{SVG}title") == "Removed: Build new version"
    assert groups["edge-n4-n2"].findtext(f"{SVG}title").startswith("Added: Approve")


def test_all_that_a_title_says_stays_as_it_is(marked, drawing: Geometry):
    before = marked({"node-n1": "changed"})["node-n4"].findtext(f"{SVG}title")
    after = marked({"node-n4": "changed"})["node-n4"].findtext(f"{SVG}title")

    assert before.count("\n") > 1
    assert after == f"Changed: {before}"


def test_dark_pictures_have_colours_of_their_own(marked):
    assert marked(MARKS, DARK)["node-n3"].find(f"{SVG}polygon").attrib["stroke"] == "#E0B04A"


def test_hostile_words_stay_words(renderer: Renderer, labelled):
    label = '<g id="node-n1" class="x">\n</g> <title>x'
    svg = marked_svg(renderer.svg(labelled(label)), MARKS, LIGHT)

    assert len([*ElementTree.fromstring(svg).iter(f"{SVG}title")]) == len([*re.finditer("<title>", svg)])


def test_every_theme_has_all_marks():
    assert {name: set(inks) for name, inks in INKS.items()} == {key: {"added", "removed", "changed"} for key in THEMES}
