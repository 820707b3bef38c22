"""The help on nodes, their attributes, and the words that are shown."""

from __future__ import annotations

from webapp.dsl.help.entry import END, GO, START, Help, lane, sales

SALES = sales(GO)
LONG = "Order that came in by telephone, by mail, or over the counter"

NODES = {
    "unknown-shape": Help(
        "Unknown shape",
        "There are four shapes: circle (event), rectangle (activity), diamond (decision) and taskbox (task with an "
        "owner, a description and a system). Common synonyms are understood and can be corrected.",
        lane(START, "n2: oval", GO),
        lane(START, "n2: circle", GO),
    ),
    "missing-shape": Help(
        "Missing shape",
        "The shape follows the id and the colon, before the attributes. A node without a shape is drawn as a "
        "rectangle.",
        lane(START, 'n2: label:"Pack"', 'n3: circle label:"Sent"', GO, "n2.handle(right) -> n3.handle(left)"),
        lane(START, 'n2: rectangle label:"Pack"', 'n3: circle label:"Sent"', GO, "n2.handle(right) -> n3.handle(left)"),
    ),
    "node-id": Help(
        "An id that a node cannot have",
        "A node's id is the letter n and a number without leading zero: n1, n2, n37. The words that readers see are "
        "its label. The fix renames the node wherever it is named.",
        lane('first-step: circle label:"Order"', END, "first-step.handle(right) -> n2.handle(left)").replace(
            "n2", "n1"
        ),
        lane('n2: circle label:"Order"', END.replace("n2", "n1"), "n2.handle(right) -> n1.handle(left)"),
    ),
    "duplicate-node": Help(
        "Duplicate node id",
        "The id of a node must be unique in the diagram, across all lanes; otherwise edges are ambiguous. The fix "
        "gives the second node an id that edges use but no node has, or else the next free id.",
        lane(START, END, 'n2: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(left)"),
        lane(START, END, 'n3: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(left)"),
    ),
    "unknown-attribute": Help(
        "Unknown attribute",
        "A node can have four attributes: label, owner, description and system. An edge can have only a label.",
        lane('n1: circle lable:"Order"', END, GO),
        SALES,
    ),
    "duplicate-attribute": Help(
        "Duplicate attribute",
        "A node can have each attribute only once. The first one is used.",
        lane('n1: circle label:"Order" label:"Call"', END, GO),
        SALES,
    ),
    "attribute-separator": Help(
        "Equals sign in a node",
        "In a node, a colon separates the attribute from its value. Equals signs are used only in the labels of edges.",
        lane('n1: circle label="Order"', END, GO),
        SALES,
    ),
    "unquoted-value": Help(
        "Missing quotes",
        "Every value is enclosed in double quotes. Without them, the value ends at the next attribute or at the end of "
        "the line.",
        lane("n1: circle label:Order", END, GO),
        SALES,
    ),
    "unclosed-string": Help(
        "A quote that is not closed",
        'A value ends with a double quote on the same line. A quote inside is written \\", a backslash \\\\, a line '
        "break \\n. A value that ends on a later line is read with its line breaks, and the fix writes them as \\n.",
        lane('n1: circle label:"Order', END, GO),
        SALES,
    ),
    "id-gap": Help(
        "Gap in the numbering",
        "Nodes are numbered from n1 without gaps, in any order; other tools reject diagrams with gaps. When a node is "
        "removed, the other ids stay the same so that links and comments stay valid. Renumber when you want to.",
        lane(START, 'n3: circle label:"Sent"', "n1.handle(right) -> n3.handle(left)"),
        SALES,
    ),
    "orphan-node": Help(
        "Node without edges",
        "No edge arrives at this node and none leaves it, so no run can reach it.",
        sales('n3: circle label:"Lost"', GO),
        sales('n3: circle label:"Lost"', GO, "n1.handle(bottom) -> n3.handle(left)"),
    ),
    "long-label": Help(
        "Long label",
        "Labels of up to 50 characters are easy to read. Put longer text into the description of a taskbox.",
        SALES.replace("Order", LONG),
        SALES,
    ),
    "emoji": Help(
        "Emoji in a label",
        "Emoji look different from font to font, and other tools for this language reject them. Use words instead.",
        SALES.replace("Sent", "Sent \U0001f680"),
        SALES,
    ),
    "bidi-control": Help(
        "Open direction mark",
        "Invisible direction marks change the order in which characters are displayed until a closing mark. A mark "
        "that is not closed can also change the text that follows, so that it reads differently from what it is.",
        SALES.replace("Sent", "Sent \u202enow"),
        SALES.replace("Sent", "Sent now"),
    ),
}
