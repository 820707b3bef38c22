"""The editor opens without the server, nothing that is typed is lost, and on return all is united."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from pages import part, put_caret_at_end, select_on_canvas, store
from playwright.sync_api import Browser, BrowserContext, Page, expect
from running_server import running

from webapp.config import Settings
from webapp.factory import create_app
from webapp.server import listen, make_server
from webapp.server.asgi_app import AsgiApp

TEXT = 'A { # Shop\nn1: circle label:"Order"\nn2: rectangle label:"Pack"\nn1.handle(right) -> n2.handle(left)\n}\n'
# The worker has all files, and the browser keeps what the page shows.
IS_KEPT = """async (key) => {
  await navigator.serviceWorker.ready;
  const cache = await caches.open('lanestep.kept');
  while (!(await cache.match(`/kept/${key}`))) await new Promise((again) => setTimeout(again, 50));
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def make_application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """Makes applications on one database."""
    folder: Path = tmp_path_factory.mktemp("offline")
    made: list[Flask] = []

    def make(**changed: Any) -> Flask:
        values = {"rate_limit": "100000 per minute", "render_timeout": 60, "offline": True, **changed}
        url = f"sqlite:///{folder / 'lanestep.db'}"
        made.append(create_app(Settings(data_folder=folder, database_url=url, **values)))
        return made[-1]

    yield make
    for each in made:
        each.extensions["lanestep.close"]()


@pytest.fixture(scope="module")
def url(make_application: Callable[..., Flask]) -> Iterator[str]:
    """The address of an application whose pages open offline."""
    with running(make_application()) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def anna(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with service workers."""
    with closing(
        browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="allow", reduced_motion="reduce")
    ) as context:
        yield context


def open_and_keep(anna: BrowserContext, url: str, keys: dict[str, str]) -> Page:
    """Open a diagram to edit, and wait until it opens without the server too."""
    page = anna.new_page()
    page.goto(f"{url}/e/{keys['edit_key']}")
    page.wait_for_url(f"{url}/d/{keys['view_key']}")
    page.evaluate(IS_KEPT, keys["view_key"])
    return page


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LANESTEP_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_the_editor_opens_without_the_server_and_all_is_united_on_return(anna: BrowserContext, page: Page, url: str):
    keys = store(page, url, TEXT)
    first = open_and_keep(anna, url, keys)
    anna.set_offline(True)
    first.reload()
    expect(first.locator(".toasts")).to_contain_text("The server cannot be reached")
    expect(first.locator(".save-status")).to_contain_text("Offline")
    expect(part(first, "node-n2")).to_contain_text("Pack")
    put_caret_at_end(first)
    first.keyboard.type("# from the train")
    first.keyboard.press("Enter")
    first.keyboard.type("# wrong")
    first.keyboard.press("Control+z")
    expect(first.locator(".cm-content")).not_to_contain_text("# wrong")
    expect(first.locator(".save-status")).to_contain_text("kept here")
    picture(first, "offline-1440")
    # What a page sends while it goes away knows nothing of the line that Playwright cut.
    first.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no line')); }")
    first.close()
    # As after a restart of the browser: the tab that had it is gone.
    again = anna.new_page()
    again.goto(f"{url}/d/{keys['view_key']}")
    expect(again.locator(".cm-content")).to_contain_text("# from the train")
    body = {"code": TEXT.replace("Order", "Ordered"), "client": "ben"}
    saved = page.request.put(f"{url}/api/documents/{keys['edit_key']}", data=body, headers={"If-Match": '"1"'})
    assert saved.ok

    anna.set_offline(False)

    expect(again.locator(".toasts")).to_contain_text("Merged: ")
    expect(again.locator(".save-status")).to_contain_text("Saved")
    assert again.get_by_role("dialog").count() == 0
    expect(part(again, "node-n1")).to_contain_text("Ordered")
    text = page.request.get(f"{url}/api/documents/{keys['view_key']}").json()["code"]
    assert text.startswith(TEXT.replace("Order", "Ordered") + "# from the train")
    again.locator(".stage").first.focus()
    again.keyboard.press("Control+z")
    expect(part(again, "node-n1")).not_to_contain_text("Ordered")
    expect(again.locator(".cm-content")).to_contain_text("# from the train")


def test_what_needs_the_server_says_so_and_what_the_api_answers_is_never_an_old_answer(
    anna: BrowserContext, page: Page, url: str
):
    keys = store(page, url, TEXT)
    tab = open_and_keep(anna, url, keys)
    anna.set_offline(True)
    tab.reload()
    expect(tab.locator(".save-status")).to_contain_text("Offline")
    select_on_canvas(tab, "n2")
    tab.keyboard.press("Delete")
    expect(tab.locator(".toasts")).to_contain_text("what is drawn needs it. Nothing was changed.")
    expect(part(tab, "node-n2")).to_be_visible()
    picture(tab, "offline-gesture")

    asked = "(path) => fetch(path).then(() => 'answered', () => 'nothing')"
    for path in ("/api/samples", f"/api/documents/{keys['view_key']}", f"/d/{keys['view_key']}.svg"):
        assert tab.evaluate(asked, path) == "nothing"


def test_without_the_server_the_first_page_lists_the_diagrams_and_a_new_one_can_be_begun(
    anna: BrowserContext, page: Page, url: str
):
    keys, other = store(page, url, TEXT, title="Shop <b>"), store(page, url, TEXT, title="Never edited")
    tab = open_and_keep(anna, url, keys)
    tab.evaluate(
        """(key) => {
          localStorage['lanestep.keys'] = JSON.stringify([...JSON.parse(localStorage['lanestep.keys']), key]);
        }""",
        {"view_key": other["view_key"], "title": "Never edited", "changed_at": "2026-01-01T00:00:00Z"},
    )
    anna.set_offline(True)
    tab.goto(url)
    expect(tab.get_by_role("heading", name="The server cannot be reached")).to_be_visible()
    expect(tab.get_by_role("link", name="Shop <b>")).to_be_visible()
    expect(tab.locator(".diagram-row", has_text="Never edited")).to_contain_text("Opens with the server only")
    tab.set_viewport_size({"width": 390, "height": 844})
    expect(tab.get_by_text("Opens with the server only")).to_be_visible()
    tab.set_viewport_size({"width": 1440, "height": 900})
    picture(tab, "offline-home")
    tab.get_by_role("link", name="Never edited").click()
    expect(tab.get_by_text("so it is not kept here")).to_be_visible()
    picture(tab, "offline-words")
    tab.goto(f"{url}/new")
    put_caret_at_end(tab)
    tab.keyboard.type("A { # Shop\n")
    expect(tab.locator(".save-status")).to_contain_text("Offline, kept here")

    anna.set_offline(False)
    expect(tab.locator(".save-status")).to_contain_text("Saved")
    tab.wait_for_url(f"{url}/d/*")


def test_a_diagram_that_is_taken_off_the_list_is_kept_no_longer(anna: BrowserContext, page: Page, url: str):
    keys = store(page, url, TEXT, title="Shop")
    tab = open_and_keep(anna, url, keys)
    tab.goto(url)
    tab.get_by_role("button", name="Remove Shop from this list").click()
    expect(tab.get_by_role("link", name="Shop")).to_be_hidden()

    assert tab.evaluate("caches.open('lanestep.kept').then((cache) => cache.keys()).then((all) => all.length)") == 0


def test_a_server_that_has_stopped_is_done_without_and_one_that_wants_no_worker_removes_it(
    anna: BrowserContext, page: Page, make_application: Callable[..., Flask]
):
    with running(make_application()) as server:
        url = f"http://127.0.0.1:{server.port}"
        keys = store(page, url, TEXT)
        tab = open_and_keep(anna, url, keys)
    tab.reload()
    expect(tab.locator(".save-status")).to_contain_text("Offline")
    expect(part(tab, "node-n2")).to_be_visible()

    back = make_server(AsgiApp(make_application(offline=False), threads=2, host="127.0.0.1"))
    thread = Thread(target=back.run, args=(listen("127.0.0.1", server.port),), daemon=True)
    thread.start()
    try:
        expect(tab.locator(".save-status")).to_contain_text("Saved")
        tab.reload()
        tab.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
        tab.wait_for_function("async () => (await caches.keys()).length === 0")
    finally:
        back.should_exit = True
        thread.join()
