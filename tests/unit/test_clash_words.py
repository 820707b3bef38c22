"""Clashes in words: what both did to a part, and what each way means."""

from __future__ import annotations

import pytest

from webapp.services.merged_works import MergedWork, Work, merge_works

BASE = """\
Shop { # Web shop
  n1: circle label:"Order"
  n2: taskbox label:"Check stock" owner:"Ann" description:"By hand" // note
  n1.handle(right) -> n2.handle(left) [label="Go"]
  loop [until paid] n1 n2
}
Store { # Warehouse
  n3: diamond label:"In stock?"
  n4: circle label:"Packed"
  n3.handle(right) -> n4.handle(left) [label="Yes"]
}
Bank { # Bank
}
// to do
"""
TITLE = {"title": "Shop"}
EDGE = "  n3.handle(right) -> n4.handle(left)"
MOVED = '  n4: circle label:"Packed"\n'


def merged(mine: str, theirs: str, base: str = BASE) -> MergedWork:
    return merge_works(Work(base, TITLE), Work(mine, TITLE), Work(theirs, TITLE))


def in_lane(lane: str) -> str:
    return BASE.replace(MOVED, "").replace(f"# {lane}\n", f"# {lane}\n{MOVED}")


def both(old: str, mine: str, theirs: str) -> tuple[str, str]:
    assert old in BASE
    return BASE.replace(old, mine), BASE.replace(old, theirs)


@pytest.mark.parametrize(
    ("texts", "about", "ways"),
    [
        (both("Check stock", "Look", "Count"), "Both of you renamed “Check stock” (n2).", ["Look", "Count"]),
        (both("Warehouse", "Hall", "Depot"), "Both of you renamed the lane “Warehouse”.", ["Hall", "Depot"]),
        (
            both("n4: circle", "n4: diamond", "n4: rectangle"),
            "Both of you gave “Packed” (n4) another shape.",
            ["Decision", "Activity"],
        ),
        (both("Ann", "Ben", "Cem"), "Both of you changed the owner of “Check stock” (n2).", ["Ben", "Cem"]),
        (
            both("By hand", "By Ben", "By Cem"),
            "Both of you changed the description of “Check stock” (n2).",
            ["By Ben", "By Cem", "By Cem By Ben"],
        ),
        (
            both("// note", "// mine", "// theirs"),
            "Both of you changed the comment of “Check stock” (n2).",
            ["// mine", "// theirs", "// theirs // mine"],
        ),
        (
            both('"Yes"', '"Y"', '"In"'),
            "Both of you changed the label of the edge from “In stock?” to “Packed”.",
            ["Y", "In"],
        ),
        (
            both("until paid", "until sent", "until gone"),
            "Both of you changed the condition of the loop “until paid”.",
            ["until sent", "until gone"],
        ),
        (
            (in_lane("Web shop"), in_lane("Bank")),
            "Both of you moved “Packed” (n4) to another lane.",
            ["“Web shop”", "“Bank”"],
        ),
        (
            both("// to do", "// done", "// later"),
            "Both of you changed the same line.",
            ["// done", "// later", "// later // done"],
        ),
        (
            both(
                '  n3.handle(right) -> n4.handle(left) [label="Yes"]\n', "", "  n3.handle(right) -> n4.handle(left)\n"
            ),
            "You removed the edge from “In stock?” to “Packed”, and they changed it.",
            ["Remove it", "Keep it"],
        ),
    ],
)
def test_a_clash_says_what_both_did_and_what_each_way_means(
    texts: tuple[str, str], about: str, ways: list[str]
) -> None:
    (told,) = merged(*texts).clashes
    assert (told.about, list(told.ways.values())) == (about, ways)


def test_a_node_that_one_removed_and_the_other_changed_is_kept_unless_somebody_says_no() -> None:
    gone = BASE.replace('  n3.handle(right) -> n4.handle(left) [label="Yes"]\n', "").replace(MOVED, "")
    edited = BASE.replace("Packed", "Sent")
    (told,) = merged(gone, edited).clashes
    assert (told.about, told.clash.usual) == ("You removed “Packed” (n4), and they changed it.", "theirs")
    (told,) = merged(edited, gone).clashes
    assert (told.about, told.clash.usual) == ("They removed “Packed” (n4), and you changed it.", "mine")
    assert told.parts == {"mine": ("node", "n4"), "theirs": None}
    drawn = BASE.replace("  loop", "  n1.handle(top) -> Store.n4.handle(top)\n  loop")
    (told,) = merged(gone, drawn).clashes
    assert told.about == "You removed “Packed” (n4), and they drew an edge to or from it."


@pytest.mark.parametrize(
    ("mine", "theirs", "about", "ways"),
    [
        ({"title": "Mine"}, {"title": "Theirs"}, "Both of you changed the title of the diagram.", ["Mine", "Theirs"]),
        (
            {"description": "Mine"},
            {"description": "Theirs"},
            "Both of you changed the description of the diagram.",
            ["Mine", "Theirs", "Theirs\nMine"],
        ),
        (
            {"captions": {"n1": "Mine"}},
            {"captions": {"n1": "Theirs"}},
            "Both of you changed the caption of “Order” (n1).",
            ["Mine", "Theirs"],
        ),
        (
            {"simulation": {"options": {"join": "each"}}},
            {"simulation": {"options": {"join": "all"}}},
            "Both of you changed what happens where tokens meet.",
            ["None waits", "They wait for one over every edge"],
        ),
        (
            {"simulation": {"options": {"nodes": {"n1": {"outgoing": "one"}}}}},
            {"simulation": {"options": {"nodes": {"n1": {"outgoing": "any"}}}}},
            "Both of you changed where a node with several edges leads (“Order” (n1)).",
            ["Along one edge, which is chosen", "Along one or more edges, which are chosen"],
        ),
    ],
)
def test_a_clash_in_the_companion_is_told_without_names_from_the_code(
    mine: dict[str, object], theirs: dict[str, object], about: str, ways: list[str]
) -> None:
    (told,) = merge_works(Work(BASE, {}), Work(BASE, mine), Work(BASE, theirs)).clashes
    assert (told.about, list(told.ways.values())) == (about, ways)
