"""The sentences of findings about runs: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain import Diagram, Node, one_line
from webapp.simulation import run_sentences

LONGEST = 40


def name(diagram: Diagram, node: Node) -> str:
    """Return a node's text in quotes, with its id where others have the same text."""
    text = one_line(node.text)
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f'"{text}" ({node.id})' if node.text in diagram.shared_texts else f'"{text}"'


def names(diagram: Diagram, nodes: Sequence[Node]) -> str:
    """Return the first few nodes for a sentence, and how many more there are."""
    shown = [name(diagram, node) for node in nodes[: run_sentences.NAMED]]
    more = len(nodes) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)


def part(diagram: Diagram, part_id: str) -> str:
    """Return a node, or an edge by its ends and its label, for a sentence; an unknown id is returned itself."""
    if part_id in diagram.node:
        return name(diagram, diagram.node[part_id])
    if part_id not in diagram.edge:
        return part_id
    edge = diagram.edge[part_id]
    label = f' over "{one_line(edge.label)}"' if edge.label else ""
    return f"{name(diagram, diagram.node[edge.source])} to {name(diagram, diagram.node[edge.target])}{label}"


def often(least: int, most: int, without_end: int) -> str:
    """Return how often something happens; from `without_end` on, `most` is no limit."""
    if least == most:
        return times(most)
    if most >= without_end:
        return f"at least {times(least)}"
    return f"{least} to {times(most)}" if least else f"at most {times(most)}"


def times(count: int) -> str:
    """Return a number of times in words."""
    return {0: "never", 1: "once"}.get(count, f"{count} times")


def stuck(at: str, sources: str) -> str:
    """Return that a join waits for ever."""
    return (
        f"A run gets stuck at {at}: it waits for a token over each of its incoming edges, and none comes from "
        f"{sources}. Let it wait only for tokens that can still come, or add the missing way."
    )


def endless(nodes: str) -> str:
    """Return that nodes go on firing without a question."""
    return f"A run goes on without an end: {nodes} fire again and again, and nothing is asked. Add a way out."


def cannot_finish(nodes: str) -> str:
    """Return that a run cannot come to an end any more, although ways lead out."""
    return (
        f"From here no run comes to an end, whatever is chosen: {nodes} repeat. "
        "Let a decision leave the cycle, or change the condition of the loop."
    )


def no_way_out(nodes: str) -> str:
    """Return that nothing leads out of a cycle."""
    return f"A run that comes here has no end: {nodes} repeat, and nothing leads out. Add an edge that leads out."


def unreachable(nodes: str) -> str:
    """Return that no way leads to nodes from where runs start."""
    return f"No run comes to {nodes}: no way leads there from where runs start. Add an edge that leads there."


def dead_node(nodes: str) -> str:
    """Return that no run comes to nodes although a way leads there."""
    return (
        f"No run comes to {nodes}, although a way leads there: a join that waits for ever, a loop's count, or an end "
        "before rules it out."
    )


def dead_end(node: str) -> str:
    """Return that a run ends at a step."""
    return f"A run ends at {node}, which is no end. Add an edge that leads on, or make it a circle."


def fork_in_cycle(fork: str, ahead: str) -> str:
    """Return that a fork on a cycle also leads out of it."""
    return (
        f"{fork} lies on a cycle and sends a token out of it to {ahead} at every turn, while another goes round. "
        "Put a decision there, so that the run either goes round or leaves."
    )


def order_dependent(head: str, others: str) -> str:
    """Return that a cycle begins its next turn while tokens of this one are on their way."""
    return (
        f"{head} begins its next turn while another token is at {others}: which comes first decides whether "
        "they become one. Join them before the turn."
    )


def same_label(decision: str, label: str, targets: str) -> str:
    """Return that edges with the same label are one branch."""
    return (
        f'Several edges of {decision} are labelled "{one_line(label)}": a run takes them together, to {targets}. '
        "Give each outcome its own label."
    )


def labelled_fork(fork: str, labels: Sequence[str]) -> str:
    """Return that the edges of a step have labels like outcomes, and are all taken."""
    quoted = " and ".join(f'"{one_line(label)}"' for label in labels[: run_sentences.NAMED])
    return (
        f"{fork} is a step, so a run follows its edges {quoted} at the same time. "
        "Make it a decision if one of them is to be chosen."
    )


def no_difference(decision: str, target: str) -> str:
    """Return that all outcomes of a decision lead to the same."""
    return f"All outcomes of {decision} lead to {target}, so the decision makes no difference. Lead one elsewhere."


def end_while_others(end: str, others: str) -> str:
    """Return that tokens are elsewhere when one ends."""
    return (
        f"{end} is reached while another token is at {others}: the run goes on after this end. "
        "Join the ways before the end if it is that of the whole run."
    )


def end_drops_tokens(end: str, others: str) -> str:
    """Return that an end ends the run although tokens are elsewhere."""
    return f"{end} ends the whole run while another token is at {others}, where nothing is done any more."


def cycle_without_decision(nodes: str, target: str) -> str:
    """Return that a token comes back without a decision and ends."""
    return (
        f"{nodes} form a cycle without a decision: a token that comes back to {target} ends there as a reply. "
        "If it should go round again, put a decision on the cycle."
    )


def mixed_join(join: str, several: str, other: str) -> str:
    """Return that a join is fed by a fork or by an alternative to it."""
    return (
        f"At {join} branches of a fork and an alternative to the fork meet: tokens come from {several}, or one from "
        f"{other}. It waits for those that can still come; who waits for every edge would wait for ever."
    )


def fork_meets_alternatives(join: str, several: str, other: str) -> str:
    """Return that not all branches of a fork come to its join, or not always over the same edges."""
    return (
        f"At {join} branches of a fork meet alternatives: tokens come from {several}, or else from {other}. "
        "It waits for those that can still come; who waits for every edge would wait for ever."
    )


def starts_apart(starts: str) -> str:
    """Return that the runs of several starts never meet."""
    return f"The ways from {starts} never meet: these are processes of their own. Connect them, or draw them apart."
