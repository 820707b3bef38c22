"""The help on edges and loops."""

from __future__ import annotations

from webapp.dsl.help.entry import GO, Help, sales, sales_and_store

DOWN = "n1.handle(bottom) -> Store.n2.handle(top)"
SALES, BOTH = sales(GO), sales_and_store(DOWN)

EDGES = {
    "missing-handle": Help(
        "An edge without sides",
        "Each end of an edge names a side of its node. If the sides are missing, they follow from the lanes: within a "
        "lane from right to left, to a lower lane from bottom to top, to an upper lane from top to bottom.",
        sales("n1 -> n2"),
        SALES,
    ),
    "unknown-side": Help(
        "Unknown side",
        "A node has four sides: left, right, top and bottom. Common synonyms are understood and can be corrected.",
        sales("n1.handle(east) -> n2.handle(left)"),
        SALES,
    ),
    "unknown-node": Help(
        "Unknown node",
        "Edges and loops refer to nodes that are declared in some lane, before or after this line. This node is not "
        "declared anywhere, so the edge is not drawn.",
        sales(GO, "n1.handle(bottom) -> n3.handle(top)"),
        sales('n3: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(top)"),
    ),
    "unknown-lane": Help(
        "Unknown lane",
        "The name before the dot must be the id of the lane in which the node is declared. No lane has this id; the "
        "node's own lane is used instead.",
        sales_and_store("n1.handle(bottom) -> Stock.n2.handle(top)"),
        BOTH,
    ),
    "wrong-lane": Help(
        "Wrong lane before the dot",
        "The name before the dot must be the lane in which the node is declared. This node is in another lane.",
        sales_and_store("n1.handle(bottom) -> Sales.n2.handle(top)"),
        BOTH,
    ),
    "missing-lane-prefix": Help(
        "Missing lane before the target",
        "If an edge leads to another lane, the target is written with that lane's id and a dot. Other tools for this "
        "language cannot find the node otherwise.",
        sales_and_store("n1.handle(bottom) -> n2.handle(top)"),
        BOTH,
    ),
    "redundant-prefix": Help(
        "Unnecessary lane before the dot",
        "The lane is written only before a target in another lane. Here the node's id is enough.",
        sales("n1.handle(right) -> Sales.n2.handle(left)"),
        SALES,
    ),
    "copied-edge": Help(
        "Copied edge",
        "Some programs write every edge into every lane. The same edge, with the same sides and label, counts once: "
        "in the lane of its source. The fix removes the copy. A second edge in that lane stays a second edge.",
        sales_and_store(DOWN, store=(DOWN,)),
        BOTH,
    ),
    "edge-origin": Help(
        "Edge in the wrong lane",
        "An edge belongs in the lane of its source. The fix moves it there and corrects the lanes before its nodes.",
        sales_and_store(store=("Sales.n1.handle(bottom) -> n2.handle(top)",)),
        BOTH,
    ),
    "edge-label-separator": Help(
        "Colon in the label of an edge",
        "In an edge, an equals sign separates label from its value. Colons are used only in nodes.",
        sales(f'{GO} [label:"by mail"]'),
        sales(f'{GO} [label="by mail"]'),
    ),
    "duplicate-edge": Help(
        "Duplicate edge",
        "Two edges have the same source, target, sides and label. Remove one of them.",
        sales(GO, GO),
        SALES,
    ),
    "loop-prefix": Help(
        "Lane in a loop",
        "A loop lists only the ids of its nodes. Every id is unique in the diagram, so no lane is needed.",
        sales(GO, "loop [for each order] Sales.n1 n2"),
        sales(GO, "loop [for each order] n1 n2"),
    ),
    "loop-nodes": Help(
        "Loop with fewer than two nodes",
        "A loop lists the nodes that are repeated together: at least two different ones, separated by spaces.",
        sales(GO, "loop [for each order] n1"),
        sales(GO, "loop [for each order] n1 n2"),
    ),
}
