"""The engine: fires the waiting node with the lowest number until none is left (the rules are in the README)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from webapp.domain import Diagram
from webapp.simulation.compiler import compile_program
from webapp.simulation.decider import Decider
from webapp.simulation.endlessness import ENDLESS, FIRST_LOOK, LATE, MOST_MOVES, Endlessness
from webapp.simulation.joining import fire_all_joining
from webapp.simulation.legs import DRAWN, SPLITS, STEP
from webapp.simulation.program import Program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice
from webapp.simulation.trace import Stopped, Trace

DEFAULTS = RunOptions()
NO_WEIGHTS: Mapping[str, float] = {}
COMPLETE = Stopped("complete")
NONE = -1  # in place of what tokens remember, where there are none


def run(
    diagram: Diagram,
    choices: Iterable[Choice] = (),
    seed: int | None = None,
    options: RunOptions = DEFAULTS,
    weights: Mapping[str, float] = NO_WEIGHTS,
) -> Trace:
    """Run a diagram until it is complete, a decision is open, or it looks endless.

    Two runs with the same arguments are identical. One more choice continues a waiting run, and the steps before stay
    the same.

    Args:
        diagram: the diagram.
        choices: the choices of each node in the order of its visits.
        seed: for choosing the remaining branches at random; without a seed, the run waits at the first of them.
        options: how the diagram is interpreted where that is not obvious.
        weights: for choosing at random, the weight of each edge by id; without one it has the weight 1.

    Raises:
        InvalidRequest: a choice or a start does not exist, or the diagram is too large to run.
    """
    program = compile_program(diagram, options)
    decider = Decider(program, choices and tuple(choices), seed, options, weights)
    branches: list[int] = []
    fire_all = fire_all_joining if program.joins else _fire_all
    stopped = fire_all(program, decider, decider.firings, branches)
    return Trace(program, decider, branches, stopped, seed)


def _fire_all(program: Program, decider: Decider, firings: list[int], branches: list[int]) -> Stopped:
    """Fire until nothing is left, and note the nodes and the branches taken.

    A token that is alone goes on without being put anywhere, over several steps at once where they follow one after
    the other: most steps are that.
    """
    legs, bits = program.legs, program.bits
    decide, draw = decider.decide, decider.draw
    known = legs.drawn if draw else legs.known
    end = len(known)  # the queue is never empty
    waiting = [NONE] * (end + 1)  # by node, what the tokens on it remember
    queue = [*program.starts, end]
    for number in program.starts:
        waiting[number] = 0
    queue.sort()
    endlessness = None
    room, moved = LATE if draw and not program.answered else FIRST_LOOK, 0
    number, history = heappop(queue), 0
    waiting[number] = NONE
    while number != end:
        if room <= 0:
            endlessness = endlessness or Endlessness(program, decider, branches)
            if stopped := endlessness.look():
                return stopped
            room = endlessness.room
        leg = known[number]
        if leg is None:
            leg = legs.find(number, drawn=draw is not None)
        if leg:
            nodes, steps, later, mask, last, size, kind, ways, target = leg
            if queue[0] > last and size <= room and not history & later:
                firings += nodes
                branches += steps
                room -= size
                if kind == DRAWN and draw:
                    branch = draw() * len(ways) >> 32
                    branches.append(branch)
                    target = ways[branch]
                    history = 0
                elif kind == SPLITS:
                    history |= mask
                    moved += target
                    first = -1
                    for target in ways:
                        if history & bits[target]:
                            continue
                        held = waiting[target]
                        if held >= 0:
                            waiting[target] = held | history
                        elif first < 0 and target < queue[0]:
                            first = target
                        else:
                            waiting[target] = history
                            heappush(queue, target)
                    if moved > MOST_MOVES and (first >= 0 or queue[0] != end):
                        return (endlessness or Endlessness(program, decider, branches)).too_much()
                    if first < 0:
                        number = heappop(queue)
                        history, waiting[number] = waiting[number], NONE
                    else:
                        number = first
                    continue
                else:
                    history |= mask
            elif later or size > room:
                firings.append(number)
                branches.append(STEP)
                history |= bits[number]
                target = legs.only[number]
                room -= 1
            else:  # another token comes in between
                size = bisect_left(nodes, queue[0])
                firings += nodes[:size]
                branches += steps[:size]
                history |= mask
                target = nodes[size]
                room -= size
            if not history & bits[target]:
                if target < queue[0]:
                    number = target
                    continue
                held = waiting[target]
                if held < 0:
                    waiting[target] = history
                    heappush(queue, target)
                else:
                    waiting[target] = held | history
        else:
            decided = decide(number, history, bits[number])
            if decided is None:
                return Stopped("waiting")
            branch, moves, history = decided
            firings.append(number)
            branches.append(branch)
            room -= 1
            moved += len(moves)
            for target, edge in moves:
                if history & bits[target] and edge not in program.restarts:
                    continue
                held = waiting[target]
                if held < 0:
                    waiting[target] = history
                    heappush(queue, target)
                else:
                    waiting[target] = held | history
                if edge in program.entering and decider.counting:
                    decider.counting.enter(program.entering[edge])
            if number in program.ending:
                break
            if moved > MOST_MOVES and queue[0] != end:
                return (endlessness or Endlessness(program, decider, branches)).too_much()
        number = heappop(queue)
        history, waiting[number] = waiting[number], NONE
    if not endlessness and len(firings) > ENDLESS:
        endlessness = Endlessness(program, decider, branches)
    return (endlessness and endlessness.ended()) or COMPLETE
