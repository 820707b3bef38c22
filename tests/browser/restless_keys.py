"""What a restless person does with keys: on the canvas, in the code, in what stands beside them."""

from __future__ import annotations

from restless_reach import Reach

ARROWS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]


class Keys(Reach):
    """Keys, and words typed in fields."""

    def _canvas_key(self) -> str:
        self._on_canvas()
        keys = [
            "Delete",
            "Backspace",
            "Shift+Delete",
            "Control+d",
            "Enter",
            "Escape",
            "Home",
            "End",
            "Control+a",
            "Shift+1",
            "m",
        ]
        return self._press(self._random.choice(keys))

    def _add(self) -> str:
        self._on_canvas()
        return self._press(self._random.choice("1234")) + self._maybe_words()

    def _walk(self) -> str:
        self._on_canvas()
        return self._press(
            *self._random.choices(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Shift+ArrowRight"], k=2)
        )

    def _nudge(self) -> str:
        self._on_canvas()
        return self._press(
            *self._random.choices(["Alt+ArrowRight", "Alt+ArrowLeft", "Alt+ArrowDown", "Alt+ArrowUp"], k=2)
        )

    def _connect_by_keys(self) -> str:
        self._on_canvas()
        return self._press("c", *self._random.choices(["ArrowRight", "ArrowDown", "ArrowLeft"], k=2), "Enter")

    def _insert(self) -> str:
        done = self._click_edge()
        return f"{done}, {self._press('i')}" + self._maybe_words()

    def _paste(self) -> str:
        self._on_canvas()
        return self._press("Control+c", "Control+v")

    def _undo(self) -> str:
        if self._random.random() < 0.5:
            self._on_canvas()
        return self._press(*["Control+z"] * self._random.randint(1, 3))

    def _redo(self) -> str:
        if self._random.random() < 0.5:
            self._on_canvas()
        return self._press(*[self._random.choice(["Control+Shift+z", "Control+y"])] * self._random.randint(1, 2))

    def _type_line(self) -> str:
        at = self._one("lines")
        if at is None:
            return "no code in sight"
        self.page.mouse.click(at["x"], at["y"])
        self._press("Escape", "End")
        words = f'\nx{self._random.randint(1, 40)}: rectangle label:"{self._random.choice(["Hold", "Wait"])}"'
        self.page.keyboard.insert_text(words)
        return f"write {words!r} after a line"

    def _type_comment(self) -> str:
        at = self._one("lines")
        if at is None:
            return "no code in sight"
        self.page.mouse.click(at["x"], at["y"])
        self._press("Escape", "Control+End")
        self.page.keyboard.type("// so")
        return "write a comment at the end"

    def _code_key(self) -> str:
        at = self._one("lines")
        if at is None:
            return "no code in sight"
        self.page.mouse.click(at["x"], at["y"])
        return "in the code: " + self._press(
            self._random.choice(["Alt+ArrowUp", "Alt+ArrowDown", "Control+/", "Shift+Alt+f", "End", "F8"])
        )

    def _inspector_field(self) -> str:
        field = self.page.locator("#pane-inspector input[type=text]").first
        if not field.is_visible():
            return "no inspector"
        self.page.evaluate("document.querySelector('#pane-inspector input[type=text]')?.focus()")
        words = self._words()
        self._press("Control+a")
        self.page.keyboard.insert_text(words)
        return f"in the inspector's first field: {words!r}, " + self._press(
            self._random.choice(["Enter", "Tab", "Escape", "Control+z"])
        )

    def _inspector_button(self) -> str:
        done = self.page.evaluate(
            """(share) => {
              const buttons = document.querySelectorAll('#pane-inspector :is(.action, [type=radio], .small)');
              const all = [...buttons].filter((each) => each.checkVisibility());
              const one = all[Math.floor(share * all.length)];
              one?.focus();
              one?.click();
              return one?.dataset.key ?? 'nothing';
            }""",
            self._random.random(),
        )
        return f"in the inspector: {done}"

    def _title(self) -> str:
        words = self._words()
        self.page.evaluate("document.querySelector('.title-button')?.click()")
        self.page.keyboard.insert_text(words)
        return f"title {words!r}, " + self._press(self._random.choice(["Enter", "Escape"]))

    def _run(self) -> str:
        self.page.evaluate("document.querySelector('.run-button')?.click()")
        done = self._press(*self._random.choices(["ArrowRight", "1", "2", "Space", "End", "ArrowLeft"], k=3))
        if self._random.random() < 0.8:
            self.page.evaluate("document.querySelector('.run-button')?.click()")
            return f"run, {done}, end or call off"
        return f"run, {done}, and leave it open"

    def _fix_all(self) -> str:
        self.page.evaluate("document.querySelector('.fix-all')?.click()")
        return "fix all"

    def _layout(self) -> str:
        self.page.evaluate("document.querySelector('[aria-label=Layout]')?.click()")
        return "layout menu, " + self._press(*["ArrowDown"] * self._random.randint(0, 4), "Enter")
