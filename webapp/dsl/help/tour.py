"""The language by example: what each part is for, each with a document that can be drawn."""

from __future__ import annotations

from typing import NamedTuple

from webapp.dsl.help.entry import END, GO, START, lane, sales, sales_and_store


class Example(NamedTuple):
    """One part of the language."""

    title: str
    explanation: str
    text: str


TOUR = (
    Example(
        "A lane with two nodes",
        "A lane is a person, team or system: its id, an opening brace, and its label after #. Nodes are numbered n1, "
        "n2 and so on. Each statement is on its own line.",
        sales(GO),
    ),
    Example(
        "Four shapes",
        "A circle is an event (start or end), a rectangle an activity, a diamond a decision, and a taskbox a task with "
        "an owner, a description and a system.",
        lane(
            START,
            'n2: rectangle label:"Check"',
            'n3: diamond label:"In stock?"',
            'n4: taskbox owner:"Ann" description:"Pack the order" system:"Store"',
            'n5: circle label:"Sent"',
            'n6: circle label:"Refused"',
            GO,
            "n2.handle(right) -> n3.handle(left)",
            'n3.handle(right) -> n4.handle(left) [label="Yes"]',
            'n3.handle(bottom) -> n6.handle(left) [label="No"]',
            "n4.handle(right) -> n5.handle(left)",
        ),
    ),
    Example(
        "Two lanes",
        "An edge belongs in the lane of its source. If the target is in another lane, write that lane before it.",
        sales_and_store("n1.handle(bottom) -> Store.n2.handle(top)"),
    ),
    Example(
        "Sides",
        "Each end of an edge names a side of its node: left, right, top or bottom.",
        lane(
            START,
            END,
            'n3: rectangle label:"Ask back"',
            "n1.handle(right) -> n2.handle(left)",
            "n1.handle(bottom) -> n3.handle(left)",
            "n3.handle(right) -> n2.handle(bottom)",
        ),
    ),
    Example(
        "Decisions",
        "Each edge that leaves a decision is a branch. Its label, in brackets, says when the branch is taken.",
        lane(
            START,
            'n2: diamond label:"In stock?"',
            'n3: circle label:"Sent"',
            'n4: circle label:"Refused"',
            GO,
            'n2.handle(right) -> n3.handle(left) [label="Yes"]',
            'n2.handle(bottom) -> n4.handle(left) [label="No"]',
        ),
    ),
    Example(
        "Going back",
        "An edge can lead back to an earlier node. A run follows it each time this branch is chosen.",
        lane(
            START,
            'n2: rectangle label:"Pack"',
            'n3: diamond label:"Complete?"',
            'n4: circle label:"Sent"',
            GO,
            "n2.handle(right) -> n3.handle(left)",
            'n3.handle(right) -> n4.handle(left) [label="Yes"]',
            'n3.handle(bottom) -> n2.handle(bottom) [label="No"]',
        ),
    ),
    Example(
        "Loops",
        "A loop lists the nodes that are repeated together, with a condition in words.",
        lane(
            START,
            'n2: rectangle label:"Pick an item"',
            'n3: rectangle label:"Pack it"',
            'n4: circle label:"Sent"',
            GO,
            "n2.handle(right) -> n3.handle(left)",
            "n3.handle(right) -> n4.handle(left)",
            "loop [for each item] n2 n3",
        ),
    ),
    Example(
        "Quotes and line breaks in a value",
        'Inside the quotes, \\" is a quote, \\n starts a new line and \\\\ is a backslash. Other backslashes are kept.',
        lane('n1: circle label:"The \\"big\\"\\norder"', 'n2: circle label:"C:\\\\new"', GO),
    ),
    Example(
        "Comments",
        "Comments begin with //, on their own line or at the end of a line. Blank lines and indentation do not matter.",
        lane("// every order begins here", START, "", END, f"{GO} // by mail"),
    ),
)
