"""What an editor asks over HTTP: places in UTF-16 columns, renaming with the companion, one fix."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

CODE = (
    'A { # A\n  n1: circle label:"😀" owner="Bo"\n  n2: circle label:"End"\n  n1.handle(right) -> n2.handle(left)\n}\n'
)


def asked(client: FlaskClient, what: str, line: int, column: int) -> Any:
    answer = client.post("/api/assist", json={"code": CODE, "what": what, "line": line, "column": column})
    assert answer.status_code == 200
    return answer.json[what]


def test_words_about_a_place_come_with_its_range(client: FlaskClient):
    found = asked(client, "hover", 4, 24)

    assert (found["line"], found["column"], found["end_column"]) == (4, 23, 25)
    assert found["title"] == "n2 End"


def test_columns_count_utf_16_units(client: FlaskClient):
    assert asked(client, "hover", 2, 26)["column"] == 25


def test_a_declaration_and_all_uses_are_found(client: FlaskClient):
    assert asked(client, "declaration", 4, 24)["line"] == 3
    assert [use["line"] for use in asked(client, "references", 4, 24)] == [3, 4]


def test_proposals_come_with_the_range_they_replace(client: FlaskClient):
    found = asked(client, "completion", 4, 14)

    assert [item["label"] for item in found["items"]] == ["left", "right", "top", "bottom"]
    assert (found["column"], found["end_column"]) == (13, 14)


@pytest.mark.parametrize("what", ["hover", "declaration"])
def test_a_place_without_anything_has_no_answer(client: FlaskClient, what: str):
    assert asked(client, what, 99, 1) is None


def test_a_renamed_node_is_renamed_in_the_companion_too(client: FlaskClient):
    body = {"code": CODE, "companion": {"captions": {"n2": "Done"}}, "kind": "node", "id": "n2", "new_id": "n7"}
    answer = client.post("/api/rename", json=body)

    assert answer.json["code"] == CODE.replace("n2", "n7")
    assert answer.json["companion"]["captions"] == {"n7": "Done"}


def test_a_name_that_is_taken_is_refused(client: FlaskClient):
    answer = client.post("/api/rename", json={"code": CODE, "kind": "node", "id": "n2", "new_id": "n1"})

    assert answer.status_code == 422
    assert answer.json["error"]["message"] == "there is already a node n1"


def test_one_finding_is_fixed_and_no_other(client: FlaskClient):
    finding = {"code": "attribute-separator", "line": 2, "column": 30}
    answer = client.post("/api/fix", json={"code": CODE, "finding": finding})

    assert answer.json["code"] == CODE.replace("owner=", "owner:")
    assert [item["code"] for item in answer.json["applied"]] == ["attribute-separator"]


def test_a_finding_that_has_gone_is_refused(client: FlaskClient):
    answer = client.post("/api/fix", json={"code": CODE, "finding": {"code": "emoji", "line": 1, "column": 1}})

    assert answer.status_code == 422
