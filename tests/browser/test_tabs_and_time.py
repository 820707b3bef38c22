"""Pages that are loaded again, tabs that know of each other only by the server, and rights that end meanwhile."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from pages import Held, intercept, is_a_save, open_to_edit, part, put_caret_at_end, saved_text, store, zoom_to
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = pytest.mark.browser

DOCUMENTS = "**/api/documents/**"
CAMERA = "camera => getComputedStyle(camera).transform"
CODE = """Team { # Team
n1: circle label:"Go"
n2: rectangle label:"Build new version"
n1.handle(right) -> n2.handle(left)
}
"""


def type_at_end(page: Page, words: str) -> None:
    """Type behind the last character of the code."""
    put_caret_at_end(page)
    page.keyboard.insert_text(words)


def line(page: Page, words: str) -> Locator:
    """The line of the code with these words."""
    return page.locator(".cm-line", has_text=words)


def save_elsewhere(page: Page, base_url: str, key: str, version: int, code: str) -> None:
    """Save as somebody does who has the document open elsewhere."""
    answer = page.request.put(
        f"{base_url}/api/documents/{key}",
        data={"code": code, "client": "somebody-else"},
        headers={"If-Match": f'"{version}"'},
    )
    assert answer.ok, answer.text()


def lose_the_next_answer(page: Page) -> None:
    """Let the next save reach the server, and its answer get lost on the way back."""
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if route.request.method != "PUT" or lost:
            route.continue_()
            return
        lost.append(route)
        route.fetch()
        route.abort()

    intercept(page, DOCUMENTS, lose)


def lose_the_answers_to_creations(page: Page) -> list[str]:
    """Let new diagrams reach the server, and the answers get lost on the way back; the keys of what was made."""
    made: list[str] = []

    def lose(route: Route) -> None:
        made.append(route.fetch().json()["view_key"])
        route.abort()

    intercept(page, "**/api/documents", lose)
    return made


def make_a_conflict(page: Page, base_url: str, code: str) -> tuple[dict[str, str], Locator]:
    """Edit the label that somebody else changed too; the keys, and the dialog that asks."""
    keys = open_to_edit(page, base_url, f"{code}// note", title="Release")
    theirs = code.replace("Build new version", "Build their version")
    save_elsewhere(page, base_url, keys["edit_key"], 1, f"{theirs}// their note")
    type_at_end(page, " // mine")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Both of you changed the same line.")
    return keys, dialog


def test_what_others_changed_elsewhere_comes_in_without_a_question_and_one_undo_takes_it_back(
    page: Page, base_url: str
) -> None:
    keys = open_to_edit(page, base_url, CODE)
    theirs = CODE.replace("Build new version", "Build their version")
    save_elsewhere(page, base_url, keys["edit_key"], 1, theirs)
    type_at_end(page, "// mine")

    expect(page.locator(".toast")).to_contain_text("Merged: renamed “Build their version”. You can undo this.")
    expect(part(page, "node-n2")).to_contain_text("their")
    assert saved_text(page) == f"{theirs}// mine"
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.keyboard.press("Control+z")
    expect(line(page, "Build new version")).to_be_visible()
    expect(line(page, "// mine")).to_be_visible()
    assert saved_text(page) == f"{CODE}// mine"


def test_a_draft_of_a_tab_that_was_closed_is_merged_with_what_others_saved_meanwhile(page: Page, base_url: str) -> None:
    keys = open_to_edit(page, base_url, CODE)
    intercept(page, DOCUMENTS, lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    type_at_end(page, "// mine")
    expect(page.locator(".save-status")).to_contain_text("Offline")
    theirs = CODE.replace("Build new version", "Build their version")
    save_elsewhere(page, base_url, keys["edit_key"], 1, theirs)
    page.unroute_all()
    page.reload()

    expect(page.locator(".toast")).to_contain_text("Merged: renamed “Build their version”")
    assert saved_text(page) == f"{theirs}// mine"
    expect(page.locator(".draft-bar")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_page_from_the_cache_of_the_browser_shows_what_is_current(page: Page, base_url: str) -> None:
    """Back and Forward bring the page as it once came; the next edit is no conflict with oneself."""
    open_to_edit(page, base_url, CODE)
    type_at_end(page, "// first")
    saved_text(page)

    page.goto(base_url)
    page.go_back()

    expect(line(page, "// first")).to_be_visible()
    type_at_end(page, ", second")
    with page.expect_response(is_a_save):
        page.keyboard.press("Control+s")
    assert saved_text(page).endswith("// first, second")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_typed_before_the_page_knows_what_is_current_joins_it(page: Page, base_url: str) -> None:
    """What is current comes late; until then the page shows the version that a cache had."""
    keys = open_to_edit(page, base_url, CODE)
    address = f"{base_url}/d/{keys['view_key']}"
    cached = page.request.get(address).text()
    type_at_end(page, "// first")
    saved_text(page)
    held: list[Route] = []
    intercept(page, address, lambda route: route.fulfill(body=cached, content_type="text/html"))
    intercept(page, DOCUMENTS, lambda route: held.append(route) if route.request.method == "GET" else route.continue_())
    with page.expect_request(DOCUMENTS):
        page.goto(address)
    expect(line(page, "n1: circle")).to_be_visible()
    expect(line(page, "// first")).to_have_count(0)
    line(page, "n1: circle").click()
    page.keyboard.press("Home")
    page.keyboard.insert_text("// on top\n")
    held[0].continue_()

    expect(line(page, "// first")).to_be_visible()
    text = saved_text(page)
    assert "// on top\n" in text
    assert text.endswith("// first")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_page_that_is_reloaded_right_after_an_edit_shows_it_and_asks_nothing(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    type_at_end(page, "// one")
    page.reload()

    expect(line(page, "// one")).to_be_visible()
    type_at_end(page, ", two")
    page.reload()

    expect(line(page, "// one, two")).to_be_visible()
    assert saved_text(page).endswith("// one, two")
    expect(page.locator(".draft-bar")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("by", ["Enter", "leaving the page"])
def test_a_name_whose_edit_has_no_answer_yet_is_there_after_a_reload(page: Page, base_url: str, by: str) -> None:
    """The server answers late, and the page is loaded again before; the open field counts as kept."""
    open_to_edit(page, base_url, CODE)
    held = Held(page, "**/api/edit")
    part(page, "node-n1").dblclick()
    page.keyboard.type("Begin anew")
    if by == "Enter":
        page.keyboard.press("Enter")
        held.wait()
    page.reload()
    held.come()

    expect(part(page, "node-n1")).to_contain_text("Begin anew")
    expect(page.locator(".draft-bar")).to_have_count(0)
    assert "Begin anew" in saved_text(page)


def test_unsaved_changes_of_a_closed_tab_have_the_edit_that_had_no_answer_yet(page: Page, base_url: str) -> None:
    keys = open_to_edit(page, base_url, CODE)
    held = Held(page, "**/api/edit")
    part(page, "node-n1").dblclick()
    page.keyboard.type("Begin anew")
    page.keyboard.press("Enter")
    held.wait()
    page.goto(f"{base_url}/help")
    page.close()

    again = page.context.new_page()
    again.goto(f"{base_url}/d/{keys['view_key']}")

    expect(part(again, "node-n1")).to_contain_text("Begin anew")
    assert "Begin anew" in saved_text(again)
    expect(again.locator(".draft-bar")).to_have_count(0)


def test_a_new_diagram_that_is_reloaded_at_once_goes_on(page: Page, base_url: str) -> None:
    """It has no address yet; who asks for another empty page gets an empty one."""
    page.goto(f"{base_url}/new")
    intercept(page, "**/api/documents", lambda route: route.abort())
    type_at_end(page, "Team { # Team\n}")
    page.reload()
    expect(line(page, "Team { # Team")).to_be_visible()
    expect(page.locator(".draft-bar")).to_have_count(0)

    page.goto(f"{base_url}/new")

    expect(page.locator(".draft-bar")).to_be_visible()
    expect(line(page, "Team { # Team")).to_have_count(0)


def test_a_save_whose_answer_was_lost_is_no_change_by_somebody_else(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    lose_the_next_answer(page)
    type_at_end(page, "// one")
    expect(page.locator(".save-status")).to_contain_text("Offline")

    with page.expect_response(is_a_save):
        type_at_end(page, ", two")

    assert saved_text(page).endswith("// one, two")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_save_whose_answer_was_lost_is_known_after_a_reload_too(page: Page, base_url: str) -> None:
    """The draft tells the new page what the old one had sent."""
    open_to_edit(page, base_url, CODE)
    lose_the_next_answer(page)
    type_at_end(page, "// one")
    expect(page.locator(".save-status")).to_contain_text("Offline")
    intercept(page, DOCUMENTS, lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    type_at_end(page, ", two")
    page.reload()
    expect(line(page, "// one, two")).to_be_visible()
    page.unroute_all()

    with page.expect_response(is_a_save):
        type_at_end(page, ", three")

    assert saved_text(page).endswith("// one, two, three")
    expect(page.locator(".draft-bar")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_text_that_gave_way_to_theirs_is_set_aside_in_the_history_and_undo_brings_it_back(
    page: Page, base_url: str
) -> None:
    keys, dialog = make_a_conflict(page, base_url, CODE)
    dialog.get_by_role("button", name="Take all of theirs").click()

    expect(page.locator(".toast")).to_contain_text("Their text is here now. Yours is version 3 in the history.")
    expect(line(page, "// mine")).to_have_count(0)
    assert "Build their version" in saved_text(page)
    aside = page.request.get(f"{base_url}/api/documents/{keys['edit_key']}/versions/3").json()
    assert aside["code"].endswith("// note // mine")
    page.get_by_role("button", name="Open the history").click()
    expect(page.get_by_role("dialog", name="History").locator(".history-row").first).to_contain_text("Set aside")
    page.keyboard.press("Escape")

    page.locator(".cm-content").focus()
    page.keyboard.press("Control+z")
    expect(line(page, "// mine")).to_be_visible()


def test_a_text_of_theirs_that_was_replaced_stays_in_the_history_on_a_slow_line_too(page: Page, base_url: str) -> None:
    keys, dialog = make_a_conflict(page, base_url, CODE)
    held = Held(page, "**/api/documents/*?merge=1")
    dialog.get_by_role("button", name="Keep all of mine").click()
    held.wait()
    type_at_end(page, ", and more")
    held.come()

    expect(page.locator(".toast")).to_contain_text("Your text is saved. Theirs is version 2 in the history.")
    expect(line(page, "// mine, and more")).to_be_visible()
    assert saved_text(page).endswith("// note // mine, and more")
    theirs = page.request.get(f"{base_url}/api/documents/{keys['edit_key']}/versions/2").json()
    assert "Build their version" in theirs["code"]


def test_after_an_undecided_conflict_the_page_says_where_the_text_is_and_goes_on_keeping_it(
    page: Page, base_url: str
) -> None:
    make_a_conflict(page, base_url, CODE)
    page.keyboard.press("Escape")
    expect(page.locator(".save-status")).to_have_text("Changed elsewhere, kept here")
    type_at_end(page, ", and more")
    page.reload()

    expect(line(page, "// mine, and more")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Both of you changed the same line.")


@pytest.mark.parametrize("loaded_again", [False, True], ids=["while editing", "found on loading"])
def test_who_may_no_longer_edit_goes_on_in_a_copy(page: Page, base_url: str, loaded_again: bool) -> None:
    keys = open_to_edit(page, base_url, CODE, title="Release")
    links = page.request.get(f"{base_url}/api/documents/{keys['own_key']}/links").json()["links"]
    edit = next(link["id"] for link in links if link["right"] == "edit")
    assert page.request.delete(f"{base_url}/api/documents/{keys['own_key']}/links/{edit}").ok
    if loaded_again:
        page.reload()
        expect(page.locator(".ended-bar")).to_be_visible()
    type_at_end(page, "// mine")
    expect(page.locator(".save-status")).to_have_text("Link ended, kept here")

    page.get_by_role("button", name="Save as my own copy").click()

    expect(page).not_to_have_url(re.compile(keys["view_key"]))
    expect(page.locator(".ended-bar")).to_have_count(0)
    assert saved_text(page).endswith("// mine")
    expect(page.get_by_role("button", name="Release (my copy): rename")).to_be_visible()


def test_whoever_types_while_their_link_expires_is_told_so_and_goes_on_in_a_copy(page: Page, base_url: str) -> None:
    keys = open_to_edit(page, base_url, CODE, title="Release")
    links = f"{base_url}/api/documents/{keys['own_key']}/links"
    edit = next(link["id"] for link in page.request.get(links).json()["links"] if link["right"] == "edit")
    type_at_end(page, "// mine")
    soon = (datetime.now(UTC) + timedelta(milliseconds=300)).isoformat()
    assert page.request.put(f"{links}/{edit}", data={"label": "", "expires_at": soon}).ok
    while page.request.get(f"{base_url}/api/documents/{keys['edit_key']}").ok:
        pass
    type_at_end(page, ", and more")
    expect(page.locator(".save-status")).to_have_text("Link expired, kept here")
    expect(page.get_by_role("alert")).to_contain_text("The link with which you edit this diagram has expired.")
    type_at_end(page, ", still")

    page.get_by_role("button", name="Save as my own copy").click()

    expect(page).not_to_have_url(re.compile(keys["view_key"]))
    expect(page.locator(".ended-bar")).to_have_count(0)
    assert saved_text(page).endswith("// mine, and more, still")


def test_a_view_page_from_the_cache_of_the_browser_shows_what_is_current(page: Page, base_url: str) -> None:
    keys = store(page, base_url, CODE)
    page.goto(f"{base_url}/d/{keys['view_key']}")
    expect(part(page, "node-n2")).to_contain_text("Build new version")
    page.goto(base_url)
    save_elsewhere(page, base_url, keys["edit_key"], 1, CODE.replace("Build new version", "Build another"))

    page.go_back()

    expect(part(page, "node-n2")).to_contain_text("Build another")


@pytest.mark.parametrize("may_edit", [True, False], ids=["editor", "view page"])
def test_zoom_and_place_survive_a_reload(page: Page, base_url: str, may_edit: bool) -> None:
    keys = store(page, base_url, CODE)
    page.goto(f"{base_url}/{'e' if may_edit else 'd'}/{keys['edit_key' if may_edit else 'view_key']}")
    zoom_to(page, 1.7)
    before = page.locator(".camera").evaluate(CAMERA)

    page.reload()

    page.locator(".camera").wait_for(state="attached")
    page.wait_for_function(f"before => ({CAMERA})(document.querySelector('.camera')) === before", arg=before)
    # Opened anew, it is shown as it opens for everybody.
    page.goto(base_url)
    page.goto(f"{base_url}/d/{keys['view_key']}")
    expect(part(page, "node-n2")).to_be_visible()
    assert page.locator(".camera").evaluate(CAMERA) != before


@pytest.mark.parametrize("reloads", [False, True], ids=["same page", "loaded again"])
def test_a_new_diagram_whose_first_answer_was_lost_is_made_once(page: Page, base_url: str, reloads: bool) -> None:
    """What was typed since is saved in it."""
    page.goto(f"{base_url}/new")
    made = lose_the_answers_to_creations(page)
    type_at_end(page, CODE)
    expect(page.locator(".save-status")).to_contain_text("Offline, kept here")
    type_at_end(page, "// since")
    if reloads:
        page.reload()
        expect(line(page, "// since")).to_be_visible()
    page.unroute("**/api/documents")
    page.keyboard.press("Control+s")

    assert saved_text(page).endswith("// since")
    assert len(set(made)) == 1
    assert page.url == f"{base_url}/d/{made[0]}"
