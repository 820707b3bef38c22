"""Faults that people make, planted one by one into the samples: the analysis finds them, and nothing before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from webapp.domain import Companion, Diagram, Shape
from webapp.dsl import parse
from webapp.dsl.edits import apply, operation_from_json
from webapp.graph import reachable
from webapp.services.analysing import Told, analyse
from webapp.services.parsed_text import ParsedText

ROOT = Path(__file__).parents[3]
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.fz"))}
CASES = ("edges-copied-into-every-lane", "readable-ids", "run-loop-entry", "run-nested-chains", "run-orders")
TEXTS |= {name: (ROOT / "tests" / "cases" / f"{name}.fz").read_text(encoding="utf-8") for name in CASES}
LEAST_FOUND = 0.95
LEAST_WITH_A_RUN = 0.95
WITHOUT_A_RUN = {"unreachable", "dead-node", "starts-apart"}
"""Findings in which no run goes wrong: none comes there."""

Planted = tuple[list[dict[str, Any]], dict[str, Any], set[str], set[str]]
"""Operations on the text, options of runs, and the codes and parts of which one must be found."""


def decisions(diagram: Diagram) -> list[str]:
    return [node.id for node in diagram.nodes if node.shape is Shape.DIAMOND and len(diagram.outgoing[node.id]) > 1]


def lost_label(diagram: Diagram) -> Planted:
    node = decisions(diagram)[0]
    edge = diagram.outgoing[node][-1].id
    return [{"op": "update_edge", "id": edge, "label": ""}], {}, {"unlabelled-branch"}, {edge}


def missing_failure_branch(diagram: Diagram) -> Planted:
    node = next(node for node in decisions(diagram)[::-1] if len(diagram.outgoing[node]) == 2)
    return [{"op": "remove_edge", "id": diagram.outgoing[node][-1].id}], {}, {"single-branch"}, {node}


def dead_join(diagram: Diagram) -> Planted:
    merges = [node.id for node in diagram.nodes if len(diagram.incoming[node.id]) > 1]
    return [], {"nodes": {merges[0]: {"join": "all"}}}, {"stuck"}, {merges[0]}


def unreachable_end(diagram: Diagram) -> Planted:
    end = next(node.id for node in diagram.nodes[::-1] if not diagram.outgoing[node.id])
    edges = [edge.id for edge in diagram.incoming[end]]
    return [{"op": "remove_edge", "id": edge} for edge in edges], {}, {"unreachable"}, {end}


def step_without_a_way_on(diagram: Diagram) -> Planted:
    edge = next(
        edge for edge in diagram.edges if diagram.node[edge.source].shape is not Shape.DIAMOND
        and diagram.incoming[edge.source] and len(diagram.outgoing[edge.source]) == 1
    )  # fmt: skip
    return [{"op": "remove_edge", "id": edge.id}], {}, {"dead-end"}, {edge.source}


def same_label(diagram: Diagram) -> Planted:
    node = decisions(diagram)[-1]
    first, second = diagram.outgoing[node][:2]
    return [{"op": "update_edge", "id": second.id, "label": first.label}], {}, {"same-label"}, {node}


def no_difference(diagram: Diagram) -> Planted:
    node = next(node for node in decisions(diagram) if len(diagram.outgoing[node]) == 2)
    first, second = diagram.outgoing[node]
    return [{"op": "update_edge", "id": second.id, "target": first.target}], {}, {"no-difference"}, {node}


def way_back_in_place_of_the_end(diagram: Diagram) -> Planted:
    ends = {node.id for node in diagram.nodes if not diagram.outgoing[node.id]}
    start = next(node for node in diagram.nodes if not diagram.incoming[node.id])
    first = diagram.outgoing[start.id][0].target
    back = [
        {"op": "update_edge", "id": edge.id, "target": first} for edge in diagram.edges
        if edge.target in ends and edge.source != start.id
    ]  # fmt: skip
    return back, {}, {"no-way-out", "cannot-finish"}, {first}


def decision_drawn_as_a_step(diagram: Diagram) -> Planted:
    node = decisions(diagram)[0]
    codes = {
        "fork-meets-alternatives", "fork-in-cycle", "end-while-others", "mixed-join", "cannot-finish",
        "order-dependent", "cycle-without-decision", "no-way-out", "labelled-fork",
    }  # fmt: skip
    return [{"op": "update_node", "id": node, "shape": "rectangle"}], {}, codes, set(diagram.node)


def start_in_the_middle(diagram: Diagram) -> Planted:
    start = next(node for node in diagram.nodes if not diagram.incoming[node.id] and diagram.outgoing[node.id])
    edge = diagram.outgoing[start.id][0]
    target = next(
        node.id for node in diagram.nodes[::-1]
        if diagram.outgoing[node.id] and edge.target not in reachable(diagram, [node.id]) and node.id != start.id
    )  # fmt: skip
    return [{"op": "update_edge", "id": edge.id, "target": target}], {}, {"unreachable"}, set(diagram.node)


FAULTS: tuple[Callable[[Diagram], Planted], ...] = (
    lost_label,
    missing_failure_branch,
    dead_join,
    unreachable_end,
    step_without_a_way_on,
    same_label,
    no_difference,
    way_back_in_place_of_the_end,
    decision_drawn_as_a_step,
    start_in_the_middle,
)


def told(text: str, options: dict[str, Any] | None = None) -> Told:
    companion = Companion.from_json({"simulation": {"options": options or {}}})
    return analyse(ParsedText(parse(text), companion))


def test_nothing_is_found_in_the_originals() -> None:
    for name, text in TEXTS.items():
        assert (name, told(text).findings) == (name, ())


def test_planted_faults_are_found_and_shown_by_a_run() -> None:
    missed, tried, shown, without = [], 0, 0, []
    for name, text in TEXTS.items():
        for fault in FAULTS:
            document = parse(text)
            try:
                operations, options, codes, parts = fault(document.diagram)
            except (StopIteration, IndexError):  # the diagram has no place for this fault
                continue
            planted = apply(document, [operation_from_json(item) for item in operations]).document.text
            found = told(planted, options).findings
            tried += 1
            if not any(
                item.finding.code in codes and not parts.isdisjoint((*item.finding.nodes, *item.finding.edges))
                for item in found
            ):
                missed.append((name, fault.__name__, [item.finding.code for item in found]))
            for item in found:
                if item.finding.code not in WITHOUT_A_RUN:
                    shown += item.finding.run is not None
                    if item.finding.run is None:
                        without.append((name, fault.__name__, item.finding.code))
    assert tried >= 60
    assert len(missed) <= tried * (1 - LEAST_FOUND), missed
    assert shown >= LEAST_WITH_A_RUN * (shown + len(without)), without


def test_an_edge_to_a_node_in_another_lane_than_it_says_is_found() -> None:
    for name, text in TEXTS.items():
        diagram = parse(text).diagram
        crossing = next((e for e in diagram.edges if diagram.node[e.source].lane != diagram.node[e.target].lane), None)
        if crossing is None or f"-> {diagram.node[crossing.target].lane}.{crossing.target}." not in text:
            continue
        lane = diagram.node[crossing.target].lane
        other = next(each.id for each in diagram.lanes if each.id != lane)
        wrong = text.replace(f"-> {lane}.{crossing.target}.", f"-> {other}.{crossing.target}.", 1)
        found = [item for item in told(wrong).findings if item.finding.code == "wrong-lane"]
        assert [(name, item.finding.edges[0].split("-")[1]) for item in found] == [(name, crossing.target)]
        assert found[0].finding.run
        assert found[0].cure
