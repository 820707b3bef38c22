"""What several browser tests do with a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Response, Route, expect

TEAM = """A { # Team
n1: circle label:"Begin"
n2: rectangle label:"Check"
n3: rectangle label:"Mend"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
}
"""


def intercept(page: Page, path: str, answer: Callable[[Route], object]) -> None:
    """Answer requests in the server's place; when this returns, no request of the page goes past it."""
    page.route(path, answer)
    if page.url == "about:blank":
        return
    # The browser tells a page that is open already a little later, and the next key press may be quicker.
    page.route("**/intercepted", lambda route: route.fulfill(status=200))
    while not page.evaluate("fetch('/intercepted').then((answer) => answer.ok)"):
        pass


class Held:
    """Answers of the server that come when they are let come."""

    def __init__(self, page: Page, path: str) -> None:
        self._page = page
        self._routes: list[Route] = []
        self._open = False
        intercept(page, path, self._answer)

    def _answer(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._routes.append(route)

    def wait(self) -> None:
        """Wait until something was asked for."""
        while not self._routes:
            self._page.wait_for_timeout(20)

    def come(self) -> None:
        """Let all answers come that are held, and those after them."""
        self._open = True
        for route in self._routes:
            route.continue_()


def part(page: Page, element_id: str) -> Locator:
    """The group of a lane, node or edge in the drawing."""
    return page.locator(f"#app svg #{element_id}")


def box_of(locator: Locator) -> dict[str, float]:
    """Where something stands now; Playwright's own bounding box may tell where it stood a frame ago.

    A drawing that a better one replaced between finding and measuring stands nowhere: the better one is measured then.
    """
    box: dict[str, float] | None = None
    while box is None:
        box = locator.evaluate("element => element.isConnected ? element.getBoundingClientRect().toJSON() : null")
    return box


def middle(locator: Locator) -> tuple[float, float]:
    """The middle of where something stands now, in px of the page."""
    box = box_of(locator)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def store(page: Page, base_url: str, code: str, **companion: Any) -> dict[str, str]:
    """Store a document behind the page's back and return its keys."""
    answer = page.request.post(f"{base_url}/api/documents", data={"code": code, "companion": companion, "client": "t"})
    assert answer.ok, answer.text()
    keys: dict[str, str] = answer.json()
    return keys


def save_second_version(page: Page, base_url: str, keys: dict[str, str], code: str) -> None:
    """Save without the last edge, as somebody else does."""
    [*lines, _, end] = code.rstrip().split("\n")
    body = {"code": "\n".join([*lines, end]), "client": "other"}
    headers = {"If-Match": '"1"', "X-Lanestep-Name": "Priya"}
    answer = page.request.put(f"{base_url}/api/documents/{keys['edit_key']}", data=body, headers=headers)
    assert answer.ok, answer.text()


def open_to_edit(
    page: Page, base_url: str, code: str, *, visible: str = ".cm-editor", **companion: Any
) -> dict[str, str]:
    """Store a document and open it by its edit link, as somebody does who was sent one, until something is visible."""
    keys = store(page, base_url, code, **companion)
    # The page asks what is current, and until it knows, a save by somebody else would be taken over.
    with page.expect_response(lambda answer: answer.url.endswith(f"/api/documents/{keys['edit_key']}")):
        page.goto(f"{base_url}/e/{keys['edit_key']}")
    expect(page.locator(visible)).to_be_visible()
    return keys


def saved_text(page: Page) -> str:
    """The text that the server holds, once the page says that all is saved."""
    expect(page.locator(".save-status")).to_contain_text("Saved")
    return page.request.get(f"{page.url}.fz").body().decode("utf-8")


def is_a_save(response: Response) -> bool:
    """Whether a document that exists was stored."""
    return response.request.method == "PUT" and response.ok


def put_caret_at_end(page: Page) -> None:
    """Focus the code with the caret behind the last character."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")


def rename_on_canvas(page: Page, node: str, words: str) -> None:
    """Double click a node and give it another label."""
    part(page, f"node-{node}").dblclick()
    field = page.get_by_role("textbox", name=f"Name of node {node}")
    field.fill(words)
    field.press("Enter")
    expect(part(page, f"node-{node}")).to_contain_text(words)


def select_on_canvas(page: Page, node: str) -> None:
    """Click on a node."""
    page.mouse.click(*middle(part(page, f"node-{node}")))
    expect(part(page, f"node-{node}")).to_contain_class("selected")


def remove_slowly(page: Page, node: str) -> Held:
    """Remove a node by key; the answer comes when it is let come."""
    select_on_canvas(page, node)
    held = Held(page, "**/api/edit")
    page.keyboard.press("Delete")
    held.wait()
    return held


def zoom_to(page: Page, scale: float) -> None:
    """Turn the wheel over the canvas until the drawing has this scale."""
    page.locator(".stage .drawing").wait_for()
    page.locator(".stage").evaluate(
        """async (canvas, wanted) => {
          const camera = canvas.querySelector('.camera');
          const scale = () => new DOMMatrix(getComputedStyle(camera).transform).a;
          const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          await frame();
          for (let turns = 0; turns < 20 && Math.abs(scale() - wanted) > 0.001; turns += 1) {
            const box = canvas.getBoundingClientRect();
            const middle = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
            const deltaY = -Math.log(wanted / scale()) / 0.008;
            const turn = { ...middle, deltaY, ctrlKey: true, bubbles: true, cancelable: true };
            canvas.dispatchEvent(new WheelEvent('wheel', turn));
            await frame();
          }
          if (Math.abs(scale() - wanted) > 0.01) throw new Error(`the drawing stayed at ${scale()}`);
        }""",
        scale,
    )
