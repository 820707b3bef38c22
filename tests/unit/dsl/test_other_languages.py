"""Texts in other languages: named by their first line, whatever stands before it, and never taken for ours."""

from __future__ import annotations

import pytest

from webapp.dsl import findings_of, parse
from webapp.dsl.fixing import fix_text
from webapp.dsl.formatting import format_text

MERMAID = {
    "flowchart": "flowchart TD\n  A[Order] --> B{Good?}\n  B -->|yes| C[Sent]\n",
    "graph": "graph LR;\n  A-->B;\n",
    "sequence": "sequenceDiagram\n  Ann->>Bob: Hello\n",
    "state": "stateDiagram-v2\n  [*] --> Still\n",
    "front matter": "---\ntitle: Orders\nconfig:\n  theme: forest\n---\nflowchart LR\n  A --> B\n",
    "comment": "%% drawn by hand\nflowchart LR\n  A --> B\n",
    "fence": "```mermaid\nflowchart LR\n  A --> B\n```\n",
    "blank lines": "\n\n   flowchart-elk TB\n  A --> B\n",
}
PLANTUML = {
    "swimlanes": "@startuml\n|Sales|\nstart\n:Order;\n|#AntiqueWhite|Store|\n:Pack;\nstop\n@enduml\n",
    "comment": "' drawn by hand\n' again\n\n@startuml\nAnn -> Bob: Hello\n@enduml\n",
    "block comment": "/* drawn\n   by hand */\n@startuml x\n@enduml\n",
    "other kinds": "@startmindmap\n* root\n@endmindmap\n",
}
DOT = {
    "digraph": 'digraph G {\n  a -> b [label="x"];\n}\n',
    "nameless": "digraph {\n  a -> b\n}\n",
    "strict": "strict graph {\n  a -- b\n}\n",
    "quoted name": 'graph "my graph" {\n  a -- b\n}\n',
    "brace below": "digraph G\n{\n  a -> b\n}\n",
    "comments": '// made by hand\n/* over\n   two lines */\n# 1 "x.c"\ndigraph G {\n  a -> b\n}\n',
}
XML = {
    "bpmn": '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions id="d">\n</bpmn:definitions>\n',
    "bpmn without head": '<bpmn2:definitions xmlns:bpmn2="x">\n</bpmn2:definitions>\n',
    "comment": "<!-- exported\n     today -->\n<definitions>\n</definitions>\n",
    "drawio": '<mxfile host="x">\n</mxfile>\n',
}
ALL = [
    pytest.param(language, text, id=f"{language} {name}")
    for language, texts in (("Mermaid", MERMAID), ("PlantUML", PLANTUML), ("DOT", DOT), ("BPMN or other XML", XML))
    for name, text in texts.items()
]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize(("language", "text"), ALL)
def test_a_text_in_another_language_is_named_once_and_left_as_it_is(language, text, mark, ending):
    text = mark + text.replace("\n", ending)
    document = parse(text)

    [found] = findings_of(document)

    assert (found.code, found.fix) == ("foreign-syntax", None)
    assert found.message.startswith(f"this text is {language}{':' if language == 'Mermaid' else ','} ")
    assert "\n" not in text[found.start : found.end]
    assert document.diagram.nodes == ()
    assert (fix_text(text).text, format_text(text).text) == (text, text)


@pytest.mark.parametrize(
    "text",
    [
        "graph { # Graph\nn1: circle\n}\n",
        "digraph { # Digraph\n}\n",
        "// digraph G {\nA { # A\nn1: circle\n}\n",
        "---\nA { # A\nn1: circle\n}\n",
        "flowchart { # Flow\nn1: circle\n}\n",
        "A { # A\nn1: circle\n}\n@startuml\n",
    ],
)
def test_a_text_in_our_language_is_read_whatever_its_words_are(text):
    assert "foreign-syntax" not in [item.code for item in findings_of(parse(text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("swimlane-beta LR\n", "this text is Mermaid: import it, or write it"),
        ("@startuml\n", "this text is PlantUML, which cannot be read here: write it"),
    ],
)
def test_the_words_offer_an_import_only_of_what_can_be_imported(text: str, said: str):
    [found] = findings_of(parse(text))

    assert found.message == f"{said} as lanes and nodes, beginning for example with Sales {{ # Sales"
