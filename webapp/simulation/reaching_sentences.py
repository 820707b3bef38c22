"""The sentences that answer "How do I get there?"."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Node, one_line
from webapp.simulation import run_sentences


def found(node: Node, choices: int, steps: int) -> str:
    """Return how far it is."""
    how = "without a further choice" if not choices else f"by {choices} choice{'s' * (choices != 1)}"
    return f"A run reaches {_name(node)} {how}, after {steps} step{'s' * (steps != 1)}."


def leads_nothing(node: Node) -> str:
    """Return that the node has no incoming edges and is no start."""
    return f"No run leads to {_name(node)}: no edge leads there, and the run does not start there."


def apart(node: Node) -> str:
    """Return that only edges of nodes lead there that no run reaches."""
    return f"No run leads to {_name(node)}: no way leads there from where the run starts."


def only_from_others(node: Node, sources: Sequence[Node]) -> str:
    """Return that the run would have to start elsewhere."""
    where = run_sentences.quoted(sources, len(sources))
    return f"No run leads to {_name(node)}: only ways from {where} lead there, where the run does not start."


def otherwise(node: Node, at: Node, step: int, steps: int) -> str:
    """Return from which step on the run would need other choices."""
    return (
        f"From here no run leads to {_name(node)}: it needs other choices from step {step} on, {_name(at)}. "
        f"Then a run reaches it after {steps} step{'s' * (steps != 1)}."
    )


def earlier(node: Node, steps: int) -> str:
    """Return that the run was there before."""
    return f"From here no run leads to {_name(node)} again: this run reached it after {steps} step{'s' * (steps != 1)}."


def ruled_out(node: Node, at: Node, branch: str) -> str:
    """Return that a loop's count rules out the branch that leads there."""
    return (
        f"No run leads to {_name(node)} as long as loops are counted: it needs the branch "
        f'"{one_line(branch)}" of {_name(at)} where a loop rules it out.'
    )


def waits(node: Node, at: Node) -> str:
    """Return that a join on the way there waits for ever."""
    if node is at:
        return f"No run leads on from {_name(node)}: it waits for ever for a token over each of its incoming edges."
    return f"No run leads to {_name(node)}: {_name(at)} waits for ever for a token over each of its incoming edges."


def endless(node: Node) -> str:
    """Return that runs do not end before."""
    return f"No run leads to {_name(node)}: every run goes on without an end before."


def ends_before(node: Node) -> str:
    """Return that all tokens end on the way there."""
    return f"No run leads to {_name(node)}: a way leads there, but every token on it ends before."


def too_long(node: Node) -> str:
    """Return that a run would be stopped."""
    return f"A run that leads to {_name(node)} would be stopped before, because it is too long."


def given_up(node: Node) -> str:
    """Return that the search was given up."""
    return f"There are too many runs to look at all of them; none of those that were looked at leads to {_name(node)}."


def _name(node: Node) -> str:
    return f'"{one_line(node.text)}"'
