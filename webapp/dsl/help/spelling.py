"""The help on other spellings of words and signs."""

from __future__ import annotations

from webapp.dsl.help.entry import GO, START, Help, lane, sales

SALES = sales(GO)

SPELLING = {
    "letter-case": Help(
        "A word of the language in capital letters",
        "Shapes, sides, attributes, handle and loop are lower case. They are understood in any case, but other tools "
        "for this language refuse the document.",
        SALES.replace("circle", "Circle", 1),
        SALES,
    ),
    "arrow": Help(
        "Another arrow",
        "An edge is written with a hyphen and a greater-than sign. Longer and typographic arrows are understood.",
        SALES.replace("->", "→"),
        SALES,
    ),
    "quotes": Help(
        "Typographic quotes",
        "Values stand in straight quotes. Word processors turn them into curly ones, which are understood here.",
        SALES.replace('"Order"', "“Order”"),
        SALES,
    ),
    "invisible-character": Help(
        "A character that cannot be seen",
        "Some characters, such as a zero-width space, take no room. They come along when text is copied from a web "
        "page or a chat, and other tools stumble over them. Inside labels they are left alone.",
        SALES.replace("n1:", "n1\u200b:"),
        SALES,
    ),
    "surrounding-text": Help(
        "Prose around the diagram",
        "The text was probably copied from an answer in a chat, with its sentences and the fences of its code block. "
        "They are set aside. Remove them, or let the fix turn them into comments.",
        f"Here is the workflow that you asked for:\n\n{SALES}",
        f"// Here is the workflow that you asked for:\n\n{SALES}",
    ),
    "word-id": Help(
        "An id that is a word",
        "Other tools for this language want the letter n and a number as a node's id. Words are drawn and run all the "
        "same. Renumbering gives all nodes the ids n1, n2 and so on, wherever they are named.",
        lane('order: circle label:"Order"', 'sent: circle label:"Sent"', "order.handle(right) -> sent.handle(left)"),
        lane(START, 'n2: circle label:"Sent"', GO),
    ),
}
