"""What is mended without asking."""

from __future__ import annotations

from dsl_texts import SHOP

from webapp.dsl import findings_of, parse
from webapp.dsl.fixing import Applied, fix_text

LIBERTIES = """\
Sales {
  n1: circle label="Start"
  n2: box label:"Open
  n1 -> n2 [label:"x"]
  Sales.n2.handle(right) -> n3.handle(down)
  n3.handle(up) -> n1.handle(left) # back
}
Store { # Store
  n3: circle
loop [again] Store.n3 n1
"""


def test_a_sound_document_needs_no_mending():
    assert fix_text(SHOP) == type(fix_text(SHOP))(SHOP, (), ())


def test_all_liberties_are_mended_in_one_run(golden):
    result = fix_text(LIBERTIES)
    told = "".join(f"line {item.line}: {item.title} [{item.code}]\n" for item in result.applied)

    golden("fixing/liberties.txt", result.text + "---\n" + told)


def test_each_fix_names_its_line_in_the_original_even_after_a_move():
    text = "A { # A\n  n1: circle\n  n2.handle(right) -> n1.handle(up)\n}\nB { # B\n  n2: circle\n}\n"

    assert fix_text(text).applied == (
        Applied("edge-origin", 3, "Move it to B"),
        Applied("unknown-side", 3, "Write top"),
    )


def test_what_only_the_author_can_say_stays():
    text = "A { # A\n  n1: wibble\n  nonsense\n}\n"

    assert fix_text(text).text == text


def test_parallel_edges_keep_their_places_and_so_their_ids():
    text = (
        "A { # A\n  n1: circle\n  n2.handle(top) -> n1.handle(top)\n}\n"
        'B { # B\n  n2: circle\n  n2.handle(left) -> A.n1.handle(left) [label="x"]\n}\n'
    )
    result = fix_text(text)

    assert dict(result.renamed) == {}
    assert parse(result.text).diagram.edge["n2-n1-2"].label == "x"


def test_many_misplaced_edges_are_moved_in_few_rounds():
    edges = "".join(f"  n2.handle(right) -> n{number}.handle(left)\n" for number in range(3, 300))
    nodes = "".join(f"  n{number}: circle\n" for number in range(3, 300))
    text = f"A {{ # A\n{nodes}{edges}}}\nB {{ # B\n  n2: circle\n}}\n"

    assert len(parse(fix_text(text).text).diagram.outgoing["n2"]) == 297
    assert "edge-origin" not in {item.code for item in findings_of(parse(fix_text(text).text))}


def test_a_run_that_would_read_too_much_stops_and_says_that_there_is_more(monkeypatch):
    monkeypatch.setattr("webapp.dsl.fixing.choosing.MOST_AT_ONCE", 1)
    monkeypatch.setattr("webapp.dsl.fixing.MOST_READ", 20)

    result = fix_text("A { # A\nn1: circle\n}\n}\n}\n}\n")

    assert (result.complete, len(result.applied)) == (False, 1)


def test_a_run_that_mends_all_is_complete():
    assert fix_text("A { # A\nn1: circle\n}\n}\n}\n}\n").complete


def test_neighbouring_lines_that_go_are_one_edit():
    assert [(edit.start, edit.end, edit.text) for edit in fix_text("A { # A\n}\n}\n}\n}\n").edits] == [(10, 16, "")]
