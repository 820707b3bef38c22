"""The canonical form of a document."""

from __future__ import annotations

from textwrap import dedent

import pytest
from dsl_texts import SHOP

from webapp.dsl import parse
from webapp.dsl.formatting import format_text

WILD = """\
\ufeff// all of it\r
\r
// the desk\r
Sales{\r
# Sales desk\r
n1.handle( right )->Store . n3.handle(top)[ label = "go" ]   # why\r
\r
// begins here\r
n1:circle   label:"Order"\r
loop[ until  done ]  n1,n3\r
loop [again]   n1  n3 // twice\r
\tn2: taskbox   system:"ERP"  description:"All of it" label:"Check" owner:"Ann"  // by hand\r
// the end\r
}\r
Store { // note\r
# Store\r
n3: box label="Pack"\r
n4 circle label:"No colon"\r
half a line\r
n5: circle label:"Open } n6: circle label:"Crowded" }\r
\r
\r
# outside\r
n3 -> n1\r
"""


def test_a_wild_document_in_its_canonical_form(golden):
    golden("formatting/wild.txt", format_text(WILD).text)


def test_a_canonical_document_stays_as_it_is():
    once = format_text(SHOP).text

    assert format_text(once).edits == ()


def test_blank_lines_and_indentation_are_settled():
    crooked = SHOP.replace("\n", "\n\n\n").replace("    ", "\t")

    assert format_text(crooked).text == format_text(SHOP).text.replace("// orders\n", "// orders\n\n")


def test_every_line_that_is_right_already_is_left_alone():
    assert {(SHOP[edit.start : edit.end], edit.text) for edit in format_text(SHOP).edits} == {("  ", "")}


def test_attributes_come_in_their_order():
    text = 'A { # A\nn1: taskbox system:"s" x:"y" description:"d" owner:"o" label:"l"\n}\n'

    assert 'n1: taskbox label:"l" owner:"o" description:"d" system:"s" x:"y"\n' in format_text(text).text


def test_a_comment_stays_with_the_statement_below_it():
    text = "A { # A\nn1.handle(top) -> n1.handle(left)\n// of n1\n// and more\nn1: circle // here\n// last\n}\n"

    assert format_text(text).text == (
        "A { # A\n  // of n1\n  // and more\n  n1: circle // here\n  n1.handle(top) -> n1.handle(left)\n  // last\n}\n"
    )


def test_a_line_that_is_not_understood_keeps_its_words_and_its_place():
    text = "A { # A\nn1.handle(top) -> n1.handle(left)\n  what   is this?\nn1: circle\n}\n"

    assert format_text(text).text == (
        "A { # A\n  n1.handle(top) -> n1.handle(left)\n  what   is this?\n  n1: circle\n}\n"
    )


@pytest.mark.parametrize("text", ["flowchart TD\n  A-->B\n\n\n", "@startuml\r\n", "digraph {\na -> b }", ""])
def test_a_text_in_another_language_stays_as_it_is(text):
    assert format_text(text).text == text


def test_new_numbers_close_the_gaps_in_document_order():
    text = dedent("""\
        A { # A
          n4: circle
          n2: rectangle
          n4.handle(right) -> n2.handle(left)
          n2.handle(right) -> B.n9.handle(left)
          loop [again] n4 n9
        }

        B { # B
          n9: circle
        }
    """)

    result = format_text(text, renumber=True)

    assert result.text == text.replace("n4", "n1").replace("n9", "n3")
    assert dict(result.renamed) == {
        ("node", "n4"): "n1",
        ("node", "n9"): "n3",
        ("edge", "n4-n2"): "n1-n2",
        ("edge", "n2-n9"): "n2-n3",
    }


def test_new_numbers_never_give_a_missing_node_the_id_of_another():
    text = "A { # A\n  n5: circle\n  n5.handle(right) -> n1.handle(left)\n}\n"

    assert parse(format_text(text, renumber=True).text).diagram.edges == ()


def test_a_broken_text_that_would_mean_something_else_is_left_as_it_is():
    """On a line of its own, `%%` would begin a comment."""
    assert format_text("}%%{").text == "}%%{"
