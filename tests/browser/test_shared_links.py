"""Diagrams in pages of other websites, and the page with all links of a browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pages import TEAM, open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Wiki = Callable[[str], str]


@pytest.fixture
def wiki() -> Iterator[Wiki]:
    """Another website, which shows an address in a frame; gives the address of its page."""
    shown: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            frame = f'<iframe src="{shown[-1]}" width="900" height="600"></iframe>'
            self.wfile.write(f"<!doctype html><title>Wiki</title>{frame}".encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Write nothing."""

    def show(address: str) -> str:
        shown.append(address)
        return f"http://127.0.0.1:{server.server_port}"

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield show
    server.shutdown()
    server.server_close()


def allow(page: Page, base_url: str, own: str, frames: str, *origins: str) -> None:
    """Say as the owner which websites may embed the diagram."""
    body: dict[str, Any] = {"frames": frames, "origins": origins, "preview": True}
    assert page.request.put(f"{base_url}/api/documents/{own}/sharing", data=body).ok


def test_a_foreign_page_shows_a_diagram_and_its_run(page: Page, base_url: str, wiki: Wiki) -> None:
    keys = store(page, base_url, TEAM, title="Release")
    website, frame = wiki(f"{base_url}/embed/{keys['view_key']}"), page.frame_locator("iframe")
    allow(page, base_url, keys["own_key"], "some", website)
    page.goto(website)

    expect(frame.locator("#node-n2")).to_contain_text("Check")
    frame.get_by_role("button", name="Play").click()
    expect(frame.locator("[data-position]")).to_be_visible()
    expect(frame.get_by_role("link", name="Open in Lanestep")).to_have_attribute("target", "_blank")


def test_a_foreign_page_that_the_owner_did_not_name_shows_nothing_of_a_diagram(
    page: Page, base_url: str, wiki: Wiki
) -> None:
    keys = store(page, base_url, TEAM, title="Release")
    website, frame = wiki(f"{base_url}/embed/{keys['view_key']}"), page.frame_locator("iframe")
    allow(page, base_url, keys["own_key"], "some", "https://wiki.example.com")

    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(website)

    expect(frame.locator("#app")).to_have_count(0)


def test_a_foreign_page_says_in_words_that_the_link_was_ended(page: Page, base_url: str, wiki: Wiki) -> None:
    keys = store(page, base_url, TEAM, title="Release")
    website, frame = wiki(f"{base_url}/embed/{keys['view_key']}"), page.frame_locator("iframe")
    links = f"{base_url}/api/documents/{keys['own_key']}/links"
    view = next(link["id"] for link in page.request.get(links).json()["links"] if link["right"] == "view")
    assert page.request.delete(f"{links}/{view}").ok
    page.goto(website)

    expect(frame.get_by_role("main")).to_contain_text("This link has been ended")


def test_everything_that_is_shared_is_on_one_page_and_links_end_there(page: Page, base_url: str) -> None:
    keys = open_to_edit(page, base_url, TEAM, title="Release")
    page.goto(f"{base_url}/e/{keys['own_key']}")
    expect(part(page, "node-n2")).to_be_visible()
    assert page.request.post(f"{base_url}/api/documents/{keys['view_key']}/pins", data={"version": 1}).ok
    page.goto(f"{base_url}/shared")
    diagram = page.locator(".shared-diagram", has=page.get_by_role("link", name="Release"))

    diagram.get_by_role("button", name="End this link").last.click()
    expect(page.locator(".toast")).to_contain_text("The link has been ended.")
    expect(diagram).to_contain_text("1 link no longer in force.")
    assert page.request.get(f"{base_url}/api/documents/{keys['edit_key']}").status == 404

    diagram.get_by_role("button", name="End these links: version 1").click()
    expect(page.locator(".toast")).to_contain_text("Links to version 1 open it no longer.")
    expect(diagram.get_by_text("Version 1")).to_have_count(0)
