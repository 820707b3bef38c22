"""The help on other spellings of words and signs."""

from __future__ import annotations

from webapp.dsl.help.entry import GO, START, Help, lane, sales

SALES = sales(GO)

SPELLING = {
    "letter-case": Help(
        "Keyword in capital letters",
        "Shapes, sides, attributes, handle and loop must be in lower case. They are understood in any case, but "
        "other tools for this language reject the diagram.",
        SALES.replace("circle", "Circle", 1),
        SALES,
    ),
    "arrow": Help(
        "Another arrow",
        "An edge is written with ->. Other forms, such as --> or →, are understood and can be corrected.",
        SALES.replace("->", "→"),
        SALES,
    ),
    "quotes": Help(
        "Typographic quotes",
        "Values need straight quotes. Typographic quotes, which word processors insert, are understood and can be "
        "corrected.",
        SALES.replace('"Order"', "“Order”"),
        SALES,
    ),
    "invisible-character": Help(
        "Invisible character",
        "Some characters, such as a zero-width space, are invisible. They often come with text copied from a web page "
        "or a chat and can break other tools. Inside labels they are kept.",
        SALES.replace("n1:", "n1\u200b:"),
        SALES,
    ),
    "surrounding-text": Help(
        "Text around the diagram",
        "The text was probably copied from a chat, with sentences and code fences around the diagram. These lines are "
        "ignored. Remove them, or use the fix to turn them into comments.",
        f"Here is the diagram that you asked for:\n\n{SALES}",
        f"// Here is the diagram that you asked for:\n\n{SALES}",
    ),
    "word-id": Help(
        "Word as an id",
        "Other tools for this language need ids such as n1 and n2. Diagrams with words as ids can be drawn and run. "
        "Renumbering changes all ids to n1, n2 and so on, wherever they are used.",
        lane('order: circle label:"Order"', 'sent: circle label:"Sent"', "order.handle(right) -> sent.handle(left)"),
        lane(START, 'n2: circle label:"Sent"', GO),
    ),
}
