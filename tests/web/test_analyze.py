"""What can go wrong in runs, over HTTP."""

from __future__ import annotations

from pathlib import Path

from checked_client import CheckedClient

SAGA = (Path(__file__).parents[2] / "samples" / "saga.fz").read_text(encoding="utf-8")


def test_a_finding_has_a_run_that_can_be_run_and_a_cure(client: CheckedClient) -> None:
    body = {"code": SAGA, "options": {"nodes": {"n8": {"join": "all"}}}}
    answer = client.post("/api/analyze", json=body).get_json()
    finding = answer["findings"][0]
    assert (answer["explored"], finding["code"], finding["nodes"][0]) == (True, "stuck", "n8")
    played = client.post("/api/run", json={**body, "choices": finding["run"]["choices"]}).get_json()
    assert (played["status"], played["steps"]) == ("limit", finding["run"]["at"])
    assert finding["cure"]["options"] == {"nodes": {"n8": {"join": "wait"}}}


def test_statements_of_the_companion_are_judged(client: CheckedClient) -> None:
    statements = [{"kind": "never", "before": ["n5", "n18"]}, {"kind": "never", "visited": ["n12"]}]
    answer = client.post(
        "/api/analyze", json={"code": SAGA, "companion": {"simulation": {"statements": statements}}}
    ).get_json()
    assert [item["holds"] for item in answer["statements"]] == [True, False]
    assert answer["statements"][1]["run"]["replay"].startswith("at=")


def test_a_fix_of_a_problem_can_be_sent_as_it_is(client: CheckedClient) -> None:
    code = SAGA.replace(' [label="Yes"]', "", 1)
    finding = client.post("/api/analyze", json={"code": code}).get_json()["findings"][0]
    fixed = client.post("/api/fix", json={"code": code, "finding": finding["cure"]["problem"]}).get_json()
    assert client.post("/api/analyze", json={"code": fixed["code"]}).get_json()["findings"] == []


def test_a_statement_about_an_unknown_node_is_refused_with_its_path(client: CheckedClient) -> None:
    companion = {"simulation": {"statements": [{"kind": "never", "visited": ["n99"]}]}}
    answer = client.post("/api/analyze", json={"code": SAGA, "companion": companion})
    assert answer.status_code == 422
    assert answer.get_json()["error"]["message"].startswith("simulation.statements[0].visited[0] names a node")
