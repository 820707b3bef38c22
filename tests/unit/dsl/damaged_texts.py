"""Documents from the wild: lines of every kind in any order, crowded, prefixed, half broken; for property tests."""

from __future__ import annotations

from digits import Draw
from hypothesis import strategies as st

NAMES = ["n1", "n2", "n3", "n4", "n12", "start"]
LINES = [
    *(f'{name}: rectangle label:"{name} in words"' for name in NAMES),
    *(
        "A { # Lane A",
        "B {",
        "C{#Lane C",
        "A {// note",
        "D-1 { // note",
        "}",
        "}",
        "}",
        "} // end",
        "{",
        "{",
        "{ }",
        "E",
    ),
    *("n1: circle", 'n2:diamond label="Is it?" system:"s"  owner:"o"', "n3: taskbox description:Words to come", "n4:"),
    *(
        'n5: box label:"Open',
        'n6: rectangle owner:"a" label:"b" owner:"c" wrong:"d"',
        "n7 circle",
        'Lane.n8: circle "x"',
    ),
    *("n1.handle(right) -> n2.handle(left)", "n1.handle(right)->n2.handle(top)[label='x']", "n1 -> n2", "n2 -> B.n3"),
    *("A.n3.handle(up) -> C.n4.handle( left )", 'n4.handle(right) -> n1.handle(left) [label:"No"]', "n3 --> n4"),
    *('n2.handle(right) -> n9.handle(left) [label="x', 'n2.handle(right) -> X.n3.handle(left) [label="x"', "n1 ->"),
    *(
        "loop [again] n1 n2",
        "loop [until [x]] A.n1  n3 // c",
        "loop[x]n1,n2",
        "loop [",
        "loop [x] n4 }",
        "A",
        "nonsense",
    ),
    *(
        "// a remark",
        "# a remark",
        "#",
        "",
        "",
        "\t ",
        "n1: circle } B {",
        "A { n1: circle }",
        "C { loop [x] n1 n2 }",
        "\x00",
    ),
    *(
        'n1: circle label:"a\x07b" # c',
        "flowchart",
        "digraph {",
        "digraph { #",
        "\ufeff",
        "n2: rectangle // c // d",
        "n10",
    ),
    *(
        "graph LR",
        "graph G",
        "strict digraph {",
        "digraph G {",
        "digraph",
        "---",
        "title: x",
        "' note",
        "/* x */",
        "*/",
    ),
    *(
        "@startuml",
        "@enduml",
        "|A|",
        "<?xml",
        "<!-- x",
        "-->",
        "<bpmn:definitions>",
        "```mermaid",
        "%% note",
        "%% -> n1",
    ),
    *("\ufeffA { # A", "\ufeff}", "\ufeffn1: circle", "flow\x00chart", "\x00graph\x00LR", "di\ufeffgraph {"),
    *(
        "n1.handle( top ) -> n2.handle (left)",
        "n1 .handle(right) -> n2 . handle(left)",
        "n1.handle() -> n2.handle(north)",
    ),
    *(
        "n1: gateway",
        "n2: task-box",
        "n3: Start system:x",
        "n4: oval description='it'",
        "start.handle(e) -> n1.handle(w)",
    ),
]
ENDED = [line + "\n" for line in LINES]
ELSEWHERE = [f"{indent}{line}{ending}" for line in LINES for indent, ending in (("\t", "\r\n"), ("\xa0 ", "\r"))]
ANY_LINES = ENDED * 2 + ELSEWHERE
BEGINS = ["", "A { # A\n", "\ufeff"]


def damaged_texts() -> st.SearchStrategy[str]:
    """Lines in any order, each with any indentation and ending."""
    return st.binary(max_size=17).map(_text)


def damaged_text(draw: Draw) -> str:
    """Return one of these texts."""
    return _text(bytes(draw.of(range(256)) for _ in range(draw.of(range(18)))))


def _text(data: bytes) -> str:
    """Take two bytes for each of the lines, after one for what the text begins with."""
    begin = BEGINS[data[0] % len(BEGINS)] if data else ""
    numbers = (int.from_bytes(data[place : place + 2], "big") for place in range(1, len(data), 2))
    return begin + "".join(ANY_LINES[number % len(ANY_LINES)] for number in numbers)
