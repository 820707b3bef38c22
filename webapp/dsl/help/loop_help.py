"""The help on loops in runs: conditions that runs understand, and lists that go round."""

from __future__ import annotations

from webapp.dsl.help.entry import GO, START, Help, lane

PACK = 'n2: rectangle label:"Pack"'
CHECK = 'n3: diamond label:"Complete?"'
SENT, REFUSED = 'n4: circle label:"Sent"', 'n5: circle label:"Given up"'
PHONE = 'n5: circle label:"Phone call"'
ON = "n2.handle(right) -> n3.handle(left)"
BACK = 'n3.handle(bottom) -> n2.handle(bottom) [label="No"]'
DONE = 'n3.handle(right) -> n4.handle(left) [label="Yes"]'
GIVE_UP = 'n3.handle(top) -> n5.handle(left) [label="Too late"]'
ROUND = (START, PACK, CHECK, SENT, GO, ON, BACK, DONE)


def going_round(*lines: str) -> str:
    """Return a lane in which packing is repeated, with these lines."""
    return lane(*ROUND, *lines)


LOOPS = {
    "loop-condition": Help(
        "Condition of a loop that runs do not understand",
        "Runs repeat a loop by its condition: a number of times or retries, until something holds, or for each of "
        "several things. They only frame the nodes of a loop with another condition; that is right for one such "
        "as every day.",
        going_round("loop [again] n2 n3"),
        going_round("loop [until complete] n2 n3"),
    ),
    "loop-order": Help(
        "Loop in another order than the flow",
        "A loop lists its nodes in the order in which they come. A run goes from the first to the last one and "
        "then turns.",
        lane(START, PACK, 'n3: circle label:"Sent"', GO, ON, "loop [for each parcel] n3 n2"),
        lane(START, PACK, 'n3: circle label:"Sent"', GO, ON, "loop [for each parcel] n2 n3"),
    ),
    "loop-return": Help(
        "Loop without a way back",
        "No edge leads from the last node of this loop back to its first one. A run goes back all the same; draw "
        "the way, so that the diagram shows it too.",
        lane(START, PACK, 'n3: circle label:"Sent"', GO, ON, "loop [until complete] n1 n2"),
        going_round("loop [until complete] n2 n3"),
    ),
    "outside-loop": Help(
        "Node that a loop does not repeat",
        "The loop lists a node that is not on its way round: a run leaves the loop before that node fires.",
        going_round("loop [until complete] n2 n4 n3"),
        going_round("loop [until complete] n2 n3"),
    ),
    "loop-entry": Help(
        "Loop that is entered behind its first node",
        "Runs count how often the first node of a loop fires. Where an edge from outside enters behind it, that "
        "pass is not counted.",
        going_round(PHONE, "n5.handle(bottom) -> n3.handle(top)", "loop [until complete] n2 n3"),
        going_round(PHONE, "n5.handle(bottom) -> n2.handle(top)", "loop [until complete] n2 n3"),
    ),
    "no-give-up": Help(
        "Retries without a way to give up",
        "When the last retry is used up, a run takes the only branch that leaves the loop, which says that all "
        "went well. Add a branch for giving up.",
        going_round("loop [up to 3 times] n2 n3"),
        going_round(REFUSED, GIVE_UP, "loop [up to 3 times] n2 n3"),
    ),
    "loop-overlap": Help(
        "Loops that share some of their nodes",
        "Two loops list the same node, but neither lies inside the other, so a run that turns there asks about "
        "both. List one inside the other, or apart from it.",
        going_round("loop [until complete] n2 n3", "loop [2 times] n2 n3"),
        going_round("loop [until complete] n2 n3"),
    ),
}
