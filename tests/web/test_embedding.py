"""Diagrams in pages of other websites: who may show them, what oEmbed answers, and what is shown beside a link."""

from __future__ import annotations

import base64
import re
import struct
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.test_pages import data_of

HERE = "http://localhost"


def ancestors(answer: TestResponse) -> str:
    """Return which websites may show the page."""
    found = re.search("frame-ancestors ([^;]*)", answer.headers["Content-Security-Policy"])
    return found[1]


def share(client: FlaskClient, keys: dict[str, str], frames: str, origins: tuple[str, ...] = (), preview: bool = True):
    """Set where the document may be shown."""
    body = {"frames": frames, "origins": origins, "preview": preview}
    assert client.put(f"/api/documents/{keys['own']}/sharing", json=body).status_code == 200


@pytest.mark.parametrize(
    ("frames", "origins", "expected"),
    [
        ("anyone", (), "*"),
        ("nobody", (), "'self'"),
        ("some", ("https://wiki.example.com",), "'self' https://wiki.example.com"),
    ],
)
def test_the_owner_says_which_websites_embed_a_diagram(
    client: FlaskClient, keys: dict[str, str], frames: str, origins: tuple[str, ...], expected: str
):
    share(client, keys, frames, origins)

    assert ancestors(client.get(f"/embed/{keys['view']}")) == expected


def test_only_embedded_pages_can_be_shown_by_others(client: FlaskClient, keys: dict[str, str]):
    assert {ancestors(client.get(path)) for path in ("/", f"/d/{keys['view']}", f"/e/{keys['edit']}")} == {"'self'"}


def test_every_website_may_show_why_there_is_no_diagram(client: FlaskClient, keys: dict[str, str]):
    """Else readers of a website see an empty frame where a link has ended; nothing of a diagram is in these words."""
    share(client, keys, "nobody")

    answer = client.get(f"/embed/{'x' * 24}")
    assert (answer.status_code, ancestors(answer)) == (404, "*")
    assert "<a " not in answer.text
    assert ancestors(client.get(f"/embed/{keys['view']}?version=9")) == "'self'"


def test_an_embedded_page_has_the_diagram_and_no_other_key(client: FlaskClient, keys: dict[str, str], blue_green: str):
    answer = client.get(f"/embed/{keys['view']}")

    assert data_of(answer)["code"] == blue_green
    assert keys["edit"] not in answer.text
    assert keys["own"] not in answer.text


@pytest.mark.parametrize("right", ["edit", "own"])
def test_a_link_that_allows_more_than_viewing_is_not_embedded(client: FlaskClient, keys: dict[str, str], right: str):
    answer = client.get(f"/embed/{keys[right]}")

    assert answer.status_code == 403
    assert client.get(f"/oembed?url={HERE}/d/{keys[right]}").status_code == 403


def test_oembed_gives_the_frame_of_a_diagram(client: FlaskClient, keys: dict[str, str]):
    answer = client.get(f"/oembed?url={HERE}/d/{keys['view']}&maxwidth=500").json

    assert (answer["version"], answer["type"], answer["title"], answer["width"]) == ("1.0", "rich", "Release", 500)
    address = unescape(re.search('src="([^"]*)"', answer["html"])[1])
    assert client.get(address).status_code == 200
    assert client.get(answer["thumbnail_url"]).mimetype == "image/png"


@pytest.mark.parametrize(
    "address",
    [
        "http://elsewhere.example/d/{view}",
        "http://localhost.elsewhere.example/d/{view}",
        "http://localhost@elsewhere.example/d/{view}",
        "https://localhost/d/{view}",
        "http://localhost/d/{view}/../../",
        "http://localhost/help",
        "javascript:alert(1)",
        "",
        "http://[",
    ],
)
def test_oembed_answers_for_no_other_address(client: FlaskClient, keys: dict[str, str], address: str):
    answer = client.get("/oembed", query_string={"url": address.format(**keys)})

    assert answer.status_code in (400, 404)


def test_a_title_is_no_markup_in_the_answer_of_oembed(client: FlaskClient):
    made = client.post("/api/documents", json={"code": "", "companion": {"title": '"><script>alert(1)</script>'}}).json

    answer = client.get(f"/oembed?url={HERE}/d/{made['view_key']}").json

    assert "<script>" not in answer["html"]


def test_a_diagram_that_nobody_embeds_has_no_oembed(client: FlaskClient, keys: dict[str, str]):
    share(client, keys, "nobody")

    assert client.get(f"/oembed?url={HERE}/d/{keys['view']}").status_code == 403


def test_programs_that_show_links_find_title_and_picture(client: FlaskClient, keys: dict[str, str]):
    page = client.get(f"/d/{keys['view']}").text

    image = unescape(re.search('property="og:image" content="([^"]*)"', page)[1])
    assert re.search('property="og:title" content="Release"', page)
    assert 'name="twitter:card" content="summary_large_image"' in page
    png = client.get(image).data
    assert struct.unpack(">II", png[16:24]) == (1200, 630)


def test_without_previews_a_link_shows_neither_title_nor_picture(client: FlaskClient, keys: dict[str, str]):
    share(client, keys, "anyone", preview=False)

    assert "og:" not in client.get(f"/d/{keys['view']}").text
    assert client.get(f"/d/{keys['view']}/preview.png").status_code == 404


def test_a_text_in_the_address_opens_and_is_stored_nowhere(client: FlaskClient):
    text = 'Team {\r\n  n1: circle label:"Größe"\r\n}'
    code = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    data = data_of(client.get(f"/playground?code={code}"))

    assert (data["kind"], data["view_key"], data["code"]) == ("new", None, text)
    assert data["svg"].startswith("<svg")


@pytest.mark.parametrize("code", ["a", "%25", "_w", "a b", "===="])
def test_a_damaged_text_in_the_address_is_refused_in_words(client: FlaskClient, code: str):
    answer = client.get(f"/playground?code={code}")

    assert answer.status_code == 400
    assert "base64url" in answer.text
