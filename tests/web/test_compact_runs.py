"""Runs as two lists of numbers, with the tables by which they can be told."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from checked_client import CheckedClient

ROOT = Path(__file__).parents[2]
BLUE_GREEN = (ROOT / "samples" / "blue-green.fz").read_text(encoding="utf-8")
GREEN_NO = [{"node": "n7", "label": "Green"}, {"node": "n11", "label": "No"}]


def answer(client: CheckedClient, code: str = BLUE_GREEN, **fields: Any) -> dict[str, Any]:
    response = client.post("/api/run", json={"code": code, "compact": True, **fields})
    assert response.status_code == 200
    return response.get_json()


def test_a_compact_run_has_the_same_firings_as_the_one_told_in_full(client: CheckedClient) -> None:
    told = client.post("/api/run", json={"code": BLUE_GREEN, "choices": GREEN_NO}).get_json()
    run = answer(client, choices=GREEN_NO)
    assert run["status"] == "complete"
    fired = [entry["node"] for entry in told["entries"] if entry["event"] == "fire"]
    assert [run["program"]["nodes"][number] for number in run["firings"]] == fired


def test_the_tables_tell_where_each_firing_led(client: CheckedClient) -> None:
    run = answer(client, choices=GREEN_NO)
    tables = run["program"]
    ends = list(zip(tables["edges"][::2], tables["edges"][1::2], strict=True))
    for (number, following), branch in zip(pairwise(run["firings"]), run["branches"], strict=False):
        edges = [edge for edge, (source, _) in enumerate(ends) if source == number]
        taken = tables["branches"][str(number)][branch] if branch >= 0 else edges
        assert following in [ends[edge][1] for edge in taken]


def test_tables_that_the_browser_has_are_not_sent_again(client: CheckedClient) -> None:
    digest = answer(client)["program"]["digest"]
    assert answer(client, program=digest)["program"] == digest
    assert answer(client, program="0123")["program"]["digest"] == digest


def test_other_options_make_other_tables(client: CheckedClient) -> None:
    digest = answer(client)["program"]["digest"]
    run = answer(client, program=digest, options={"nodes": {"n10": {"join": "all"}}})
    assert (run["program"]["digest"] != digest, list(run["program"]["joins"].values())) == (True, ["all"])


def test_a_waiting_run_says_what_can_be_chosen_and_what_was_not_used(client: CheckedClient) -> None:
    run = answer(client, choices=[{"node": "n18", "label": "Yes"}])
    assert [option["label"] for option in run["waiting"]["options"]] == ["Blue", "Green"]
    assert [choice["node"] for choice in run["unused"]] == ["n18"]


def test_the_answers_to_how_many_stand_beside_the_lists(client: CheckedClient) -> None:
    code = (ROOT / "tests" / "cases" / "run-foreach.fz").read_text(encoding="utf-8")
    run = answer(client, code, choices=[{"node": "n3", "label": "3"}])
    assert (run["answers"], run["program"]["loops"][0]["kind"]) == ([[0, 3]], "each")


def long_text(count: int) -> str:
    """Return a chain of nodes in which every tenth is a decision that may leave out the next one."""
    nodes = [f'n{n}: {"diamond" if n % 10 == 0 else "rectangle"} label:"Step {n}"' for n in range(1, count + 1)]
    edges = [f'n{n}.handle(right) -> n{n + 1}.handle(left) [label="Yes"]' for n in range(1, count)]
    edges += [f'n{n}.handle(top) -> n{n + 2}.handle(top) [label="No"]' for n in range(10, count - 2, 10)]
    return "\n".join(["Team { # Team", *nodes, *edges, "}", ""])


def test_the_answer_about_a_thousand_steps_is_small(client: CheckedClient) -> None:
    run = answer(client, long_text(1_050), seed=1)
    assert run["status"] == "complete"
    assert 950 < len(run["firings"]) < 1_050
    assert len(json.dumps(run, separators=(",", ":"))) < 40_000
    run["program"] = run["program"]["digest"]
    assert len(json.dumps(run, separators=(",", ":"))) < 8_000
