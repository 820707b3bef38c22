from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from webapp.dsl import parse
from webapp.errors import RenderFailed
from webapp.layout import LayoutOptions, lay_out
from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.render.svg import finished_svg
from webapp.render.themes import LIGHT

SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    '"',
    "\\",
    "\\N \\G \\l",
    "<b>x</b>",
    "&amp; &lt;script&gt; &#60;",
    "\u202eevil\u202c \u200fRTL\u200e",
    "שלום עולם",
    "a" * 10_000,
    "\x00\x07\x1b[31m red",
    "\ud800 lone",
    "👩‍👩‍👧 🎉",
    "--> <!-- -->",
    "</svg><svg onload=alert(1)>",
    "${x} {{x}} %s",
]


def groups(svg: str) -> dict[str, ElementTree.Element]:
    """The groups of the drawing by id."""
    return {group.attrib["id"]: group for group in ElementTree.fromstring(svg).iter(f"{SVG}g")}


def title_of(group: ElementTree.Element) -> str | None:
    return group.findtext(f"{SVG}title")


def words_of(group: ElementTree.Element) -> list[str | None]:
    return [text.text for text in group.findall(f"{SVG}text")]


def test_every_lane_node_and_edge_has_its_id_and_classes(renderer: Renderer, drawing: Geometry):
    found = {id: group.attrib["class"] for id, group in groups(renderer.svg(drawing)).items()}

    assert found == {
        "graph0": "graph",
        "lane-CI": "lane band-a",
        "header-CI": "header band-a",
        "lane-Ops": "lane band-b",
        "header-Ops": "header band-b",
        "edge-n1-n2": "edge",
        "edge-n2-n3": "edge band-a",
        "edge-n3-n4": "edge band-b",
        "edge-n4-n2": "edge",
        "node-n1": "node circle",
        "node-n2": "node rectangle",
        "node-n3": "node diamond",
        "node-n4": "node taskbox",
    }


def test_ids_are_unique_however_many_drawings_came_before(renderer: Renderer, drawing: Geometry):
    for number in range(3):
        ids = re.findall(r'\bid="([^"]*)"', renderer.svg(drawing, title=str(number)))

        assert len(ids) == len(set(ids)) == 13


def test_user_units_are_the_pixels_of_the_geometry(renderer: Renderer, drawing: Geometry):
    root = ElementTree.fromstring(renderer.svg(drawing))
    found = groups(renderer.svg(drawing))
    rect = found["node-n2"].find(f"{SVG}rect")
    band = found["lane-Ops"].find(f"{SVG}rect")
    ellipse = found["node-n1"].find(f"{SVG}ellipse")

    assert root.attrib["viewBox"] == "0 0 700 280"
    assert (root.attrib["width"], root.attrib["height"]) == ("700", "280")
    assert rect is not None
    assert [rect.attrib[name] for name in ("x", "y", "width", "height", "rx")] == ["280", "36", "120", "48", "8"]
    assert band is not None
    assert [band.attrib[name] for name in ("x", "y", "width", "height")] == ["0", "120", "700", "160"]
    assert ellipse is not None
    assert [ellipse.attrib[name] for name in ("cx", "cy", "rx", "ry")] == ["170", "60", "26", "26"]
    assert "transform" not in renderer.svg(drawing)


def test_an_edge_runs_from_outline_to_the_tip_of_its_arrow(renderer: Renderer, drawing: Geometry):
    group = groups(renderer.svg(drawing))["edge-n1-n2"]
    path, head = group.find(f"{SVG}path"), group.find(f"{SVG}polygon")

    assert path is not None
    assert path.attrib["d"] == "M196,60C218.67,60 241.33,60 264,60"
    assert head is not None
    assert head.attrib["points"] == "264,62.8 272,60 264,57.2"


def test_the_words_stand_in_their_groups(renderer: Renderer, drawing: Geometry):
    found = groups(renderer.svg(drawing))

    assert words_of(found["header-Ops"]) == ["Blue-Green", "Controller"]
    assert words_of(found["node-n4"]) == ["Approve", "Owner: Finance", "System: ERP"]
    assert words_of(found["edge-n3-n4"]) == ["Yes"]
    assert words_of(found["edge-n1-n2"]) == []


def test_titles_tell_a_screen_reader_what_each_part_is(renderer: Renderer, drawing: Geometry):
    svg = renderer.svg(drawing, title="Release", description="How a version goes live")
    root, found = ElementTree.fromstring(svg), groups(svg)

    assert root.attrib["role"] == "img"
    assert title_of(root) == "Release"
    assert root.findtext(f"{SVG}desc") == "How a version goes live"
    assert title_of(found["lane-Ops"]) == "Blue-Green Controller"
    assert title_of(found["node-n1"]) == "Start"
    assert title_of(found["node-n4"]) == "Approve\nOwner: Finance\nSystem: ERP"
    assert title_of(found["edge-n3-n4"]) == "All good? → Approve: Yes"


def test_a_drawing_without_title_is_described_by_what_it_holds(renderer: Renderer, drawing: Geometry):
    root = ElementTree.fromstring(renderer.svg(drawing))

    assert title_of(root) == "Workflow"
    assert root.findtext(f"{SVG}desc") == "2 lanes, 4 nodes, 4 edges"


def test_a_folded_drawing_is_described_with_its_lanes_and_not_its_bands(renderer: Renderer, blue_green: str):
    folded = lay_out(parse(blue_green).diagram, LayoutOptions(fold=1400))

    assert "<desc>3 lanes, 20 nodes, 22 edges</desc>" in renderer.svg(folded)


def test_a_label_stands_on_a_halo_of_its_band(renderer: Renderer, drawing: Geometry):
    text = groups(renderer.svg(drawing))["edge-n3-n4"].find(f"{SVG}text")

    assert text is not None
    assert (text.attrib["stroke"], text.attrib["stroke-width"]) == (LIGHT.bands[1], "4")
    assert text.attrib["paint-order"] == "stroke"


def test_colours_are_attributes_that_a_page_can_override(renderer: Renderer, drawing: Geometry):
    light, dark = renderer.svg(drawing), renderer.svg(drawing, theme="dark")

    assert 'fill="#E3F4E8" stroke="#3B8A5A"' in light
    assert 'fill="#153022" stroke="#55A87A"' in dark
    assert "style=" not in light + dark


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_words_are_shown_as_text(renderer: Renderer, labelled: Callable[[str], Geometry], label: str):
    svg = renderer.svg(labelled(label), title=label, description=label)
    root = ElementTree.fromstring(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    names = {name for element in root.iter() for name in element.attrib}

    assert tags <= {"svg", "g", "title", "desc", "rect", "ellipse", "polygon", "path", "text"}
    assert not any(name.startswith("on") or "href" in name for name in names)
    assert not re.search("[\x00-\x08\x0e-\x1f\ud800-\udfff]", svg)
    assert "<!" not in svg


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "]]> & \\N", 'say "hi"', "a" * 10_000])
def test_the_title_of_a_node_is_its_whole_label(renderer: Renderer, labelled: Callable[[str], Geometry], label: str):
    found = groups(renderer.svg(labelled(label)))

    assert title_of(found["node-n2"]) == label
    assert title_of(found["lane-CI"]) == label
    assert title_of(found["edge-n2-n3"]) == f"{label} → All good?: {label}"


def test_an_empty_diagram_is_an_empty_picture(renderer: Renderer):
    root = ElementTree.fromstring(renderer.svg(Geometry(0, 0, (), (), ())))

    assert root.attrib["viewBox"] == "0 0 1 1"
    assert root.findtext(f"{SVG}desc") == "0 lanes, 0 nodes, 0 edges"


def test_a_shape_that_graphviz_left_out_is_never_missing_silently(drawing: Geometry):
    with pytest.raises(RenderFailed, match="left lane-CI out"):
        finished_svg("<svg></svg>", drawing, LIGHT)


def test_the_border_of_the_page_is_drawn_within_it(renderer: Renderer, drawing: Geometry):
    frame = re.search(r'<rect class="frame" x="0.5" y="0.5" width="(\d+)" height="(\d+)"', renderer.svg(drawing))

    assert frame is not None
    assert (int(frame[1]), int(frame[2])) == (drawing.width - 1, drawing.height - 1)
