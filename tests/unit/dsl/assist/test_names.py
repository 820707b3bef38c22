"""Where names are declared and used, renaming, words about a place, folding and outline: all with exact ranges."""

from __future__ import annotations

import pytest

from webapp.dsl import parse
from webapp.dsl.assist import declaration, findings_at, folds, hover, outline_entries, references, rename, symbol_at
from webapp.dsl.edits import EditResult
from webapp.errors import EditRefused

TEXT = """A { # Sales
  n1: circle label:"Start n2"   // n2 comes later
  n2: diamond label:"Big?"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> B.n3.handle(top) [label="Big"]
}
B { # Stock
  n3: taskbox label:"Pack" owner:"Bo"
  loop [n2 again] A.n2 n3
}
"""
DOCUMENT = parse(TEXT)


def at(text: str, skip: int = 0) -> int:
    """The offset where some words begin, and some characters further."""
    return TEXT.index(text) + skip


def said(start: int, end: int) -> str:
    return TEXT[start:end]


def renamed(text: str, name: str) -> EditResult:
    return rename(DOCUMENT, at(text), name)


def test_a_name_is_found_at_its_begin_inside_and_at_its_end():
    found = [symbol_at(DOCUMENT, at("n3:", skip)) for skip in (0, 1, 2)]

    assert {(item.kind, item.id, said(item.start, item.end)) for item in found if item} == {("node", "n3", "n3")}
    assert None not in found


def test_between_a_lane_and_its_node_the_node_counts():
    symbol = symbol_at(DOCUMENT, at("B.n3", 2))

    assert symbol is not None
    assert symbol.id == "n3"


@pytest.mark.parametrize("text", ["Start n2", "n2 comes", "n2 again", "handle", "Sales"])
def test_words_for_people_and_for_the_language_are_no_names(text: str):
    assert symbol_at(DOCUMENT, at(text, 1)) is None


def test_the_uses_of_a_node_are_its_declaration_its_edges_and_its_loops():
    symbol = symbol_at(DOCUMENT, at("n2:"))
    assert symbol is not None

    uses = references(DOCUMENT, symbol)

    assert [use.start for use in uses] == [at("n2:"), at("n2.handle(left)"), at("n2.handle(bottom)"), at("A.n2", 2)]
    assert [use.declares for use in uses] == [True, False, False, False]
    assert {said(use.start, use.end) for use in uses} == {"n2"}


def test_the_declaration_of_a_prefix_is_the_header_of_its_lane():
    symbol = symbol_at(DOCUMENT, at("B.n3"))
    assert symbol is not None

    declared = declaration(DOCUMENT, symbol)

    assert declared is not None
    assert (declared.start, declared.end) == (at("B {"), at("B {") + 1)


def test_a_name_that_nothing_declares_has_no_declaration():
    document = parse("A {\n  n1: circle\n  n1.handle(right) -> n9.handle(left)\n}\n")
    symbol = symbol_at(document, document.text.index("n9"))

    assert symbol is not None
    assert declaration(document, symbol) is None


def test_renaming_a_node_changes_every_use_and_nothing_else():
    result = renamed("n2:", "n20")

    assert result.text == (
        TEXT.replace("n2: d", "n20: d").replace("n2.handle", "n20.handle").replace("A.n2 n3", "A.n20 n3")
    )
    assert dict(result.renamed) == {("node", "n2"): "n20", ("edge", "n1-n2"): "n1-n20", ("edge", "n2-n3"): "n20-n3"}


def test_renaming_a_lane_changes_its_header_and_every_prefix():
    result = renamed("B.n3", "Stock")

    assert result.text == TEXT.replace("B {", "Stock {").replace("B.n3", "Stock.n3")
    assert dict(result.renamed) == {("lane", "B"): "Stock"}


def test_renaming_keeps_line_endings_and_the_byte_order_mark():
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    result = rename(parse(text), text.index("n3:"), "n33")

    assert result.text == text.replace("n3", "n33")


def test_the_same_name_changes_nothing():
    assert renamed("n2:", "n2").edits == ()


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("n2:", "n1", "there is already a node n1"),
        ("n2:", "step", "step is not a valid node id: use n followed by a number, without leading zeros"),
        ("B {", "A", "there is already a lane A"),
        ("B {", "two words", "two words is not a valid lane id"),
        ("Sales", "x", "nothing can be renamed here"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(text: str, name: str, reason: str):
    with pytest.raises(EditRefused, match=reason):
        renamed(text, name)


def test_an_id_that_only_edges_use_is_no_new_name_for_a_node():
    text = "A { # A\n  n1: circle\n  n1.handle(right) -> n7.handle(left)\n}\n"

    with pytest.raises(EditRefused, match="the text already uses the id n7, although no node has it"):
        rename(parse(text), text.index("n1:"), "n7")


def test_a_node_is_told_with_its_shape_its_lane_and_its_ways():
    found = hover(DOCUMENT, at("n2:"))

    assert found is not None
    assert said(found.start, found.end) == "n2"
    assert (found.title, found.lines) == ("n2 Big?", ("Decision in Sales", "from n1 Start n2", "to n3 Pack (Big)"))


def test_a_lane_is_told_with_its_counts():
    found = hover(DOCUMENT, at("B.n3"))

    assert found is not None
    assert (found.title, found.lines) == ("Stock", ("Lane B", "1 node; 1 edge in, 0 edges out"))


def test_an_edge_is_told_in_words():
    found = hover(DOCUMENT, at("n2.handle(bottom) ->", 18))

    assert found is not None
    assert said(found.start, found.end) == 'n2.handle(bottom) -> B.n3.handle(top) [label="Big"]'
    assert found.title == "n2 Big? → n3 Pack"
    assert found.lines == ("When: Big", "Leaves at the bottom, arrives at the top", "From Sales to Stock")


def test_a_loop_is_told_with_its_nodes():
    found = hover(DOCUMENT, at("loop", 1))

    assert found is not None
    assert (found.title, found.lines) == ("Repeats: n2 again", ("n2 Big?", "n3 Pack"))


@pytest.mark.parametrize(("text", "title"), [("taskbox", "Task"), ("owner", "Owner"), ("top)", "Top")])
def test_a_word_of_the_language_is_explained(text: str, title: str):
    found = hover(DOCUMENT, at(text, 1))

    assert found is not None
    assert found.title == title


def test_nothing_is_told_of_blank_lines_and_comments():
    assert hover(parse("\n// n1\n"), 0) is None
    assert hover(parse("\n// n1\n"), 5) is None


def test_findings_are_found_at_their_range():
    document = parse('A { # A\n  n1: circle label="x"\n}\n')

    assert "attribute-separator" in [item.code for item in findings_at(document, document.text.index("=") + 1)]
    assert "attribute-separator" not in [item.code for item in findings_at(document, 0)]


def test_a_lane_folds_from_its_header_to_the_line_above_its_brace():
    assert [tuple(fold) for fold in folds(DOCUMENT)] == [(0, 4), (6, 8)]


def test_a_lane_without_end_folds_to_its_last_line():
    assert [tuple(fold) for fold in folds(parse("A { # A\n  n1: circle\n  n2: circle"))] == [(0, 2)]


def test_the_outline_has_lanes_with_what_stands_in_them():
    lanes = outline_entries(DOCUMENT)

    assert [(lane.id, lane.name) for lane in lanes] == [("A", "Sales"), ("B", "Stock")]
    assert [part.name for part in lanes[0].children] == ["Start n2", "Big?", "n1 → n2", "n2 → n3 Big"]
    assert [part.kind for part in lanes[1].children] == ["node", "loop"]
    assert said(lanes[1].start, lanes[1].end) == TEXT[at("B {") :].rstrip("\n")
    assert said(lanes[1].name_start, lanes[1].name_end) == "B"
