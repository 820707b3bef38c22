"""A small drawing made by hand, and renderers that are closed after each test."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.domain import Node, Shape, Side
from webapp.layout.geometry import Box, EdgeRoute, Geometry, LaneBand, NodeBox, Point
from webapp.layout.measure.sizes import (
    HEADER_WIDTH,
    measure_edge_label,
    measure_lane_header,
    measure_node,
    node_details,
)
from webapp.render import Renderer


def lane(id: str, label: str, top: float, height: float) -> LaneBand:
    return LaneBand(id, label, Box(0, top, 700, height), HEADER_WIDTH, measure_lane_header(label).lines)


def node(lane: str, id: str, shape: Shape, label: str, x: float, y: float, **attributes: str) -> NodeBox:
    """A node with its centre at x, y."""
    node = Node(id, lane, shape, label, **attributes)
    size = measure_node(node, {})
    box = Box(x - size.width / 2, y - size.height / 2, size.width, size.height)
    return NodeBox(id, lane, shape, label, box, size.lines, node_details(node))


def edge(
    source: str, target: str, label: str, label_place: tuple[float, float], *points: tuple[float, float]
) -> EdgeRoute:
    size = measure_edge_label(label)
    box = Box(*label_place, size.width, size.height) if label else None
    route = tuple(Point(*point) for point in points)
    return EdgeRoute(f"{source}-{target}", source, target, Side.RIGHT, Side.LEFT, label, route, box, size.lines)


@pytest.fixture
def drawing() -> Geometry:
    """Two lanes, the four shapes, edges straight and with a corner, with and without label."""
    return Geometry(
        width=700,
        height=280,
        lanes=(lane("CI", "CI Pipeline", 0, 120), lane("Ops", "Blue-Green Controller", 120, 160)),
        nodes=(
            node("CI", "n1", Shape.CIRCLE, "Start", 170, 60),
            node("CI", "n2", Shape.RECTANGLE, "Build new version", 340, 60),
            node("Ops", "n3", Shape.DIAMOND, "All good?", 340, 200),
            node("Ops", "n4", Shape.TASKBOX, "Approve", 540, 200, owner="Finance", system="ERP"),
        ),
        edges=(
            edge("n1", "n2", "", (0, 0), (196, 60), (272, 60)),
            edge("n2", "n3", "Go on", (344, 90), (340, 84), (340, 168)),
            edge("n3", "n4", "Yes", (400, 184), (395, 200), (472, 200)),
            edge("n4", "n2", "", (0, 0), (540, 171), (540, 60), (408, 60)),
        ),
    )


@pytest.fixture
def labelled(drawing: Geometry) -> Callable[[str], Geometry]:
    """Make the drawing with these words everywhere: lane, node, taskbox details and edge."""

    def make(label: str) -> Geometry:
        return dataclasses.replace(
            drawing,
            lanes=(lane("CI", label, 0, 120), drawing.lanes[1]),
            nodes=(
                *drawing.nodes[:1],
                node("CI", "n2", Shape.RECTANGLE, label, 340, 60),
                *drawing.nodes[2:3],
                node("Ops", "n4", Shape.TASKBOX, label, 540, 200, owner=label, system=label),
            ),
            edges=(*drawing.edges[:1], edge("n2", "n3", label, (344, 90), (340, 84), (340, 168)), *drawing.edges[2:]),
        )

    return make


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, database_url="", render_timeout=60)


@pytest.fixture
def renderer(settings: Settings) -> Iterator[Renderer]:
    with Renderer(settings) as renderer:
        yield renderer
