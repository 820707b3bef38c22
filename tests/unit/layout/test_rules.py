"""One small picture for each rule and constant of the layout: whoever changes one sees in the diff what it does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from layout_checks import chart
from plain_picture import plain_svg

from webapp.domain import Diagram, Lane, Loop, Node, Shape
from webapp.layout import Hints, LayoutOptions, lay_out

USUAL = LayoutOptions()


def hinted(**hints: object) -> LayoutOptions:
    return LayoutOptions(hints=Hints.from_json(hints))


def labelled(diagram: Diagram, *labels: str) -> Diagram:
    edges = [replace(edge, label=label) for edge, label in zip(diagram.edges, labels, strict=False)]
    return replace(diagram, edges=(*edges, *diagram.edges[len(edges) :]))


def named(diagram: Diagram, *labels: str, shape: Shape | None = None, **details: str) -> Diagram:
    nodes = [
        replace(node, label=label, shape=shape or node.shape, **details)
        for node, label in zip(diagram.nodes, labels, strict=False)
    ]
    return replace(diagram, nodes=(*nodes, *diagram.nodes[len(nodes) :]))


LONG = "Ask the customer whether the delivery can be divided"
FLOW = chart("0(1) 0[2] 0[3] 0[4] 1[5] 1(6)", "1r>2l 2r>3l 3r>4l 4b>5t 5r>6l", lanes=2)
HUB = chart("0[1] 0[2] 0[3] 0[4] 0[5] 0[6] 0[7] 0[8] 0[9]", " ".join(f"1r>{i}l" for i in range(2, 10)))
TANGLE = "1r>5l 2r>4l 3r>6l 1b>6t 4r>7l 5r>8l 6r>9l 7b>9t 9t>2t 8l>1b"
NINE = "0(1) 0[2] 1[3] 0<4> 1<5> 1[6] 0[7] 1(8) 2[9]"

RULES: dict[str, tuple[Diagram, LayoutOptions]] = {
    "a box is wide enough for its words and has one least size": (named(FLOW, "Go", LONG, "Pay"), USUAL),
    "a circle holds the diagonal of its words": (named(FLOW, "Order", "Order is in", LONG, shape=Shape.CIRCLE), USUAL),
    "a diamond holds its words between its slants": (named(FLOW, "In?", "In stock?", LONG, shape=Shape.DIAMOND), USUAL),
    "a task shows its description, owner and system": (
        named(FLOW, "Pay", LONG, shape=Shape.TASKBOX, owner="Anna", system="Ledger", description=LONG),
        USUAL,
    ),
    "a node grows with the edges at its side": (HUB, USUAL),
    "a circle grows with the edges at its side": (named(HUB, "Hub", shape=Shape.CIRCLE), USUAL),
    "a diamond takes the slant that its edges need": (named(HUB, "Hub", shape=Shape.DIAMOND), USUAL),
    "labelled edges at a side ask for more room than others": (labelled(HUB, *"ABCDEFGH"), USUAL),
    "a long label takes more lines, then more width": (labelled(FLOW, LONG, LONG * 3, "Yes", LONG), USUAL),
    "a long name of a lane widens all headers": (
        replace(FLOW, lanes=(Lane("L0", "Procurement and international logistics of the group"), FLOW.lanes[1])),
        USUAL,
    ),
    "right to left leads to the next column, bottom to top straight below": (FLOW, USUAL),
    "a reply goes on to the next column": (chart("0[1] 0[2] 1[3] 0[4]", "1r>2l 2b>3t 3t>4b", lanes=2), USUAL),
    "a request and its reply run straight beside each other": (
        chart("0[1] 0[2] 1[3]", "1r>2l 2b>3t:ask 3t>2b:reply", lanes=2),
        USUAL,
    ),
    "several starts stand beside each other in the order of the document": (
        chart("0(1) 0(2) 0(3) 1[4] 1[5] 1[6] 1[7]", "1b>4t 2b>5t 3b>6t 4r>7l 5r>7l 6r>7l", lanes=2),
        USUAL,
    ),
    "the first start stays at the left": (chart("0[1] 0[2] 0[3] 1(4)", "1r>2l 2r>3l 4r>3b", lanes=2), USUAL),
    "a hand-over returns to the left where the page is too narrow": (
        chart(
            "0(1) 0[2] 0[3] 0[4] 0[5] 1[6] 1[7] 1[8] 1[9] 1(10)",
            "1r>2l 2r>3l 3r>4l 4r>5l 5b>6t:On 6r>7l 7r>8l 8r>9l 9r>10l",
            lanes=2,
        ),
        LayoutOptions(width=900.0),
    ),
    "nodes beneath one node are staggered where that is cheaper": (
        chart("0[1] 1[2] 1[3] 1[4] 2[5]", "1b>2t 1b>3t 1b>4t 2b>5t 3b>5t 4b>5t", lanes=3),
        USUAL,
    ),
    "nodes beneath one node in lanes of their own stand beside the lines to the others": (
        chart("0[1] 1[2] 2[3] 3[4] 4[5]", "1b>2t:A 1b>3t:B 1b>4t:C 1b>5t:D", lanes=5),
        USUAL,
    ),
    "the label of a bow stands beyond its run": (
        chart("0[1] 0[2] 0[3]", "1b>2t 2b>3t 3l>1l:Not today 3r>1r:Later"),
        USUAL,
    ),
    "a retry bow does not pull the flow back": (chart("0[1] 0[2] 0[3]", "1r>2l 2r>3l 3t>1t 2b>2b"), USUAL),
    "a cycle is cut where the main flow comes back": (chart("0[1] 0[2] 0[3] 0[4]", "1r>2l 2r>3l 3r>4l 4b>2b"), USUAL),
    "nodes without edges stand side by side, six in a row": (chart(" ".join(f"0[{i}]" for i in range(1, 9))), USUAL),
    "a node moves to the end of its slack that shortens more": (
        chart("0[1] 0[2] 0[3] 0[4] 0[5]", "1r>2l 2r>3l 3r>4l 5r>4l"),
        USUAL,
    ),
    "the middle leaf of a hub goes straight on": (chart("0[1] 0[2] 0[3] 0[4]", "1r>2l 1r>3l 1r>4l"), USUAL),
    "a chain leaves the way out of the lane free": (
        chart("0[1] 0[2] 0[3] 1[4] 0[5]", "1r>2l 2r>3l 2b>4t 1b>5l", lanes=2),
        USUAL,
    ),
    "who leaves at the top finds a row above": (chart("0[1] 0[2] 0[3] 0[4]", "1r>2l 2r>3l 2t>4b"), USUAL),
    "who enters at the top stands below": (chart("0[1] 0[2] 0[3] 0[4]", "1r>2l 2r>3l 1b>4t 4r>3b"), USUAL),
    "a line goes a long way round rather than across another": (chart(NINE, TANGLE, lanes=3), USUAL),
    "a line crosses others where that is cheap": (chart(NINE, TANGLE, lanes=3), LayoutOptions(crossing_price=60.0)),
    "nodes change rows and columns where everything gets cheaper": (
        chart(NINE, TANGLE, lanes=3),
        LayoutOptions(refine=True),
    ),
    "lines share a channel without a crossing that need not be": (
        chart("0[1] 0[2] 0[3] 1[4] 1[5] 1[6]", "1b>6t 2b>5t 3b>4t 1r>4l 3l>6r", lanes=2),
        USUAL,
    ),
    "lines to one side end in the order in which they part": (
        chart("0[1] 0[2] 1[3] 2[4] 2[5]", "1b>3t 2b>3t 4t>3b 5t>3b 1r>3l 4r>3l", lanes=3),
        USUAL,
    ),
    "an edge from a node to itself has a bow of its own": (
        chart("0[1] 0<2> 0(3)", "1t>1t 1r>1b 2t>2t 2l>2r:No 3b>3b 3r>3r 1r>2l 2r>3l"),
        USUAL,
    ),
    "several edges between two nodes run side by side": (
        chart("0[1] 0<2>", "1r>2l:A 1r>2l:B 1t>2t 1b>2b:C 2l>1r"),
        USUAL,
    ),
    "a label stands at the source of its edge, off every line": (
        labelled(chart(NINE, TANGLE, lanes=3), "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"),
        USUAL,
    ),
    "a label that finds no place widens its channel, then its nodes": (
        labelled(chart("0<1> 0[2] 0[3] 0[4]", "1r>2l 1r>3l 1b>4l 1t>2t 1l>3b 1t>4t 1b>2b"), *(["Not today"] * 7)),
        USUAL,
    ),
    "a badge of a loop takes a free place at its first node": (
        replace(
            FLOW,
            loops=(
                Loop("loop-1", "until paid", ("n2", "n3")),
                Loop("loop-2", LONG, ("n1", "n4")),
                Loop("loop-3", "again", ("n2", "n4")),
            ),
        ),
        USUAL,
    ),
    "a badge stands above its node beside the lines that enter there": (
        replace(
            chart("0(1) 1[2] 1[3] 0[4]", "1r>2t 2r>3l 3t>4b 4l>2t", lanes=2),
            loops=(Loop("loop-1", "retry until signed in", ("n2", "n3", "n4")),),
        ),
        USUAL,
    ),
    "compact is smaller and has the same order": (labelled(FLOW, "Yes"), hinted(density="compact")),
    "equal lanes are all as high as the highest": (FLOW, hinted(thickness="equal")),
    "lanes that stand are the same mirrored at the diagonal": (labelled(FLOW, "Yes"), LayoutOptions(direction="down")),
    "a node moved by hand leaves all others where they stand": (
        FLOW,
        hinted(nodes={"n2": {"row": -1}, "n3": {"row": 1}, "n5": {"column": 2}}),
    ),
    "a node moved up onto another stands above it, one moved down below it": (
        chart("0[1] 0[2] 0[3] 0[4]", "1r>2l 1r>3l 1r>4l"),
        hinted(nodes={"n2": {"row": 1}, "n4": {"row": -1}}),
    ),
    "a removed edge that is remembered holds the places of its ends": (
        replace(FLOW, edges=(FLOW.edges[0], *FLOW.edges[2:])),
        hinted(
            ghosts=[
                {
                    "source": "n2",
                    "source_side": "right",
                    "target": "n3",
                    "target_side": "left",
                    "place": 1,
                    "label": [60, 13],
                }
            ]
        ),
    ),
    "a wide drawing is folded where few lines are cut": (
        chart(
            "0(1) 0[2] 1[3] 0[4] 0[5] 1[6] 0[7] 0(8)",
            "1r>2l 2r>4l 4r>5l 5r>7l 7r>8l 2b>3t 3r>6l:Late 6t>7b 1t>8t",
            lanes=2,
        ),
        LayoutOptions(fold=760.0),
    ),
    "lines that a fold cuts close to each other fan out to their marks": (
        chart("0[1] 0[2] 0[3] 0[4] 0[5] 0[6]", "1r>2l 1r>3l 1r>4l 1r>5l 1r>6l 2t>6t"),
        LayoutOptions(fold=420.0),
    ),
    "a diagram without nodes has a lane that can be read": (
        Diagram((Lane("L0", "Lane"),), (), ()),
        USUAL,
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_looks_as_it_was_accepted(rule, golden):
    diagram, options = RULES[rule]

    golden(f"layout/rules/{rule.replace(',', '').replace(' ', '-')}.svg", plain_svg(lay_out(diagram, options)))


def test_a_lone_node_of_each_shape_has_its_least_size():
    found = {
        shape.value: lay_out(Diagram((Lane("L", "L"),), (Node("n1", "L", shape, "Go"),), ())).nodes[0].box[2:]
        for shape in Shape
    }

    assert found == {"circle": (52, 52), "rectangle": (112, 48), "diamond": (110, 64), "taskbox": (112, 48)}
