"""Texts that are not stored: check, draw, edit, run, export."""

from __future__ import annotations

import json

import pytest
from case_texts import case
from flask.testing import FlaskClient

CROOKED = (
    '\ufefflane { # L\r\n  // note\r\n  n1: circle   label:"Start"\r\n\tn2: rectangle label:"\U0001f600 Two"\r\n}\r\n'
)


def test_a_good_text_is_valid_under_strict_reading(client: FlaskClient, blue_green: str):
    answer = client.post("/api/validate", json={"code": blue_green}).json

    assert answer == {
        "valid": True,
        "errors": [],
        "warnings": [],
        "left_out": 0,
        "stats": {"lanes": 3, "nodes": 20, "edges": 22},
    }


def test_a_broken_rule_is_an_error_under_strict_reading_only(client: FlaskClient):
    code = 'a { # A\n  n1: circle label="Start"\n  n2: circle label:"End"\n  n1.handle(right) -> n2.handle(left)\n}\n'

    strict = client.post("/api/validate", json={"code": code}).json
    lenient = client.post("/api/render", json={"code": code}).json["diagnostics"]

    assert not strict["valid"]
    assert [(item["code"], item["line"]) for item in strict["errors"]] == [("attribute-separator", 2)]
    assert [(item["code"], item["severity"]) for item in lenient] == [("attribute-separator", "warning")]


def test_the_two_requests_of_other_programs_may_have_further_fields(client: FlaskClient, blue_green: str):
    assert client.post("/api/validate", json={"code": blue_green, "tool": "x"}).status_code == 200
    assert client.post("/api/playground/create", json={"code": blue_green, "view": "sequence"}).status_code == 200


def test_a_created_playground_is_a_page_with_the_text(client: FlaskClient, blue_green: str):
    url = client.post("/api/playground/create", json={"code": blue_green}).json["url"]

    assert url.startswith("http://localhost/d/")
    assert client.get(url + ".fz").text == blue_green


def test_a_created_playground_is_named_after_its_lanes(client: FlaskClient):
    code = "a { # Customer\nn1: circle\n}\nb { # <b>Sales\n}\n"

    key = client.post("/api/playground/create", json={"code": code}).json["url"].rsplit("/", 1)[1]

    assert client.get(f"/api/documents/{key}").json["title"] == "Customer and <b>Sales"
    assert "Customer and &lt;b&gt;Sales" in client.get(f"/d/{key}").text


def test_a_drawing_comes_with_geometry_diagram_and_findings(client: FlaskClient, blue_green: str):
    answer = client.post("/api/render", json={"code": blue_green}).json

    assert '<g id="edge-n7-n8"' in answer["svg"]
    assert [node["id"] for node in answer["geometry"]["nodes"]][:3] == ["n1", "n2", "n3"]
    assert answer["diagram"]["nodes"][6] == {
        "id": "n7",
        "lane": "BlueGreen",
        "shape": "diamond",
        "label": "Current active?",
        "text": "Current active?",
        "owner": "",
        "description": "",
        "system": "",
        "range": {"start": 457, "end": 492, "line": 14, "column": 1, "end_line": 14, "end_column": 36},
    }


def test_themes_differ_in_colour_and_not_in_geometry(client: FlaskClient, blue_green: str):
    light = client.post("/api/render", json={"code": blue_green, "theme": "light"}).json
    dark = client.post("/api/render", json={"code": blue_green, "theme": "dark"}).json

    assert light["svg"] != dark["svg"]
    assert light["geometry"] == dark["geometry"]


def test_the_title_and_description_are_in_the_drawing(client: FlaskClient, blue_green: str):
    companion = {"title": "Release <1>", "description": "How we & they release"}

    svg = client.post("/api/render", json={"code": blue_green, "companion": companion}).json["svg"]

    assert "<title>Release &lt;1&gt;</title>" in svg
    assert "How we &amp; they release" in svg


def test_columns_count_utf16_units_and_offsets_count_code_points(client: FlaskClient):
    """Browsers count an emoji as two; the text's offsets do not."""
    code = 'a { # A\n  n1: circle label:"\U0001f600" colour:"red"\n}\n'

    [finding] = [
        item
        for item in client.post("/api/render", json={"code": code}).json["diagnostics"]
        if item["code"] == "unknown-attribute"
    ]

    assert finding["line"] == 2
    assert finding["start"] == code.index("colour")
    assert finding["column"] == len('  n1: circle label:"xx" ') + 1


def test_a_broken_text_still_gives_a_picture_of_what_was_understood(client: FlaskClient):
    answer = client.post("/api/render", json={"code": 'a { # A\n  n1: circle label:"Start"\n  what is this'}).json

    assert '<g id="node-n1"' in answer["svg"]
    assert {item["code"] for item in answer["diagnostics"]} >= {"syntax", "unclosed-lane"}


def test_a_flood_of_findings_is_cut_and_counted(client: FlaskClient):
    """A megabyte of stray braces must not become an answer of half a gigabyte."""
    drawn = client.post("/api/render", json={"code": "}\n" * 2000}).json
    checked = client.post("/api/validate", json={"code": "}\n" * 2000}).json

    assert (len(drawn["diagnostics"]), drawn["diagnostics_left_out"]) == (500, 1500)
    assert (len(checked["errors"]), checked["left_out"], checked["valid"]) == (500, 1500, False)


@pytest.mark.parametrize("code", ["", "\n", "\ufeff", "\x00", "}" * 1000, "just words"])
def test_any_text_has_an_answer(client: FlaskClient, code: str):
    assert client.post("/api/render", json={"code": code}).status_code == 200
    assert client.post("/api/run", json={"code": code}).status_code == 200
    assert client.post("/api/validate", json={"code": code}).status_code == 200


def test_a_rename_changes_the_fewest_bytes(client: FlaskClient):
    body = {"code": CROOKED, "operations": [{"op": "update_node", "id": "n2", "label": "Zwei"}]}

    answer = client.post("/api/edit", json=body).json

    assert answer["code"] == CROOKED.replace("\U0001f600 Two", "Zwei")


def test_edits_name_their_places_in_the_old_text_both_ways(client: FlaskClient, blue_green: str):
    body = {"code": blue_green, "operations": [{"op": "update_node", "id": "n7", "label": "Which?"}]}

    [edit] = client.post("/api/edit", json=body).json["edits"]

    assert blue_green[: edit["start"]] + edit["text"] + blue_green[edit["end"] :] == blue_green.replace(
        "Current active?", "Which?"
    )
    line = blue_green.splitlines()[edit["line"] - 1]
    assert line[edit["column"] - 1 : edit["end_column"] - 1] in "Current active?"


def test_several_operations_are_one_step(client: FlaskClient, blue_green: str):
    operations = [
        {"op": "add_node", "lane": "LoadBalancer", "shape": "rectangle", "label": "Tell the team"},
        {"op": "add_edge", "source": "n19", "target": "n21", "source_side": "right", "target_side": "left"},
    ]

    answer = client.post("/api/edit", json={"code": blue_green, "operations": operations}).json

    assert answer["created"] == [{"kind": "node", "id": "n21"}, {"kind": "edge", "id": "n19-n21"}]
    assert '<g id="edge-n19-n21"' in answer["svg"]


def test_one_operation_that_cannot_be_done_undoes_the_step(client: FlaskClient, blue_green: str):
    operations = [{"op": "update_node", "id": "n1", "label": "x"}, {"op": "remove_edge", "id": "n1-n20"}]

    answer = client.post("/api/edit", json={"code": blue_green, "operations": operations})

    assert answer.status_code == 422


def test_the_companion_follows_what_is_removed(client: FlaskClient, blue_green: str):
    companion = {"captions": {"n7": "decide", "n8": "deploy"}, "title": "n7"}
    body = {"code": blue_green, "companion": companion, "operations": [{"op": "remove_node", "id": "n7"}]}

    answer = client.post("/api/edit", json=body).json

    assert answer["companion"]["captions"] == {"n8": "deploy"}
    assert answer["companion"]["title"] == "n7"


def test_a_run_stops_at_the_first_open_decision(client: FlaskClient, blue_green: str):
    trace = client.post("/api/run", json={"code": blue_green}).json

    assert trace["status"] == "waiting"
    assert trace["waiting"]["node"] == "n7"


def test_the_choices_of_a_trace_can_be_sent_back(client: FlaskClient, blue_green: str):
    choices = [{"node": "n7", "label": "Green"}, {"node": "n11", "label": "No"}]
    trace = client.post("/api/run", json={"code": blue_green, "choices": choices}).json

    again = client.post("/api/run", json={"code": blue_green, "choices": trace["choices"]}).json

    assert trace["status"] == "complete"
    assert again == trace


def test_the_same_seed_gives_the_same_run(client: FlaskClient, blue_green: str):
    body = {"code": blue_green, "seed": 7}

    assert client.post("/api/run", json=body).json == client.post("/api/run", json=body).json


def test_the_companions_options_hold_for_runs(client: FlaskClient, blue_green: str):
    body = {"code": blue_green, "companion": {"options": {"choices": "first"}}}

    assert client.post("/api/run", json=body).json["status"] == "complete"


@pytest.mark.parametrize(
    ("form", "mimetype", "begin"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
        ("json", "application/json", b'{\n "version": 1'),
        ("dot", "text/vnd.graphviz", b"digraph"),
        ("fz", "text/plain", "\ufefflane".encode()),
        ("lanestep.json", "application/json", b'{\n  "title"'),
    ],
)
def test_an_export_is_a_file_named_after_the_title(client: FlaskClient, form: str, mimetype: str, begin: bytes):
    answer = client.post(f"/api/export/{form}", json={"code": CROOKED, "companion": {"title": 'A/B: "Ж"'}})

    assert answer.mimetype == mimetype
    assert answer.data.startswith(begin)
    assert f"filename*=UTF-8''A%20B%20%D0%96.{form}" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_an_exported_text_has_every_byte(client: FlaskClient):
    assert client.post("/api/export/fz", json={"code": CROOKED}).data == CROOKED.encode()


def test_an_exported_companion_can_be_read_again(client: FlaskClient):
    companion = {"title": "Ж", "layout": {"z": 1, "a": [1.5, None, True]}}

    answer = client.post("/api/export/lanestep.json", json={"code": "", "companion": companion})

    assert json.loads(answer.data) == companion


@pytest.mark.slow
def test_the_scale_of_a_png_multiplies_its_size(client: FlaskClient, blue_green: str):
    def width(scale: float) -> int:
        png = client.post("/api/export/png", json={"code": blue_green, "scale": scale}).data
        return int.from_bytes(png[16:20], "big")

    assert width(2) == 2 * width(1)


def test_samples_can_be_read_by_programs(client: FlaskClient, blue_green: str):
    answer = client.get("/api/samples").json

    assert answer["samples"][0]["code"] == blue_green


def test_a_pasted_answer_is_read_and_has_one_strict_finding(client: FlaskClient):
    answer = client.post("/api/validate", json={"code": case("pasted-answer")}).json

    assert answer["stats"] == {"lanes": 1, "nodes": 2, "edges": 1}
    assert [item["code"] for item in answer["errors"]] == ["surrounding-text"]
    assert [item["code"] for item in answer["warnings"]] == ["dead-end"]


def test_words_as_ids_are_drawn_edited_and_run(client: FlaskClient):
    code = case("readable-ids")

    svg = client.post("/api/render", json={"code": code}).json["svg"]
    assert 'id="node-check_stock"' in svg
    assert 'id="edge-in_stock-ship"' in svg
    run = {"code": code, "choices": [{"node": "in_stock", "label": "Yes"}]}
    trace = client.post("/api/run", json=run).json
    assert [entry["node"] for entry in trace["entries"] if entry["event"] == "fire"] == [
        "order_received",
        "check_stock",
        "in_stock",
        "ship",
        "done",
    ]
    operations = [
        {"op": "update_node", "id": "ship", "label": "Send"},
        {"op": "add_node", "lane": "Sales", "shape": "circle", "id": "archived"},
        {"op": "add_edge", "source": "ship", "target": "archived", "source_side": "bottom", "target_side": "top"},
        {"op": "remove_edge", "id": "ship-done"},
    ]
    edited = client.post("/api/edit", json={"code": code, "operations": operations}).json
    assert 'ship: rectangle label:"Send"' in edited["code"]
    assert "ship.handle(bottom) -> archived.handle(top)" in edited["code"]
