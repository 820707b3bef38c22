"""The help on edges and loops."""

from __future__ import annotations

from webapp.dsl.help.entry import GO, Help, sales, sales_and_store

DOWN = "n1.handle(bottom) -> Store.n2.handle(top)"
SALES, BOTH = sales(GO), sales_and_store(DOWN)

EDGES = {
    "missing-handle": Help(
        "An edge without its sides",
        "Each end of an edge names the side of the node where it leaves or arrives. Without them the sides follow "
        "from the lanes: right to left in one lane, downwards from bottom to top, upwards from top to bottom.",
        sales("n1 -> n2"),
        SALES,
    ),
    "unknown-side": Help(
        "A side that there is not",
        "A node has four sides: left, right, top and bottom. Common other words for them are understood.",
        sales("n1.handle(east) -> n2.handle(left)"),
        SALES,
    ),
    "unknown-node": Help(
        "A node that is not declared",
        "Edges and loops name nodes that are declared somewhere in the document, in any lane, above or below. This "
        "one is not, so the edge is not drawn.",
        sales(GO, "n1.handle(bottom) -> n3.handle(top)"),
        sales('n3: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(top)"),
    ),
    "unknown-lane": Help(
        "A lane that there is not",
        "The name before the dot is the id of a lane: that of the node after it. The node's id alone says which lane "
        "is meant.",
        sales_and_store("n1.handle(bottom) -> Stock.n2.handle(top)"),
        BOTH,
    ),
    "wrong-lane": Help(
        "The name of another lane",
        "The name before the dot is the lane in which the node is declared. Here it is another one.",
        sales_and_store("n1.handle(bottom) -> Sales.n2.handle(top)"),
        BOTH,
    ),
    "missing-lane-prefix": Help(
        "A target in another lane without its lane",
        "Where an edge leads to another lane, its target carries that lane's name and a dot. Other tools for this "
        "language cannot find it otherwise.",
        sales_and_store("n1.handle(bottom) -> n2.handle(top)"),
        BOTH,
    ),
    "redundant-prefix": Help(
        "A lane's name that is not needed",
        "Only a target in another lane carries its lane's name. Here the node's id is enough.",
        sales("n1.handle(right) -> Sales.n2.handle(left)"),
        SALES,
    ),
    "copied-edge": Help(
        "A copy of an edge in another lane",
        "Some programs write every edge into every lane. The same edge, with the same sides and label, counts once: "
        "in the lane of its source. The fix removes the copy. A second edge in that lane stays a second edge.",
        sales_and_store(DOWN, store=(DOWN,)),
        BOTH,
    ),
    "edge-origin": Help(
        "An edge in another lane than its source",
        "An edge stands in the lane of the node that it leaves. The fix moves it there and puts its lane names right.",
        sales_and_store(store=("Sales.n1.handle(bottom) -> n2.handle(top)",)),
        BOTH,
    ),
    "edge-label-separator": Help(
        "A colon in an edge's label",
        "In the brackets of an edge an equals sign stands between label and its value. The colon belongs to nodes.",
        sales(f'{GO} [label:"by mail"]'),
        sales(f'{GO} [label="by mail"]'),
    ),
    "duplicate-edge": Help(
        "The same edge twice",
        "Two edges have the same source, target, sides and label: one of them says nothing new.",
        sales(GO, GO),
        SALES,
    ),
    "loop-prefix": Help(
        "A lane's name in a loop",
        "A loop lists node ids alone: each names its node in the whole document.",
        sales(GO, "loop [for each order] Sales.n1 n2"),
        sales(GO, "loop [for each order] n1 n2"),
    ),
    "loop-nodes": Help(
        "A loop with fewer than two nodes",
        "A loop names the nodes that repeat together: two different ones at least, separated by blanks.",
        sales(GO, "loop [for each order] n1"),
        sales(GO, "loop [for each order] n1 n2"),
    ),
}
