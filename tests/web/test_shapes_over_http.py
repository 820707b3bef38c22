"""Drawings with time downwards and folded ones over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

CODE = (
    "Lane { # Lane\n"
    + "".join(f'  n{i}: rectangle label:"Step {i}"\n' for i in range(1, 9))
    + "".join(f"  n{i}.handle(right) -> n{i + 1}.handle(left)\n" for i in range(1, 8))
    + "}\n"
)


def test_a_text_is_drawn_folded_at_the_width_asked_for(client: FlaskClient):
    answer = client.post("/api/render", json={"code": CODE, "fold": 800}).get_json()

    assert answer["geometry"]["rows"] > 1
    assert 'id="lane-Lane.2"' in answer["svg"]


def test_a_text_is_drawn_with_time_downwards(client: FlaskClient):
    answer = client.post(
        "/api/render", json={"code": CODE.replace("right", "bottom").replace("left", "top"), "direction": "down"}
    )

    geometry = answer.get_json()["geometry"]
    assert geometry["height"] > geometry["width"]


def test_upright_lanes_are_not_folded_and_the_answer_says_so(client: FlaskClient):
    answer = client.post("/api/render", json={"code": CODE, "fold": 800, "direction": "down"})

    assert answer.status_code == 400
    assert "does not go with the direction down" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize("asked", ["fold=5", "fold=wide", "direction=up", "fold=800&direction=down"])
def test_a_shape_that_makes_no_sense_is_refused_in_words(client: FlaskClient, asked: str):
    assert client.get(f"/samples/blue-green.svg?{asked}").status_code == 400


def test_a_file_is_folded_by_its_address(client: FlaskClient):
    assert b'.2" class="lane' in client.get("/samples/blue-green.svg?fold=1400").data


def test_a_folded_drawing_is_printed_on_pages_of_a4(client: FlaskClient):
    pdf = client.get("/samples/blue-green.pdf?fold=700").data

    assert b"/Count 3" in pdf
    assert pdf.count(b"/MediaBox[0 0 841.8898 595.2756]") == 3
