"""Two people on one diagram see each other's changes as they happen, and nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import part, put_caret_at_end, rename_on_canvas, select_on_canvas, store
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

    def join(keys: dict[str, str], right: str = "edit", width: int = 1440, *, blocked: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, service_workers="block")
        contexts.append(context)
        page = context.new_page()
        if blocked:
            page.route("**/live/**", lambda route: route.fulfill(status=502))
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


def test_both_write_in_one_word_and_one_removes_what_the_other_changes(people, page: Page, live_url: str):
    keys = store(page, live_url, f"{TEXT}# ")
    anna, ben = people(keys), people(keys)
    for each, letters in ((anna, "aaaa"), (ben, "bbbb")):
        put_caret_at_end(each)
        each.keyboard.type(letters)
    for each in (anna, ben):
        expect(each.locator(".cm-content")).to_contain_text("aaaa")
        expect(each.locator(".cm-content")).to_contain_text("bbbb")
    select_on_canvas(anna, "n2")
    anna.keyboard.press("Delete")
    expect(part(ben, "node-n2")).to_have_count(0)
    expect(part(anna, "node-n2")).to_have_count(0)

    assert anna.get_by_role("dialog").count() == 0
    assert "\n" not in stored(page, live_url, keys).replace("\r\n", "")


def test_whoever_was_out_of_reach_comes_back_and_all_is_united(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, ben = people(keys), people(keys)
    anna.context.set_offline(True)
    put_caret_at_end(anna)
    anna.keyboard.type("# offline")
    expect(anna.locator(".save-status")).to_contain_text("Offline")
    rename_on_canvas(ben, "n1", "Ordered")
    expect(ben.locator(".save-status")).to_contain_text("Saved")
    anna.context.set_offline(False)

    for each in (anna, ben):
        expect(each.locator(".cm-content")).to_contain_text("# offline")
        expect(each.locator(".cm-content")).to_contain_text('label:"Ordered"')
    expect(anna.locator(".save-status")).to_contain_text("Saved")


def test_two_tabs_of_one_browser_are_two_people(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    one = people(keys)
    other = one.context.new_page()
    other.goto(f"{live_url}/d/{keys['view_key']}")
    for tab in (one, other):
        expect(tab.get_by_role("button", name="Here with you:")).to_be_visible()
    put_caret_at_end(one)
    one.keyboard.type("# one")
    expect(other.locator(".cm-content")).to_contain_text("# one")
    put_caret_at_end(other)
    other.keyboard.type(" other")
    expect(one.locator(".cm-content")).to_contain_text("# one other")

    one.locator(".cm-content").focus()
    one.keyboard.press("Control+z")
    for tab in (one, other):
        expect(tab.locator(".cm-content")).not_to_contain_text("# one")
        expect(tab.locator(".cm-content")).to_contain_text(" other")


def test_people_work_together_where_a_proxy_refuses_the_stream(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, ben, viewer = people(keys, blocked=True), people(keys), people(keys, "view", 390, blocked=True)
    put_caret_at_end(anna)
    anna.keyboard.type("# from Anna")
    expect(ben.locator(".cm-content")).to_contain_text("# from Anna")

    rename_on_canvas(ben, "n2", "Wrap")
    expect(anna.locator(".cm-content")).to_contain_text('label:"Wrap"')
    expect(part(viewer, "node-n2")).to_contain_text("Wrap")
    anna.locator(".stage").first.focus()
    anna.keyboard.press("Control+z")
    expect(ben.locator(".cm-content")).not_to_contain_text("# from Anna")
    assert stored(page, live_url, keys) == TEXT.replace("Pack", "Wrap")


def test_what_was_typed_in_the_last_moment_is_sent_while_the_page_goes_away(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT + "# " + "x" * 80_000 + "\n")
    anna = people(keys)
    ben = people(keys)
    anna.evaluate("window.setTimeout = () => 0")
    put_caret_at_end(anna)
    anna.keyboard.type("# last words")
    anna.goto("about:blank")

    expect(ben.locator(".cm-content")).to_contain_text("# last words")
    assert stored(page, live_url, keys).endswith("# last words")


def test_a_view_page_follows_and_a_run_under_way_stays_and_says_so(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, viewer = people(keys), people(keys, "view", 390)
    expect(part(viewer, "node-n1")).to_be_visible()
    rename_on_canvas(anna, "n1", "Ordered")
    expect(part(viewer, "node-n1")).to_contain_text("Ordered")

    viewer.keyboard.press(" ")
    expect(viewer.locator(".run-active").first).to_be_attached()
    rename_on_canvas(anna, "n2", "Wrapped")
    expect(viewer.get_by_text("The diagram has changed since")).to_be_visible()
    expect(part(viewer, "node-n2")).to_contain_text("Pack")


def test_a_link_that_is_ended_while_somebody_types_leaves_a_copy_of_their_own(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, reader = people(keys), people(keys, "view", 390)
    put_caret_at_end(anna)
    anna.keyboard.type("# mine")
    links = page.request.get(f"{live_url}/api/documents/{keys['own_key']}/links").json()["links"]
    edit = next(link for link in links if link["right"] == "edit")
    page.request.delete(f"{live_url}/api/documents/{keys['own_key']}/links/{edit['id']}")
    expect(anna.get_by_text("Link ended")).to_be_visible()
    view = next(link for link in links if link["right"] == "view")
    page.request.delete(f"{live_url}/api/documents/{keys['own_key']}/links/{view['id']}")
    expect(
        reader.get_by_role("alert").filter(has_text="This page changes no more: this link has been ended")
    ).to_be_visible()
    anna.get_by_role("button", name="Save as my own copy").click()

    expect(anna.locator(".save-status")).to_contain_text("Saved")
    expect(anna.locator(".cm-content")).to_contain_text("# mine")


def test_saving_on_purpose_keeps_what_both_wrote_as_one_version(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, ben = people(keys), people(keys)
    put_caret_at_end(anna)
    anna.keyboard.type("# Anna")
    rename_on_canvas(ben, "n1", "Ordered")
    expect(anna.locator(".cm-content")).to_contain_text('label:"Ordered"')
    with anna.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        anna.keyboard.press("Control+s")

    assert saved.value.ok
    history = page.request.get(f"{live_url}/api/documents/{keys['edit_key']}/versions").json()["versions"]
    assert history[0]["kind"] == "saved"
    text = stored(page, live_url, keys)
    assert text == TEXT.replace("Order", "Ordered") + "# Anna"
    assert anna.evaluate("document.documentElement.dataset.live") == "yes"


def test_each_sees_who_is_here_their_cursor_and_what_they_have_selected(people, page: Page, live_url: str):
    keys = store(page, live_url, TEXT)
    anna, ben = people(keys), people(keys)
    ben.locator(".people").click()
    ben.get_by_label("Your name, for others and in the history").fill("Ben <b>")
    ben.get_by_role("button", name="Keep this name").click()
    expect(anna.get_by_role("button", name="Here with you: Ben <b>")).to_be_visible()

    put_caret_at_end(ben)
    expect(anna.locator(".other-cursor .other-name")).to_have_text("Ben <b>")
    select_on_canvas(ben, "n2")
    expect(part(anna, "node-n2")).to_contain_class("others")
    expect(part(anna, "node-n1")).not_to_contain_class("others")
    if folder := os.environ.get("LANESTEP_PICTURES"):
        anna.screenshot(path=f"{folder}/presence-light.png")
        anna.emulate_media(color_scheme="dark")
        anna.set_viewport_size({"width": 390, "height": 844})
        anna.screenshot(path=f"{folder}/presence-dark-390.png")

    ben.close(run_before_unload=False)
    expect(anna.locator(".people")).to_be_hidden()


def test_a_folded_view_page_follows_folded_and_unfolds_what_is_written_now(people, page: Page, live_url: str):
    steps = "\n".join(f'n{n}: rectangle label:"Step {n}"' for n in range(1, 41))
    edges = "\n".join(f"n{n}.handle(right) -> n{n + 1}.handle(left)" for n in range(1, 40))
    keys = store(page, live_url, f"A {{ # Shop\n{steps}\n{edges}\n}}\n")
    anna, viewer = people(keys), people(keys, "view", 1280)
    folded, flat = (viewer.get_by_role("button", name=name) for name in ("Folded", "One line"))
    expect(folded).to_have_attribute("aria-pressed", "true")
    rows = viewer.locator(".stage .drawing .lane").count()
    assert rows > 1

    rename_on_canvas(anna, "n3", "Wrap")
    expect(part(viewer, "node-n3")).to_contain_text("Wrap")
    expect(viewer.locator(".stage .drawing .lane")).to_have_count(rows)
    expect(folded).to_have_attribute("aria-pressed", "true")

    flat.click()
    expect(viewer.locator(".stage .drawing .lane")).to_have_count(1)
    expect(part(viewer, "node-n3")).to_contain_text("Wrap")
