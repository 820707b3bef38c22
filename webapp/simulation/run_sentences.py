"""The sentences with which a run is described."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Node, one_line
from webapp.simulation.conditions import LoopKind, LoopRule

NAMED = 4


def quoted(nodes: Sequence[Node], total: int) -> str:
    """Return the texts of nodes for a sentence: the first few, and the number of further ones."""
    shown = ", ".join(f'"{one_line(node.text)}"' for node in nodes[:NAMED])
    more = total - NAMED
    return shown if more <= 0 else f"{shown} and {more} more"


def chose(question: str, label: str) -> str:
    """Return which branch was taken."""
    question, label = one_line(question), one_line(label)
    return f"{question} Chose {label}" if question.endswith("?") else f"{question}: chose {label}"


def move(target: Node, label: str) -> str:
    """Return where a token goes."""
    text = one_line(target.text)
    return f'{one_line(label)}: on to "{text}"' if label else f'On to "{text}"'


def loop_reason(rule: LoopRule, count: int, passes: int) -> str:
    """Return why a loop leaves only one branch."""
    if rule.kind is LoopKind.UPTO:
        return f"limit {count} reached"
    return f"repetition {passes} of {count} done"


def loop_question(rule: LoopRule) -> str:
    """Return the question whether a loop repeats."""
    if rule.kind is LoopKind.UNTIL:
        return f"{rule.subject[:1].upper()}{rule.subject[1:].rstrip('?')}?"
    return "Repeat?"


def how_many(rule: LoopRule) -> str:
    """Return the question how many passes a loop over items has."""
    return f"How many? (for each {rule.subject})"


def endless(cycle: Sequence[Node], visits: int) -> str:
    """Return why a run that repeats a cycle was stopped."""
    verb = "goes" if len(cycle) == 1 else "go"
    who = quoted(cycle, len(cycle))
    return f'This looks endless: {who} {verb} on repeating, and "{one_line(cycle[0].text)}" was reached {visits} times.'


def too_long(steps: int) -> str:
    """Return why a long run was stopped."""
    return f"Stopped after {steps:,} steps, the limit for one run."


def too_much(steps: int) -> str:
    """Return why a run with too many log entries was stopped."""
    return f"Stopped after {steps:,} step{'s' * (steps != 1)}: the run became too large to record."
