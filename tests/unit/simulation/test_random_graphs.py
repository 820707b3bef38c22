"""What holds on every graph: no run gets stuck, one more choice changes nothing before it, the numbers are right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
from digits import DRAWS, Draw
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import Diagram, Edge, Lane, Loop, Node, Shape, Side
from webapp.graph import as_graph, back_edges, start_nodes
from webapp.simulation import Trace, run
from webapp.simulation.conditions import LoopKind
from webapp.simulation.program import compile_program
from webapp.simulation.run_options import RunOptions

SHAPES = list(Shape)
CONDITIONS = ("retry up to 2 times", "repeat 3 times", "until valid", "for each item", "retry loop")


def diagrams(*, loops: bool = True) -> st.SearchStrategy[Diagram]:
    """Up to nine nodes with up to 18 edges and two loops among them, in any order."""
    return DRAWS.map(lambda draw: _diagram(draw, loops))


def _diagram(draw: Draw, loops: bool) -> Diagram:
    names = [f"n{number}" for number in range(1, draw.of(range(1, 10)) + 1)]
    nodes = tuple(Node(name, "Lane", draw.of(SHAPES)) for name in names)
    count = draw.of(range(19))
    labels = {(draw.of(names), draw.of(names)): draw.of(["", "a", "b"]) for _ in range(count)}
    lists = [
        (draw.of(CONDITIONS), dict.fromkeys(draw.of(names) for _ in range(draw.of(range(1, 5)))))
        for _ in range(draw.of(range(3)) if loops else 0)
    ]
    return Diagram(
        lanes=(Lane("Lane", "Lane"),),
        nodes=nodes,
        edges=tuple(
            Edge(f"{source}-{target}", source, target, Side.RIGHT, Side.LEFT, label)
            for (source, target), label in labels.items()
        ),
        loops=tuple(
            Loop(f"loop-{index}", condition, tuple(listed)) for index, (condition, listed) in enumerate(lists, start=1)
        ),
    )


@dataclass(frozen=True)
class Ways:
    """Where a diagram leads to: by any edges, and by all but its back edges."""

    back: frozenset[str]
    whole: dict[str, set[str]]
    forward: dict[str, set[str]]


def ways_of(diagram: Diagram) -> Ways:
    back = back_edges(diagram)
    return Ways(back, _reach(diagram), _reach(diagram, without=back))


def _reach(diagram: Diagram, without: frozenset[str] = frozenset()) -> dict[str, set[str]]:
    graph = as_graph(diagram, without=without)
    return {node: nx.descendants(graph, node) for node in graph}


def reference(diagram: Diagram, trace: Trace) -> Iterator[str]:
    """Run by the rules as written, with a search at every step, and fire the first free node in the engine's order."""
    ways = ways_of(diagram)
    whole, forward = ways.whole, ways.forward
    rank = compile_program(diagram, RunOptions()).number
    taken = {(choice.node, choice.visit): set(choice.edges) for choice in trace.choices}
    visits = dict.fromkeys(rank, 0)
    tokens: list[tuple[str, frozenset[str]]] = [(node, frozenset()) for node in start_nodes(diagram)]

    def can_arrive(source: str, target: str) -> bool:
        common = target in whole[source] and source in whole[target]
        return source != target and target in (forward if common else whole)[source]

    while tokens:
        free = {at for at, _ in tokens if not any(can_arrive(other, at) for other, _ in tokens)}
        node = min(free, key=rank.__getitem__)
        visits[node] += 1
        yield node
        if visits[node] == 100:
            return
        history = frozenset({node}).union(*(played for at, played in tokens if at == node))
        tokens = [token for token in tokens if token[0] != node]
        edges = {edge.id for edge in diagram.outgoing[node]}
        if (node, visits[node]) in taken:
            edges, history = taken[node, visits[node]], frozenset()
        for edge in diagram.outgoing[node]:
            if edge.id in edges and edge.target not in history:
                tokens.append((edge.target, history))


def turns_round(diagram: Diagram, ways: Ways, edge: Edge, first: str, decisions: set[str]) -> bool:
    """Say by the rule as written whether a way that begins with this edge turns a loop round before a decision."""
    back, whole, forward = ways.back, ways.whole, ways.forward

    def search(edge: Edge, passed: frozenset[str]) -> bool:
        at = edge.target
        on_cycle = at == first or (at in whole[first] and first in whole[at])
        if at == first or (edge.id in back and on_cycle and first in forward[at]):
            return True
        if not on_cycle or at in decisions or at in passed:
            return False
        return any(search(onward, passed | {at}) for onward in diagram.outgoing[at])

    return search(edge, frozenset())


def stays_inside(ways: Ways, edge: Edge, body: set[str]) -> bool:
    """Say by the rule as written whether a loop can still go on after an edge without turning round."""
    whole, forward = ways.whole, ways.forward
    if edge.source != edge.target and edge.source not in whole[edge.target]:
        return False
    return any(
        node == edge.target or (node in forward[edge.target] and edge.source in whole[node] | {node}) for node in body
    )


@settings(deadline=None, max_examples=200)
@given(diagrams())
def test_a_loop_is_repeated_and_left_by_the_edges_that_a_search_from_each_finds(diagram: Diagram) -> None:
    program = compile_program(diagram, RunOptions())
    decisions = {stop.node.id for stop in program.stops if len(_branch_edges(diagram, stop.node)) > 1}
    ways = ways_of(diagram)
    whole = ways.whole
    for loop, plan in zip(diagram.loops, program.loops, strict=True):
        for node in decisions & {*loop.nodes, *plan.repeating} if plan.rule.kind is not LoopKind.FREE else ():
            on_cycle = node == plan.first or (node in whole[plan.first] and plan.first in whole[node])
            turning = {e.id for e in diagram.outgoing[node] if turns_round(diagram, ways, e, plan.first, decisions)}
            assert plan.repeating.get(node, frozenset()) == (turning if on_cycle else set())
        for node, leaving in plan.leaving.items():
            others = [e for e in diagram.outgoing[node] if e.id not in plan.repeating[node]]
            body = {*loop.nodes, *plan.repeating}
            assert leaving == {e.id for e in others if not stays_inside(ways, e, body)}


def _branch_edges(diagram: Diagram, node: Node) -> set[str]:
    """Return what tells the branches of a diamond apart: the label, or the edge where there is none."""
    return {edge.label or edge.id for edge in diagram.outgoing[node.id]} if node.shape is Shape.DIAMOND else set()


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_no_run_gets_stuck(diagram: Diagram, seed: int) -> None:
    assert run(diagram, seed=seed).status in ("complete", "limit")


@settings(deadline=None, max_examples=150)
@given(diagrams(loops=False), st.integers(0, 5))
def test_the_lowest_number_is_what_a_search_at_every_step_would_fire(diagram: Diagram, seed: int) -> None:
    trace = run(diagram, seed=seed)
    assert trace.visited == tuple(reference(diagram, trace))


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_one_more_choice_continues_a_run_and_changes_nothing_before(diagram: Diagram, seed: int) -> None:
    choices = run(diagram, seed=seed).choices[:12]
    traces = [run(diagram, choices[:count]) for count in range(len(choices) + 1)]
    for shorter, longer in pairwise(traces):
        assert shorter.status == "waiting"
        assert longer.log[: len(shorter.log)] == shorter.log
        assert longer.steps >= shorter.steps


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_the_choices_of_a_run_give_the_same_run_again(diagram: Diagram, seed: int) -> None:
    trace = run(diagram, seed=seed)
    again = run(diagram, trace.choices)
    assert (again.visited, again.status, again.choices) == (trace.visited, trace.status, trace.choices)


@settings(deadline=None, max_examples=200)
@given(diagrams(), st.integers(0, 5))
def test_the_changes_lead_from_snapshot_to_snapshot(diagram: Diagram, seed: int) -> None:
    data = run(diagram, seed=seed).to_json()
    state = data["snapshots"]["0"]
    for step, change in enumerate(data["changes"], start=1):
        for name, value in change.items():
            if name in ("active", "fired", "moved"):
                state[name] = value
            else:
                state[name] = {key: new for key, new in {**state[name], **value}.items() if new}
        assert state == data["snapshots"].get(str(step), state)
    assert bool(state["tokens"]) == (data["status"] != "complete")
