"""The engine: fires the waiting node with the lowest number until none is left (the rules are in the README)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from webapp.domain import Diagram
from webapp.simulation.compiler import compile_program
from webapp.simulation.decider import STEP, Decider
from webapp.simulation.endlessness import FIRST_LOOK, MOST_MOVES, Endlessness
from webapp.simulation.joining import fire_all_joining
from webapp.simulation.program import ALONE, DRAWN, LONGEST_CHAIN, SPLITS, Program
from webapp.simulation.run_options import RunOptions
from webapp.simulation.script import Choice
from webapp.simulation.trace import Stopped, Trace

DEFAULTS = RunOptions()
NO_WEIGHTS: Mapping[str, float] = {}
COMPLETE = Stopped("complete")
STEPS = [(STEP,) * size for size in range(LONGEST_CHAIN + 1)]


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
    kinds, only, drawn, bits, chains = program.lookup
    moves, entering, restarts, ending = program.moves, program.entering, program.restarts, program.ending
    decide, draw = decider.decide, decider.draw
    waiting: dict[int, int] = dict.fromkeys(program.starts, 0)  # by node, what the tokens on it remember
    queue = sorted(waiting)
    endlessness = None
    room, moved = FIRST_LOOK, 0
    if not queue:
        return COMPLETE
    number = heappop(queue)
    history = waiting.pop(number)
    while True:
        if room <= 0:
            endlessness = endlessness or Endlessness(program, decider, branches)
            if stopped := endlessness.look():
                return stopped
            room = endlessness.room
        kind = kinds[number]
        if kind == ALONE:
            nodes, mask, last, target, size = chains[number] or program.chain(number)
            if size > room or history & mask or (mask and queue and queue[0] <= last):
                firings.append(number)
                branches.append(STEP)
                history |= bits[number]
                target = only[number]
                room -= 1
            else:
                if queue and queue[0] <= last:  # another token comes in between
                    size = bisect_left(nodes, queue[0])
                    nodes, target = nodes[:size], nodes[size]
                firings += nodes
                branches += STEPS[size]
                history |= mask
                room -= size
        elif kind == DRAWN and draw:
            targets = drawn[number]
            branch = draw(len(targets))
            firings.append(number)
            branches.append(branch)
            target = targets[branch]
            history = 0
            room -= 1
        else:
            if kind == SPLITS:
                branch, ways = STEP, moves[number]
                history |= bits[number]
            else:
                decided = decide(number, history, bits[number])
                if decided is None:
                    return Stopped("waiting")
                branch, ways, history = decided
            firings.append(number)
            branches.append(branch)
            room -= 1
            for target, edge in ways:
                if history & bits[target] and edge not in restarts:
                    continue
                if target in waiting:
                    waiting[target] |= history
                else:
                    waiting[target] = history
                    heappush(queue, target)
                if edge in entering and decider.counting:
                    decider.counting.enter(entering[edge])
            if number in ending or not queue:
                break
            moved += len(ways)
            if moved > MOST_MOVES:
                return (endlessness or Endlessness(program, decider, branches)).too_much()
            number = heappop(queue)
            history = waiting.pop(number)
            continue
        if not history & bits[target]:
            if not queue or target < queue[0]:
                number = target
                continue
            if target in waiting:
                waiting[target] |= history
            else:
                waiting[target] = history
                heappush(queue, target)
        elif not queue:
            break
        number = heappop(queue)
        history = waiting.pop(number)
    return (endlessness and endlessness.ended()) or COMPLETE
