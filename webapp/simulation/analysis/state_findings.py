"""Findings that show in the states of a diagram: where runs get stuck or cannot end, what no run comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from webapp.domain import Diagram
from webapp.simulation import run_sentences
from webapp.simulation.analysis import finding_sentences as sentences
from webapp.simulation.analysis.joined_edges import Edges, joined_edges
from webapp.simulation.analysis.looked_for import Firing
from webapp.simulation.analysis.met_parts import Met, Moment
from webapp.simulation.analysis.run_findings import MOST_OF_A_KIND, RunFinding, run_finding
from webapp.simulation.analysis.short_runs import ShortRun, shortest
from webapp.simulation.analysis.state_graph import NOWHERE, State, Way
from webapp.simulation.closed_cycles import closed_cycles
from webapp.simulation.engine import run
from webapp.simulation.program import Program
from webapp.simulation.run_options import RunOptions


def state_findings(diagram: Diagram, options: RunOptions, met: Met) -> Iterator[RunFinding]:
    """Yield the findings that are not in the diagram itself but in its runs."""
    states = _States(diagram, options, met)
    families = (
        states.stopped,
        states.traps,
        states.not_met,
        states.beside,
        states.joins,
    )
    for family in families:
        yield from islice(family(), MOST_OF_A_KIND)


class _States:
    def __init__(self, diagram: Diagram, options: RunOptions, met: Met) -> None:
        self.diagram = diagram
        self.options = options
        self.met = met
        self.graph = met.graph
        self.program: Program = met.graph.program

    def names(self, numbers: Iterable[int]) -> str:
        return sentences.names(self.diagram, [self.program.nodes[number] for number in numbers])

    def ids(self, numbers: Iterable[int]) -> list[str]:
        return [self.program.nodes[number].id for number in numbers]

    def nearest_ways(self) -> list[tuple[State, Way]]:
        """Return all ways, the nearest first."""
        states = sorted(self.graph.states, key=lambda state: (state.choices, state.steps))
        return [(state, way) for state in states for way in state.ways]

    def stopped(self) -> Iterator[RunFinding]:
        """Yield stuck and endless."""
        reported: set[str] = set()
        tried: set[tuple[int, ...]] = set()
        for _, way in self.nearest_ways():
            # Tokens that stand in the same places wait for the same.
            alike = way.seen.stuck or tuple(way.seen.fired[-1:] if way.seen.too_long else ())
            if not alike or alike in tried or len(tried) > MOST_OF_A_KIND:
                continue
            tried.add(alike)
            short = self.met.at(Moment(0, 0, way, len(way.seen.fired)))
            trace = run(self.diagram, short.choices, None, self.options)
            short = ShortRun(short.choices, trace.steps)
            stopped = trace.stopped
            if stopped is None or stopped.node is None:
                continue
            nodes = dict.fromkeys((stopped.node, *stopped.nodes))
            if stopped.node in reported:
                continue
            reported.add(stopped.node)
            if way.seen.too_long:
                message = sentences.endless(self.names(self.program.number[node] for node in nodes))
                yield run_finding("endless", message, list(nodes), run=short)
                continue
            edges = [self.diagram.edge[edge] for edge in stopped.edges]
            sources = run_sentences.ways([(self.diagram.node[edge.source], edge.label) for edge in edges])
            message = sentences.stuck(self.names([self.program.number[stopped.node]]), sources)
            yield run_finding("stuck", message, list(nodes), stopped.edges, short)

    def traps(self) -> Iterator[RunFinding]:
        """Yield cannot-finish: states from which no way leads to an end, but for cycles that nothing leaves."""
        bad = self._without_end() - {0}  # before the start is no place of a run
        closed = closed_cycles(self.program)
        inside: set[int] = set()
        for index in sorted(bad, key=lambda each: (self.graph.states[each].choices, self.graph.states[each].steps)):
            if index in inside:
                continue
            region = self._from(index)
            known = not region.isdisjoint(inside)
            inside |= region
            if known:
                continue
            repeating = self._repeating(region)
            state = self.graph.states[index]
            if state.came is None or any(number in closed for number in repeating):
                continue
            moment = Moment(state.choices, state.steps, state.came, len(state.came.seen.fired))
            message = sentences.cannot_finish(self.names(repeating))
            asks = [state.situation.number] if state.situation else []
            nodes = self.ids(dict.fromkeys([*asks, *repeating]))
            yield run_finding("cannot-finish", message, nodes, run=self.met.at(moment))

    def _without_end(self) -> set[int]:
        """Return the states that lead neither to an end nor to where nobody looked or a run is stopped."""
        behind: dict[int, list[int]] = {}
        heap = []
        for index, state in enumerate(self.graph.states):
            if not state.looked or any(way.target == NOWHERE for way in state.ways):
                heap.append(index)
            for way in state.ways:
                if way.target != NOWHERE:
                    behind.setdefault(way.target, []).append(index)
        good = set(heap)
        while heap:
            for source in behind.get(heap.pop(), ()):
                if source not in good:
                    good.add(source)
                    heap.append(source)
        return set(range(len(self.graph.states))) - good

    def _from(self, index: int) -> set[int]:
        found, heap = {index}, [index]
        while heap:
            for way in self.graph.states[heap.pop()].ways:
                if way.target not in found and way.target != NOWHERE:
                    found.add(way.target)
                    heap.append(way.target)
        return found

    def _repeating(self, region: set[int]) -> list[int]:
        """Return the numbers of the nodes that fire or ask in a region of states, in order."""
        found: set[int] = set()
        for index in region:
            state = self.graph.states[index]
            found.update(number for way in state.ways for number in way.seen.fired)
        return sorted(found)

    def not_met(self) -> Iterator[RunFinding]:
        """Yield unreachable and dead-node, each for nodes that hang together."""
        program = self.program
        led: set[int] = set(program.starts)
        heap = list(led)
        while heap:
            for target in program.ahead[heap.pop()]:
                if target not in led:
                    led.add(target)
                    heap.append(target)
        apart = [number for number in range(len(program.nodes)) if number not in led]
        for part in self._together(apart):
            message = sentences.unreachable(self.names(part))
            yield run_finding("unreachable", message, self.ids(part))
        if not self.graph.explored:
            return
        dead = [number for number in sorted(led) if number not in self.met.fired]
        for part in self._together(dead):
            message = sentences.dead_node(self.names(part))
            yield run_finding("dead-node", message, self.ids(part))

    def _together(self, numbers: Sequence[int]) -> Iterator[list[int]]:
        """Yield parts of these nodes that edges connect, in document order of their first nodes."""
        program, left = self.program, set(numbers)
        for first in numbers:
            if first not in left:
                continue
            left.discard(first)
            part, heap = [first], [first]
            while heap:
                number = heap.pop()
                for other in (*program.ahead[number], *program.behind[number]):
                    if other in left:
                        left.discard(other)
                        part.append(other)
                        heap.append(other)
            yield sorted(part)

    def beside(self) -> Iterator[RunFinding]:
        """Yield end-while-others, end-drops-tokens and order-dependent."""
        found: dict[int, tuple[Moment, tuple[int, ...]]] = {}
        for state, way in self.nearest_ways():
            choices = state.choices + (state.situation is not None)
            for firings, number, others in way.seen.beside:
                moment = Moment(choices, state.steps + firings, way, firings)
                if number not in found or moment[:2] < found[number][0][:2]:
                    found[number] = (moment, others)
        for number, (moment, others) in found.items():
            node, where = self.names([number]), self.names(others)
            nodes = self.ids((number, *others))
            if self.program.moves[number]:
                code, message = "order-dependent", sentences.order_dependent(node, where)
            elif number in self.program.ending:
                code, message = "end-drops-tokens", sentences.end_drops_tokens(node, where)
            else:
                code, message = "end-while-others", sentences.end_while_others(node, where)
            yield run_finding(code, message, nodes, run=self.met.at(moment))

    def joins(self) -> Iterator[RunFinding]:
        """Yield mixed-join and fork-meets-alternatives."""
        program = self.program
        joining = {number for state in self.graph.states for way in state.ways for number in way.seen.joined}
        joining -= {number for number in joining if program.joins.get(number) == "each"}
        for number, sets in sorted(joined_edges(self.graph, joining).items()):
            ahead: dict[Edges, Edges] = {}
            for edges in sorted(sets, key=lambda each: (len(each), sorted(each))):
                # Turns that are drawn nowhere have negative numbers.
                if kept := frozenset(edge for edge in edges if edge >= 0) - program.back:
                    ahead.setdefault(kept, edges)
            several = max(ahead, key=len, default=frozenset())
            if len(several) > 1:
                yield from self._mixed(number, several, ahead)

    def _mixed(self, number: int, several: Edges, ahead: dict[Edges, Edges]) -> Iterator[RunFinding]:
        others = [edges for edges in ahead if edges != several]
        kinds = (
            ("mixed-join", sentences.mixed_join, [edges for edges in others if edges.isdisjoint(several)]),
            (
                "fork-meets-alternatives",
                sentences.fork_meets_alternatives,
                [edges for edges in others if not edges.isdisjoint(several)],
            ),
        )
        for code, sentence, sets in kinds:
            if sets:
                other = sets[0]
                message = sentence(self.names([number]), self._sources(several), self._sources(other))
                edges = [self.program.edges[edge].id for edge in sorted(several | other)]
                short = shortest(self.graph, Firing(self.program, number, ahead[other]), self.met.effort).run
                yield run_finding(code, message, self.ids([number]), edges, short)

    def _sources(self, edges: Edges) -> str:
        program = self.program
        found = [program.edges[edge] for edge in sorted(edges)]
        return run_sentences.ways([(self.diagram.node[edge.source], edge.label) for edge in found])
