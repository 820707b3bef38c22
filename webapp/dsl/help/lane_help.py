"""The help on the text as such, on lanes and on braces."""

from __future__ import annotations

from webapp.dsl.help.entry import END, GO, START, Help, lane, sales, sales_and_store

DOWN = "n1.handle(bottom) -> Store.n2.handle(top)"
SALES = sales(GO)

LANES = {
    "syntax": Help(
        "Unreadable line",
        "Every line is a lane's header, a closing brace, a node, an edge, a loop or a comment. This line is none of "
        "these. It is skipped; all other lines are read as usual.",
        sales(GO, "wait for the answer"),
        sales(GO, "// wait for the answer"),
    ),
    "unclosed-lane": Help(
        "Lane that is not closed",
        "A lane ends with a closing brace on its own line. The text ends before this lane is closed.",
        SALES.removesuffix("}\n"),
        SALES,
    ),
    "nested-lane": Help(
        "Lane inside another lane",
        "Lanes cannot be nested. The header of the new lane closes the open one. An extra closing brace further down "
        "is part of the same mistake and is not reported again.",
        lane(START, DOWN).removesuffix("}\n") + lane(END, head="Store { # Store") + "}\n",
        sales_and_store(DOWN),
    ),
    "stray-brace": Help(
        "Extra closing brace",
        "Each closing brace ends one lane, and no lane is open here.",
        SALES + "}\n",
        SALES,
    ),
    "duplicate-lane": Help(
        "Duplicate lane",
        "The id of a lane must be unique. Lanes with the same id are read as one. The fix moves the lines of the "
        "second into the first; if you want two lanes, change one of the ids.",
        lane(START, GO) + lane(END, head="Sales { # Late orders"),
        SALES,
    ),
    "lane-id": Help(
        "Lane name that is not an id",
        "Any words before the brace are read as the lane's name, and so are words before the id of a node. Other tools "
        "for this language need an id there: one word that begins with a letter. The fix writes such an id in the "
        "header and everywhere else, and keeps the name as the label if the lane has none.",
        lane(START, "n1.handle(bottom) -> Main Store.n2.handle(top)") + lane(END, head="Main Store {"),
        lane(START, "n1.handle(bottom) -> MainStore.n2.handle(top)") + lane(END, head="MainStore { # Main Store"),
    ),
    "missing-display-label": Help(
        "Lane without a label",
        "The label follows the brace after a #. Without a label the picture shows the id, and other tools for this "
        "language reject the diagram.",
        lane(START, END, GO, head="SalesDesk {"),
        lane(START, END, GO, head="SalesDesk { # Sales Desk"),
    ),
    "empty-lane": Help(
        "Empty lane",
        "The lane is drawn but has no nodes. Add a node, or remove the lane.",
        SALES + "\nStore { # Store\n}\n",
        SALES,
    ),
    "outside-lane": Help(
        "A statement outside every lane",
        "Every node belongs to a lane, every edge to the lane of its source, every loop to the lane of its first node. "
        "Nodes outside every lane are drawn in a band without a name, and the fix puts them into a lane. An edge or a "
        "loop is moved to its lane.",
        SALES + "loop [for each order] n1 n2\n",
        sales(GO, "loop [for each order] n1 n2"),
    ),
    "comment": Help(
        "Comment that does not begin with //",
        "Comments begin with //. Comments of other languages, which begin with #, /*, %%, -- or ', are understood and "
        "can be corrected. A # right after a lane's brace begins the lane's label.",
        sales("# checked by Ann", GO),
        sales("// checked by Ann", GO),
    ),
    "control-character": Help(
        "Control character",
        "Control characters are invisible and often come with text copied from other programs. They are not drawn and "
        "can break other tools.",
        sales(GO).replace("Order", "Or\x07der"),
        SALES,
    ),
    "foreign-syntax": Help(
        "Text in another language",
        "This text is Mermaid, PlantUML, DOT or BPMN, recognized by its first line. It is not read as a diagram. "
        "A flowchart in Mermaid can be imported: press “Import this text” above the problems, or use lanestep convert.",
        "flowchart TD\n  A[Order] --> B[Sent]\n",
        SALES,
    ),
    "more-findings": Help(
        "More problems than are listed",
        "The program stops after several thousand problems. Fix some of them to see the rest. Often a single mistake "
        "near the top, or a text in another language, causes all of them.",
        "",
        "",
    ),
}
