"""Scenarios over HTTP: results, proposals, a run to a part, and behaviour that differs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

SAMPLES = Path(__file__).parents[2] / "samples"
CODE = (SAMPLES / "authentication.fz").read_text(encoding="utf-8")
COMPANION = json.loads((SAMPLES / "authentication.lanestep.json").read_bytes())
LOWER = CODE.replace("up to 4 times", "up to 3 times")


def post(client: FlaskClient, path: str, **body: Any) -> Any:
    answer = client.post(f"/api/{path}", json=body)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_scenarios_pass_with_a_run_that_can_be_played(client: FlaskClient) -> None:
    answer = post(client, "scenarios", code=CODE, companion=COMPANION)
    assert (answer["passed"], answer["coverage"]["edges"]["missing"]) == (True, [])
    first = answer["results"][1]
    run = post(client, "run", code=CODE, choices=first["choices"])
    assert (run["status"], run["steps"]) == ("complete", first["steps"])


def test_a_scenario_that_fails_says_where(client: FlaskClient) -> None:
    answer = post(client, "scenarios", code=LOWER, companion=COMPANION)
    assert [result["passed"] for result in answer["results"]] == [True, True, False]
    assert answer["results"][2]["failures"][0] == {
        "place": "expect.ends_at",
        "message": 'The run is expected to end at "Signed in", and ends at "Locked out".',
        "step": 24,
        "part": None,
    }


def test_proposals_can_be_kept_as_they_are(client: FlaskClient) -> None:
    proposed = post(client, "scenarios/propose", code=CODE)
    assert proposed["explored"]
    kept = {"scenarios": proposed["scenarios"]}
    assert post(client, "companion", code=CODE, companion=kept)["problems"] == []
    answer = post(client, "scenarios", code=CODE, companion=kept)
    assert (answer["passed"], answer["coverage"]["branches"]["missing"]) == (True, [])
    assert post(client, "scenarios/propose", code=CODE, companion=kept)["scenarios"] == []


def test_a_run_leads_through_an_edge(client: FlaskClient) -> None:
    found = post(client, "scenarios/through", code=CODE, part="n11-n12")
    assert [choice["label"] for choice in found["run"]["choices"]] == ["No", "No"]
    assert found["run"]["replay"].startswith("at=6&choices=")


def test_two_versions_are_compared_by_what_they_do(client: FlaskClient) -> None:
    found = post(
        client,
        "behaviour",
        before={"code": CODE, "companion": COMPANION},
        after={"code": LOWER, "companion": COMPANION},
    )
    broken = found["changes"][0]
    assert (broken["kind"], broken["change"], broken["name"]) == ("scenario", "broken", "Signed in at the fifth try")
    assert (broken["before"]["ends_at"], broken["after"]["ends_at"]) == (["n4"], ["n14"])


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("scenarios", {"companion": {"scenarios": [{"choices": []}]}}, "scenarios[0].name is missing"),
        (
            "scenarios",
            {"companion": {"scenarios": [{"name": "A", "expect": {"visited": "n1"}}]}},
            "scenarios[0].expect.visited must be an array",
        ),
        (
            "scenarios",
            {"companion": {"scenarios": [{"name": "A", "options": {"nodes": {"n99": {"join": "all"}}}}]}},
            "scenarios[0].options.nodes.n99 names a node that the diagram does not have",
        ),
        ("scenarios/through", {"part": "n99"}, "there is no node or edge 'n99'"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(client: FlaskClient, path: str, body: Any, said: str) -> None:
    answer = client.post(f"/api/{path}", json={"code": CODE, **body})
    assert answer.status_code in (400, 422)
    assert said in answer.json["error"]["message"]


def test_scenarios_with_too_many_steps_are_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.services.testing_scenarios.MOST_STEPS", 10)
    answer = client.post("/api/scenarios", json={"code": CODE, "companion": COMPANION})
    assert (answer.status_code, "have more than 10 steps together" in answer.json["error"]["message"]) == (422, True)
