"""The sentences with which a run is described."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Node, one_line
from webapp.domain.conditions import LoopKind, LoopRule

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


def ways(edges: Sequence[tuple[Node, str]]) -> str:
    """Return where edges come from for a sentence: each node once, with the labels of its edges; the first few.

    Args:
        edges: the source and the label of each.
    """
    labels: dict[str, tuple[str, dict[str, None]]] = {}
    for node, label in edges:
        _, known = labels.setdefault(node.id, (one_line(node.text), {}))
        if label:
            known[f'"{one_line(label)}"'] = None
    named = [f'"{text}"' + (f" over {' and '.join(known)}" if known else "") for text, known in labels.values()]
    more = len(named) - NAMED
    return ", ".join(named[:NAMED]) + (f" and {more} more" if more > 0 else "")


def loop_reason(rule: LoopRule, limit: int, passes: int) -> str:
    """Return why a loop leaves only one branch; `limit` is the most retries or passes that it allows."""
    if rule.kind is LoopKind.UPTO:
        return f"limit {limit} reached"
    if rule.kind is LoopKind.RANGE:
        return f"limit {limit} reached" if passes >= limit else f"repetition {passes} of at least {rule.least} done"
    return f"repetition {passes} of {limit} done"


def loop_question(rule: LoopRule, condition: str = "") -> str:
    """Return the question whether a loop repeats; with its condition where several loops turn at one node."""
    if rule.kind is LoopKind.UNTIL:
        return f"{rule.subject[:1].upper()}{rule.subject[1:].rstrip('?')}?"
    return f'Repeat "{one_line(condition)}"?' if condition else "Repeat?"


def complete(steps: int, replies: Sequence[Node], *, no_end: bool = False) -> str:
    """Return that a run is complete, or has only ended, and at which nodes tokens ended by a reply."""
    said = f"The run {'ended' if no_end else 'is complete'} after {steps} step{'s' * (steps != 1)}"
    if not replies:
        return said
    nodes = list(dict.fromkeys(replies))
    ended = "a token ended" if len(replies) == 1 else f"{len(replies)} tokens ended"
    return f"{said}; {ended} by a reply at {quoted(nodes, len(nodes))}"


def not_used(node: Node, branch: str, visits: int, *, waits: bool) -> str:
    """Return that a choice was not used, and why."""
    if visits:
        often = "once" if visits == 1 else f"{visits} times"
        why = f"it fires {often}, and other choices or a loop decided then"
    else:
        why = "the run has not come there yet" if waits else "the run does not come there"
    return f'Not used: {node.id}={branch} at "{one_line(node.text)}": {why}'


def how_many(rule: LoopRule) -> str:
    """Return the question how many passes a loop over items has."""
    return f"How many? (for each {rule.subject})"


def endless(cycle: Sequence[Node], visits: int) -> str:
    """Return why a run that repeats a cycle was stopped."""
    verb = "goes" if len(cycle) == 1 else "go"
    who = quoted(cycle, len(cycle))
    return f'This looks endless: {who} {verb} on repeating, and "{one_line(cycle[0].text)}" was reached {visits} times.'


def no_end(cycle: Sequence[Node]) -> str:
    """Return that nothing leads out of a cycle."""
    one = len(cycle) == 1
    verb, them = ("goes", "it") if one else ("go", "them")
    return f"This has no end: {quoted(cycle, len(cycle))} {verb} on repeating, and nothing leads out of {them}."


def too_long(steps: int) -> str:
    """Return why a long run was stopped."""
    return f"Stopped after {steps:,} steps, the limit for one run."


def too_much(steps: int) -> str:
    """Return why a run with too many log entries was stopped."""
    return f"Stopped after {steps:,} step{'s' * (steps != 1)}: the run became too large to record."
