"""Mermaid flowcharts and swimlanes, in and out; what is not read is told with its line."""

from __future__ import annotations

import pytest
from digits import Draw, for_any_draws
from foreign_texts import carried, documents, drawn, without_ids

from webapp.domain import Companion, Diagram, Shape
from webapp.dsl import parse
from webapp.errors import ImportRefused
from webapp.interchange import FORMATS, Imported

DOCUMENTS = documents()


def imported(text: str) -> Imported:
    """Read a text."""
    return FORMATS["mermaid"].read(text)


def read(text: str) -> tuple[Diagram, list[str]]:
    """Return the diagram of the lines of a flowchart and what was left out."""
    found = imported(f"flowchart LR\n{text}")
    return parse(found.text).diagram, [str(item) for item in found.left_out]


def edges(diagram: Diagram) -> list[tuple[str, str, str]]:
    """Return the edges with the words of their nodes."""
    return [(diagram.node[edge.source].text, diagram.node[edge.target].text, edge.label) for edge in diagram.edges]


@pytest.mark.parametrize("form", ["mermaid", "swimlane"])
@pytest.mark.parametrize("name", [name for name, diagram in DOCUMENTS.items() if "" not in diagram.lane])
def test_mermaid_holds_all_of_a_document_but_sides_loops_and_attributes(form: str, name: str):
    _, found = carried(form, DOCUMENTS[name], Companion("A: title"))
    _, again = carried(form, parse(found.text).diagram, found.companion)

    assert without_ids(parse(found.text).diagram) == without_ids(DOCUMENTS[name])
    assert (found.left_out, again, found.companion.title) == ((), found, "A: title")


@for_any_draws(1)
def test_so_it_does_of_any_diagram_with_hostile_labels(draw: Draw):
    diagram = drawn(draw)
    _, found = carried("mermaid", diagram)

    assert (without_ids(parse(found.text).diagram), found.left_out) == (without_ids(diagram), ())


def test_a_title_a_description_and_the_direction_become_the_companion():
    found = imported('---\ntitle: "An: order"\n---\nflowchart TD\naccDescr: how we sell\na-->b')

    assert found.companion.to_json() == {
        "title": "An: order",
        "description": "how we sell",
        "layout": {"direction": "down"},
    }
    assert [(edge.source_side.value, edge.target_side.value) for edge in parse(found.text).diagram.edges] == [
        ("bottom", "top")
    ]


@pytest.mark.parametrize(
    ("node", "shape"),
    [
        ("a((x))", Shape.CIRCLE),
        ("a([x])", Shape.CIRCLE),
        ("a(((x)))", Shape.CIRCLE),
        ("a[x]", Shape.RECTANGLE),
        ("a(x)", Shape.RECTANGLE),
        ("a{x}", Shape.DIAMOND),
        ("a[[x]]", Shape.TASKBOX),
        ("a@{ shape: diam, label: 'x' }", Shape.DIAMOND),
        ('a@{ shape: stadium, label: "x" }', Shape.CIRCLE),
    ],
)
def test_a_node_has_the_shape_that_its_brackets_mean(node: str, shape: Shape):
    diagram, _ = read(f"{node}\n")

    assert (diagram.nodes[0].shape, diagram.nodes[0].label.strip("'")) == (shape, "x")


@pytest.mark.parametrize(
    "link",
    [
        *("-->", "--->", "---", "==>", "-.->", "-..->", "--x", "--o", "e1@-->"),
        *("-- Yes -->", "== Yes ==>", "-. Yes .->", "-->|Yes|", '-->|"Yes"|'),
    ],
)
def test_a_link_is_an_edge_however_it_is_drawn(link: str):
    diagram, _ = read(f"a{' ' if link == 'e1@-->' else ''}{link} b\n")

    assert edges(diagram) == [("a", "b", "Yes" if "Yes" in link else "")]


def test_chains_and_groups_make_all_their_edges():
    diagram, _ = read("a --> b & c --> d; d --> a\n")

    assert edges(diagram) == [("a", "b", ""), ("a", "c", ""), ("b", "d", ""), ("c", "d", ""), ("d", "a", "")]


def test_subgraphs_are_lanes_and_the_outermost_count():
    diagram, left_out = read(
        'subgraph all\nsubgraph s1["Sales"]\na --> b\nsubgraph inner\nc\nend\nend\n'
        "subgraph Big store\nd\nend\nend\nb --> d"
    )

    assert [(lane.id, lane.label) for lane in diagram.lanes] == [("s1", "Sales"), ("BigStore", "Big store")]
    assert [(node.text, node.lane) for node in diagram.nodes] == [
        ("a", "s1"),
        ("b", "s1"),
        ("c", "s1"),
        ("d", "BigStore"),
    ]
    assert left_out == [
        "a subgraph around others (all): those in it are the lanes",
        "a subgraph inside a lane (inner): its nodes are in the lane",
    ]


def test_a_node_stands_in_the_subgraph_that_names_it_although_a_link_named_it_before():
    diagram, _ = read("a --> b\nsubgraph one\na\nend\nsubgraph two\nb\nend")

    assert [(node.text, node.lane) for node in diagram.nodes] == [("a", "one"), ("b", "two")]


def test_words_are_as_mermaid_shows_them():
    diagram, left_out = read('a["say #quot;hi#quot; #35;1<br/>two"] -->|"a|b"| b["`**bold** <b>x</b> &amp;`"]')

    assert [node.label for node in diagram.nodes] == ['say "hi" #1\ntwo', "**bold** x &"]
    assert (edges(diagram)[0][2], left_out) == (
        "a|b",
        ["bold, italic or coloured words (line 2): colours and styles have no place in the text"],
    )


def test_what_has_no_place_in_the_text_is_told_with_its_line():
    _, left_out = read(
        "%% why\n%%{init: {}}%%\na:::red --> b\nclassDef red fill:#f00\nstyle a fill:red\nlinkStyle 0 stroke:red\n"
        'click a "javascript:alert(1)"\na -.- b\na <--> b\na ~~~ b\nend\nA -> ?!\nc[(Stock)]\n'
        "subgraph s\nd\nend\ns --> a"
    )
    colours = "colours and styles have no place in the text"

    assert left_out == [
        "a comment (line 2): comments of Mermaid are not kept",
        f"a directive (line 3): {colours}",
        f"a class of a node (line 4): {colours}",
        f"a line classDef (line 5): {colours}",
        f"a line style (line 6): {colours}",
        f"a line linkStyle (line 7): {colours}",
        "a line click (line 8): links and scripts of nodes have no place in the text",
        "a dotted line (line 9): all edges are drawn alike",
        "a line without a head (line 9): it is an edge from its first node to its second",
        "a line with two heads (line 10): it is two edges",
        "a line that is not seen (line 11): it is no edge",
        "an end (line 12): no subgraph is open",
        "what cannot be read (line 13): it is no node, link or subgraph",
        "the shape cylinder (line 14): it is drawn as a rectangle",
        "no lane (a, b, A and 1 more): nodes in no subgraph are put into the lane Process",
        "a link of a subgraph (line 18): edges join nodes",
    ]


def test_a_diagram_in_a_code_fence_is_read_and_the_rest_told():
    found = imported("Here it is:\n\n```mermaid\nflowchart LR\na --> b\n```\n\nEnjoy!")

    assert len(parse(found.text).diagram.edges) == 1
    assert [item.what for item in found.left_out] == ["the text around the diagram"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sequenceDiagram\nA->>B: hi", "not sequenceDiagram"),
        ("", "flowchart and swimlane-beta can be read"),
        ("flowchart LR\n%% nothing", "no node"),
        ("flowchart LR\n" + "subgraph x\n" * 300 + "a", "deeper than 200"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, said: str):
    with pytest.raises(ImportRefused, match=said):
        imported(text)


PIECES = [
    *("a", "b1", "-->", "--", "==", "-.", ".->", "|", "[", "]", "((", "))", "{", "}", '"', "&", ";", "\n", "subgraph "),
    *("end", "%%", "@{", ":::", "~~~", "<", "x", " ", "#quot;", "click ", "```", "---\n"),
]


@for_any_draws(2)
def test_no_text_does_more_than_being_refused(draw: Draw, more: Draw):
    text = "flowchart TB\n" + "".join(one.of(PIECES) for one in (draw, more) for _ in range(60))
    try:
        found = imported(text)
    except ImportRefused:
        return
    assert parse(found.text).diagram.nodes
