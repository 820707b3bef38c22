"""What a page shows of a diagram when it opens, what holds while the diagram changes, and the panes around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import Held, box_of, middle, open_to_edit, part, saved_text, store, zoom_to
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples"
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def chain(count: int, lanes: int = 1) -> str:
    """Lanes with a chain of steps in the first and a step in every other one."""
    steps = [f'n{n}: rectangle label:"Step {n}"' for n in range(1, count + 1)]
    edges = [f"n{n}.handle(right) -> n{n + 1}.handle(left)" for n in range(1, count)]
    others = [f'l{n} {{ # Lane {n}\nm{n}: rectangle label:"Wait"\n}}' for n in range(1, lanes)]
    return "\n".join(["l0 { # Lane 0", *steps, *edges, "}", *others, ""])


def scale(page: Page) -> float:
    found: float = page.locator(".camera").evaluate("camera => new DOMMatrix(camera.style.transform).a")
    return found


def is_whole(page: Page) -> bool:
    canvas, drawing = box_of(page.locator(".stage")), box_of(page.locator(".stage .drawing"))
    return all(canvas[side] <= drawing[side] for side in ("left", "top")) and all(
        drawing[side] <= canvas[side] for side in ("right", "bottom")
    )


def test_a_diagram_opens_whole_and_one_too_large_for_labels_of_9_px_at_its_beginning(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_to_edit(page, base_url, chain(5))
    assert is_whole(page)
    assert scale(page) >= 0.75
    expect(page.locator(".zoom-scale")).to_contain_text("Fit")

    open_to_edit(page, base_url, chain(12))
    assert scale(page) == 0.75
    canvas = box_of(page.locator(".stage"))
    assert canvas["left"] < box_of(part(page, "node-n1"))["left"]
    assert canvas["right"] < box_of(part(page, "node-n12"))["left"]


def test_samples_open_on_a_laptop_with_most_of_their_nodes_in_sight(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    seen = nodes = 0
    for sample in sorted(SAMPLES.glob("*.fz")):
        page.goto(f"{base_url}/samples/{sample.stem}")
        part(page, "node-n1").wait_for()
        canvas = box_of(page.locator(".stage"))
        boxes = page.locator(".stage .drawing .node").evaluate_all(
            "nodes => nodes.map((node) => node.getBoundingClientRect().toJSON())"
        )
        nodes += len(boxes)
        seen += sum(
            canvas["left"] <= box["left"]
            and box["right"] <= canvas["right"]
            and canvas["top"] <= box["top"]
            and box["bottom"] <= canvas["bottom"]
            for box in boxes
        )
    assert seen >= 0.8 * nodes


def test_fit_holds_while_steps_are_added_until_the_view_is_moved(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_to_edit(page, base_url, chain(7))
    page.locator(".stage").focus()
    page.keyboard.press("Shift+1")
    expect(page.locator(".zoom-scale")).to_contain_text("Fit")
    put_at_end = 'n7.handle(right) -> n8.handle(left)\nn8: rectangle label:"Step 8"\n'
    page.get_by_text("n6.handle(right) -> n7.handle(left)").click()
    page.keyboard.press("End")
    page.keyboard.type("\n" + put_at_end)
    expect(part(page, "node-n8")).to_be_visible()
    page.wait_for_function(
        """() => {
          const box = (name) => document.querySelector(name).getBoundingClientRect();
          return box('.stage .drawing').right <= box('.stage').right && box('#node-n8').right <= box('.stage').right;
        }"""
    )
    expect(page.locator(".zoom-scale")).to_contain_text("Fit")

    page.locator(".stage").hover()
    page.mouse.wheel(40, 0)
    expect(page.locator(".zoom-scale")).not_to_contain_text("Fit")
    before = box_of(part(page, "node-n1"))["left"]
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type('l9 { # More\nm9: rectangle label:"Later"\n}\n')
    expect(part(page, "node-m9")).to_be_visible()
    assert box_of(part(page, "node-n1"))["left"] == pytest.approx(before, abs=1)


def test_the_inspector_opens_with_a_selection_closes_with_it_and_leaves_the_view(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_to_edit(page, base_url, chain(5))
    assert box_of(page.locator(".pane-code"))["width"] == 320
    inspector = page.locator("#pane-inspector")
    expect(inspector).to_be_hidden()
    before = box_of(part(page, "node-n1"))

    page.mouse.click(*middle(part(page, "node-n2")))
    expect(inspector).to_be_visible()
    assert box_of(part(page, "node-n1")) == before
    expect(page.locator(".stage")).to_be_focused()

    page.keyboard.press("Escape")
    expect(inspector).to_be_hidden()

    # Whoever closes it has it open again when they ask for it. Elsewhere, or it would be a double click.
    page.mouse.click(*middle(part(page, "node-n4")))
    inspector.get_by_role("button", name="Close the inspector").click()
    page.mouse.click(*middle(part(page, "node-n3")))
    expect(part(page, "node-n3")).to_contain_class("selected")
    expect(inspector).to_be_hidden()
    page.locator(".open-inspector").click()
    expect(inspector.locator(".pane-head")).to_contain_text("n3")


def test_a_double_click_where_the_inspector_opens_is_one_and_the_node_comes_out_from_under_it(
    page: Page, base_url: str
) -> None:
    page.set_viewport_size(LAPTOP)
    open_to_edit(page, base_url, chain(6))
    node = part(page, "node-n6")
    page.mouse.dblclick(*middle(node), delay=60)
    field = page.get_by_role("textbox", name="Name of node n6")
    expect(field).to_be_focused()
    expect(page.locator("#pane-inspector")).to_be_hidden()
    page.keyboard.type("Last")
    page.keyboard.press("Enter")

    expect(page.locator("#pane-inspector")).to_be_visible()
    page.wait_for_function(
        """() => {
          const box = (name) => document.querySelector(name).getBoundingClientRect();
          return box('.drawing #node-n6').right < box('#pane-inspector').left;
        }"""
    )
    page.locator(".stage").focus()
    page.keyboard.press("Escape")
    page.wait_for_function(
        """() => document.querySelector('.stage .drawing').getBoundingClientRect().left
          >= document.querySelector('.stage').getBoundingClientRect().left"""
    )
    assert is_whole(page)


def test_handles_have_their_size_and_connect_where_a_node_is_40_px_wide(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_to_edit(page, base_url, chain(4, lanes=2))
    width = box_of(part(page, "node-n1"))["width"] / scale(page)
    zoom_to(page, 39 / width)
    page.mouse.click(*middle(part(page, "node-n1")))
    expect(page.locator(".handles.selected > .handle").first).to_be_hidden()

    zoom_to(page, 42 / width)
    handle = page.locator('.handles.selected > .handle[data-side="bottom"]')
    expect(handle).to_be_visible()
    assert box_of(handle)["width"] == 8
    x, y = middle(handle)
    page.mouse.move(x, y + 3)
    page.mouse.down()
    page.mouse.move(*middle(part(page, "node-m1")), steps=6)
    page.mouse.up()

    expect(page.locator(".drawing .edge")).to_have_count(4)
    assert "n1.handle(bottom) -> l1.m1.handle" in saved_text(page)


def test_the_view_page_folds_by_itself_on_a_phone_unless_the_view_was_moved_meanwhile(
    page: Page, base_url: str
) -> None:
    keys = store(page, base_url, chain(12, lanes=2))
    page.set_viewport_size(PHONE)
    page.goto(f"{base_url}/d/{keys['view_key']}")
    shape = page.get_by_role("group", name="Layout of the diagram")
    expect(shape.get_by_role("button", name="Folded")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#lane-l0\\.2")).to_be_visible()
    assert box_of(page.locator(".stage .drawing"))["width"] <= PHONE["width"]
    assert box_of(shape)["bottom"] < box_of(page.locator(".stage .drawing"))["top"]

    held = Held(page, "**/api/render")
    page.goto(f"{base_url}/d/{keys['view_key']}?again")
    held.wait()
    page.locator(".stage").hover()
    page.mouse.wheel(120, 0)
    expect(page.locator(".lane-header").first).to_be_visible()
    with page.expect_response("**/api/render"):
        held.come()
    page.wait_for_load_state("networkidle")

    expect(shape.get_by_role("button", name="One line")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#lane-l0\\.2")).to_have_count(0)


def test_a_large_diagram_opens_folded_in_the_editor_and_stays_as_it_is_in_the_file(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_to_edit(page, base_url, chain(40, lanes=2))
    expect(page.locator("#lane-l0\\.2")).to_be_visible()
    assert scale(page) == 0.75
    assert box_of(page.locator(".stage .drawing"))["width"] <= box_of(page.locator(".stage"))["width"]

    page.mouse.click(*middle(part(page, "node-n2")))
    page.keyboard.press("Delete")
    expect(part(page, "node-n2")).to_have_count(0)
    expect(page.locator("#lane-l0\\.2")).to_be_visible()
    assert "n2:" not in saved_text(page)
    assert "fold" not in page.request.get(f"{page.url}.lanestep.json").json().get("layout", {})

    page.get_by_role("button", name="Layout").click()
    expect(page.get_by_role("menuitemradio", name=re.compile("To this window"))).to_be_checked()
    page.get_by_role("menuitemradio", name="Off").click()
    expect(page.locator("#lane-l0\\.2")).to_have_count(0)
    page.reload()
    expect(part(page, "node-n1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#lane-l0\\.2")).to_have_count(0)


def test_thumbnails_show_the_whole_diagram(page: Page, base_url: str) -> None:
    page.goto(base_url)
    pictures = page.locator(".thumbnail > .on-light")
    expect(pictures.first).to_be_visible()
    for at in range(pictures.count()):
        picture, frame = box_of(pictures.nth(at)), box_of(pictures.nth(at).locator(".."))
        assert frame["left"] < picture["left"]
        assert picture["right"] < frame["right"]
        assert pictures.nth(at).evaluate("image => getComputedStyle(image).objectFit") == "contain"


def test_nothing_stands_over_the_nodes_of_a_run_that_is_shown_whole(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    page.goto(f"{base_url}/samples/blue-green#run")
    page.locator("[data-position]").wait_for()
    expect(page.get_by_role("region", name="Log")).to_be_visible()
    page.get_by_role("button", name="Fit the diagram").click()
    expect(page.locator(".zoom-scale")).to_contain_text("Fit")
    covered = """() => {
      const over = document.querySelector('.zoom-controls').getBoundingClientRect();
      return [...document.querySelectorAll('.stage .drawing .node')].map((node) => node.getBoundingClientRect())
        .filter((box) => box.left < over.right && over.left < box.right)
        .filter((box) => box.top < over.bottom && over.top < box.bottom).length;
    }"""
    page.wait_for_function(f"() => ({covered})() === 0")


def test_the_last_rows_of_the_log_stand_above_the_lower_edge_of_the_player(page: Page, base_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    page.goto(f"{base_url}/samples/blue-green#run")
    page.locator("[data-position]").wait_for()
    log, player = page.get_by_role("region", name="Log"), page.get_by_role("region", name="Run", exact=True)
    expect(log).to_be_visible()
    assert box_of(log)["bottom"] <= box_of(player)["bottom"]
