"""Three texts in one, statement by statement."""

from __future__ import annotations

import pytest

from webapp.dsl import parse
from webapp.dsl.merging import Choice, Clash, Merge, Picks, merge_texts, merge_values
from webapp.dsl.merging.three_texts import ThreeTexts

BASE = """\
Shop { # Web shop
  n1: circle label:"Order"
  n2: rectangle label:"Check stock"  // by hand
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> Store.n3.handle(top) [label="Reserve"]
  loop [until paid] n1 n2
}

Store { # Warehouse
  n3: diamond label:"In stock?"
  n4: circle label:"Packed"
  n3.handle(right) -> n4.handle(left) [label="Yes"]
}
"""


def changed(*pairs: tuple[str, str], text: str = BASE) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def merged(mine: str, theirs: str, base: str = BASE, picks: Picks | None = None) -> Merge:
    return merge_texts(parse(base), parse(mine), parse(theirs), picks)


def test_two_parts_of_one_line_are_both_changed():
    mine = changed(('"Check stock"', '"Look"'), ("by hand", "by Ann"))
    theirs = changed(("n2: rectangle", "n2: taskbox"), ('"Check stock"  //', '"Check stock" owner:"Ann"  //'))
    result = merged(mine, theirs)
    assert '  n2: taskbox label:"Look" owner:"Ann"  // by Ann\n' in result.document.text
    assert result.clashes == ()


def test_a_label_that_both_changed_clashes_and_is_decided():
    mine, theirs = changed(('"Check stock"', '"Look"')), changed(('"Check stock"', '"Count"'))
    result = merged(mine, theirs)
    assert result.clashes == (Clash("node", "n2", "label", "Check stock", "Look", "Count"),)
    assert result.document.text == theirs
    decided = merged(mine, theirs, picks=Picks({("node", "n2", "label"): Choice("mine")}))
    assert (decided.document.text, decided.clashes) == (mine, ())


def test_of_two_new_nodes_with_one_id_mine_is_renumbered_with_its_uses():
    mine = changed(
        ('  n4: circle label:"Packed"\n', '  n4: circle label:"Packed"\n  n5: circle label:"Mine"\n'),
        ("  n3.handle(right)", "  n4.handle(right) -> n5.handle(left)\n  n3.handle(right)"),
        ("[until paid] n1 n2", "[until paid] n1 n2 n5"),
    )
    theirs = changed(("  n1.handle", '  n5: circle label:"Theirs"\n  n1.handle'))
    result = merged(mine, theirs)
    diagram = result.document.diagram
    assert (diagram.node["n5"].label, diagram.node["n6"].label) == ("Theirs", "Mine")
    assert [edge.target for edge in diagram.outgoing["n4"]] == ["n6"]
    assert diagram.loops[0].nodes == ("n1", "n2", "n6")
    assert result.mine["node", "n5"] == ("node", "n6")
    assert result.mine["edge", "n4-n5"] == ("edge", "n4-n6")
    assert result.clashes == ()


def test_a_removed_node_clashes_with_an_edge_drawn_to_it():
    mine = changed(('  n4: circle label:"Packed"\n', ""), ('  n3.handle(right) -> n4.handle(left) [label="Yes"]\n', ""))
    edge = "  n2.handle(top) -> Store.n4.handle(top)\n"
    theirs = changed(("  loop", f"{edge}  loop"))
    result = merged(mine, theirs)
    node = 'n4: circle label:"Packed"'
    assert result.clashes == (Clash("node", "n4", "", node, None, f"{node}\n{edge.strip()}"),)
    assert result.document.text == theirs
    assert merged(mine, theirs, picks=Picks(usual="mine")).document.text == mine


def test_a_removed_node_clashes_with_a_new_label_of_it():
    without = (('  n4: circle label:"Packed"\n', ""), ('  n3.handle(right) -> n4.handle(left) [label="Yes"]\n', ""))
    edited = changed(('"Packed"', '"Sent"'))
    for mine, theirs in ((changed(*without), edited), (edited, changed(*without))):
        assert [clash.key for clash in merged(mine, theirs).clashes] == [("node", "n4", "")]
        assert merged(mine, theirs, picks=Picks(usual="mine")).document.text == mine
        assert merged(mine, theirs).document.text == theirs


def test_a_node_that_one_moved_and_the_other_edited_is_moved_and_edited():
    mine = changed(
        ('  n4: circle label:"Packed"\n', ""),
        ("  loop", '  n4: circle label:"Packed"\n  loop'),
        ("-> n4.", "-> Shop.n4."),
    )
    theirs = changed(('"Packed"', '"Sent"'), ('"Yes"', '"Ja"'))
    result = merged(mine, theirs)
    assert result.clashes == ()
    assert result.document.text == changed(('"Packed"', '"Sent"'), ('"Yes"', '"Ja"'), text=mine)


def test_an_edge_drawn_by_one_side_goes_along_with_a_node_that_the_other_moved():
    mine = changed(
        ('  n4: circle label:"Packed"\n', ""),
        ("  loop", '  n4: circle label:"Packed"\n  loop'),
        ("-> n4.", "-> Shop.n4."),
    )
    theirs = changed(("  n3.handle(right)", "  n4.handle(top) -> n3.handle(top)\n  n3.handle(right)"))
    result = merged(mine, theirs)
    assert result.document.outline.lane_of(result.document.declared_by["edge", "n4-n3"]) == "Shop"
    assert "  n4.handle(top) -> Store.n3.handle(top)\n" in result.document.text


def test_lanes_that_got_another_id_are_followed():
    mine = changed(("Store", "Depot"))
    theirs = changed(("  loop", "  n1.handle(top) -> Store.n4.handle(top)\n  loop"))
    result = merged(mine, theirs)
    assert "  n1.handle(top) -> Depot.n4.handle(top)\n" in result.document.text
    assert "Store" not in result.document.text


def test_a_removed_lane_clashes_with_a_node_added_to_it():
    head, rest = BASE.split("Store { # Warehouse\n")
    mine = head.replace('  n2.handle(bottom) -> Store.n3.handle(top) [label="Reserve"]\n', "")
    theirs = changed(("  n3.handle(right)", '  n7: circle label:"New"\n  n3.handle(right)'))
    assert rest
    result = merged(mine, theirs)
    assert [clash.key for clash in result.clashes] == [("lane", "Store", "")]
    assert 'Store { # Warehouse\n  n7: circle label:"New"\n}\n' in result.document.text
    assert merged(mine, theirs, picks=Picks(usual="mine")).document.text == mine


def test_renumbering_and_an_edit_are_both_done():
    mine = changed(("n4", "n40"), ("n1", "n10"))
    theirs = changed(("  loop", "  n1.handle(top) -> Store.n4.handle(top)\n  loop"), ('"Order"', '"Buy"'))
    result = merged(mine, theirs)
    assert '  n10: circle label:"Buy"\n' in result.document.text
    assert "  n10.handle(top) -> Store.n40.handle(top)\n" in result.document.text


def test_line_ends_and_the_byte_order_mark_stay():
    base = "\ufeff" + BASE.replace("\n", "\r\n")
    mine = base.replace('"Order"', '"Buy"')
    theirs = base.replace('"Yes"', '"Ja"').replace("  n4: circle", "// here\n  n4: circle")
    assert merged(mine, theirs, base).document.text == theirs.replace('"Order"', '"Buy"')


@pytest.mark.parametrize("broken", ["Shop {\n", "A { n1: circle }\nn2: circle n3: circle\n", "}\n}\n"])
def test_a_text_that_is_no_diagram_yet_is_merged_line_by_line(broken: str):
    base = broken + "one\ntwo\nthree\nfour\n"
    result = merged(base.replace("two", "TWO"), base.replace("four", "FOUR"), base)
    assert result.document.text == broken + "one\nTWO\nthree\nFOUR\n"
    result = merged(base.replace("two", "TWO"), base.replace("two", "2"), base)
    assert [(clash.kind, clash.mine, clash.theirs) for clash in result.clashes] == [("line", "TWO", "2")]


def test_both_ways_of_a_clash_stand_between_markers():
    mine, theirs = changed(('"Packed"', '"Sent"'), ('"Order"', '"Buy"')), changed(('"Packed"', '"Gone"'))
    assert ThreeTexts(parse(BASE), parse(mine), parse(theirs)).with_markers() == changed(
        ('"Order"', '"Buy"'),
        (
            '  n4: circle label:"Packed"\n',
            '<<<<<<< mine\n  n4: circle label:"Sent"\n=======\n  n4: circle label:"Gone"\n>>>>>>> theirs\n',
        ),
    )


def test_a_companion_is_merged_field_by_field():
    base = {"title": "A", "captions": {"n1": "one"}, "scenarios": [{"name": "x", "seed": 1}], "layout": {"fold": 1}}
    mine = {**base, "title": "B", "captions": {"n1": "one", "n2": "two"}, "layout": {"fold": 2}}
    theirs = {
        **base,
        "captions": {},
        "scenarios": [{"name": "x", "seed": 2}, {"name": "y"}],
        "layout": {"fold": 3, "direction": "down"},
    }
    picks = Picks()
    assert merge_values(base, mine, theirs, picks) == {
        "title": "B",
        "captions": {"n2": "two"},
        "scenarios": [{"name": "x", "seed": 2}, {"name": "y"}],
        "layout": {"fold": 2, "direction": "down"},
    }
    assert picks.open == ()


def test_a_title_that_both_changed_clashes():
    picks = Picks()
    assert merge_values({"title": "A"}, {"title": "B"}, {"title": "C"}, picks) == {"title": "C"}
    assert picks.open == (Clash("companion", "title", "", "A", "B", "C"),)


def test_a_closing_brace_behind_a_header_that_cannot_be_read_is_merged():
    texts = ThreeTexts(parse(""), parse(""), parse("n1:{\n}"))
    assert texts.merge(Picks()).document.text == "n1:{\n}"


def test_a_lane_stays_with_a_line_that_the_other_side_edited():
    base, theirs = "A {\n\nwhat is it\n}", "A {\n\nwhat was it\n}"
    assert merged("", theirs, base).document.text == "A {\nwhat was it\n}"
    assert len(merged("", theirs, base).clashes) == 1


def test_an_edge_whose_source_is_another_node_now_stays_in_its_lane():
    base = parse("A {\nn1: circle\nn2: circle\nn1 -> n2\n}\nB {\n}")
    side = parse("A {\nn3: circle\nn2: circle\nn3 -> n2\n}\nB {\nn1: circle\n}")
    assert ThreeTexts(base, side, base).merge(Picks()).document.text == side.text
