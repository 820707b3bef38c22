"""The difference of two documents, as people see it."""

from __future__ import annotations

from dsl_texts import SHOP, without

from webapp.dsl import parse
from webapp.dsl.difference import Difference, Mark, compare, side_marks, unite
from webapp.dsl.formatting import format_text


def told(before: str, after: str) -> tuple[str, ...]:
    """Return the difference in words."""
    return compare(parse(before).diagram, parse(after).diagram).to_sentences()


def seen(before: str, after: str) -> dict[str, Mark]:
    """Return the marks of the picture of both."""
    old, new = parse(before).diagram, parse(after).diagram
    return dict(unite(old, new, compare(old, new)).marks)


def test_each_diagram_by_itself_has_marks_on_what_the_other_one_does_not_have():
    after = without('n4: circle label:"Sent"', "n3.handle(right) -> n4.handle(left)").replace("n3 n4", "n3 n2")
    after = after.replace('"Pack"', '"Pack boxes"') + 'n8: circle label:"New"\n'
    before, now = side_marks(compare(parse(SHOP).diagram, parse(after).diagram))

    assert before["node-n3"] is now["node-n3"] is Mark.CHANGED
    assert (before["node-n4"], now["node-n8"]) == (Mark.REMOVED, Mark.ADDED)
    assert "node-n4" not in now
    assert "node-n8" not in before


def test_equal_diagrams_do_not_differ():
    assert told(SHOP, format_text(SHOP).text) == ("Nothing changed.",)
    assert not compare(parse(SHOP).diagram, parse(SHOP).diagram)


def test_a_changed_label_says_was_and_now():
    assert told(SHOP, SHOP.replace('"Pack"', '"Pack boxes"')) == (
        "Node n3 “Pack boxes” in Store: label was “Pack”, is now “Pack boxes”.",
    )


def test_a_node_that_went_takes_its_edges_with_it():
    after = without('n4: circle label:"Sent"', "n3.handle(right) -> n4.handle(left)").replace("n3 n4", "n3 n2")

    assert told(SHOP, after) == (
        "Removed: node n4 “Sent” in Store.",
        "Removed: edge n3 → n4.",
        "Loop “until complete” over n3, n2: nodes were n3, n4, are now n3, n2.",
    )


def test_a_renumbering_is_no_rewrite():
    shuffled = SHOP.replace("n1", "n9").replace("n2", "n1").replace("n3", "n2").replace("n4", "n3")

    assert told(SHOP, shuffled) == ("Renumbered: n1 is now n9, n2 is now n1, n3 is now n2, n4 is now n3.",)


def test_a_gap_that_closes_is_a_removal_and_a_renumbering():
    gone = without('n2: rectangle label:"Check"', "n1.handle(right) -> n2.handle(left)")
    gone = gone.replace(
        'n2.handle(bottom) -> Store.n3.handle(top) [label="ok"]', "n1.handle(right) -> Store.n3.handle(top)"
    )

    assert told(SHOP, gone.replace("n3", "n2").replace("n4", "n3")) == (
        "Removed: node n2 “Check” in Sales.",
        "Removed: edge n1 → n2.",
        "Removed: edge n2 → n3 “ok”.",
        "Added: edge n1 → n2.",
        "Renumbered: n3 is now n2, n4 is now n3.",
    )


def test_a_node_that_moved_to_another_lane_says_so():
    line = '    n2: rectangle label:"Check"\n'
    moved = SHOP.replace(line, "").replace("Store { # Store\n", f"Store {{ # Store\n{line}")

    assert told(SHOP, moved) == ("Node n2 “Check” in Store: lane was “Sales”, is now “Store”.",)


def test_a_lane_with_a_new_id_is_renamed_and_its_nodes_stay():
    assert told(SHOP, SHOP.replace("Store {", "Depot {").replace("Store.", "Depot.")) == (
        "Renamed: Store is now Depot.",
    )


def test_parallel_edges_are_told_apart_by_what_they_say():
    first = "    n1.handle(right) -> n2.handle(left)\n"
    twice = SHOP.replace(first, first + first.replace("\n", ' [label="again"]\n'))
    once = SHOP.replace(first, first.replace("\n", ' [label="again"]\n'))

    difference = compare(parse(twice).diagram, parse(once).diagram)

    assert [item.item.id for item in difference.removed] == ["n1-n2"]
    assert difference.to_json()["renamed"]["edges"] == {"n1-n2-2": "n1-n2"}


def test_lanes_that_changed_places_say_so():
    head, first, second = SHOP.replace("}\n\nStore", "}\n|Store").replace("Sales {", "|Sales {").split("|")

    assert told(SHOP, head + second + first) == ("Lane Sales “Sales desk”: moved to another position.",)


def test_the_picture_of_both_marks_what_was_added_removed_and_changed():
    after = without('n4: circle label:"Sent"', "n3.handle(right) -> n4.handle(left)", "loop [until complete] n3 n4")
    after = after.replace('"Pack"', '"Pack it"').replace("// orders", 'New { # New\nn7: circle label:"New"\n}')

    assert seen(SHOP, after) == {
        "lane-New": "added",
        "node-n7": "added",
        "node-n3": "changed",
        "node-n4": "removed",
        "edge-n3-n4": "removed",
        "loop-1": "removed",
    }


def test_a_loop_with_another_condition_and_other_nodes_is_the_same_loop_if_it_begins_alike():
    after = SHOP.replace("loop [until complete] n3 n4", "loop [3 times] n3 n4 n2")

    assert told(SHOP, after) == (
        "Loop “3 times” over n3, n4, n2: condition was “until complete”, is now “3 times”.",
        "Loop “3 times” over n3, n4, n2: nodes were n3, n4, are now n3, n4, n2.",
    )
    assert seen(SHOP, after) == {"loop-1": "changed"}


def test_a_new_loop_is_marked_and_one_that_went_stands_after_those_that_are_there():
    after = SHOP.replace("loop [until complete] n3 n4", "loop [again] n1 n2")

    assert seen(SHOP, after) == {"loop-1": "added", "loop-2": "removed"}


def test_what_was_removed_keeps_its_words_when_its_id_is_taken():
    before = parse('A { # A\nn1: circle label:"Go"\nn2: diamond\nn3: circle label:"End"\n}').diagram
    after = parse('A { # A\nn1: circle label:"Go"\nn2: circle label:"End"\n}').diagram
    union = unite(before, after, compare(before, after))

    assert [(node.id, node.text) for node in union.diagram.nodes] == [("n1", "Go"), ("n3", "n2"), ("n2", "End")]
    assert union.marks == {"node-n3": "removed"}


def test_nothing_differs_in_an_empty_difference():
    assert Difference().to_json() == {
        "same": True,
        "added": [],
        "removed": [],
        "changed": [],
        "renamed": {"lanes": {}, "nodes": {}, "edges": {}, "loops": {}},
    }
