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
        "A decision with an outcome that has no label",
        "Each edge that leaves a diamond says when it is taken, so that readers and runs can choose.",
        lane(START, ASK, SENT, LOST, GO, YES, NO),
        lane(START, ASK, SENT, LOST, GO, YES, f'{NO} [label="No"]'),
    ),
    "single-branch": Help(
        "A decision with one outcome",
        "A diamond asks a question, and one edge is one answer only. Add the other answers, or make it a rectangle.",
        lane(START, ASK, SENT, GO, YES),
        lane(START, ASK, SENT, LOST, GO, YES, f'{NO} [label="No"]'),
    ),
    "dead-end": Help(
        "A step that nothing leaves",
        "A flow ends in a circle. Here it ends in a step: add the edge that is missing, or make the step a circle.",
        lane(START, PACK, GO),
        lane(START, PACK, SENT, GO, ON),
    ),
    "unreachable": Help(
        "A node that no start leads to",
        "Runs begin at the starts and follow the edges. None of them ever comes to this node.",
        sales(CHECK, GO, "n3.handle(right) -> n2.handle(bottom)"),
        lane(START, END, CHECK, "n1.handle(right) -> n3.handle(left)", "n3.handle(right) -> n2.handle(bottom)"),
    ),
    "no-start": Help(
        "A flow without a start",
        "A start is a circle that edges leave and none arrives at. Without one a run begins at a step that nothing "
        "leads to, or else at the first node.",
        lane('n1: rectangle label:"Order"', END, GO),
        lane(START, END, GO),
    ),
    "no-exit": Help(
        "Steps that go round for ever",
        "Once a run has come to these steps, no edge leads out again. Add one, for instance from a decision.",
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
