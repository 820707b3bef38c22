"""What a restless person does with the mouse and with fingers."""

from __future__ import annotations

from restless_reach import Point, Reach


class Pointers(Reach):
    """Gestures on the canvas."""

    def _click_ground(self) -> str:
        return self._click(self._spot(), "ground")

    def _shift_click(self) -> str:
        self.page.keyboard.down("Shift")
        done = self._click(self._one("nodes"), "node")
        self.page.keyboard.up("Shift")
        return f"Shift {done}"

    def _drag_node(self) -> str:
        start, end = self._one("nodes"), self._spot()
        if start is None:
            return "no node in sight"
        self._drag(start, end)
        return f"drag {start['id']} to {end['x']:.0f}, {end['y']:.0f}"

    def _connect(self) -> str:
        self._click_node()
        scene = self._scene()
        if not scene["handles"] or not scene["nodes"]:
            return "no handle in sight"
        start, end = self._random.choice(scene["handles"]), self._random.choice([*scene["nodes"], self._spot()])
        self._drag(start, end)
        return f"drag a handle to {end.get('id', 'ground')}" + self._maybe_words()

    def _plus(self) -> str:
        return self._click(self._one("pluses"), "plus") + self._maybe_words()

    def _marquee(self) -> str:
        start, end = self._spot(), self._spot()
        self._drag(start, end)
        return "marquee"

    def _rename(self) -> str:
        at = self._one("nodes")
        if at is None:
            return "no node in sight"
        self.page.mouse.dblclick(at["x"], at["y"])
        words = self._words()
        self.page.keyboard.insert_text(words)
        return f"rename {at['id']} to {words!r}, " + self._press(
            self._random.choice(["Enter", "Enter", "Escape", "Tab"])
        )

    def _lane(self) -> str:
        start, end = self._one("headers"), self._spot()
        if start is None:
            return "no lane's header in sight"
        self._drag(start, end)
        return "drag a lane"

    def _palette(self) -> str:
        key = self._random.randint(1, 4)
        found = self.page.evaluate(
            """(key) => {
              const tool = document.querySelector(`.palette:not([hidden]) [aria-keyshortcuts="${key}"]`);
              tool?.click();
              return tool !== null;
            }""",
            key,
        )
        if not found:
            return "no palette"
        return f"tool {key}, {self._click(self._spot(), 'ground')}" + self._maybe_words()

    def _add_lane(self) -> str:
        button = self.page.locator(".palette button").last
        if not button.is_visible():
            return "no palette"
        at = button.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        self.page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        return "add a lane" + self._maybe_words()

    def _wheel(self) -> str:
        at = self._spot()
        self.page.mouse.move(at["x"], at["y"])
        zooms = self._random.random() < 0.5
        if zooms:
            self.page.keyboard.down("Control")
        self.page.mouse.wheel(0, self._random.choice([-60, -20, 20, 60]))
        if zooms:
            self.page.keyboard.up("Control")
        return "zoom by the wheel" if zooms else "turn the wheel"

    def _fingers(self, kind: str, *points: Point) -> None:
        spots = [{"x": point["x"], "y": point["y"], "id": number} for number, point in enumerate(points)]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    def _pinch(self) -> str:
        at = self._spot()
        away = self._random.choice([-15, 25])
        for step in range(4):
            reach = 30 + step * away / 2
            kind = "touchStart" if step == 0 else "touchMove"
            self._fingers(kind, {"x": at["x"] - reach, "y": at["y"]}, {"x": at["x"] + reach, "y": at["y"]})
        self._fingers("touchEnd")
        return "pinch"

    def _tap(self) -> str:
        at = self._one("nodes")
        if at is None:
            return "no node in sight"
        self._fingers("touchStart", at)
        self._fingers("touchEnd")
        return f"tap {at['id']}"

    def _touch_drag(self) -> str:
        start, end = self._random.choice([self._one("nodes"), self._spot()]), self._spot()
        if start is None:
            return "no node in sight"
        self._fingers("touchStart", start)
        for step in range(1, 4):
            share = step / 3
            between = {name: start[name] + (end[name] - start[name]) * share for name in ("x", "y")}
            self._fingers("touchMove", between)
        self._fingers("touchEnd")
        return f"drag {start.get('id', 'ground')} by finger"
