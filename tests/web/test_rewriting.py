"""Formatting, fixing and comparing over HTTP."""

from __future__ import annotations

from flask.testing import FlaskClient

NEAT = 'A { # A\n  n1: circle label:"In"\n  n2: circle label:"Out"\n  n1.handle(right) -> n2.handle(left)\n}\n'


def test_format_answers_as_edit_does(client: FlaskClient):
    body = {"code": NEAT.replace("  n2", "\tn2"), "companion": {"title": "T"}}

    edited = client.post("/api/edit", json={**body, "operations": [{"op": "remove_node", "id": "n1"}]}).json
    answer = client.post("/api/format", json=body).json

    assert set(answer) == set(edited)
    assert (answer["code"], answer["companion"], len(answer["edits"])) == (NEAT, {"title": "T"}, 1)
    assert (answer["edits"][0]["line"], answer["edits"][0]["text"]) == (3, "  ")
    assert answer["svg"].startswith("<svg")


def test_format_with_new_numbers_maps_the_companion(client: FlaskClient):
    body = {"code": NEAT.replace("n2", "n5"), "companion": {"captions": {"n5": "Out"}}, "renumber": True}

    answer = client.post("/api/format", json=body).json

    assert (answer["code"], answer["companion"]) == (NEAT, {"captions": {"n2": "Out"}})


def test_fix_says_what_it_applied(client: FlaskClient):
    answer = client.post("/api/fix", json={"code": NEAT.replace("n1.handle(right)", "n1")}).json

    assert answer["code"] == NEAT
    assert answer["applied"] == [{"code": "missing-handle", "line": 4, "title": "Add the sides"}]
    assert answer["complete"]


def test_fix_says_where_it_left_something_for_another_request(client: FlaskClient, monkeypatch):
    monkeypatch.setattr("webapp.dsl.fixing.choosing.MOST_AT_ONCE", 1)
    monkeypatch.setattr("webapp.dsl.fixing.MOST_READ", 20)

    answer = client.post("/api/fix", json={"code": NEAT + "}\n}\n}\n"}).json

    assert (answer["complete"], len(answer["applied"])) == (False, 1)


def test_diff_answers_with_parts_words_and_a_picture(client: FlaskClient):
    answer = client.post("/api/diff", json={"before": NEAT, "after": NEAT.replace('"Out"', '"Sold"')}).json
    sides = client.post(
        "/api/diff", json={"before": NEAT, "after": NEAT.replace('"Out"', '"Sold"'), "sides": True}
    ).json

    assert answer["words"] == ["Node n2 “Sold” in A: label was “Out”, is now “Sold”."]
    assert answer["changed"][0]["changes"] == [{"field": "label", "was": "Out", "now": "Sold"}]
    assert 'id="node-n2" class="node circle changed"' in answer["svg"]
    assert "svg_before" not in answer
    assert [
        (word in sides["svg_before"], word in sides["svg_after"]) for word in (">Out<", ">Sold<", "circle changed")
    ] == [
        (True, False),
        (False, True),
        (True, True),
    ]


def test_texts_over_the_limit_are_refused(make_app):
    client = make_app(text_limit=100).test_client()

    for path, body in (
        ("format", {"code": NEAT * 9}),
        ("fix", {"code": NEAT * 9}),
        ("diff", {"before": "", "after": NEAT * 9}),
    ):
        assert client.post(f"/api/{path}", json=body).status_code == 413


def test_tidy_forgets_what_hands_gave_about_the_layout_and_keeps_wishes_and_text(client: FlaskClient, blue_green: str):
    layout = {"nodes": {"n2": {"column": 2}}, "columns": {"n1": 3}, "density": "compact"}
    body = {"code": blue_green, "companion": {"title": "Kept", "layout": layout}, "operations": [{"op": "tidy"}]}

    edited = client.post("/api/edit", json=body).json

    assert edited["companion"] == {"title": "Kept", "layout": {"density": "compact"}}
    assert edited["edits"] == []
    assert edited["code"] == blue_green
