"""The whole program under a path: a proxy takes the prefix away and tells it, and answers nothing outside of it."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pages import part, rename_on_canvas, saved_text
from playwright.sync_api import Browser, Page, expect
from running_server import running

from webapp.config import Settings
from webapp.factory import create_app

pytestmark = pytest.mark.browser

PREFIX = "/flow"


class Proxy(ThreadingHTTPServer):
    """Passes requests under the prefix on, and notes all others."""

    daemon_threads = True

    def __init__(self, behind: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.behind = behind
        self.outside: list[str] = []


class _Passing(BaseHTTPRequestHandler):
    server: Proxy

    def _pass(self) -> None:
        if not self.path.startswith(f"{PREFIX}/"):
            self.server.outside.append(self.path)
            self.send_error(404)
            return
        told = {"X-Forwarded-Prefix": PREFIX, "X-Forwarded-Host": self.headers["Host"], "X-Forwarded-Proto": "http"}
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=60)) as line:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            line.request(self.command, self.path.removeprefix(PREFIX), body or None, {**headers, **told})
            answer = line.getresponse()
            data = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    """A proxy before the real server."""
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'lanestep.db'}", trusted_proxies=1)
    app = create_app(settings)
    with running(app) as server, Proxy(server.port) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
    app.extensions["lanestep.close"]()


def test_the_story_is_the_same_under_a_prefix(page: Page, proxy: Proxy, browser: Browser) -> None:
    root = f"http://127.0.0.1:{proxy.server_port}{PREFIX}"
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{root}/")
    page.get_by_role("link", name=re.compile("New diagram")).first.click()
    expect(page).to_have_url(f"{root}/new")
    page.locator(".cm-content").click()
    page.keyboard.insert_text(
        'Shop { # Shop\nn1: circle label:"In"\nn2: circle label:"Out"\nn1.handle(right) -> n2.handle(left)\n}\n'
    )
    rename_on_canvas(page, "n2", "Sent")
    expect(page).to_have_url(re.compile(f"^{re.escape(root)}/d/[\\w-]{{16,}}$"))
    assert 'label:"Sent"' in saved_text(page)
    page.reload()
    expect(page.locator(".cm-content")).to_contain_text("Sent")

    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name="SVG picture").click()
    assert b"<svg" in Path(waiting.value.path()).read_bytes()

    page.get_by_role("button", name="Share").click()
    link = page.get_by_role("textbox", name="the view link").input_value()
    edit_link = page.get_by_role("textbox", name="the edit link").input_value()
    assert link.startswith(f"{root}/d/")
    assert edit_link.startswith(f"{root}/e/")
    assert page.request.get(f"{link}.svg").ok
    page.get_by_role("button", name="Done").click()
    page.get_by_role("link", name="Home").click()
    expect(page).to_have_url(f"{root}/")
    expect(page.locator(".diagram-title")).to_have_attribute(
        "href", link.removeprefix(f"http://127.0.0.1:{proxy.server_port}")
    )

    with browser.new_context(reduced_motion="reduce") as other:
        guest = other.new_page()
        guest.goto(link)
        expect(guest.locator(".cm-editor")).to_have_count(0)
        guest.get_by_role("button", name="Play").click()
        expect(part(guest, "node-n1")).to_have_class(re.compile(r"\brun-active\b"))
        guest.goto(edit_link)
        expect(guest).to_have_url(link)
        expect(guest.locator(".cm-editor")).to_be_visible()
        guest.goto(f"{root}/nothing")
        guest.get_by_role("link", name="Go to the home page").click()
        expect(guest).to_have_url(f"{root}/")

    assert [path for path in proxy.outside if path != "/favicon.ico"] == []
