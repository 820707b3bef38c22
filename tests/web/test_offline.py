"""The service worker as the server gives it out: whole, of one version, and gone where it is turned off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from webapp.web import assets

pytestmark = pytest.mark.skipif(bool(assets.missing_files()), reason="the bundle is not built: npm run build")


@pytest.fixture
def offline(make_app: Callable[..., Flask]) -> Flask:
    """An application whose pages open offline."""
    return make_app(offline=True)


def build_of(text: str) -> dict[str, Any]:
    build, _ = json.JSONDecoder().raw_decode(text.removeprefix("self.build = "))
    return build


def test_all_files_that_the_worker_fetches_are_there(offline: Flask):
    client = offline.test_client()
    build = build_of(client.get("/service-worker.js").text)

    assert 20 < len(build["files"]) < 200
    assert [address for address in build["files"] if client.get(address).status_code != 200] == []
    assert not any(address.endswith(".map") for address in build["files"])


def test_all_files_that_its_pages_name_are_among_them(offline: Flask):
    build = build_of(offline.test_client().get("/service-worker.js").text)

    named = {name for page in build["pages"].values() for name in re.findall(r'"(/static/[^"]+)"', page)}

    assert named
    assert named <= set(build["files"])


def test_the_worker_is_the_same_text_until_something_of_it_changes(offline: Flask, make_app: Callable[..., Flask]):
    first, again = (offline.test_client().get("/service-worker.js") for _ in range(2))
    other = make_app(offline=True, text_limit=1000).test_client().get("/service-worker.js")

    assert first.text == again.text
    assert build_of(first.text)["version"] != build_of(other.text)["version"]
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Service-Worker-Allowed"] == "/"
    assert first.mimetype == "text/javascript"


def test_pages_without_the_server_are_guarded_as_all_others_with_a_nonce_of_their_own(offline: Flask):
    client = offline.test_client()
    build = build_of(client.get("/service-worker.js").text)

    policy = build["headers"]["Content-Security-Policy"]

    assert policy.replace("OFFLINE-NONCE", "x") == re.sub(
        "nonce-[^']+", "nonce-x", client.get("/new").headers["Content-Security-Policy"]
    )
    assert all('content="OFFLINE-NONCE"' in page for page in build["pages"].values())
    assert '>"OFFLINE-DATA"<' in build["pages"]["document"]


def test_where_it_is_turned_off_pages_start_none_and_browsers_get_one_that_removes_itself(
    make_app: Callable[..., Flask],
):
    client = make_app(offline=False).test_client()

    assert 'data-offline="no"' in client.get("/new").text
    assert "unregister()" in client.get("/service-worker.js").text
    assert 'data-offline="yes"' in make_app(offline=True).test_client().get("/new").text


def test_under_a_prefix_all_addresses_have_it(make_app: Callable[..., Flask]):
    client = make_app(offline=True, trusted_proxies=1).test_client()
    answer = client.get("/service-worker.js", headers={"X-Forwarded-Prefix": "/flow"})

    build = build_of(answer.text)

    assert build["prefix"] == "/flow"
    assert all(address.startswith("/flow/static/") for address in build["files"])
    assert answer.headers["Service-Worker-Allowed"] == "/flow/"
