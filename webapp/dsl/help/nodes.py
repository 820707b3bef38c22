"""The help on nodes, their attributes, and the words that are shown."""

from __future__ import annotations

from webapp.dsl.help.entry import END, GO, START, Help, lane, sales

SALES = sales(GO)
LONG = "Order that came in by telephone, by mail, or over the counter"

NODES = {
    "unknown-shape": Help(
        "A shape that there is not",
        "There are four shapes: a circle begins or ends the flow, a rectangle is a step, a diamond is a decision, a "
        "taskbox is a step with an owner, a description and a system. Common other words for them are understood.",
        lane(START, "n2: oval", GO),
        lane(START, "n2: circle", GO),
    ),
    "missing-shape": Help(
        "A node without a shape",
        "After the id and its colon comes the shape, then the attributes. Without a shape the node is drawn as a "
        "rectangle.",
        lane(START, 'n2: label:"Pack"', 'n3: circle label:"Sent"', GO, "n2.handle(right) -> n3.handle(left)"),
        lane(START, 'n2: rectangle label:"Pack"', 'n3: circle label:"Sent"', GO, "n2.handle(right) -> n3.handle(left)"),
    ),
    "node-id": Help(
        "An id that a node cannot have",
        "A node's id is the letter n and a number without leading zero: n1, n2, n37. The words that readers see are "
        "its label. The fix renames the node wherever it is named.",
        lane('start: circle label:"Order"', END, "start.handle(right) -> n2.handle(left)").replace("n2", "n1"),
        lane('n2: circle label:"Order"', END.replace("n2", "n1"), "n2.handle(right) -> n1.handle(left)"),
    ),
    "duplicate-node": Help(
        "Two nodes with the same id",
        "Each id is given once in the whole document, over all lanes. Nobody can tell which node an edge means. The "
        "fix gives the second one an id that edges name and nothing declares, else the next free id.",
        lane(START, END, 'n2: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(left)"),
        lane(START, END, 'n3: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(left)"),
    ),
    "unknown-attribute": Help(
        "An attribute that there is not",
        "A node has up to four attributes: label, owner, description and system. An edge has a label only.",
        lane('n1: circle lable:"Order"', END, GO),
        SALES,
    ),
    "duplicate-attribute": Help(
        "An attribute twice on one node",
        "Each attribute is given once. The first one counts.",
        lane('n1: circle label:"Order" label:"Call"', END, GO),
        SALES,
    ),
    "attribute-separator": Help(
        "An equals sign on a node",
        "On a node a colon stands between key and value. The equals sign belongs to the labels of edges.",
        lane('n1: circle label="Order"', END, GO),
        SALES,
    ),
    "unquoted-value": Help(
        "A value without quotes",
        "Every value stands in double quotes. Without them it is read up to the next attribute or the line's end.",
        lane("n1: circle label:Order", END, GO),
        SALES,
    ),
    "unclosed-string": Help(
        "A quote that is not closed",
        'A value ends with a double quote on the same line. A quote inside is written \\", a backslash \\\\.',
        lane('n1: circle label:"Order', END, GO),
        SALES,
    ),
    "id-gap": Help(
        "Numbers that are left out",
        "Ids run from n1 on without gaps, in any order; other tools refuse documents with gaps. Ids stay as they are "
        "when a node is deleted, so that links and comments keep their meaning: renumbering is yours to ask for.",
        lane(START, 'n3: circle label:"Sent"', "n1.handle(right) -> n3.handle(left)"),
        SALES,
    ),
    "orphan-node": Help(
        "A node without edges",
        "Nothing leads to this node and nothing leaves it, so no run ever comes by.",
        sales('n3: circle label:"Lost"', GO),
        sales('n3: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(left)"),
    ),
    "long-label": Help(
        "A label that is too long to read",
        "Up to 50 characters read well in the picture. Longer text goes into a taskbox's description.",
        SALES.replace("Order", LONG),
        SALES,
    ),
    "emoji": Help(
        "An emoji in a label",
        "Fonts draw emoji differently, and other tools for this language refuse them. Say it in words.",
        SALES.replace("Sent", "Sent \U0001f680"),
        SALES,
    ),
    "bidi-control": Help(
        "A direction mark that is left open",
        "Some invisible characters turn around the order in which letters are shown, up to the mark that ends them. "
        "Left open in a label, they may turn around what follows, so that a text reads otherwise than it is.",
        SALES.replace("Sent", "Sent \u202enow"),
        SALES.replace("Sent", "Sent now"),
    ),
}
