"""Drawings with time downwards and folded ones over HTTP."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from webapp.cli import main

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


def test_the_sides_turn_down_alike_on_the_command_line_in_files_and_in_exports(client: FlaskClient):
    asked = {"code": CODE, "direction": "down"}
    key = client.post("/api/documents", json={"code": CODE}).get_json()["view_key"]
    answered = client.post("/api/render", json=asked).get_json()
    command = ["render", "-", "-o", "-", "--direction", "down", "--format"]

    assert {(edge["source_side"], edge["target_side"]) for edge in answered["geometry"]["edges"]} == {("bottom", "top")}
    assert {edge["source_side"] for edge in answered["diagram"]["edges"]} == {"right"}
    assert client.post("/api/export/json", json=asked).get_json() == answered["geometry"]
    assert json.loads(CliRunner().invoke(main, [*command, "json"], input=CODE).stdout) == answered["geometry"]
    assert CliRunner().invoke(main, [*command, "svg"], input=CODE).stdout == answered["svg"]
    stored = client.get(f"/d/{key}.svg?direction=down").get_data(as_text=True)
    assert stored.split("</title>", 1)[1] == answered["svg"].split("</title>", 1)[1]


def test_upright_lanes_are_not_folded_and_the_answer_says_so(client: FlaskClient):
    answer = client.post("/api/render", json={"code": CODE, "fold": 800, "direction": "down"})

    assert answer.status_code == 400
    assert "cannot be combined with the direction down" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize(
    "asked", ["fold=5", "fold=wide", "width=5", "width=wide", "direction=up", "fold=800&direction=down"]
)
def test_a_shape_that_makes_no_sense_is_refused_in_words(client: FlaskClient, asked: str):
    assert client.get(f"/samples/blue-green.svg?{asked}").status_code == 400


def test_a_file_is_folded_by_its_address(client: FlaskClient):
    assert b'.2" class="lane' in client.get("/samples/blue-green.svg?fold=1000").data


def test_a_file_fits_the_width_that_its_address_asks_for(client: FlaskClient):
    usual, wide = (client.get(f"/samples/blue-green.svg{asked}").data for asked in ("", "?width=0"))

    assert len(usual) > 1000 < len(wide)
    assert usual.partition(b"viewBox")[2][:40] != wide.partition(b"viewBox")[2][:40]


def test_the_companion_says_which_width_a_drawing_fits_unless_the_request_does(client: FlaskClient):
    code = client.get("/samples/blue-green.fz").data.decode()

    def width(layout: dict[str, object], **asked: object) -> float:
        body = {"code": code, "companion": {"layout": layout}, **asked}
        return client.post("/api/render", json=body).get_json()["geometry"]["width"]

    assert width({}) < 1400 < 2000 < width({"width": 0})
    assert width({"width": 0}, width=1650) == width({})


def test_a_folded_drawing_is_printed_on_pages_of_a4(client: FlaskClient):
    pdf = client.get("/samples/blue-green.pdf?fold=700").data

    pages = pdf.count(b"/MediaBox[0 0 841.8898 595.2756]")
    assert pages > 1
    assert f"/Count {pages}/".encode() in pdf


def test_what_an_edit_leads_to_is_drawn_folded_at_the_width_asked_for(client: FlaskClient):
    body = {"code": CODE, "operations": [{"op": "remove_node", "id": "n8"}], "fold": 800}
    answer = client.post("/api/edit", json=body).get_json()

    assert answer["geometry"]["rows"] > 1
    assert answer["companion"].get("layout", {}).get("fold") is None


def drawn(client: FlaskClient, layout: dict[str, object], **asked: object) -> dict[str, object]:
    companion = {"layout": layout}
    return client.post("/api/render", json={"code": CODE, "companion": companion, **asked}).get_json()["geometry"]


def test_the_companion_says_which_shape_the_page_has(client: FlaskClient):
    assert drawn(client, {"direction": "down"})["direction"] == "down"
    assert drawn(client, {"fold": 800})["rows"] > 1
    assert drawn(client, {"density": "compact"})["width"] < drawn(client, {})["width"]


def test_what_a_request_asks_for_goes_before_the_companion(client: FlaskClient):
    assert "rows" not in drawn(client, {"fold": 800}, fold=0)
    assert "direction" not in drawn(client, {"direction": "down"}, direction="right")
    assert drawn(client, {"direction": "down"}, fold=800)["rows"] > 1


def test_a_diagram_with_time_downwards_is_not_folded_whatever_its_companion_says(client: FlaskClient):
    assert "rows" not in drawn(client, {"direction": "down", "fold": 800})


def test_files_of_a_stored_diagram_have_the_shape_of_its_companion(client: FlaskClient):
    body = {"code": CODE, "companion": {"layout": {"fold": 800}}}
    key = client.post("/api/documents", json=body).get_json()["view_key"]

    assert b'id="lane-Lane.2"' in client.get(f"/d/{key}.svg").data
    assert b'id="lane-Lane.2"' not in client.get(f"/d/{key}.svg?fold=0").data
    assert b"/MediaBox[0 0 841.8898 595.2756]" in client.get(f"/d/{key}.pdf").data


@pytest.mark.parametrize("layout", [{"direction": "up"}, {"fold": 5}, {"fold": "wide"}, {"width": 5}])
def test_a_shape_in_the_companion_that_makes_no_sense_is_refused_by_name(
    client: FlaskClient, layout: dict[str, object]
):
    answer = client.post("/api/render", json={"code": CODE, "companion": {"layout": layout}})

    assert answer.status_code == 400
    assert f"the layout hint {next(iter(layout))} must be" in answer.get_json()["error"]["message"]


def test_a_run_is_exported_as_a_picture_that_plays_it(client: FlaskClient):
    body = {"code": CODE.replace("n1: rectangle", "n1: circle"), "run": {"seed": 1}, "theme": "dark"}
    answer = client.post("/api/export/svg", json=body)

    assert answer.mimetype == "image/svg+xml"
    assert b"<animate" in answer.data
    assert "diagram-run.svg" in answer.headers["Content-Disposition"]


def test_a_run_plays_in_the_shape_asked_for(client: FlaskClient):
    body = {"code": CODE.replace("n1: rectangle", "n1: circle"), "run": {"seed": 1}, "fold": 800}

    picture = client.post("/api/export/svg", json=body).data

    assert b"animateMotion" in picture
    assert b'id="lane-Lane.2"' in picture


def test_only_an_svg_plays_a_run(client: FlaskClient):
    answer = client.post("/api/export/pdf", json={"code": CODE, "run": {}})

    assert answer.status_code == 400
    assert "only SVG can show a run" in answer.get_json()["error"]["message"]
