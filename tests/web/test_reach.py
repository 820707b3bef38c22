"""How a run gets to a node, over HTTP."""

from __future__ import annotations

from pathlib import Path

from checked_client import CheckedClient

BLUE_GREEN = (Path(__file__).parents[2] / "samples" / "blue-green.fz").read_text(encoding="utf-8")


def test_the_choices_of_the_answer_lead_a_run_to_the_node(client: CheckedClient) -> None:
    reached = client.post("/api/reach", json={"code": BLUE_GREEN, "node": "n12"}).get_json()
    assert (reached["found"], reached["explored"]) == (True, True)
    run = client.post("/api/run", json={"code": BLUE_GREEN, "choices": reached["choices"]}).get_json()
    fired = [entry["node"] for entry in run["entries"] if entry["event"] == "fire"]
    assert fired[reached["at"] - 1] == "n12"


def test_the_options_of_the_companion_hold(client: CheckedClient) -> None:
    code = 'L {\nn1: circle label:"A"\nn2: rectangle label:"B"\n}\n'
    alone = client.post("/api/reach", json={"code": code, "node": "n2"}).get_json()
    companion = {"simulation": {"options": {"also_start": ["n2"]}}}
    started = client.post("/api/reach", json={"code": code, "node": "n2", "companion": companion}).get_json()
    assert (alone["found"], started["found"], started["at"]) == (False, True, 2)
    assert "no edge leads there" in alone["message"]


def test_a_node_that_is_not_there_is_refused(client: CheckedClient) -> None:
    answer = client.post("/api/reach", json={"code": BLUE_GREEN, "node": "n99"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "run-refused")
