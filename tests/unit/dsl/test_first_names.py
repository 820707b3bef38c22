"""A lane that gets its first name gets its id from it."""

from __future__ import annotations

import pytest

from webapp.domain import Shape
from webapp.dsl.edits import AddLane, AddNode, UpdateLane, apply
from webapp.errors import EditRefused

TEXT = """Shop { # Shop
  n1: circle label:"Order"
  n1.handle(right) -> NewLane.n2.handle(left)
}
NewLane { # New lane
  n2: rectangle label:"Pack"
}
"""


@pytest.mark.parametrize(
    ("label", "lane"),
    [("Sales team", "SalesTeam"), ("2nd level", "Lane2ndLevel"), ("shop", "Shop2"), ("New lane", "NewLane")],
)
def test_the_id_of_a_lane_is_made_from_its_label(label: str, lane: str) -> None:
    after = apply(TEXT, [UpdateLane("NewLane", label=label, id_from_label=True)]).text
    assert f"{lane} {{ # {label}\n" in after
    assert f"-> {lane}.n2.handle(left)" in after
    assert after.replace(lane, "NewLane").replace(f"# {label}", "# New lane").count("NewLane") >= 2


def test_a_label_alone_leaves_the_id() -> None:
    assert "NewLane { # Stock\n" in apply(TEXT, [UpdateLane("NewLane", label="Stock")]).text


def test_what_was_created_in_the_same_step_is_told_by_its_new_id() -> None:
    operations = [
        AddLane("New lane", "Lane1"),
        AddNode("Lane1", Shape.CIRCLE, label="Start"),
        UpdateLane("Lane1", label="Front desk", id_from_label=True),
    ]
    result = apply("", operations)
    assert result.text.startswith("FrontDesk { # Front desk\n")
    assert ("lane", "FrontDesk") in result.created
    assert ("lane", "Lane1") not in result.created


@pytest.mark.parametrize(
    "operation", [UpdateLane("NewLane", id_from_label=True), UpdateLane("NewLane", "A", "B", True)]
)
def test_an_id_from_a_label_needs_the_label_and_no_other_id(operation: UpdateLane) -> None:
    with pytest.raises(EditRefused, match="needs a label"):
        apply(TEXT, [operation])
