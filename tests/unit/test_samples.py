"""The documents in `samples/`: what a newcomer opens first must be right in every respect."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from webapp.domain import Companion, Diagram, Shape
from webapp.dsl import findings_of, parse
from webapp.graph import end_nodes, reachable, start_nodes
from webapp.simulation import Choice, Trace, run

FOLDER = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.fz"))
every_sample = pytest.mark.parametrize("name", NAMES)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.fz").read_bytes().decode("utf-8")


def diagram_of(name: str) -> Diagram:
    return parse(text_of(name)).diagram


def run_sample(name: str, *choices: str) -> Trace:
    """Run a sample with choices such as `n7=Yes`."""
    pairs = [choice.split("=") for choice in choices]
    return run(diagram_of(name), [Choice(node, label) for node, label in pairs])


def test_the_six_samples_are_there() -> None:
    assert NAMES == ["ab-test", "api-gateway", "authentication", "blue-green", "permission-check", "saga"]


def test_blue_green_is_the_commissioned_document_to_the_byte() -> None:
    digest = hashlib.sha256((FOLDER / "blue-green.fz").read_bytes()).hexdigest()
    assert digest == "0b0dbaf34cc3c6ce2a338b3e1b9ec26590284a312089e118b11a344cf2469748"


@every_sample
def test_nothing_is_found_in_a_sample(name: str) -> None:
    assert findings_of(parse(text_of(name))) == ()


@every_sample
def test_a_sample_has_a_title_and_a_description(name: str) -> None:
    companion = Companion.from_json(json.loads((FOLDER / f"{name}.lanestep.json").read_text(encoding="utf-8")))
    assert companion.title
    assert companion.description


@every_sample
def test_a_sample_is_neither_trivial_nor_too_large_to_read(name: str) -> None:
    diagram = diagram_of(name)
    assert len(diagram.lanes) >= 3
    assert 14 <= len(diagram.nodes) <= 24


@every_sample
def test_ids_count_without_gaps_in_document_order(name: str) -> None:
    nodes = diagram_of(name).nodes
    assert [node.id for node in nodes] == [f"n{number}" for number in range(1, len(nodes) + 1)]


@every_sample
def test_every_decision_has_two_or_more_labelled_branches(name: str) -> None:
    diagram = diagram_of(name)
    labels = [[e.label for e in diagram.outgoing[n.id]] for n in diagram.nodes if n.shape is Shape.DIAMOND]
    assert labels
    assert all(len(set(branches)) >= 2 and all(branches) for branches in labels)


@every_sample
def test_only_circles_end_and_start(name: str) -> None:
    diagram = diagram_of(name)
    assert {diagram.node[node].shape for node in (*start_nodes(diagram), *end_nodes(diagram))} == {Shape.CIRCLE}


@every_sample
def test_a_start_leads_to_every_node(name: str) -> None:
    diagram = diagram_of(name)
    assert reachable(diagram, start_nodes(diagram)) == {node.id for node in diagram.nodes}


@every_sample
def test_words_are_short_and_plain(name: str) -> None:
    diagram = diagram_of(name)
    labels = [item.label for item in (*diagram.lanes, *diagram.nodes, *diagram.edges)]
    assert all(len(label) <= 50 and label.isascii() for label in labels)
    assert all(node.label for node in diagram.nodes)


@every_sample
def test_every_run_completes(name: str) -> None:
    diagram = diagram_of(name)
    assert {run(diagram, seed=seed).status for seed in range(100)} == {"complete"}


@every_sample
def test_every_edge_is_on_the_way_of_some_run(name: str) -> None:
    diagram = diagram_of(name)
    crossed = {said.edge for seed in range(200) for _, said in run(diagram, seed=seed).log if said.event == "move"}
    assert crossed == {edge.id for edge in diagram.edges}


def test_when_shipping_fails_the_saga_refunds_and_cancels() -> None:
    trace = run_sample("saga", "n7=Yes", "n11=Yes", "n14=Yes", "n16=No")
    told = [diagram_of("saga").node[node].label for node in trace.visited]
    assert told[-5:] == ["Release stock", "Refund payment", "Cancel order", "Tell customer it failed", "Rolled back"]


def test_when_payment_fails_the_saga_cancels_without_a_refund() -> None:
    trace = run_sample("saga", "n7=Yes", "n11=No")
    assert "n8" in trace.visited
    assert "n12" not in trace.visited


def test_the_fifth_failed_attempt_locks_the_account() -> None:
    wrong = ["n6=No", "n11=Yes"] * 4
    trace = run_sample("authentication", *wrong, "n6=No")
    assert trace.visited.count("n10") == 5
    assert trace.visited[-3:] == ("n12", "n13", "n14")


def test_a_wrong_code_counts_as_a_failed_attempt() -> None:
    assert run_sample("authentication", "n6=Yes", "n9=No").visited[-2:] == ("n9", "n10")


def test_the_gateway_waits_for_all_services_before_it_answers() -> None:
    trace = run_sample("api-gateway", "n7=Yes", "n10=Yes", "n13=Yes", "n16=Yes")
    assert trace.visited[-7:] == ("n14", "n18", "n19", "n15", "n16", "n4", "n5")


@pytest.mark.parametrize(
    ("choices", "answer"),
    [(["n7=No"], "n8"), (["n7=Yes", "n10=No"], "n11"), (["n7=Yes", "n10=Yes", "n13=No (404)"], "n17")],
)
def test_the_gateway_answers_every_error_to_the_client(choices: list[str], answer: str) -> None:
    assert run_sample("api-gateway", *choices).visited[-3:] == (answer, "n2", "n3")


def test_the_comparison_goes_on_with_the_next_visitor_until_the_sample_is_complete() -> None:
    trace = run_sample("ab-test", "n10=A", "n14=No", "n15=No", "n10=B", "n14=No", "n15=Yes", "n17=Yes")
    assert (trace.visited.count("n9"), trace.visited[-2:]) == (2, ("n6", "n8"))


def test_harm_stops_the_comparison() -> None:
    assert run_sample("ab-test", "n10=B", "n14=Yes").visited[-2:] == ("n4", "n5")


def test_a_refused_action_is_recorded_and_explained() -> None:
    trace = run_sample("permission-check", "n7=Yes", "n13=No", "n19=No")
    assert trace.visited[-5:] == ("n13", "n18", "n19", "n11", "n5")
    assert "n8" not in trace.visited


def test_an_action_of_somebody_not_signed_in_waits_for_the_sign_in() -> None:
    trace = run_sample("permission-check", "n7=No", "n7=Yes")
    assert trace.visited[:6] == ("n1", "n6", "n7", "n2", "n6", "n7")
