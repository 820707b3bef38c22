"""Findings that show in the diagram itself; the states say which of its nodes runs come to, and how."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import islice

from webapp.domain import Diagram, Shape
from webapp.graph.strong import strong_components
from webapp.simulation.analysis import finding_sentences as sentences
from webapp.simulation.analysis.looked_for import FiredTwice
from webapp.simulation.analysis.met_parts import Met
from webapp.simulation.analysis.run_findings import MOST_OF_A_KIND, RunFinding, run_finding
from webapp.simulation.analysis.short_runs import shortest
from webapp.simulation.closed_cycles import closed_cycles
from webapp.simulation.program import Branch, Program


def shape_findings(diagram: Diagram, met: Met) -> Iterator[RunFinding]:
    """Yield the findings that show in the diagram itself."""
    shape = _Shape(diagram, met)
    families = (shape.dead_ends, shape.cycles, shape.forks, shape.decisions, shape.labelled_forks, shape.starts)
    for family in families:
        yield from islice(family(), MOST_OF_A_KIND)


class _Shape:
    def __init__(self, diagram: Diagram, met: Met) -> None:
        self.diagram = diagram
        self.met = met
        self.program: Program = met.graph.program

    def names(self, numbers: Sequence[int]) -> str:
        return sentences.names(self.diagram, [self.program.nodes[number] for number in numbers])

    def ids(self, numbers: Sequence[int]) -> list[str]:
        return [self.program.nodes[number].id for number in numbers]

    def dead_ends(self) -> Iterator[RunFinding]:
        program = self.program
        for number in self.met.fired:
            node = program.nodes[number]
            if node.shape is Shape.CIRCLE or self.diagram.outgoing[node.id]:
                continue
            if len(program.nodes) > 1:
                message = sentences.dead_end(self.names([number]))
                yield run_finding("dead-end", message, self.ids([number]), run=self.met.run(number))

    def cycles(self) -> Iterator[RunFinding]:
        closed = closed_cycles(self.program)
        reported = set()
        for number in self.met.first_ones(closed):
            nodes = closed[number]
            if nodes[0] in reported:
                continue
            reported.add(nodes[0])
            edges = self._inside(nodes)
            message = sentences.no_way_out(self.names(nodes))
            yield run_finding("no-way-out", message, self.ids(nodes), edges, self.met.run(number))
        yield from self._without_decision(closed)

    def _without_decision(self, closed: Container[int]) -> Iterator[RunFinding]:
        """Yield the cycles on which nothing is asked, where a token came back and ended."""
        program = self.program
        ahead = {
            number: [move.target for move in program.moves[number]]
            for number, stop in enumerate(program.stops)
            if not stop.chooses
        }
        cycle_of: dict[int, list[int]] = {}
        for members in strong_components(range(len(program.nodes)), ahead):
            if len(members) > 1 or members[0] in ahead.get(members[0], ()):
                cycle_of.update(dict.fromkeys(members, sorted(members)))
        reported = set()
        for target in self.met.first_ones(self.met.replies):
            nodes = cycle_of.get(target)
            if nodes is None or target in closed or nodes[0] in reported:
                continue
            reported.add(nodes[0])
            message = sentences.cycle_without_decision(self.names(nodes), self.names([target]))
            yield run_finding(
                "cycle-without-decision", message, self.ids(nodes), self._inside(nodes), self.met.reply(target)
            )

    def _inside(self, nodes: Sequence[int]) -> list[str]:
        ids = set(self.ids(nodes))
        return [edge.id for node in self.ids(nodes) for edge in self.diagram.outgoing[node] if edge.target in ids]

    def forks(self) -> Iterator[RunFinding]:
        program = self.program
        for number in self.met.fired:
            stop = program.stops[number]
            moves = program.moves[number]
            if program.cycle[number] < 0 or stop.chooses or len(moves) < 2:
                continue
            out = [move for move in moves if program.cycle[move.target] != program.cycle[number]]
            if not out or len(out) == len(moves):
                continue
            fork = self.names([number])
            message = sentences.fork_in_cycle(fork, self.names([move.target for move in out]))
            edges = [program.edges[move.edge].id for move in moves]
            twice = shortest(self.met.graph, FiredTwice(number), self.met.effort).run
            if twice is None:  # then the token that came back has ended: another finding says so
                continue
            yield run_finding("fork-in-cycle", message, self.ids([number]), edges, twice)

    def labelled_forks(self) -> Iterator[RunFinding]:
        for node in self.diagram.nodes:
            edges = self.diagram.outgoing[node.id]
            number = self.program.number[node.id]
            if len(edges) < 2 or number not in self.met.fired or self.program.stops[number].chooses:
                continue
            labels = list(dict.fromkeys(edge.label for edge in edges))
            if node.shape is not Shape.DIAMOND and all(labels) and len(labels) == len(edges):
                message = sentences.labelled_fork(self.names([number]), labels)
                run = self.met.run(number)
                yield run_finding("labelled-fork", message, [node.id], [edge.id for edge in edges], run)

    def decisions(self) -> Iterator[RunFinding]:
        for node in self.diagram.nodes:
            number = self.program.number[node.id]
            if node.shape is not Shape.DIAMOND or number not in self.met.fired:
                continue
            labels: dict[str, list[str]] = {}
            for edge in self.diagram.outgoing[node.id]:
                if edge.label:
                    labels.setdefault(edge.label, []).append(edge.id)
            for label, edges in labels.items():
                if len(edges) > 1:
                    yield self._same_label(number, label, edges)
            branches = self.program.stops[number].branches
            if len(branches) > 1 and len({_targets(branch) for branch in branches}) == 1:
                target = self.names([move.target for move in branches[0].moves])
                message = sentences.no_difference(self.names([number]), target)
                edges = [edge.id for edge in self.diagram.outgoing[node.id]]
                yield run_finding("no-difference", message, [node.id], edges, self.met.run(number))

    def _same_label(self, number: int, label: str, edges: list[str]) -> RunFinding:
        targets = [self.program.number[self.diagram.edge[edge].target] for edge in edges]
        message = sentences.same_label(self.names([number]), label, self.names(list(dict.fromkeys(targets))))
        run = self.met.crossing(edges[0])
        return run_finding("same-label", message, self.ids([number]), edges, run)

    def starts(self) -> Iterator[RunFinding]:
        starts = self.program.starts
        if len(starts) < 2:
            return
        reached = [self._reached(start) for start in starts]
        apart = [
            start
            for start, own in zip(starts, reached, strict=True)
            if all(own is other or own.isdisjoint(other) for other in reached)
        ]
        if apart:
            listed = list(starts) if len(starts) == len(apart) else apart
            yield run_finding("starts-apart", sentences.starts_apart(self.names(listed)), self.ids(listed))

    def _reached(self, start: int) -> set[int]:
        found, heap = {start}, [start]
        while heap:
            for target in self.program.ahead[heap.pop()]:
                if target not in found:
                    found.add(target)
                    heap.append(target)
        return found


def _targets(branch: Branch) -> frozenset[int]:
    return frozenset(move.target for move in branch.moves)
