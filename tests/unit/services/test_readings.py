"""An edit reads the text twice: as it was, and as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import webapp.dsl.document
from webapp.config import Settings
from webapp.render import Renderer
from webapp.services.assisting import rename_in
from webapp.services.drawing import DrawingService
from webapp.services.editing import EditingService
from webapp.services.rewriting import fix_in, fix_one_in, format_in

CODE = """Sales { # Sales
  n1: circle label:"Start"
  n2: rectangle label:"Work"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> Store.n3.handle(top) [label="go"]
  loop [until done] n1 n2
}

Store { # Store
  n3: circle label:"End"
}
"""
CONNECT = {"node": "n2", "direction": "from", "node_side": "right", "new_side": "left"}
EDITS: list[dict[str, Any]] = [
    {"op": "add_node", "lane": "Sales", "shape": "rectangle", "label": "New"},
    {"op": "add_node", "lane": "Sales", "shape": "rectangle", "label": "New", "connect": CONNECT},
    {"op": "update_node", "id": "n2", "label": "Other"},
    {"op": "move_node", "id": "n2", "lane": "Store"},
    {"op": "remove_node", "id": "n2"},
    {"op": "remove_node", "id": "n2", "close_gap": True},
    {"op": "add_edge", "source": "n3", "target": "n1", "source_side": "left", "target_side": "left"},
    {"op": "update_edge", "id": "n1-n2", "label": "then"},
    {"op": "remove_edge", "id": "n1-n2"},
    {"op": "add_lane", "label": "Office"},
    {"op": "update_lane", "id": "Store", "label": "Shop"},
    {"op": "move_lane", "id": "Store", "before": "Sales"},
    {"op": "remove_lane", "id": "Store"},
    {"op": "add_loop", "condition": "again", "nodes": ["n1", "n3"]},
    {"op": "update_loop", "id": "loop-1", "condition": "once"},
    {"op": "remove_loop", "id": "loop-1"},
    {"op": "insert_into_edge", "edge": "n1-n2", "shape": "rectangle"},
    {"op": "insert_into_edge", "edge": "n2-n3", "shape": "rectangle", "lane": "Store"},
    {"op": "duplicate", "nodes": ["n1", "n2"]},
    {"op": "turn"},
]


@pytest.fixture
def drawing(tmp_path: Path) -> Iterator[DrawingService]:
    with Renderer(Settings(data_folder=tmp_path, database_url="")) as renderer:
        yield DrawingService(renderer, 1_000_000)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read, in order; the room that reads has one function that reads all."""
    read: Callable[[str], Any] = webapp.dsl.document.read
    found: list[str] = []

    def counted(text: str) -> Any:
        found.append(text)
        return read(text)

    monkeypatch.setattr(webapp.dsl.document, "read", counted)
    return found


@pytest.mark.parametrize("operation", EDITS, ids=lambda item: "-".join([item["op"], *list(item)[3:]]))
def test_an_edit_reads_the_text_before_and_after_it(drawing, readings, operation):
    edited = EditingService(drawing).edit(CODE, None, [operation])

    assert edited.parsed.document.diagram.nodes
    assert readings == [CODE, edited.parsed.document.text]


@pytest.mark.parametrize(
    "write",
    [
        lambda parsed: rename_in(parsed, "node", "n1", "n7"),
        lambda parsed: rename_in(parsed, "lane", "Store", "Shop"),
        format_in,
        fix_in,
        lambda parsed: fix_one_in(parsed, "attribute-separator", parsed.document.text.index("=")),
    ],
    ids=["a node renamed", "a lane renamed", "formatted", "safe fixes", "one fix"],
)
def test_a_text_written_anew_is_read_before_and_after(drawing, readings, write):
    code = CODE.replace('n1: circle label:"', ' n1: circle label="')
    edited = write(drawing.read(code))

    assert edited.parsed.document.diagram.nodes
    assert readings == [code, edited.parsed.document.text]
