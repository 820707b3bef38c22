"""Where a node stands after a move by hand: what comes out here holds the browser's guess to it (landing.test.js).

The guess is shown while a node is dragged, before the layout has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from webapp.dsl import parse
from webapp.layout.calm.hints import Hints
from webapp.layout.calm.plans import Plan
from webapp.layout.layout_options import LayoutOptions
from webapp.layout.pipeline import lay_out, lay_out_with_plan
from webapp.layout.place.offsets import without_overlaps

TWO_LANES = """A {
  n1: circle
  n2: rectangle
  n3: rectangle
  n4: circle
  n1.handle(right) -> n2.handle(left)
  n1.handle(bottom) -> n3.handle(left)
  n2.handle(right) -> n4.handle(left)
}

B {
  n5: rectangle
  n6: rectangle
  n3.handle(bottom) -> B.n5.handle(top)
}
"""
ONE_ROW = "A {\n  n1: circle\n  n2: rectangle\n  n1.handle(right) -> n2.handle(left)\n}\n"
CASES: dict[str, tuple[str, Hints]] = {
    "two lanes": (TWO_LANES, Hints()),
    "one row": (ONE_ROW, Hints()),
    "time downwards": (TWO_LANES, Hints(direction="down")),
    "folded": (TWO_LANES, Hints(fold=480)),
    "moved onto others before": (TWO_LANES, Hints(offsets=(("n3", 0, -1), ("n6", 1, 0)))),
    "moved beyond both ends before": (TWO_LANES, Hints(offsets=(("n1", -2, 2), ("n2", 0, -1)))),
    "moved to a column of its own before": (TWO_LANES, Hints(offsets=(("n4", 3, 0),))),
}
ROWS_AROUND = 4


def drawn(name: str) -> tuple[dict[str, Any], Plan]:
    text, hints = CASES[name]
    geometry, plan = lay_out_with_plan(parse(text).diagram, LayoutOptions(hints=hints))
    assert plan is not None
    return geometry.to_json(), plan


def in_groups(names: Iterable[str], numbers: Sequence[int], all_names: Sequence[str]) -> str:
    """Write nodes by rising numbers, those with the same one side by side."""
    number = dict(zip(all_names, numbers, strict=True))
    chosen = sorted(names)
    return " / ".join(
        " ".join(name for name in chosen if number[name] == level)
        for level in sorted({number[name] for name in chosen})
    )


def after_move(plan: Plan, moved: int, columns: int, rows: int) -> str:
    """Return the rows of the moved node's lane and the columns of all, in groups, after a move by hand."""
    given, placement = plan.given, plan.placement
    column, row, offsets = list(placement.column), list(placement.row), dict(given.hints.offsets)
    column[moved] += columns
    row[moved] += rows
    right, down = offsets.get(moved, (0, 0))
    offsets[moved] = (right + columns, down + rows)
    if offsets[moved] == (0, 0):
        # The companion keeps no offset that is none: such a node was not moved by hand.
        del offsets[moved]
    new_column, new_row, _ = without_overlaps(given.net, column, row, dict(sorted(offsets.items())))
    mates = [name for v, name in enumerate(given.nodes) if given.net.lane[v] == given.net.lane[moved]]
    return f"{in_groups(mates, new_row, given.nodes)}; {in_groups(given.nodes, new_column, given.nodes)}"


def moves(plan: Plan, moved: int) -> dict[str, str]:
    """Return what every move does that a drag or a key may ask for."""
    column, row = plan.placement.column, plan.placement.row
    lane = plan.given.net.lane
    mates = [row[v] for v in range(len(row)) if lane[v] == lane[moved]]
    found = {}
    for columns in range(min(column) - 1 - column[moved], max(column) + 2 - column[moved]):
        near = range(min(mates) - 1 - row[moved], max(mates) + 2 - row[moved])
        for rows in range(-ROWS_AROUND, ROWS_AROUND + 1) if columns == 0 else near:
            found[f"{columns},{rows}"] = after_move(plan, moved, columns, rows)
    return found


def test_where_nodes_stand_after_moves_by_hand(golden: Callable[[str, Any], None]):
    cases = {}
    for name, (_, hints) in CASES.items():
        geometry, plan = drawn(name)
        nodes = {node: moves(plan, v) for v, node in enumerate(plan.given.nodes)}
        given = {node: {"column": right, "row": down} for node, right, down in hints.offsets}
        slim = {key: value for key, value in geometry.items() if key != "edges"}
        cases[name] = {"geometry": slim, "given": given, "moves": nodes}

    golden("both-languages/landings.json", cases)


@pytest.mark.parametrize(("node", "columns", "rows"), [("n1", 0, 1), ("n2", 1, 0), ("n3", 0, -1), ("n4", -1, 1)])
def test_the_rows_and_columns_of_a_drawing_are_those_of_its_moves(node: str, columns: int, rows: int):
    _, plan = drawn("two lanes")
    expected = after_move(plan, plan.given.nodes.index(node), columns, rows)

    moved = lay_out(parse(TWO_LANES).diagram, LayoutOptions(hints=Hints(offsets=((node, columns, rows),))))

    names = [item.id for item in moved.nodes]
    mates = [item.id for item in moved.nodes if item.lane == "A"]
    middles = [(round(n.box.x + n.box.width / 2), round(n.box.y + n.box.height / 2)) for n in moved.nodes]
    in_rows, in_columns = (
        in_groups(chosen, [middle[axis] for middle in middles], names) for chosen, axis in ((mates, 1), (names, 0))
    )
    assert f"{in_rows}; {in_columns}" == expected
