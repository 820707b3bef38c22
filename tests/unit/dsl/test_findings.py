"""Every code: what it says, where it points, what it offers. The words are in `tests/golden/findings/`."""

from __future__ import annotations

from textwrap import dedent

import pytest

from webapp.domain import Diagram, Severity
from webapp.dsl import findings_of, is_valid, parse
from webapp.dsl.codes import CODES

ENDS = 'n1: circle label:"Start"\nn2: circle label:"End"\n'
EDGE = "n1.handle(right) -> n2.handle(left)\n"
TWO = "A { # A\n" + ENDS + EDGE + "}\n"


def inside(lines: str) -> str:
    """Return a lane with a start, an end, and these lines."""
    return f"A {{ # A\n{ENDS}{lines}}}\n"


def beside(lines: str) -> str:
    """Return two lanes, n1 and n2 in A, n3 in B, with these lines in A."""
    return f'A {{ # A\n{ENDS}{EDGE}{lines}}}\nB {{ # B\nn3: circle label:"Done"\n}}\n'


def going_round(lines: str) -> str:
    """Return a lane in which n3 and n4 are repeated until all is well, with these lines."""
    return (
        f'A {{ # A\n{ENDS}n3: rectangle label:"Try"\nn4: diamond label:"Well?"\n'
        "n1.handle(right) -> n3.handle(left)\nn3.handle(right) -> n4.handle(left)\n"
        'n4.handle(bottom) -> n3.handle(bottom) [label="No"]\nn4.handle(right) -> n2.handle(left) [label="Yes"]\n'
        f"{lines}}}\n"
    )


TEXTS = {
    "syntax": inside(EDGE + "wait for the answer\nn1.handle(top) -> n2.handle(top) now\n"),
    "unclosed-lane": "A { # A\n" + ENDS + EDGE,
    "nested-lane": 'A { # A\nn1: circle label:"Start"\nn1.handle(bottom) -> B.n2.handle(top)\n'
    'B { # B\nn2: circle label:"End"\n}\n}\n',
    "stray-brace": TWO + "}\n",
    "duplicate-lane": "A { # A\n" + ENDS + "}\nA { # Again\n" + EDGE + "}\n",
    "unknown-shape": "A { # A\nn1: Oval\nn2: rect\nn3: circel\n" + EDGE + "n2.handle(right) -> n3.handle(left)\n}\n",
    "missing-shape": 'A { # A\nn1: label:"Start"\nn2: circle label:"End"\n' + EDGE + "}\n",
    "node-id": 'A { # A\nfirst-step: circle label:"Start"\nn2: circle label:"End"\n'
    "first-step.handle(right) -> n2.handle(left)\n}\n",
    "duplicate-node": inside(EDGE + 'n2: circle label:"Other"\n'),
    "unknown-attribute": 'A { # A\nn1: circle lable:"Start" colour:"red"\nn2: circle\n' + EDGE + "}\n",
    "duplicate-attribute": 'A { # A\nn1: circle label:"Start" label:"Begin"\nn2: circle\n' + EDGE + "}\n",
    "unquoted-value": "A { # A\nn1: circle label:Start here // now\nn2: circle\n" + EDGE + "}\n",
    "unclosed-string": 'A { # A\nn1: circle label:"Start\nn2: circle\n' + EDGE + "}\n",
    "unknown-side": inside("n1.handle(up) -> n2.handle(middle)\n"),
    "unknown-node": inside(EDGE + "n1.handle(right) -> n7.handle(left)\n"),
    "unknown-lane": inside("n1.handle(right) -> Office.n2.handle(left)\n"),
    "outside-lane": TWO + 'n3: circle label:"Lost"\nn1.handle(bottom) -> n3.handle(bottom)\nloop [every day] n1 n2\n',
    "foreign-syntax": "flowchart TD\n  A[Start] --> B{Really?}\n  B --> C\n",
    "control-character": 'A { # A\nn1: circle label:"St\x07art"\nn2: circle\n' + EDGE + "}\n",
    "attribute-separator": 'A { # A\nn1: circle label="Start"\nn2: circle\n' + EDGE + "}\n",
    "edge-label-separator": inside('n1.handle(right) -> n2.handle(left) [label:"go"]\n'),
    "missing-handle": inside("n1 -> n2\n"),
    "wrong-lane": beside("n1.handle(bottom) -> A.n3.handle(top)\n"),
    "missing-lane-prefix": beside("n1.handle(bottom) -> n3.handle(top)\n"),
    "edge-origin": 'A { # A\nn1: circle label:"Start"\n}\nB { # B\nn2: circle label:"End"\n'
    "  A.n1.handle(bottom) -> n2.handle(top) // late\n}\n",
    "copied-edge": 'A { # A\nn1: circle label:"Start"\nn1.handle(bottom) -> B.n2.handle(top)\n}\n'
    'B { # B\nn2: circle label:"End"\n  n1.handle(bottom) -> B.n2.handle(top)\n}\n',
    "loop-prefix": inside(EDGE + "loop [every day] A.n1 A.n2\n"),
    "loop-nodes": inside(EDGE + "loop [every day] n2\n"),
    "lane-id": 'Sales Team {\nn1: circle label:"Start"\nn1.handle(bottom) -> R&D.n2.handle(top)\n}\n'
    'R&D { # Research\nn2: circle label:"End"\n}\n',
    "surrounding-text": "Here is what you asked for:\n```\n" + TWO + "```\n\nNote: n1 is the start.\n",
    "letter-case": 'A { # A\nn1: CIRCLE Label:"Start"\nn2: circle label:"End"\nn1.Handle(RIGHT) -> n2.handle(left)\n'
    "LOOP [every day] n1 n2\n}\n",
    "arrow": inside("n1.handle(right) => n2.handle(left)\nn1.handle(top) → n2.handle(top)\n"),
    "quotes": 'A { # A\nn1: circle label:“Start”\nn2: circle label:"End"\n'
    "n1.handle(right) -> n2.handle(left) [label=„go“]\n}\n",
    "invisible-character": inside("n1\u200b.handle(right) -> \u2060n2.handle(left)\n"),
    "word-id": 'A { # A\nfirst: circle label:"Start"\nlast: circle label:"End"\n'
    "first.handle(right) -> last.handle(left)\n}\n",
    "missing-display-label": "LoadBalancer {\n" + ENDS + EDGE + "}\n",
    "id-gap": 'A { # A\nn1: circle\nn3: circle label:"End"\nn1.handle(right) -> n3.handle(left)\n}\n',
    "emoji": inside('n1.handle(right) -> n2.handle(left) [label="go \U0001f680 now"]\n'),
    "bidi-control": inside('n1.handle(right) -> n2.handle(left) [label="go \u202enow"]\n'),
    "orphan-node": inside(EDGE + 'n3: rectangle label:"Alone"\n'),
    "redundant-prefix": inside("A.n1.handle(right) -> A.n2.handle(left)\n"),
    "comment": inside(EDGE + "# checked by Ann\n"),
    "long-label": inside(f'n1.handle(right) -> n2.handle(left) [label="{"far " * 13}"]\n'),
    "empty-lane": TWO + "B { # Nobody\n}\n",
    "duplicate-edge": inside(EDGE + EDGE),
    "unlabelled-branch": "A { # A\nn1: circle\nn2: diamond\nn3: circle\nn4: circle\n"
    + EDGE
    + 'n2.handle(right) -> n3.handle(left) [label="Yes"]\nn2.handle(bottom) -> n4.handle(left)\n}\n',
    "single-branch": "A { # A\nn1: circle\nn2: diamond\nn3: circle\n"
    + EDGE
    + 'n2.handle(right) -> n3.handle(left) [label="Yes"]\n}\n',
    "dead-end": 'A { # A\nn1: circle\nn2: rectangle label:"Stuck"\n' + EDGE + "}\n",
    "unreachable": inside(EDGE + "n3: rectangle\nn3.handle(right) -> n2.handle(bottom)\n"),
    "no-start": 'A { # A\nn1: rectangle label:"Begin"\nn2: circle\n' + EDGE + "}\n",
    "loop-condition": going_round("loop [again] n3 n4\n"),
    "loop-order": going_round("loop [2 times] n4 n1\n"),
    "loop-return": inside(EDGE + "loop [until well] n1 n2\n"),
    "outside-loop": going_round("loop [until well] n3 n2 n4\n"),
    "loop-entry": going_round("n1.handle(top) -> n4.handle(top)\nloop [until well] n3 n4\n"),
    "no-give-up": going_round("loop [up to 3 times] n3 n4\n"),
    "loop-overlap": going_round("loop [until well] n3 n4\nloop [2 times] n3 n4\n"),
    "no-exit": "A { # A\nn1: circle\nn2: rectangle\nn3: rectangle\n"
    + EDGE
    + "n2.handle(right) -> n3.handle(left)\nn3.handle(bottom) -> n2.handle(bottom)\n}\n",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_finding_says_what_is_wrong_and_what_to_type(code, golden, findings):
    golden(f"findings/{code}.txt", findings(parse(TEXTS[code])))


@pytest.mark.parametrize("code", TEXTS)
def test_a_mistake_is_reported_under_its_own_code_only(code):
    assert {item.code for item in findings_of(parse(TEXTS[code]))} == {code}


def test_every_code_that_is_found_has_a_text_here():
    """What is said of a flood of findings has a test of its own."""
    assert set(CODES) - set(TEXTS) == {"more-findings"}


@pytest.mark.slow
def test_a_flood_of_findings_is_cut_and_the_last_one_says_so():
    found = findings_of(parse("A { # A\n" + 'n1: circle label="x"\n' * 6_000 + "}\n"))

    assert len(found) == 5_001
    assert (found[-1].code, found[-1].severity) == ("more-findings", Severity.ERROR)


def test_a_text_that_is_something_else_altogether_gets_a_finding_a_line_up_to_the_limit():
    found = findings_of(parse("Dear Ann,\nplease see below.\n" * 6_000))

    assert [item.code for item in found] == ["syntax"] * 5_000 + ["more-findings"]


def test_a_finding_has_the_severity_of_its_code():
    found = [item for text in TEXTS.values() for item in findings_of(parse(text)) if item.code != "outside-lane"]

    assert {(item.code, item.severity, item.strict) for item in found} == {
        (item.code, CODES[item.code].severity, CODES[item.code].strict) for item in found
    }


def test_a_node_an_edge_or_a_loop_outside_every_lane_is_a_strict_finding():
    found = findings_of(parse(TEXTS["outside-lane"]))

    assert [(item.severity, item.strict) for item in found if item.code == "outside-lane"] == [
        (Severity.WARNING, True),
        (Severity.WARNING, True),
        (Severity.WARNING, True),
    ]


def test_strict_findings_are_errors_under_strict_reading_only():
    document = parse(TEXTS["missing-handle"])

    assert is_valid(document)
    assert not is_valid(document, strict=True)
    assert [item.severity for item in findings_of(document, strict=True)] == [Severity.ERROR]


def test_hints_and_warnings_never_make_a_text_invalid():
    document = parse(TEXTS["redundant-prefix"] + "C { # Nobody\n}\n")

    assert {item.severity for item in findings_of(document)} == {Severity.HINT, Severity.WARNING}
    assert is_valid(document, strict=True)


LIBERTIES = [
    ("A {\n# A\n" + ENDS + EDGE + "}\n", set()),
    ("A {#A\n" + ENDS + EDGE + "}\n", set()),
    ("A { # A\n\n   n1: circle\n" + EDGE + "\n\t n2: circle\n\n}\n", set()),
    (
        "A { # A\nn1: circle\nn3: circle\nn1.handle(right) -> B.n2.handle(left)\n}\n"
        "B { # B\nn2: rectangle\nn2.handle(right) -> A.n3.handle(left)\n}\n",
        set(),
    ),
    (
        'A { # A\nn1: circle\nn2: taskbox description:"Check"\nn3: circle\n'
        + EDGE
        + "n2.handle(right) -> n3.handle(left)\n}\n",
        set(),
    ),
    (TEXTS["attribute-separator"], {"attribute-separator"}),
    (TEXTS["edge-label-separator"], {"edge-label-separator"}),
    (TEXTS["missing-display-label"], {"missing-display-label"}),
    (TWO + "loop [every day] n1 n2\n", {"outside-lane"}),
    ("A { # A\nn1: circle\n}\nB { # B\nn2: circle\n}\nA.n1.handle(right) -> B.n2.handle(left)\n", {"outside-lane"}),
    (TEXTS["loop-prefix"], {"loop-prefix"}),
    (TEXTS["edge-origin"], {"edge-origin"}),
    (TEXTS["edge-origin"].replace("A.n1", "n1"), {"edge-origin"}),
    (TEXTS["redundant-prefix"], {"redundant-prefix"}),
    (TEXTS["missing-handle"], {"missing-handle"}),
]


@pytest.mark.parametrize(("text", "codes"), LIBERTIES)
def test_a_liberty_is_read_with_its_plain_meaning_and_gives_exactly_its_finding(text, codes):
    document = parse(text)

    assert {item.code for item in findings_of(document)} == codes
    assert {node.id for node in document.diagram.nodes} >= {"n1", "n2"}
    assert len(document.diagram.edges) >= 1


def test_an_edge_to_an_undeclared_node_points_at_its_id():
    """The range lies under the missing id, not under the whole edge."""
    source = dedent("""\
        sales { # Sales
          n1: circle label:"Order"
          n1.handle(right) -> n7.handle(left)
        }
        """)

    [problem] = findings_of(parse(source))

    assert (problem.code, source[problem.start : problem.end]) == ("unknown-node", "n7")
    assert problem.message == "there is no node n7: this lane has n1"


def test_the_uses_of_a_wrong_id_are_not_reported_again_and_its_fix_renames_them(patched):
    document = parse(TEXTS["node-id"])

    [problem] = findings_of(document)

    fixed = patched(document.text, problem.fix.edits)
    assert fixed == TEXTS["node-id"].replace("first-step", "n3")


def test_a_line_that_may_have_declared_a_node_is_the_only_one_that_is_reported():
    document = parse('A { # A\nn1: circle\nn2 rectangl label:"Check"\nn1.handle(right) -> n2.handle(left)\n}\n')

    assert [item.code for item in findings_of(document)] == ["syntax"]


def test_moving_an_edge_puts_its_lane_names_right_in_the_same_fix(patched):
    document = parse(TEXTS["edge-origin"])

    [problem] = findings_of(document)

    assert patched(document.text, problem.fix.edits) == (
        'A { # A\nn1: circle label:"Start"\nn1.handle(bottom) -> B.n2.handle(top) // late\n}\n'
        'B { # B\nn2: circle label:"End"\n}\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "flowchart LR\nA --> B",
        "graph TD;\nA-->B",
        "sequenceDiagram\nA->>B: hi",
        "```mermaid\ngraph TD\n```",
        "@startuml\nstart\n@enduml",
        "// a note\ndigraph G {\n a -> b;\n}",
        "strict graph {\n a -- b\n}",
        '<?xml version="1.0"?>\n<bpmn:definitions/>',
    ],
)
def test_another_language_is_recognised_once_and_nothing_else_is_said(text):
    document = parse(text)

    assert [item.code for item in findings_of(document)] == ["foreign-syntax"]
    assert document.diagram == Diagram()


def test_a_lane_may_be_called_graph():
    assert [item.code for item in findings_of(parse("graph { # Graph\n}\n"))] == ["empty-lane"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A\n{\nn1: circle\nn2: circle\n" + EDGE + "}\n", ["missing-display-label", "syntax"]),
        ("A { n1: circle }\n", ["missing-display-label", "no-start", "orphan-node", "syntax"]),
        ("My lane { # Mine\n" + ENDS + EDGE + "}\n", ["lane-id"]),
        ("{\n" + "}\n", ["syntax"]),
        (TWO.replace("}\n", "} B { # B\n}\n"), ["syntax", "empty-lane"]),
    ],
)
def test_a_misplaced_brace_is_one_mistake(text, codes):
    assert sorted(item.code for item in findings_of(parse(text))) == sorted(codes)


@pytest.mark.parametrize(
    ("label", "edits"),
    [
        ("\U0001f600", ""),
        ("go \U0001f680", "go"),
        ("\U0001f680 go", "go"),
        ("a \U0001f469\u200d\U0001f4bb b", "a b"),
        ("a \u2600\ufe0f b", "a b"),
        ("1\ufe0f\u20e3 first", "first"),
        ("\U0001f1e9\U0001f1ea \U0001f600 here", "here"),
        ("x\U0001f44d\U0001f3fdy", "xy"),
    ],
)
def test_removing_an_emoji_leaves_no_blank_behind(label, edits, patched):
    text = f'A {{ # A\nn1: circle label:"{label}"\nn2: circle\n{EDGE}}}\n'

    [problem] = findings_of(parse(text))

    assert problem.code == "emoji"
    assert parse(patched(text, problem.fix.edits)).diagram.node["n1"].label == edits


@pytest.mark.parametrize("label", ["\u2600 sun", "\u2192 on", "\u00a9 us", "\u2713 done", "\u4e2d\u6587", "1 * 2 #3"])
def test_signs_that_are_drawn_as_text_are_no_emoji(label):
    assert findings_of(parse(f'A {{ # A\nn1: circle label:"{label}"\nn2: circle\n{EDGE}}}\n')) == ()


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("\u2067abc\u2069", []),
        ("\u202babc\u202c", []),
        ("\u202babc", ["bidi-control"]),
        ("\u2067abc\u202c", ["bidi-control"]),
        ("\u2067\u202babc\u2069", []),
        ("abc\u2069\u202c", []),
        ("\u05e2\u05d1\u05e8\u05d9\u05ea", []),
    ],
)
def test_only_direction_marks_that_stay_open_are_reported(label, codes):
    document = parse(f'A {{ # A\nn1: circle label:"{label}"\nn2: circle\n{EDGE}}}\n')

    assert [item.code for item in findings_of(document)] == codes


def test_a_lane_that_is_declared_twice_is_offered_to_be_one(patched):
    text = (
        'A { // first\n  n1: circle label:"Start"\n  n1.handle(right) -> n2.handle(left)\n}\n\n'
        'A { # Late\n  // keep me\n  n2: circle label:"End"\n}'
    )

    [problem] = findings_of(parse(text))

    assert patched(text, problem.fix.edits) == (
        'A { // first\n  # Late\n  n1: circle label:"Start"\n  n1.handle(right) -> n2.handle(left)\n'
        '  // keep me\n  n2: circle label:"End"\n}\n'
    )


def test_a_lane_with_edges_is_not_offered_to_be_removed():
    text = TWO + "B { # B\nn1.handle(top) -> n2.handle(top)\n}\n"

    assert [item.fix and item.fix.title for item in findings_of(parse(text))] == [None, "Move it to A"]


def test_a_missing_node_is_declared_in_the_lane_that_the_edge_names(patched):
    text = TWO.replace("}", "n1.handle(bottom) -> B.n4.handle(top)\n}") + "B { # B\n  n3: circle\n}\n"

    problem = next(item for item in findings_of(parse(text)) if item.code == "unknown-node")

    assert patched(text, problem.fix.edits) == text.replace("n3: circle\n", "n3: circle\n  n4: circle\n")


@pytest.mark.parametrize(
    ("text", "fixed", "safe"),
    [
        ('A { # A\nn1: circle label:"a\x07b"\n}\n', 'label:"ab"', True),
        ("A { # A\nn1:\x07circle\n}\n", "n1: circle", True),
        ("A {\n# Sa\x07les\nn1: circle\n}\n", "# Sales\n", True),
        ("A { # A\nn1: circle \x07 // note\n}\n", "n1: circle  // note", True),
        ('A { # A\nn1: circle label:"a\\\x07"\n}\n', 'label:"a\\"', False),
        ("A { # A\nn1: circle label:a /\x07/ b\n}\n", "label:a // b", False),
        ("A { # A\nloop [a\x07] n1 n2\n}\n", "loop [a] n1 n2", False),
    ],
)
def test_removing_control_characters_is_safe_only_where_nothing_else_begins_to_mean_something(
    text, fixed, safe, patched
):
    problem = next(item for item in findings_of(parse(text)) if item.code == "control-character")

    assert fixed in patched(text, problem.fix.edits)
    assert problem.fix.safe is safe


def test_a_lane_id_with_control_characters_is_the_same_lane_without_them(patched):
    text = "S\x01\x00ales { # A\nn1: circle\n}\n"

    problem = next(item for item in findings_of(parse(text)) if item.code == "control-character")

    assert parse(patched(text, problem.fix.edits)).diagram == parse(text).diagram


def test_a_stray_brace_between_other_words_is_removed_only_when_asked():
    problem = next(item for item in findings_of(parse("Sale}{ # Sales\n")) if item.code == "stray-brace")

    assert not problem.fix.safe


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A\n}\n{\n", "stray-brace"),
        ("A{n1:\n", "missing-display-label"),
        (TWO + 'n1.handle(top) -> n2.handle(top)\nB { # B\nn3: circle } label:"x"\n', "outside-lane"),
    ],
)
def test_a_fix_that_gives_words_beside_it_another_meaning_is_only_offered(text, code):
    problem = next(item for item in findings_of(parse(text)) if item.code == code)

    assert not problem.fix.safe


def test_quotes_around_a_value_with_a_quote_inside_are_only_offered():
    """The quote in the middle swallows the next attribute; adding the others gives it back."""
    text = 'A { # A\nn1: taskbox owner:Team" system:"CRM"\n}\n'

    problem = next(item for item in findings_of(parse(text)) if item.code == "unquoted-value")

    assert not problem.fix.safe
