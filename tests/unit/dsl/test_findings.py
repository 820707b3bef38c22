"""Every code: what it says, where it points, what it offers. The words are in `tests/golden/findings/`."""

from __future__ import annotations

from textwrap import dedent

import pytest

from webapp.domain import Diagram, Severity
from webapp.dsl import parse
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


TEXTS = {
    "syntax": inside(EDGE + "wait for the answer\nn1.handle(top) --> n2.handle(top)\n"),
    "unclosed-lane": "A { # A\n" + ENDS + EDGE,
    "nested-lane": 'A { # A\nn1: circle label:"Start"\nn1.handle(bottom) -> B.n2.handle(top)\n'
    'B { # B\nn2: circle label:"End"\n}\n}\n',
    "stray-brace": TWO + "}\n",
    "duplicate-lane": "A { # A\n" + ENDS + "}\nA { # Again\n" + EDGE + "}\n",
    "unknown-shape": "A { # A\nn1: Circle\nn2: rect\nn3: circel\n" + EDGE + "n2.handle(right) -> n3.handle(left)\n}\n",
    "missing-shape": 'A { # A\nn1: label:"Start"\nn2: circle label:"End"\n' + EDGE + "}\n",
    "node-id": 'A { # A\nstart: circle label:"Start"\nn2: circle label:"End"\n'
    "start.handle(right) -> n2.handle(left)\n}\n",
    "duplicate-node": inside(EDGE + 'n2: circle label:"Other"\n'),
    "unknown-attribute": 'A { # A\nn1: circle lable:"Start" colour:"red"\nn2: circle\n' + EDGE + "}\n",
    "duplicate-attribute": 'A { # A\nn1: circle label:"Start" label:"Begin"\nn2: circle\n' + EDGE + "}\n",
    "unquoted-value": "A { # A\nn1: circle label:Start here // now\nn2: circle\n" + EDGE + "}\n",
    "unclosed-string": 'A { # A\nn1: circle label:"Start\nn2: circle\n' + EDGE + "}\n",
    "unknown-side": inside("n1.handle(up) -> n2.handle(middle)\n"),
    "unknown-node": inside(EDGE + "n1.handle(right) -> n7.handle(left)\n"),
    "unknown-lane": inside("n1.handle(right) -> Office.n2.handle(left)\n"),
    "outside-lane": TWO + 'n3: circle label:"Lost"\nn1.handle(bottom) -> n3.handle(bottom)\nloop [again] n1 n2\n',
    "foreign-syntax": "flowchart TD\n  A[Start] --> B{Really?}\n  B --> C\n",
    "control-character": 'A { # A\nn1: circle label:"St\x07art"\nn2: circle\n' + EDGE + "}\n",
    "attribute-separator": 'A { # A\nn1: circle label="Start"\nn2: circle\n' + EDGE + "}\n",
    "edge-label-separator": inside('n1.handle(right) -> n2.handle(left) [label:"go"]\n'),
    "missing-handle": inside("n1 -> n2\n"),
    "wrong-lane": beside("n1.handle(bottom) -> A.n3.handle(top)\n"),
    "missing-lane-prefix": beside("n1.handle(bottom) -> n3.handle(top)\n"),
    "edge-origin": 'A { # A\nn1: circle label:"Start"\n}\nB { # B\nn2: circle label:"End"\n'
    "  A.n1.handle(bottom) -> n2.handle(top) // late\n}\n",
    "loop-prefix": inside(EDGE + "loop [again] A.n1 A.n2\n"),
    "loop-nodes": inside(EDGE + "loop [again] n2\n"),
    "missing-display-label": "LoadBalancer {\n" + ENDS + EDGE + "}\n",
    "id-gap": 'A { # A\nn1: circle\nn3: circle label:"End"\nn1.handle(right) -> n3.handle(left)\n}\n',
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
    "no-exit": "A { # A\nn1: circle\nn2: rectangle\nn3: rectangle\n"
    + EDGE
    + "n2.handle(right) -> n3.handle(left)\nn3.handle(bottom) -> n2.handle(bottom)\n}\n",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_finding_says_what_is_wrong_and_what_to_type(code, golden, findings):
    golden(f"findings/{code}.txt", findings(parse(TEXTS[code])))


@pytest.mark.parametrize("code", TEXTS)
def test_a_mistake_is_reported_under_its_own_code_only(code):
    assert {item.code for item in parse(TEXTS[code]).diagnostics} == {code}


def test_every_code_that_is_found_has_a_text_here():
    """The two codes of single characters in labels are listed in the table and not searched for yet."""
    assert set(CODES) - set(TEXTS) == {"emoji", "bidi-control"}


def test_a_finding_has_the_severity_of_its_code():
    found = [item for text in TEXTS.values() for item in parse(text).diagnostics if item.code != "outside-lane"]

    assert {(item.code, item.severity, item.strict) for item in found} == {
        (item.code, CODES[item.code].severity, CODES[item.code].strict) for item in found
    }


def test_a_node_outside_every_lane_is_an_error_an_edge_or_loop_a_strict_finding():
    found = parse(TEXTS["outside-lane"]).diagnostics

    assert [(item.severity, item.strict) for item in found if item.code == "outside-lane"] == [
        (Severity.ERROR, False),
        (Severity.WARNING, True),
        (Severity.WARNING, True),
    ]


def test_strict_findings_are_errors_under_strict_reading_only():
    document = parse(TEXTS["missing-handle"])

    assert document.valid()
    assert not document.valid(strict=True)
    assert [item.severity for item in document.diagnostics_for(strict=True)] == [Severity.ERROR]


def test_hints_and_warnings_never_make_a_text_invalid():
    document = parse(TEXTS["redundant-prefix"] + "C { # Nobody\n}\n")

    assert {item.severity for item in document.diagnostics} == {Severity.HINT, Severity.WARNING}
    assert document.valid(strict=True)


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
    (TWO + "loop [again] n1 n2\n", {"outside-lane"}),
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

    assert {item.code for item in document.diagnostics} == codes
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

    [problem] = parse(source).diagnostics

    assert (problem.code, source[problem.start : problem.end]) == ("unknown-node", "n7")
    assert problem.message == "no node is called n7: declared in this lane: n1"


def test_the_uses_of_a_wrong_id_are_not_reported_again_and_its_fix_renames_them(patched):
    document = parse(TEXTS["node-id"])

    [problem] = document.diagnostics

    fixed = patched(document.text, problem.fix.edits)
    assert fixed == TEXTS["node-id"].replace("start", "n3")


def test_a_line_that_may_have_declared_a_node_is_the_only_one_that_is_reported():
    document = parse('A { # A\nn1: circle\nn2 rectangl label:"Check"\nn1.handle(right) -> n2.handle(left)\n}\n')

    assert [item.code for item in document.diagnostics] == ["syntax"]


def test_moving_an_edge_puts_its_lane_names_right_in_the_same_fix(patched):
    document = parse(TEXTS["edge-origin"])

    [problem] = document.diagnostics

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

    assert [item.code for item in document.diagnostics] == ["foreign-syntax"]
    assert document.diagram == Diagram()


def test_a_lane_may_be_called_graph():
    assert [item.code for item in parse("graph { # Graph\n}\n").diagnostics] == ["empty-lane"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A\n{\nn1: circle\nn2: circle\n" + EDGE + "}\n", ["missing-display-label", "syntax"]),
        ("A { n1: circle }\n", ["missing-display-label", "no-start", "orphan-node", "syntax"]),
        ("My lane { # Mine\n" + ENDS + EDGE + "}\n", ["syntax"]),
        ("{\n" + "}\n", ["syntax"]),
        (TWO.replace("}\n", "} B { # B\n}\n"), ["syntax", "empty-lane"]),
    ],
)
def test_a_misplaced_brace_is_one_mistake(text, codes):
    assert sorted(item.code for item in parse(text).diagnostics) == sorted(codes)
