"""CSV: a row a node; hostile cells, cycles, and the columns of Visio's data visualizer."""

from __future__ import annotations

import pytest
from digits import Draw, for_any_draws
from foreign_texts import carried, documents, drawn, without_ids

from webapp.domain import Diagram, Lane, Node, Shape
from webapp.dsl import parse
from webapp.errors import ImportRefused
from webapp.interchange import FORMATS

DOCUMENTS = documents()
VISIO = """Process Step ID,Process Step Description,Next Step ID,Connector Label,Shape Type,Function,Phase,Owner
P100,Begin,P200,,Start,Sales,One,
P200,In stock?,"P300,P400","Yes,No",Decision,Sales,One,
P300,Ship,,,Process,Store,Two,Ann
P400,Refuse,P100,,End,Sales,Two,
"""


def read(text: str) -> tuple[Diagram, list[str]]:
    """Return the diagram of a text and what was left out."""
    found = FORMATS["csv"].read(text)
    return parse(found.text).diagram, [str(item) for item in found.left_out]


@pytest.mark.parametrize("name", [name for name, diagram in DOCUMENTS.items() if "" not in diagram.lane])
def test_csv_holds_lanes_nodes_and_edges_of_a_document(name: str):
    _, found = carried("csv", DOCUMENTS[name])
    _, again = carried("csv", parse(found.text).diagram)

    assert without_ids(parse(found.text).diagram) == without_ids(DOCUMENTS[name])
    assert again == found


@for_any_draws(1)
def test_so_it_does_of_any_diagram_whose_lanes_have_different_names(draw: Draw):
    diagram = drawn(draw)
    if diagram.lanes[0].label == diagram.lanes[1].label:
        return
    _, found = carried("csv", diagram)
    kept = parse(found.text).diagram

    assert without_ids(kept) == without_ids(diagram)
    assert [node.label for node in kept.nodes] == [node.label for node in diagram.nodes]


def test_a_cell_that_a_spreadsheet_would_compute_is_guarded_and_told():
    diagram = Diagram((Lane("a", "A"),), (Node("n1", "a", Shape.RECTANGLE, "=HYPERLINK(1)"),))
    made, found = carried("csv", diagram)

    assert "'=HYPERLINK(1)" in made.data.decode()
    assert [item.where for item in made.lost] == ["n1"]
    assert parse(found.text).diagram.nodes[0].label == "=HYPERLINK(1)"


def test_a_formula_in_a_foreign_file_is_read_as_words_and_told():
    diagram, left_out = read("id,label\n1,=1+1\n")

    assert diagram.nodes[0].label == "=1+1"
    assert "the formula of a cell (line 2): what begins with = + - or @ is read as words" in left_out


def test_the_columns_of_visio_are_read():
    diagram, left_out = read(VISIO)

    assert without_ids(diagram) == {
        "lanes": ["Sales", "Store"],
        "nodes": [
            ("Sales", Shape.CIRCLE, "Begin"),
            ("Sales", Shape.DIAMOND, "In stock?"),
            ("Sales", Shape.CIRCLE, "Refuse"),
            ("Store", Shape.RECTANGLE, "Ship"),
        ],
        "edges": [(0, 1, ""), (1, 2, "No"), (1, 3, "Yes"), (2, 0, "")],
    }
    assert left_out == ["the column Phase: the text has no place for it"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_may_be_separated_as_spreadsheets_do(delimiter: str):
    diagram, _ = read("\ufeffid,next\r\na,b\r\nb,a\r\n".replace(",", delimiter))

    assert [(edge.source, edge.target) for edge in diagram.edges] == [("n1", "n2"), ("n2", "n1")]


def test_what_does_not_fit_is_left_out_and_told_with_its_line():
    _, left_out = read('id,lane,next,condition,shape\na,L,"b,c,x","Yes,No",star,more\nb,L,\nc,,\n,L,\nb,M,\n')

    assert left_out == [
        "cells behind the last column (line 2): no column says what they are",
        "the shape star (line 2): it is drawn as a rectangle",
        "no lane (line 4): the node is put into the lane Process",
        "a row (line 5): it has no id",
        "what a row says of its node (line 6): a row before it has the same id",
        "the condition Yes,No (line 2): there are not as many as there are next nodes",
        "an edge to x (line 2): no row has this id",
    ]


def test_lanes_of_one_name_stay_apart_and_that_is_told():
    diagram = Diagram(
        (Lane("a", "Sales"), Lane("b", "Sales")),
        (Node("n1", "a", Shape.CIRCLE), Node("n2", "b", Shape.CIRCLE)),
    )
    made, found = carried("csv", diagram)

    assert [lane.label for lane in parse(found.text).diagram.lanes] == ["Sales (a)", "Sales (b)"]
    assert any(item.what == "the name of a lane as it is" for item in made.lost)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "id\n1\n", "name,next\nx,y\n"])
def test_what_has_no_header_that_is_known_is_refused(text: str):
    with pytest.raises(ImportRefused, match="its first line must name the columns"):
        FORMATS["csv"].read(text)


def test_a_cell_that_is_never_closed_and_huge_is_refused():
    with pytest.raises(ImportRefused, match="cannot be read"):
        FORMATS["csv"].read('id,label\n1,"' + "x" * 1_100_000)
