"""The help on the text as such, on lanes and on braces."""

from __future__ import annotations

from webapp.dsl.help.entry import END, GO, START, Help, lane, sales, sales_and_store

DOWN = "n1.handle(bottom) -> Store.n2.handle(top)"
SALES = sales(GO)

LANES = {
    "syntax": Help(
        "A line that is no statement",
        "Every line is a lane's header, a closing brace, a node, an edge, a loop or a comment. This one is none of "
        "them. It is set aside, and all other lines are read as if it was not there.",
        sales(GO, "wait for the answer"),
        sales(GO, "// wait for the answer"),
    ),
    "unclosed-lane": Help(
        "A lane without its closing brace",
        "A lane begins with a brace and ends with one on a line of its own. The text ends before the brace comes.",
        SALES.removesuffix("}\n"),
        SALES,
    ),
    "nested-lane": Help(
        "A lane inside another lane",
        "Lanes stand one below the other, never inside each other. The new header closes the open lane; a brace too "
        "many further down belongs to the same mistake and is not reported again.",
        lane(START, DOWN).removesuffix("}\n") + lane(END, head="Store { # Store") + "}\n",
        sales_and_store(DOWN),
    ),
    "stray-brace": Help(
        "A closing brace too many",
        "Each closing brace ends one lane. No lane is open here, so this brace ends nothing.",
        SALES + "}\n",
        SALES,
    ),
    "duplicate-lane": Help(
        "Two lanes with the same id",
        "A lane's id names it in edges, so each is given once. Both are read as one lane. The fix moves the lines of "
        "the second to the first; if you meant two lanes, give one another id.",
        lane(START, GO) + lane(END, head="Sales { # Late orders"),
        SALES,
    ),
    "lane-id": Help(
        "A lane's name that is no id",
        "Any words before the brace are read as the lane's name, and so they are in front of a node's id. Other tools "
        "for this language want an id there: one word that begins with a letter. The fix writes such an id in the "
        "header and everywhere else, and keeps the name as the label if the lane has none.",
        lane(START, "n1.handle(bottom) -> Main Store.n2.handle(top)") + lane(END, head="Main Store {"),
        lane(START, "n1.handle(bottom) -> MainStore.n2.handle(top)") + lane(END, head="MainStore { # Main Store"),
    ),
    "missing-display-label": Help(
        "A lane without a label",
        "After the brace comes # and the name that readers see. Without it the picture shows the id in words, and "
        "other tools for this language refuse the document.",
        lane(START, END, GO, head="SalesDesk {"),
        lane(START, END, GO, head="SalesDesk { # Sales Desk"),
    ),
    "empty-lane": Help(
        "A lane without nodes",
        "The lane is drawn, but nobody does anything in it. Add a node, or remove the lane.",
        SALES + "\nStore { # Store\n}\n",
        SALES,
    ),
    "outside-lane": Help(
        "A statement outside every lane",
        "Every node belongs to a lane; every edge stands in the lane of its source, every loop in the lane of its "
        "first node. A node outside is an error, because nobody can know where it belongs. An edge or a loop is "
        "understood all the same, and the fix moves it.",
        SALES + "loop [for each order] n1 n2\n",
        sales(GO, "loop [for each order] n1 n2"),
    ),
    "comment": Help(
        "A comment that begins with #",
        "The sign # begins a lane's label, right after its brace. Everywhere else a comment begins with two slashes.",
        sales("# checked by Ann", GO),
        sales("// checked by Ann", GO),
    ),
    "control-character": Help(
        "A character that no text shows",
        "Control characters come along when text is copied from other programs. They are left out of the picture "
        "and break other tools.",
        sales(GO).replace("Order", "Or\x07der"),
        SALES,
    ),
    "foreign-syntax": Help(
        "A text in another language",
        "This is Mermaid, PlantUML, DOT or BPMN. It is recognised by its first line and not read any further.",
        "flowchart TD\n  A[Order] --> B[Sent]\n",
        SALES,
    ),
    "more-findings": Help(
        "More findings than are listed",
        "When there are thousands of findings, the program stops looking. Repair some, and the rest is looked for. "
        "Often one mistake at the top, or a text that is something else altogether, is behind all of them.",
        "",
        "",
    ),
}
