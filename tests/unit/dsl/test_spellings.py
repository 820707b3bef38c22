"""Other spellings are read with their plain meaning, and mended."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from case_texts import case

from webapp.dsl import findings_of, parse
from webapp.dsl.edits import Paste, apply
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text
from webapp.dsl.reading.invisible import INVISIBLE


def codes(text: str) -> set[str]:
    """Return the codes of all findings."""
    return {item.code for item in findings_of(parse(text))}


def lane(*lines: str) -> str:
    """Return a lane with a start, an end and these lines."""
    return "".join(f"{line}\n" for line in ("A { # A", "n1: circle", "n2: circle", *lines, "}"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "spellings",
            {"letter-case", "attribute-separator", "edge-label-separator", "arrow", "quotes", "single-branch"},
        ),
        ("foreign-comments", {"comment", "loop-return"}),
        ("readable-ids", {"word-id"}),
        ("pasted-answer", {"surrounding-text", "dead-end"}),
    ],
)
def test_a_document_in_other_spellings_is_read_and_says_only_that(name, expected):
    assert codes(case(name)) == expected


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("spellings", {"single-branch"}),
        ("foreign-comments", {"loop-return"}),
        ("readable-ids", {"word-id"}),
        ("pasted-answer", {"dead-end"}),
    ],
)
def test_safe_fixes_leave_none_of_it_and_the_same_diagram(name, left):
    fixed = fix_text(case(name)).text

    assert codes(fixed) == left
    assert parse(fixed).diagram == parse(case(name)).diagram


@pytest.mark.parametrize("name", ["spellings", "foreign-comments", "readable-ids", "pasted-answer"])
def test_formatting_other_spellings_keeps_the_diagram(name):
    formatted = format_text(case(name)).text

    assert parse(formatted).diagram == parse(case(name)).diagram
    assert format_text(formatted).text == formatted


def test_the_spellings_mean_what_they_say():
    diagram = parse(case("spellings")).diagram

    assert [(node.id, node.shape.value, node.label) for node in diagram.nodes] == [
        ("n1", "circle", "Start"),
        ("n2", "rectangle", "Read it"),
        ("n3", "diamond", "Known?"),
        ("n4", "circle", "End"),
    ]
    assert [(edge.id, edge.source_side, edge.target_side, edge.label) for edge in diagram.edges] == [
        ("n1-n2", "right", "left", ""),
        ("n2-n3", "right", "left", ""),
        ("n3-n4", "right", "left", "yes"),
    ]


@pytest.mark.parametrize("arrow", ["→", "-->", "--->", "=>", "==>", "⇒", "⟶", "➜", "—>", "–>"])
def test_every_common_arrow_is_an_edge(arrow):
    text = lane(f"n1.handle(right) {arrow} n2.handle(left)", f"n2.handle(top){arrow}n1.handle(top)")

    assert [edge.id for edge in parse(text).diagram.edges] == ["n1-n2", "n2-n1"]
    assert "n2.handle(top)->n1.handle(top)" in fix_text(text).text


@pytest.mark.parametrize("value", ["“End”", "„End“", "«End»", "»End«", "‘End’", "„End”"])
def test_typographic_quotes_of_any_language_are_quotes(value):
    text = lane(f"n3: taskbox label:{value} owner:{value}", "n1 -> n3", f"n3 -> n2 [label={value}]")
    document = parse(text)

    assert document.diagram.node["n3"].label == "End"
    assert document.diagram.edge["n3-n2"].label == "End"
    assert codes(text) == {"quotes", "missing-handle"}
    assert 'label:"End"' in fix_text(text).text


@pytest.mark.parametrize("value", ['“End"', '"End”'])
def test_a_typographic_quote_may_pair_with_a_straight_one(value):
    text = lane(f"n3: rectangle label:{value}", "n1 -> n3", "n3 -> n2")

    assert parse(text).diagram.node["n3"].label == "End"
    assert codes(text) == {"quotes", "missing-handle"}


def test_typographic_quotes_inside_a_value_are_words():
    assert parse(lane('n3: circle label:"He said “go”"')).diagram.node["n3"].label == "He said “go”"


def test_a_loop_in_capital_letters_keeps_its_condition():
    text = lane("n1 -> n2", "LOOP [Until DONE] n1 n2")

    assert [(loop.condition, loop.nodes) for loop in parse(text).diagram.loops] == [("Until DONE", ("n1", "n2"))]
    assert "loop [Until DONE] n1 n2" in fix_text(text).text


@pytest.mark.parametrize(
    "line", ["%% note", "-- note", "' note", "/* note */", "/* a\nn9: circle\n\n b */", "/**\n * a\n */"]
)
def test_comments_of_other_languages_on_lines_of_their_own_become_ours(line):
    text = lane(line, "n1.handle(right) -> n2.handle(left)")
    fixed = fix_text(text).text

    assert codes(text) == {"comment"}
    assert set(parse(text).diagram.node) == {"n1", "n2"}
    assert codes(fixed) == set()
    assert all(part.startswith("//") for part in (item.strip() for item in fixed.splitlines()[3:-2]) if part)


def test_a_comment_that_never_ends_is_none():
    document = parse(lane("/* note", "n1.handle(right) -> n2.handle(left)"))

    assert [item.code for item in findings_of(document)] == ["syntax"]
    assert len(document.diagram.edges) == 1


def test_a_comment_behind_a_statement_moves_with_it():
    text = (
        "A { # A\nn1: circle\n}\nB { # B\nn2: circle\nA.n1.handle(bottom) -> n2.handle(top) /* see http://x.y */\n}\n"
    )

    assert "n1.handle(bottom) -> B.n2.handle(top) // see http://x.y\n}\nB" in fix_text(text).text


@pytest.mark.parametrize("line", ["--> n2", "---", "n1 -- n2"])
def test_dashes_that_are_no_comment_stay_what_they_are(line):
    assert "comment" not in codes(lane(line))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("n1\u200b.handle(right) -> n2.han\u00addle(left)", "n1.handle(right) -> n2.handle(left)"),
        ("\ufeffn1.handle(right) -\u2060> n2.handle(left)", "n1.handle(right) -> n2.handle(left)"),
        ('n3: cir\u200dcle la\u200bbel:"a\u200db"', 'n3: circle label:"a\u200db"'),
        ("lo\u200bop [a\u200bb] n1 n2", "loop [ab] n1 n2"),
        ("loop [a\u200bb] n1 n\u200b2", "loop [a\u200bb] n1 n2"),
        ("n1 -> n2 // a\u200bb", "n1.handle(right) -> n2.handle(left) // a\u200bb"),
    ],
)
def test_characters_that_cannot_be_seen_are_read_over_and_removed_outside_values_and_comments(written, read):
    text = lane(written)

    assert parse(text).diagram == parse(lane(read)).diagram
    assert fix_text(text).text == fix_text(lane(read)).text


def test_the_characters_that_cannot_be_seen_are_those_of_unicode():
    known = {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"}

    assert {letter for letter in known if not INVISIBLE.match(letter)} == set()


def test_words_as_ids_are_renumbered_in_document_order_wherever_they_are_named():
    text = case("readable-ids").replace("}\n", "  loop [every day] check_stock in_stock\n}\n")
    result = format_text(text, renumber=True)

    assert codes(result.text) == set()
    assert "loop [every day] n2 n3" in result.text
    assert result.renamed["node", "in_stock"] == "n3"
    [problem] = [item for item in findings_of(parse(text)) if item.code == "word-id"]
    assert not problem.fix.safe


def test_a_loop_over_words_may_have_brackets_in_its_condition():
    text = "A { # A\nfirst: circle\nlast: circle\nfirst -> last\nloop [until [x] is done] first last\n}\n"

    assert [loop.condition for loop in parse(text).diagram.loops] == ["until [x] is done"]


@pytest.mark.parametrize(
    "text",
    [
        "Here is your workflow, as you asked:\n\n{}\nLet me know what you think.\n",
        "Sure!\n~~~\n{}~~~\nNote: n1 -> n2 is the main path.\n",
        "Two ways:\n```bash\nlanestep check x.fz\n```\nand\n``` fz\n{}```\n```python\nprint({{}})\n```\n",
        "Cut off in the middle:\n```\n{}",
        "```mermaid\n{}```\n",
        "Sure!\n{}Enjoy!\n",
        '> As you asked\n\n{}\n**Notes**\n\n- The `n1` node leads -> to n2\n* Use label="x" to rename\n',
        "{}```\n",
    ],
)
def test_prose_and_fences_around_a_document_are_one_finding(text):
    inner = lane("n1.handle(right) -> n2.handle(left)")
    pasted = text.format(inner)

    assert parse(pasted).diagram == parse(inner).diagram
    assert [item.code for item in findings_of(parse(pasted))] == ["surrounding-text"]
    assert codes(fix_text(pasted).text) == set()


@pytest.mark.parametrize("bare", [True, False])
def test_a_pasted_answer_gives_its_nodes_to_the_canvas(bare):
    answer = case("pasted-answer")
    if bare:
        answer = answer.replace("Desk { # Desk\n", "").replace("}\n", "")

    pasted = apply(lane("n1 -> n2"), [Paste(answer, "A")]).text

    assert [node.text for node in parse(pasted).diagram.nodes][2:] == ["Ticket", "Answer it"]
    assert "n3-n4" in parse(pasted).diagram.edge


def test_a_line_in_a_lane_that_is_still_open_is_no_prose():
    text = lane("n1.handle(right) -> n2.handle(left)").removesuffix("}\n") + "what is this\n"

    assert codes(text) == {"syntax", "unclosed-lane"}


def test_a_brace_that_closes_nothing_makes_no_difference_to_prose():
    text = lane("n1.handle(right) -> n2.handle(left)") + "Let me know what you think.\n}\n"

    assert codes(text) == {"surrounding-text", "stray-brace"}
    assert codes(fix_text(text).text) == set()


@pytest.mark.parametrize("line", ["Sales", "n1 -> n2 -> n3 is how it goes", 'label:"x" and so on'])
def test_a_broken_line_outside_is_no_prose(line):
    assert "surrounding-text" not in codes(lane("n1.handle(right) -> n2.handle(left)") + line + "\n")


def test_a_heading_of_markdown_is_a_comment_without_its_signs():
    text = "## The first\n" + lane("n1.handle(right) -> n2.handle(left)")

    assert fix_text(text).text.startswith("// The first\n")
