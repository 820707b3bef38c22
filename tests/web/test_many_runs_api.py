"""Many runs over HTTP: answered at once or by a name, cancelled, refused in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

TEXT = """A { # Counter
n1: circle label:"Start"
n2: rectangle label:"Serve"
n3: circle label:"End"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
}
"""
PROFILE = {"durations": {"n2": 4}}
QUEUED = {
    "durations": {"n2": {"kind": "exponential", "mean": 5}},
    "arrivals": {"n1": {"kind": "exponential", "mean": 6}},
    "lanes": {"A": {"capacity": 1}},
}


def finished(client: FlaskClient, answer: dict[str, Any]) -> dict[str, Any]:
    """Ask until there is a result."""
    while answer["job"]:
        answer = client.get(f"/api/simulate/{answer['job']}").get_json()
    result: dict[str, Any] = answer["result"]
    return result


def simulated(client: FlaskClient, **body: Any) -> dict[str, Any]:
    return finished(client, client.post("/api/simulate", json={"code": TEXT, "runs": 50, **body}).get_json())


def test_many_runs_are_answered_with_the_profile_of_the_companion(client: FlaskClient) -> None:
    result = simulated(client, companion={"simulation": PROFILE})

    assert (result["total"]["mean"], result["runs"]) == (4, 50)


def test_a_profile_of_the_request_is_in_place_of_the_companions(client: FlaskClient) -> None:
    result = simulated(client, companion={"simulation": PROFILE}, profile=QUEUED, runs=400)

    assert result["waits"]
    assert result["lanes"][0]["use"] > 0


def test_two_profiles_are_compared(client: FlaskClient) -> None:
    result = simulated(client, profile=PROFILE, other={"profile": {"durations": {"n2": 7}}})

    assert result["difference"]["mean"] == 3


def test_many_runs_go_on_from_a_step_of_a_run(client: FlaskClient) -> None:
    assert simulated(client, profile=PROFILE, after={"choices": [], "at": 2})["total"]["p90"] == 0


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"profile": {"durations": {"n9": 4}}}, 422, "profile.durations.n9 names a node or edge that the diagram"),
        ({"profile": {"durations": {"n2": -4}}}, 400, "profile.durations.n2 must be 0 or more"),
        ({"companion": {"simulation": {"lanes": {"A": {"capacity": 0}}}}}, 400, "simulation.lanes.A.capacity must be"),
        ({"runs": 10_000_000}, 400, "runs"),
        ({"profile": {"batches": {"n2": {"size": 3}}}}, 422, "profile.batches needs arrivals"),
        ({"profile": {**QUEUED, "arrivals": {"n2": 3}}}, 422, "no node at which"),
        ({"profile": QUEUED, "runs": 1_000_000}, 422, "ask for at most 500,000"),
        ({"after": {"choices": [], "at": 99}}, 422, "this run has 3 steps"),
        ({"code": ""}, 422, "nothing to run"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_refused_in_words(
    client: FlaskClient, body: dict[str, Any], status: int, said: str
) -> None:
    answer = client.post("/api/simulate", json={"code": TEXT, **body})
    while answer.status_code == 200:
        answer = client.get(f"/api/simulate/{answer.get_json()['job']}")

    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)


def test_durations_without_an_end_are_refused(client: FlaskClient) -> None:
    body = '{"code": "", "profile": {"durations": {"n2": 1e999}}}'
    answer = client.post("/api/simulate", data=body, content_type="application/json")

    assert answer.status_code == 400


def test_a_cancelled_computation_frees_its_process(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    client = app.test_client()
    long = client.post("/api/simulate", json={"code": TEXT, "profile": QUEUED, "runs": 400_000}).get_json()
    computation = app.extensions["lanestep"].simulations.find(long["job"])

    assert client.delete(f"/api/simulate/{long['job']}").status_code == 204
    assert not Path(f"/proc/{computation.pid}").exists()
    assert client.get(f"/api/simulate/{long['job']}").status_code == 404


def test_no_more_are_computed_at_once_than_the_operator_allows(make_app: Callable[..., Flask]) -> None:
    client = make_app(render_workers=1).test_client()
    long = client.post("/api/simulate", json={"code": TEXT, "profile": QUEUED, "runs": 400_000}).get_json()
    second = client.post("/api/simulate", json={"code": TEXT})

    assert second.status_code == 503
    assert "other runs are being computed" in second.get_data(as_text=True)
    client.delete(f"/api/simulate/{long['job']}")
    assert client.post("/api/simulate", json={"code": TEXT, "runs": 10}).status_code == 200
