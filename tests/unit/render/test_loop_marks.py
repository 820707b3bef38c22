"""The small marks at the members of loops, for files and paper."""

from __future__ import annotations

import re

import pytest

from webapp.dsl import parse
from webapp.layout import lay_out
from webapp.layout.geometry import Geometry
from webapp.render import Renderer

LOOPS = """a { # A
  n1: rectangle label:"Pick"
  n2: circle label:"Weigh"
  n3: diamond label:"Heavy?"
  n4: rectangle label:"Pack"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
  n3.handle(right) -> n4.handle(left)
  loop [each parcel] n1 n2 n3
  loop [until packed] n3 n4
}
"""
MARK = re.compile(r'<g class="loop-mark" transform="translate\(([\d.]+) ([\d.]+)\)"><circle r="(\d+)"')


@pytest.fixture(scope="module")
def geometry() -> Geometry:
    return lay_out(parse(LOOPS).diagram)


@pytest.fixture
def svg(renderer: Renderer, geometry: Geometry) -> str:
    return renderer.svg(geometry)


def test_every_member_without_a_badge_bears_one_mark_with_the_sign_of_the_badge(svg: str):
    first, second = (part for part in svg.split('<g id="loop-')[1:])
    sign = re.search(r'<path transform="[^"]*" d="([^"]*)"', first)[1]

    assert len(MARK.findall(first)) == 1
    assert len(MARK.findall(second)) == 1
    assert svg.count(f'd="{sign}"') == 4


def test_marks_stand_at_the_outlines_of_their_nodes_and_on_no_words(svg: str, geometry: Geometry):
    boxes = {node.id: node.box for node in geometry.nodes}
    (weigh, pack) = [(float(x), float(y), float(r)) for x, y, r in MARK.findall(svg)]

    across, down = weigh[0] - boxes["n2"].x, weigh[1] - boxes["n2"].y
    radius = boxes["n2"].width / 2
    assert (across - radius) == pytest.approx(radius - down)
    assert radius - 2 < ((across - radius) ** 2 + (down - radius) ** 2) ** 0.5 < radius + weigh[2]
    assert (pack[0], pack[1]) == (boxes["n4"].x + boxes["n4"].width - pack[2], boxes["n4"].y)


def test_marks_are_inside_the_group_of_their_loop_and_not_of_their_node(svg: str):
    assert all("loop-mark" not in group for group in re.findall(r'<g id="node-.*?</g>', svg, re.DOTALL))
