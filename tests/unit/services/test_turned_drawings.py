"""Drawings whose time runs to another direction than the companion says: they are what the editor's choice gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from webapp.config import Settings
from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.services.drawing import DrawingService, layout_options
from webapp.services.editing import EditingService
from webapp.services.export import ExportOptions, ExportService

SAMPLE = Path("samples/blue-green.fz").read_text("utf-8")
DOWN = {"layout": {"direction": "down"}}
CROSSWISE = """a { # A
  n1: circle
  n2: rectangle
  n1.handle(bottom) -> n2.handle(top)
}
"""


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    with Renderer(Settings(data_folder=tmp_path_factory.mktemp("data"), database_url="")) as renderer:
        yield renderer


@pytest.fixture
def drawing(renderer: Renderer) -> DrawingService:
    return DrawingService(renderer, 1_000_000)


@pytest.fixture
def chosen(drawing: DrawingService):
    """Returns text and companion after a direction was chosen in the menu of the editor."""

    def choose(code: str, direction: str, companion: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        edited = EditingService(drawing).edit(code, companion, [{"op": "turn", "direction": direction}]).parsed
        layout = {**edited.companion.layout_hints, "direction": direction}
        return edited.document.text, {"layout": layout}

    return choose


@pytest.fixture
def drawn(drawing: DrawingService):
    def draw(code: str, companion: dict[str, Any] | None = None, direction: str | None = None, fold=None) -> Geometry:
        return drawing.geometry(drawing.read(code, companion), layout_options(direction, fold))

    return draw


def test_down_draws_what_the_choice_in_the_editor_draws(drawn, chosen):
    code, companion = chosen(SAMPLE, "down")

    asked = drawn(SAMPLE, direction="down")

    assert code != SAMPLE
    assert asked == drawn(code, companion)
    assert all(lane.upright for lane in asked.lanes)


def test_the_geometry_names_the_sides_as_they_are_drawn(drawn):
    written, asked = drawn(SAMPLE).edges[0], drawn(SAMPLE, direction="down").edges[0]

    assert (written.source_side, written.target_side) == ("right", "left")
    assert (asked.source_side, asked.target_side) == ("bottom", "top")
    assert asked.points[0].y < asked.points[-1].y


def test_a_text_that_the_editor_has_turned_is_not_turned_again(drawn, chosen):
    code, companion = chosen(SAMPLE, "down")

    assert drawn(code, companion, "down") == drawn(code, companion)
    assert drawn(code, None, "down") == drawn(code, companion)


def test_to_the_right_turns_back_what_the_editor_has_turned(drawn, chosen):
    code, companion = chosen(SAMPLE, "down")

    assert drawn(code, companion, "right") == drawn(SAMPLE)
    assert drawn(code, companion, fold=1200) == drawn(SAMPLE, fold=1200)


def test_the_direction_that_a_diagram_has_already_turns_nothing(drawn):
    assert drawn(CROSSWISE, None, "right") == drawn(CROSSWISE)
    assert drawn(SAMPLE, DOWN, "down") == drawn(SAMPLE, DOWN)


def test_what_edits_remember_of_other_sides_is_left_aside(drawn, chosen, drawing):
    cut = (
        EditingService(drawing)
        .edit(
            SAMPLE,
            {"layout": {"nodes": {"n3": {"row": 1}}}},
            [{"op": "remove_edge", "id": drawing.read(SAMPLE).document.diagram.edges[1].id}],
        )
        .parsed
    )
    code, companion = chosen(cut.document.text, "down", cut.companion.to_json())

    assert "ghosts" in cut.companion.layout_hints
    assert "ghosts" not in companion["layout"]
    assert drawn(cut.document.text, cut.companion.to_json(), "down") == drawn(code, companion)


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "json", "dot"])
@pytest.mark.slow
def test_every_format_shows_the_same_drawing(form, drawing, renderer, chosen):
    export = ExportService(drawing, renderer)

    def file(code: str, companion: dict[str, Any] | None, direction: str | None) -> bytes:
        options = ExportOptions(layout=layout_options(direction, None))
        return export.bytes_of(drawing.read(code, companion), form, options)

    assert file(SAMPLE, None, "down") == file(*chosen(SAMPLE, "down"), None)


def test_choosing_the_direction_that_most_edges_have_leaves_the_text_as_it_is(drawing):
    code, companion = CROSSWISE, {"layout": {"columns": {"n1": 0}}}

    edited = EditingService(drawing).edit(code, companion, [{"op": "turn", "direction": "down"}])

    assert (edited.parsed.document.text, edited.edits) == (code, ())
    assert edited.parsed.companion.to_json() == companion
