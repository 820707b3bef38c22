"""The picture after an edit of a large document stays near the one that is shown, whose plan comes along."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

STEPS = "".join(f'  n{number}: rectangle label:"Step {number}"\n' for number in range(1, 70))
FLOW = "".join(f"  n{number}.handle(right) -> n{number + 1}.handle(left)\n" for number in range(1, 69))
SHORTCUTS = "".join(f"  n{number}.handle(bottom) -> n{number + 7}.handle(top)\n" for number in range(1, 63, 3))
# Too large to be refined while somebody waits, and refined, most of its nodes stand elsewhere.
TANGLED = f"long {{ # Long\n{STEPS}{FLOW}{SHORTCUTS}}}\n"


def drawn(client: FlaskClient, code: str, **fields: Any) -> dict[str, Any]:
    answer = client.post("/api/render", json={"code": code, **fields})
    assert answer.status_code == 200
    return answer.json


def places(answer: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {node["id"]: (node["x"], node["y"]) for node in answer["geometry"]["nodes"]}


@pytest.fixture
def shown(client: FlaskClient) -> dict[str, Any]:
    """The refined picture that a page shows."""
    return drawn(client, TANGLED)


def test_other_words_in_a_large_document_are_drawn_as_well_as_can_be_at_once(client, shown):
    soon = drawn(client, TANGLED.replace("Step 30", "Stop 30"), refine=False, plan=shown["plan"])

    assert soon["refined"] is True
    assert places(soon) == places(shown)


def test_without_a_plan_the_first_picture_of_a_large_document_stands_elsewhere(client, shown):
    soon = drawn(client, TANGLED.replace("Step 30", "Halt 30"), refine=False)

    assert soon["refined"] is False
    assert places(soon) != places(shown)


def test_an_edge_removed_from_a_large_document_moves_nobody(client, shown):
    body = {"code": TANGLED, "plan": shown["plan"], "operations": [{"op": "remove_edge", "id": "n40-n41"}]}

    edited = client.post("/api/edit", json=body).json
    best = drawn(client, edited["code"], companion=edited["companion"], plan=edited["plan"])

    assert places(edited) == places(best) == places(shown)


def test_an_edge_taken_out_of_the_text_is_remembered_in_the_companion(client, shown):
    cut = TANGLED.replace("  n40.handle(right) -> n41.handle(left)\n", "")

    typed = drawn(client, cut, companion={"title": "Kept"}, refine=False, plan=shown["plan"])

    assert typed["companion"]["title"] == "Kept"
    assert [ghost["source"] for ghost in typed["companion"]["layout"]["ghosts"]] == ["n40"]
    assert places(typed) == places(shown)


def test_a_plan_that_is_no_longer_known_does_no_harm(client):
    code = TANGLED.replace("Step 30", "Stay 30")

    assert drawn(client, code, refine=False, plan="ab" * 32)["refined"] is False


def test_a_plan_that_cannot_be_one_is_refused(client):
    answer = client.post("/api/render", json={"code": TANGLED, "plan": "../etc"})

    assert answer.status_code == 400
    assert "plan" in answer.json["error"]["message"]
