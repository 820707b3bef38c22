"""Tells a run in full from its two lists. It decides nothing: it repeats what the lists say, and finds words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.domain import Node, one_line
from webapp.simulation import run_sentences
from webapp.simulation.happenings import Happening
from webapp.simulation.joining import Standing
from webapp.simulation.loop_counts import Counting
from webapp.simulation.open_questions import AGAIN, ON, Offer, loop_question, offered
from webapp.simulation.program import NOWHERE, Branch, Move, Program, Stop, bits
from webapp.simulation.script import Choice

if TYPE_CHECKING:
    from webapp.simulation.trace import Trace

Told = tuple[int, Happening]


class Telling:
    """A run told in full.

    Attributes:
        log: what happened, as (step, happening); step 0 is the start, then each firing is one step.
        choices: the choices taken, without those that a loop forced.
        standing: the tokens at the end of the run.
        passes: after each step, the loops whose count it changed: (step, place of the loop, passes).
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._program: Program = trace.program
        self.log: list[Told] = []
        self.choices: list[Choice] = []
        self.passes: list[tuple[int, int, int]] = []
        self._counting = Counting(self._program)
        self.standing = Standing(self._program)
        self._tokens: dict[int, int] = {}
        self._visits: dict[int, int] = {}
        self._answers = list(trace.decider.answers)
        self._step = self._question = 0
        self._replies: list[Node] = []
        self._tell()

    def _tell(self) -> None:
        program, standing = self._program, self.standing
        for number in program.starts:
            self._put(number, NOWHERE, 0)
            node = program.nodes[number]
            self._say(Happening("start", node.id, text=f'Starts at "{one_line(node.text)}"'))
        if not program.starts:
            return
        self._say_waits(program.starts)
        for number, taken in zip(self._trace.firings, self._trace.branches, strict=True):
            self._step += 1
            self._fire(number, taken)
        if self._trace.waiting:
            self._ask()
        if self._trace.stopped:
            self._say(self._trace.stopped)
        elif self._trace.status == "complete":
            if standing.live:
                for number in bits(standing.live):
                    self._say_end(number)
            self._say(
                Happening(
                    "complete", text=run_sentences.complete(self._step, self._replies, no_end=bool(self._trace.reason))
                )
            )

    def _fire(self, number: int, taken: int) -> None:
        program = self._program
        node, stop = program.nodes[number], program.stops[number]
        tokens = 1 if program.joins.get(number) == "each" else self._tokens[number]
        self._tokens[number] -= tokens
        self._visits[number] = self._visits.get(number, 0) + 1
        if tokens > 1:
            self._say(Happening("join", node.id, text=f"{tokens} tokens join"))
        self._say(Happening("fire", node.id, text=one_line(node.text)))
        history = self.standing.take(number)
        self._question = 0
        for loop in stop.asks:
            self._say_items(number, loop)
        counts = list(self._counting.counts)
        self._counting.fire(stop.firsts)
        if stop.decides:
            moves, history = self._decide(number, stop, taken, history)
        elif stop.turns:
            moves, history = self._turn(number, stop, taken, history | program.bits[number])
        else:
            moves, history = program.moves[number], history | program.bits[number]
        if len(moves) > 1:
            edges = tuple(program.edges[move.edge].id for move in moves if move.edge >= 0)
            self._say(Happening("fork", node.id, edges=edges, text=f"Splits into {len(moves)} tokens"))
        came = self._move(moves, history)
        if not moves:
            self._say_end(number)
        if number not in program.ending:
            self._say_waits(came)
        for loop, (before, after) in enumerate(zip(counts, self._counting.counts, strict=True)):
            if before != after:
                self.passes.append((self._step, loop, after))

    def _say(self, happening: Happening) -> None:
        self.log.append((self._step, happening))

    def _put(self, number: int, edge: int, history: int) -> bool:
        """Put a token on a node, and return whether it is the first there."""
        self.standing.put(number, edge, history)
        self._tokens[number] = self._tokens.get(number, 0) + 1
        return self._tokens[number] == 1

    def _move(self, moves: tuple[Move, ...], history: int) -> list[int]:
        program = self._program
        came = []
        for target, edge in moves:
            node = program.nodes[target]
            if edge < 0:
                said = Happening("move", node.id, text=f'Repeats from "{one_line(node.text)}"')
            else:
                drawn = program.edges[edge]
                said = Happening("move", node.id, drawn.id, text=run_sentences.move(node, drawn.label))
            self._say(said)
            if history & program.bits[target] and edge not in program.restarts:
                text = f'Reply to "{one_line(node.text)}": this token ends'
                self._say(Happening("reply", node.id, said.edge, text=text))
                self._replies.append(node)
                continue
            if self._put(target, edge, history):
                came.append(target)
            self._counting.enter(program.entering.get(edge, ()))
        return came

    def _say_end(self, number: int) -> None:
        node = self._program.nodes[number]
        self._say(Happening("end", node.id, text=f'Ends at "{one_line(node.text)}"'))

    def _say_waits(self, numbers: tuple[int, ...] | list[int]) -> None:
        for number in numbers:
            if awaited := self.standing.awaited(number):
                node = self._program.nodes[number]
                others = self._program.named(awaited)
                text = f'"{one_line(node.text)}" waits for {run_sentences.quoted(others, awaited.bit_count())}'
                self._say(Happening("wait", node.id, nodes=tuple(other.id for other in others), text=text))

    def _say_items(self, number: int, loop: int) -> None:
        if self._counting.items[loop]:
            return
        answered, items = self._answers.pop(0)
        self._counting.answer(answered, items)
        question = run_sentences.how_many(self._program.loops[loop].rule)
        by = self._by()
        node = self._program.nodes[number].id
        self._say(Happening("choose", node, text=f"{question} {items}", by=by))
        self._choose(number, str(items), ())

    def _by(self) -> str:
        asked = (self._step, self._question) in self._trace.decider.asked
        self._question += 1
        return "asked" if asked else self._trace.decider.otherwise

    def _choose(self, number: int, label: str, edges: tuple[str, ...]) -> None:
        node = self._program.nodes[number].id
        self.choices.append(Choice(node, label, edges, self._visits[number]))

    def _decide(self, number: int, stop: Stop, taken: int, history: int) -> tuple[tuple[Move, ...], int]:
        greyed, by_loop, all_greyed = self._counting.greyed(stop)
        chosen = taken if stop.several else 1 << taken
        left = ((1 << len(stop.branches)) - 1) & ~greyed
        forced = left == chosen and bool(greyed) and left & left - 1 == 0
        by = self._by()
        reason = self._reason(by_loop) if forced else ""
        branch = _together([stop.branches[index] for index in bits(chosen)])
        edges = tuple(self._program.edges[move.edge].id for move in branch.moves if move.edge >= 0)
        self._say_choice(number, stop.question, Offer(0, branch.label, edges, ()), "limit" if forced else by, reason)
        history = history | self._program.bits[number] if forced else 0
        history = self._counting.take(number, stop, chosen, history, turns=not all_greyed)
        return branch.moves, history

    def _turn(self, number: int, stop: Stop, taken: int, history: int) -> tuple[tuple[Move, ...], int]:
        for index in range(min(taken + 1, len(stop.turns))):
            self._say_turn(number, stop, index, AGAIN if index == taken else ON)
            loop = stop.turns[index].loop
            if index == taken:
                return stop.branches[index].moves, self._counting.turn(number, loop, history)
            self._counting.leave(loop)
        return stop.branches[-1].moves, history

    def _say_turn(self, number: int, stop: Stop, index: int, answer: int) -> None:
        loop = stop.turns[index].loop
        wants = self._counting.wants(loop)
        forced = wants is not None and wants == (answer == AGAIN)
        by = self._by()
        offer = next(offer for offer in offered(self._program, stop, index) if offer.answer == answer)
        question = loop_question(self._program, stop, loop)
        self._say_choice(number, question, offer, "limit" if forced else by, self._reason(loop) if forced else "")

    def _say_choice(self, number: int, question: str, offer: Offer, by: str, reason: str) -> None:
        text = run_sentences.chose(question, offer.label)
        if reason:
            text = f"{text} ({reason})"
        if by != "limit":
            self._choose(number, offer.label, offer.edges)
        self._say(Happening("choose", self._program.nodes[number].id, edges=offer.edges, text=text, by=by))

    def _reason(self, loop: int) -> str:
        counting = self._counting
        rule = self._program.loops[loop].rule
        return run_sentences.loop_reason(rule, counting.limit(loop), counting.counts[loop])

    def _ask(self) -> None:
        """Note the choices that were taken at the node at which the run waits: it has asked several questions."""
        waiting = self._trace.waiting
        if waiting is None:
            return
        number = self._program.number[waiting.node]
        stop = self._program.stops[number]
        said = len(self.log)
        self._step, self._question = self._step + 1, 0
        self._visits[number] = self._visits.get(number, 0) + 1
        for loop in stop.asks:
            if self._answers:
                self._say_items(number, loop)
        self._counting.fire(stop.firsts)
        if not stop.decides:
            for index in range(self._trace.decider.open_turn):
                self._say_turn(number, stop, index, ON)
                self._counting.leave(stop.turns[index].loop)
        del self.log[said:]
        self._step -= 1


def _together(branches: list[Branch]) -> Branch:
    if len(branches) == 1:
        return branches[0]
    moves = sorted((move for branch in branches for move in branch.moves), key=lambda move: move.edge)
    return Branch(", ".join(one_line(branch.label) for branch in branches), tuple(moves))
