"""The help on the flow as a whole: where it begins, branches, leads and ends."""

from __future__ import annotations

from webapp.dsl.help.entry import END, GO, START, Help, lane, sales

ASK = 'n2: diamond label:"In stock?"'
SENT, LOST = 'n3: circle label:"Sent"', 'n4: circle label:"Refused"'
YES = 'n2.handle(right) -> n3.handle(left) [label="Yes"]'
NO = "n2.handle(bottom) -> n4.handle(left)"
PACK = 'n2: rectangle label:"Pack"'
ON = "n2.handle(right) -> n3.handle(left)"
CHECK = 'n3: rectangle label:"Check"'
BACK = "n3.handle(bottom) -> n2.handle(bottom)"

FLOW = {
    "unlabelled-branch": Help(
        "Branch without a label",
        "Each edge that leaves a decision is a branch, and its label says when the branch is taken.",
        lane(START, ASK, SENT, LOST, GO, YES, NO),
        lane(START, ASK, SENT, LOST, GO, YES, f'{NO} [label="No"]'),
    ),
    "single-branch": Help(
        "Decision with one branch",
        "A decision has at least two branches. Add another edge, or change the node to an activity (rectangle).",
        lane(START, ASK, SENT, GO, YES),
        lane(START, ASK, SENT, LOST, GO, YES, f'{NO} [label="No"]'),
    ),
    "dead-end": Help(
        "Dead end",
        "Only an event (circle) ends the flow. Add the missing edge, or change this node to a circle.",
        lane(START, PACK, GO),
        lane(START, PACK, SENT, GO, ON),
    ),
    "unreachable": Help(
        "Unreachable node",
        "A run begins at the start events and follows the edges. No run can reach this node.",
        sales(CHECK, GO, "n3.handle(right) -> n2.handle(bottom)"),
        lane(START, END, CHECK, "n1.handle(right) -> n3.handle(left)", "n3.handle(right) -> n2.handle(bottom)"),
    ),
    "no-start": Help(
        "No start event",
        "A start event is a circle with outgoing edges and no incoming edge. Without one, a run begins at the nodes "
        "without incoming edges, or else at the first node.",
        lane('n1: rectangle label:"Order"', END, GO),
        lane(START, END, GO),
    ),
    "no-exit": Help(
        "Cycle without an exit",
        "Once a run has reached these nodes, no edge leads out of them again. Add one, for example from a decision.",
        lane(START, PACK, CHECK, GO, ON, BACK),
        lane(
            START,
            PACK,
            'n3: diamond label:"Complete?"',
            'n4: circle label:"Sent"',
            GO,
            ON,
            f'{BACK} [label="No"]',
            'n3.handle(right) -> n4.handle(left) [label="Yes"]',
        ),
    ),
}
