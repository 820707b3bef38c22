"""The help pages: one a code, the language by example, and the way to them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from webapp.dsl.codes import CODES
from webapp.dsl.help import TOUR
from webapp.interchange import FORMATS


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(client: FlaskClient, code: str):
    page = client.get(f"/help/{code}")

    assert page.status_code == 200
    assert f"<code>{code}</code>" in page.text


@pytest.mark.parametrize("code", CODES)
def test_the_help_lists_every_code(client: FlaskClient, code: str):
    assert f'href="/help/{code}"' in client.get("/help").text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_page_with_an_example(client: FlaskClient, name: str):
    page = client.get(f"/help/formats/{name}")

    assert (page.status_code, "Order" in page.text, "lanestep convert" in page.text) == (200, True, True)
    assert f'href="/help/formats/{name}"' in client.get("/help").text


def test_an_unknown_format_is_not_found_in_words(client: FlaskClient):
    assert "There is no format word: use one of json, csv" in client.get("/help/formats/word").text


def test_a_page_shows_what_the_program_says_about_its_wrong_example(client: FlaskClient):
    page = client.get("/help/unknown-shape").text

    assert "oval is not a shape: write circle" in page
    assert "<mark>oval</mark>" in page
    assert "This fix is safe" in page


@pytest.mark.parametrize(("code", "name"), [("control-character", "⟨U+0007⟩"), ("bidi-control", "⟨U+202E⟩")])
def test_characters_that_nobody_could_see_are_named(client: FlaskClient, code: str, name: str):
    assert f"<mark>{name}</mark>" in client.get(f"/help/{code}").text


def test_an_unknown_code_is_not_found_in_words(client: FlaskClient):
    page = client.get("/help/no-such-code")

    assert page.status_code == 404
    assert "There is no problem with the code no-such-code" in page.text


@pytest.mark.parametrize("number", range(1, len(TOUR) + 1))
def test_every_example_is_drawn(client: FlaskClient, number: int):
    picture = client.get(f"/help/examples/{number}.svg")

    assert picture.mimetype == "image/svg+xml"
    assert 'id="node-n1"' in picture.text


def test_the_right_example_of_a_code_is_drawn(client: FlaskClient):
    assert 'id="node-n1"' in client.get("/help/dead-end.svg?theme=dark").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/help/examples/0.svg", 404),
        ("/help/examples/99.svg", 404),
        ("/help/more-findings.svg", 404),
        ("/help/nothing.svg", 404),
        ("/help/dead-end.svg?theme=mauve", 400),
    ],
)
def test_a_picture_that_there_is_not_is_refused(client: FlaskClient, address: str, status: int):
    assert client.get(address).status_code == status


def test_the_help_says_how_people_work_together_share_and_look_back(client: FlaskClient):
    page = client.get("/help").text
    for part in ("together", "sharing", "history"):
        assert f'href="#{part}"' in page
        assert f'<h2 id="{part}"' in page


def test_the_first_page_leads_to_the_help(client: FlaskClient):
    assert 'href="/help"' in client.get("/").text
