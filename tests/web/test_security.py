"""What a hostile text, a foreign page or a curious reader gets: nothing."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "]]><img src=x onerror=alert(1)>",
    "<!--<script>",
    '" onload="alert(1)',
    "\\' \\\" \\\\",
    "&lt;script&gt; &#60;",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "javascript:alert(1)",
    "\u202eevil\u2066",
    "A" * 10_000,
]


def document_with(label: str) -> str:
    """A document whose every kind of label is the given one."""
    quoted = label.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"lane {{ # {label}\n"
        f'  n1: circle label:"{quoted}"\n'
        f'  n2: taskbox label:"{quoted}" owner:"{quoted}" description:"{quoted}" system:"{quoted}"\n'
        f'  n1.handle(right) -> n2.handle(left) [label="{quoted}"]\n'
        f"  loop [{label}] n1 n2\n"
        "}\n"
    )


def policy_of(answer: TestResponse) -> dict[str, list[str]]:
    """The Content-Security-Policy as names and sources."""
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("path", ["/", "/new", "/samples/blue-green", "/nothing", "/api/nothing", "/api/samples"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers


def test_scripts_come_from_self_only_and_styles_from_self_and_by_nonce(client: FlaskClient):
    answer = client.get("/samples/blue-green")

    policy = policy_of(answer)
    nonce = re.search(r'<meta name="csp-nonce" content="([^"]+)">', answer.text)[1]
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'", f"'nonce-{nonce}'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["base-uri"] == ["'none'"]


def test_no_two_pages_have_the_same_nonce(client: FlaskClient):
    assert policy_of(client.get("/"))["style-src"] != policy_of(client.get("/"))["style-src"]


def test_pages_need_nothing_that_the_policy_forbids(client: FlaskClient):
    """No inline script, no style attribute, no handler attribute in the whole page, the picture included."""
    page = client.get("/samples/blue-green").text

    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert all("src=" in attributes or 'type="application/json"' in attributes for attributes in scripts)
    markup = re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", markup)
    assert "<style" not in markup


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_stay_words_on_the_page(client: FlaskClient, label: str):
    code = document_with(label)
    key = client.post("/api/documents", json={"code": code, "companion": {"title": label[:200]}}).json["view_key"]

    page = client.get(f"/d/{key}").text

    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert len(scripts) == 3
    assert "<img src=x" not in page
    data = json.loads(re.search(r'id="page-data">(.*?)</script>', page, re.DOTALL)[1])
    assert data["code"] == code
    assert data["title"] == label[:200]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_stay_words_in_every_answer(client: FlaskClient, label: str):
    code = document_with(label)

    drawn = client.post("/api/render", json={"code": code})
    traced = client.post("/api/run", json={"code": code})

    assert drawn.status_code == 200
    assert traced.status_code == 200
    assert "<script" not in drawn.json["svg"]
    assert "<img" not in drawn.json["svg"]
    assert not re.search(r"<[^>]+\son\w+=", drawn.json["svg"])


def test_a_drawing_opened_by_itself_may_do_nothing(client: FlaskClient):
    answer = client.get("/samples/blue-green.svg")

    policy = policy_of(answer)
    assert policy["default-src"] == ["'none'"]
    assert "script-src" not in policy
    assert policy["sandbox"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_write_from_another_sites_page_is_refused(client: FlaskClient, headers: dict[str, str]):
    answer = client.post("/api/documents", json={"code": ""}, headers=headers)

    assert answer.status_code == 403
    assert answer.json["error"]["code"] == "not-allowed"


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"}],
    ids=["a program", "our page", "the address bar", "our page in an old browser"],
)
def test_a_write_from_our_page_or_from_a_program_is_done(client: FlaskClient, headers: dict[str, str]):
    assert client.post("/api/documents", json={"code": ""}, headers=headers).status_code == 201


def test_a_deletion_from_another_sites_page_is_refused(client: FlaskClient, keys: dict[str, str]):
    answer = client.delete(f"/api/documents/{keys['own']}", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert client.get(f"/api/documents/{keys['view']}").status_code == 200


def test_the_holder_of_a_view_key_never_sees_a_stronger_one(client: FlaskClient, keys: dict[str, str]):
    answers = [
        client.get(path)
        for path in (
            f"/d/{keys['view']}",
            f"/d/{keys['view']}.svg",
            f"/e/{keys['view']}",
            f"/api/documents/{keys['view']}",
            f"/api/documents/{keys['view']}/links",
            f"/api/documents/{keys['view']}/versions",
        )
    ]

    for answer in answers:
        assert keys["edit"].encode() not in answer.data
        assert keys["own"].encode() not in answer.data


def test_the_holder_of_an_edit_key_never_sees_the_owners(client: FlaskClient, keys: dict[str, str]):
    saved = client.put(f"/api/documents/{keys['edit']}", json={"code": "x"}, headers={"If-Match": '"1"'})

    for answer in (
        saved,
        client.get(f"/e/{keys['edit']}"),
        client.get(f"/api/documents/{keys['edit']}"),
        client.get(f"/api/documents/{keys['edit']}/links"),
    ):
        assert keys["own"].encode() not in answer.data


@pytest.mark.parametrize("right", ["view", "edit", "own"])
def test_keys_have_at_least_128_bits_in_letters_that_addresses_can_hold(keys: dict[str, str], right: str):
    assert re.fullmatch(r"[A-Za-z0-9_-]{22,}", keys[right])


def test_answers_with_data_are_not_stored_by_browsers(client: FlaskClient, keys: dict[str, str]):
    assert client.get(f"/api/documents/{keys['own']}/links").headers["Cache-Control"] == "no-store"
    assert client.get(f"/e/{keys['edit']}").headers["Cache-Control"] == "no-store"
