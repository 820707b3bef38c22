"""Two people on one diagram see each other's changes as they happen, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import part, put_caret_at_end, rename_on_canvas, store
from playwright.sync_api import Browser, Page, expect
from running_server import running

from webapp.config import Settings
from webapp.factory import create_app

TEXT = (
    'A { # Shop\r\n  n1: circle label:"Order"\r\n  n2: rectangle label:"Pack"\r\n'
    "  n1.handle(right) -> n2.handle(left)\r\n}\r\n"
)


@pytest.fixture(scope="module")
def live_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application in its own server, which can keep streams open."""
    folder: Path = tmp_path_factory.mktemp("live")
    settings = Settings(
        data_folder=folder,
        database_url=f"sqlite:///{folder / 'lanestep.db'}",
        rate_limit="100000 per minute",
        render_timeout=60,
    )
    app = create_app(settings)
    with running(app) as server:
        yield f"http://127.0.0.1:{server.port}"
    app.extensions["lanestep.close"]()


@pytest.fixture
def people(browser: Browser, live_url: str) -> Iterator[Callable[[dict[str, str], str], Page]]:
    """Opens a diagram in a browser of another person, with a right; waits until the page is live."""
    contexts = []

    def join(keys: dict[str, str], right: str = "edit", width: int = 1440) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(f"{live_url}/{'e' if right == 'edit' else 'd'}/{keys[f'{right}_key']}")
        if right == "edit":
            page.wait_for_selector("html[data-live='yes']", state="attached")
        return page

    yield join
    for context in contexts:
        context.close()


def stored(page: Page, url: str, keys: dict[str, str]) -> str:
    return page.request.get(f"{url}/api/documents/{keys['view_key']}").json()["code"]


def test_what_one_types_the_other_sees_and_each_undoes_their_own(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, ben = people(keys), people(keys)
    put_caret_at_end(anna)
    anna.keyboard.type("# from Anna")
    expect(ben.locator(".cm-content")).to_contain_text("# from Anna")

    rename_on_canvas(ben, "n2", "Wrap")
    expect(anna.locator(".cm-content")).to_contain_text('label:"Wrap"')
    expect(part(anna, "node-n2")).to_contain_text("Wrap")
    anna.keyboard.type(" and more")
    expect(ben.locator(".cm-content")).to_contain_text("# from Anna and more")

    ben.locator(".stage").first.focus()
    ben.keyboard.press("Control+z")
    expect(anna.locator(".cm-content")).to_contain_text('label:"Pack"')
    expect(ben.locator(".cm-content")).to_contain_text("# from Anna and more")
    assert stored(page, live_url, keys) == TEXT + "# from Anna and more"
