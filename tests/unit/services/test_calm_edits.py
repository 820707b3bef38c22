"""Edits keep the picture calm: the companion remembers what must stay, and `tidy` has it forget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.errors import InvalidRequest
from webapp.render import Renderer
from webapp.services.drawing import DrawingService
from webapp.services.editing import EditingService

CODE = """lane { # Lane
  n1: circle label:"Start"
  n2: rectangle label:"Work"
  n3: rectangle label:"Check"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
}
"""


@pytest.fixture
def drawing(tmp_path: Path) -> Iterator[DrawingService]:
    with Renderer(Settings(data_folder=tmp_path, database_url="")) as renderer:
        yield DrawingService(renderer, 1_000_000)


@pytest.fixture
def editing(drawing: DrawingService) -> EditingService:
    return EditingService(drawing)


def test_removing_an_edge_has_the_companion_remember_its_place(editing):
    edited = editing.edit(CODE, {"title": "Kept"}, [{"op": "remove_edge", "id": "n2-n3"}])

    ghost = {"source": "n2", "source_side": "right", "target": "n3", "target_side": "left", "place": 1}
    assert edited.parsed.companion.to_json() == {"title": "Kept", "layout": {"ghosts": [ghost]}}


def test_turning_forgets_what_was_remembered_and_keeps_what_hands_gave(editing):
    companion = {"layout": {"columns": {"n3": 2}, "nodes": {"n2": {"row": 1}}}}

    edited = editing.edit(CODE, companion, [{"op": "turn"}])

    assert "n1.handle(bottom) -> n2.handle(top)" in edited.parsed.document.text
    assert edited.parsed.companion.layout_hints == {"nodes": {"n2": {"row": 1}}}


def test_a_node_that_goes_takes_its_ghosts_along(editing):
    cut = editing.edit(CODE, None, [{"op": "remove_edge", "id": "n2-n3"}]).parsed

    edited = editing.edit(cut.document.text, cut.companion.to_json(), [{"op": "remove_node", "id": "n3"}])

    assert edited.parsed.companion.layout_hints == {}


def test_tidy_forgets_what_was_remembered_and_changes_no_text(editing):
    companion = {"layout": {"columns": {"n3": 2}, "nodes": {"n2": {"row": 1}}, "thickness": "equal"}}

    edited = editing.edit(CODE, companion, [{"op": "tidy"}])

    assert edited.parsed.document.text == CODE
    assert edited.parsed.companion.layout_hints == {"thickness": "equal"}


def test_a_wrong_hint_is_refused_by_name(editing):
    with pytest.raises(InvalidRequest, match=r"nodes\.n2\.row"):
        editing.edit(CODE, {"layout": {"nodes": {"n2": {"row": "up"}}}}, [{"op": "tidy"}])


def test_a_node_that_goes_to_another_lane_leaves_its_offset_behind(editing):
    code = CODE + "other { # Other\n}\n"
    companion = {"layout": {"nodes": {"n2": {"row": 1}, "n3": {"row": 1}}}}

    edited = editing.edit(code, companion, [{"op": "move_node", "id": "n2", "lane": "other"}])

    assert edited.parsed.companion.layout_hints == {"nodes": {"n3": {"row": 1}}}


def test_a_node_in_a_lane_that_is_renamed_keeps_its_offset(editing):
    companion = {"layout": {"nodes": {"n2": {"row": 1}}}}

    edited = editing.edit(CODE, companion, [{"op": "update_lane", "id": "lane", "new_id": "line"}])

    assert edited.parsed.companion.layout_hints == {"nodes": {"n2": {"row": 1}}}


@pytest.mark.parametrize("name", ["source", "row", "fold", "n2"])
@pytest.mark.parametrize("operation", [{"op": "update_lane", "new_id": "other"}, {"op": "remove_lane"}])
def test_a_lane_called_like_a_field_or_a_node_takes_no_hint_along(editing, name, operation):
    code = f"{CODE}{name} {{ # Free words\n}}\n"
    companion = {"layout": {"fold": 900, "nodes": {"n2": {"row": 1}}}}
    cut = editing.edit(code, companion, [{"op": "remove_edge", "id": "n2-n3"}]).parsed

    edited = editing.edit(cut.document.text, cut.companion.to_json(), [{**operation, "id": name}])

    assert edited.parsed.companion == cut.companion
    assert edited.parsed.companion.layout_hints["ghosts"][0]["source"] == "n2"


CUT = CODE.replace("  n2.handle(right) -> n3.handle(left)\n", "")


def test_an_edge_taken_out_of_the_text_is_remembered_as_one_removed_by_hand(editing, drawing):
    plan = drawing.picture(drawing.read(CODE)).plan

    typed = editing.typed(drawing.read(CUT, {"title": "Kept"}), plan)

    by_hand = editing.edit(CODE, {"title": "Kept"}, [{"op": "remove_edge", "id": "n2-n3"}]).parsed
    assert typed.companion == by_hand.companion


def test_an_edge_typed_again_is_forgotten(editing, drawing):
    cut = editing.typed(drawing.read(CUT), drawing.picture(drawing.read(CODE)).plan)
    plan = drawing.picture(cut).plan

    again = editing.typed(drawing.read(CODE, cut.companion.to_json()), plan)

    assert again.companion.to_json() == {}


def test_other_words_leave_the_memory_alone(editing, drawing):
    companion = {"layout": {"columns": {"n3": 2}}}
    plan = drawing.picture(drawing.read(CUT, companion)).plan

    typed = editing.typed(drawing.read(CUT.replace("Work", "Works"), companion), plan)

    assert typed.companion.to_json() == companion


def test_a_text_put_in_place_of_another_one_remembers_nothing_of_it(editing, drawing):
    chain = "".join(f'  n{number}: rectangle label:"Step {number}"\n' for number in range(1, 9))
    flow = "".join(f"  n{number}.handle(right) -> n{number + 1}.handle(left)\n" for number in range(1, 8))
    plan = drawing.picture(drawing.read(f"lane {{ # Lane\n{chain}{flow}}}\n")).plan
    other = f"lane {{ # Lane\n{chain}  n8.handle(bottom) -> n1.handle(bottom)\n}}\n"

    typed = editing.typed(drawing.read(other, {"layout": {"columns": {"n2": 3}}}), plan)

    assert typed.companion.to_json() == {}


def test_a_turn_that_is_undone_leaves_nothing_to_remember(editing, drawing):
    turned = editing.edit(CODE, {"layout": {"direction": "down"}}, [{"op": "turn"}]).parsed

    undone = editing.typed(drawing.read(CODE), drawing.picture(turned).plan)

    assert undone.companion.to_json() == {}


def test_a_picture_nobody_knows_any_more_is_remembered_nowhere(editing, drawing):
    assert editing.typed(drawing.read(CUT), "ab12").companion.to_json() == {}
