"""A format is known by its content; what a file is named only adds a word. Every format tells what it loses."""

from __future__ import annotations

import pytest

from webapp.domain import Companion, Diagram, Edge, Lane, Loop, Node, Shape, Side
from webapp.errors import ImportRefused, InvalidRequest
from webapp.interchange import FORMATS, format_of_text, writable
from webapp.interchange.exchange_values import MOST_LINES, Omissions
from webapp.services.converting import bring_in
from webapp.web.schemas.convert_models import ReadFormat, WrittenFormat

LIMIT = 100_000
OURS = 'graph { # Graph\nn1: circle label:"a"\n}\n'
FULL = Diagram(
    (Lane("a", "Sales \\ desk"), Lane("b", "Empty")),
    (
        Node("n1", "a", Shape.CIRCLE, 'In "x" & <b>\ntwo \\N'),
        Node("n2", "a", Shape.TASKBOX, "Pack", "Ann", "Carefully", "Store"),
    ),
    (Edge("n1-n2", "n1", "n2", Side.BOTTOM, Side.LEFT, "Go"), Edge("n2-n1", "n2", "n1", Side.TOP, Side.TOP)),
    (Loop("loop-1", "again", ("n1", "n2")),),
)
COMPANION = Companion("Title", "Described", {"direction": "down", "density": "compact"}, captions={"n1": "x"})


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('{"nodes": []}', "json"),
        ("\ufeff[]", "json"),
        ("flowchart LR\na-->b", "mermaid"),
        ("%% note\n---\ntitle: x\n---\ngraph TD;a-->b", "fz"),
        ("---\ntitle: x\n---\n%% note\ngraph TD;a-->b", "mermaid"),
        ("Text\n```mermaid\nflowchart TD\n```", "mermaid"),
        ("swimlane-beta LR\n", "swimlane"),
        ("sequenceDiagram\n", "mermaid"),
        ("id;next\n1;2", "csv"),
        ("digraph { a -> b }", "dot"),
        (OURS, "fz"),
        ("", "fz"),
    ],
)
def test_a_format_is_known_by_its_content(text: str, form: str):
    assert format_of_text(text) == form


@pytest.mark.parametrize("text", ['<?xml version="1.0"?><x/>', "<mxfile>", "PK\x03\x04...", "@startuml\n", "%PDF-1.7"])
def test_what_cannot_be_read_is_refused_by_name(text: str):
    with pytest.raises(ImportRefused):
        format_of_text(text)


def test_a_file_that_is_named_as_another_is_read_as_what_it_is_and_that_is_told():
    form, found = bring_in("flowchart LR\na-->b", LIMIT, name="process.csv")

    assert form == "mermaid"
    assert str(found.left_out[0]) == (
        "the ending of the file (process.csv): the content is Mermaid flowchart, and was read as such"
    )


def test_a_text_of_no_known_format_is_refused_in_words():
    with pytest.raises(ImportRefused, match="the format of this text is not known"):
        bring_in("Dear all,\nplease draw this.\n", LIMIT)


def test_a_format_that_can_only_be_written_is_refused_in_words():
    with pytest.raises(ImportRefused, match="can be written here, but not read"):
        bring_in("digraph { a -> b }", LIMIT)
    with pytest.raises(InvalidRequest, match="sequence cannot be read"):
        bring_in("sequenceDiagram", LIMIT, "sequence")


def test_a_companion_that_this_program_cannot_use_is_left_out_and_told():
    graph = '{"nodes": [{"id": "n1"}], "companion": {"title": "T", "layout": {"direction": "up"}}}'
    _, found = bring_in(graph, LIMIT)

    assert (found.companion, [item.what for item in found.left_out]) == (
        Companion("T"),
        ["the settings of the companion"],
    )


def test_the_same_thing_at_many_places_is_one_line_and_a_list_has_an_end():
    found = Omissions()
    for number in range(1_000):
        found.add("a comment", f"line {number}", "not kept")
        found.add(f"the field {number}", "", "no place")

    told = found.told()
    assert str(told[0]) == "a comment (line 0, line 1, line 2 and 997 more): not kept"
    assert (len(told), told[-1].what) == (MOST_LINES + 1, "801 more things")


def test_the_api_names_the_formats_that_there_are():
    assert list(WrittenFormat.__args__) == list(writable())
    assert set(ReadFormat.__args__) == {"fz", *(name for name, form in FORMATS.items() if form.reader)}


# What each format loses of `FULL` and `COMPANION`; a change here must be told in the README of the room.
VALUES = ["the owner of a node", "the description of a node", "the system of a node"]
SETTINGS = ["the layout of the companion", "the captions of the companion"]
LOST = {
    "json": [],
    "csv": [
        "the sides of edges",
        "a loop",
        "an empty lane",
        "the title of the companion",
        "the description of the companion",
        *SETTINGS,
    ],
    "mermaid": ["the sides of edges", *VALUES, "a loop", *SETTINGS],
    "dot": ["the id of a lane", "a loop", *SETTINGS],
    "sequence": ["shapes, sides and ids", *VALUES, "a loop", "the description of the companion", *SETTINGS],
}


@pytest.mark.parametrize("form", LOST)
def test_a_format_tells_what_it_loses(form: str):
    assert [item.what for item in FORMATS[form].write(FULL, None, COMPANION).lost] == LOST[form]


@pytest.mark.parametrize("form", ["mermaid", "dot"])
def test_a_direction_that_a_format_keeps_is_not_told_as_lost(form: str):
    made = FORMATS[form].write(Diagram(), None, Companion(layout_hints={"direction": "down"}))

    assert (made.lost, b"TB" in made.data) == ((), True)


def test_dot_has_all_words_with_lanes_as_clusters():
    assert FORMATS["dot"].write(FULL, None, COMPANION).data.decode().splitlines() == [
        "digraph {",
        '  graph [rankdir="TB" label="Title" comment="Described"]',
        "  subgraph cluster_0 {",
        '    graph [label="Sales \\\\ desk"]',
        '    "n1" [shape="circle" label="In \\"x\\" &amp; <b>\\ntwo \\\\N"]',
        '    "n2" [shape="box3d" label="Pack" owner="Ann" description="Carefully" system="Store"]',
        "  }",
        "  subgraph cluster_1 {",
        '    graph [label="Empty"]',
        "  }",
        '  "n1" -> "n2" [label="Go" tailport="s" headport="w"]',
        '  "n2" -> "n1" [tailport="n" headport="n"]',
        "}",
    ]


def test_a_sequence_tells_the_edges_in_the_order_of_the_flow():
    assert FORMATS["sequence"].write(FULL, None, Companion("T")).data.decode().splitlines() == [
        "---",
        'title: "T"',
        "---",
        "sequenceDiagram",
        "  participant a as Sales #92; desk",
        "  participant b as Empty",
        "  a->>a: Go: Pack",
        "  a-->>a: In #34;x#34; #38; #60;b#62; two #92;N",
    ]
