"""The engine: fires the waiting node with the lowest number until none is left (the rules are in the README)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from random import Random

from webapp.domain import Diagram
from webapp.simulation import run_sentences
from webapp.simulation.decider import Decided, Decider
from webapp.simulation.happenings import Happening
from webapp.simulation.ordering import bits
from webapp.simulation.program import Program, compile_program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice, Script
from webapp.simulation.trace import Status, Trace

ENDLESS = 100
MOST_STEPS = 20_000
# A step of a node with thousands of edges adds thousands of log entries; this limits the answer to about 15 MB.
MOST_SAID = 50_000
DEFAULTS = RunOptions()
NOTHING = Decided(None, ())


def run(
    diagram: Diagram, choices: Iterable[Choice] = (), seed: int | None = None, options: RunOptions = DEFAULTS
) -> Trace:
    """Run a diagram until it is complete, a decision is open, or it looks endless.

    Two runs with the same arguments are identical. One more choice continues a waiting run, and the steps before stay
    the same.

    Args:
        diagram: the diagram.
        choices: the choices of each node in the order of its visits.
        seed: for choosing the remaining branches at random; without a seed, the run waits at the first of them.
        options: how the diagram is interpreted where that is not obvious.

    Raises:
        InvalidRequest: a choice or a start does not exist, or the diagram is too large to run.
    """
    program = compile_program(diagram, options)
    dice = None if seed is None else Random(seed)  # noqa: S311 (a die, not a secret)
    decider = Decider(program, Script(program, choices), dice, options)
    log: list[tuple[int, Happening]] = []
    status, reason = _fire_all(program, decider, log, restart=options.reply == "restart")
    return Trace(program, status, reason, tuple(log), tuple(decider.taken), decider.waiting, seed, decider.unused())


def _fire_all(
    program: Program, decider: Decider, log: list[tuple[int, Happening]], *, restart: bool
) -> tuple[Status, str]:
    stops, blockers, visits = program.stops, program.blockers, decider.visits
    arrived = [0] * len(stops)  # the number of tokens on each node
    played = [0] * len(stops)  # the bit set of the nodes that these tokens have fired since their last decision
    live = step = 0
    for number in program.starts:
        live |= 1 << number
        arrived[number] = 1
        log.append((0, stops[number].started))
    log.extend((0, program.wait(start, blockers[start] & live)) for start in program.starts if blockers[start] & live)
    if not live:
        return "complete", "There is nothing to run: the diagram has no nodes."

    while live:
        lowest = live & -live
        number = lowest.bit_length() - 1
        stop = stops[number]
        branch, said = NOTHING
        if stop.decides:
            decided = decider.decide(number)
            if decided is None:
                return "waiting", ""
            branch, said = decided
        step += 1
        visits[number] += 1
        if arrived[number] > 1:
            log.append((step, Happening("join", stop.node.id, text=f"{arrived[number]} tokens join")))
        log.append((step, stop.fired))
        live ^= lowest
        history = 0 if restart else played[number] | lowest
        arrived[number] = played[number] = 0

        log.extend((step, happening) for happening in said)
        moves, forked = stop.moves, stop.forked
        if branch is not None:
            moves, forked, history = branch.moves, branch.forked, 0
        if forked is not None:
            log.append((step, forked))
        came = []
        for target, moved, answered in moves:
            log.append((step, moved))
            if history >> target & 1:
                log.append((step, answered))
                continue
            if not arrived[target]:
                came.append(target)
            arrived[target] += 1
            played[target] |= history
            live |= 1 << target
        if not moves:
            log.append((step, stop.ended))
            if stop.ends_run:
                log.extend((step, stops[other].ended) for other in bits(live))
                live = 0
        for target in came:
            if blocking := blockers[target] & live:
                log.append((step, program.wait(target, blocking)))
        if live and (visits[number] >= ENDLESS or step >= MOST_STEPS or len(log) >= MOST_SAID):
            cycle = _round_of(program, log, stop.node.id)
            nodes = [stops[program.number[node]].node for node in cycle]
            if visits[number] >= ENDLESS:
                reason = run_sentences.endless(nodes, visits[number])
            else:
                reason = run_sentences.too_long(step) if step >= MOST_STEPS else run_sentences.too_much(step)
            log.append((step, Happening("limit", stop.node.id, nodes=cycle, text=reason)))
            return "limit", reason
    log.append((step, Happening("complete", text=f"The run is complete after {step} step{'s' * (step != 1)}")))
    return "complete", ""


def _round_of(program: Program, log: list[tuple[int, Happening]], node: str) -> tuple[str, ...]:
    """Return the cycle in which the run is: its nodes that fired between the last two firings of this node."""
    group = program.group[program.number[node]]
    fired = (happening.node for _, happening in reversed(log) if happening.event == "fire" and happening.node)
    last = next(fired)
    between = list(takewhile(lambda other: other != last, fired))
    inside = [other for other in between if program.group[program.number[other]] == group]
    return tuple(dict.fromkeys([node, *reversed(inside)]))
