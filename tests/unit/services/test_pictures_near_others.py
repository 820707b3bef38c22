"""A picture after an edit takes over what it can of the one before, and is the same as one that is drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from webapp.config import MIB, Settings
from webapp.domain import Diagram
from webapp.layout import LaidOut, LayoutOptions, lay_out_with_plan
from webapp.render import Drawn, Renderer
from webapp.render.dot import outline_text
from webapp.render.svg_parts import kept_parts, without_parts
from webapp.services.drawing import AT_ONCE, DrawingService, Picture

CODE = """A { # Team
n1: circle label:"Start"
n2: rectangle label:"Check"
n3: diamond label:"Good?"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(bottom) -> B.n4.handle(top) [label="No"]
n3.handle(top) -> n2.handle(top) [label="Again"]
loop [twice] n2 n3
}
B { # Shop
n4: taskbox label:"Mend it" owner:"Me"
n5: circle label:"End"
n4.handle(right) -> n5.handle(left)
}
"""
WORDS = ("Start", "Check", "Good?", '"No"', '"Again"', "Mend it", '"Me"', "End", "twice", "Shop")
COMPANIONS: tuple[dict[str, object], ...] = ({}, {"layout": {"fold": 400}}, {"layout": {"direction": "down"}})


class Watched:
    """Lays out, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, diagram: Diagram, options: LayoutOptions) -> LaidOut:
        self.times += 1
        return lay_out_with_plan(diagram, options)


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    folder: Path = tmp_path_factory.mktemp("data")
    with Renderer(Settings(data_folder=folder, database_url="")) as renderer:
        yield renderer


def shown(service: DrawingService, code: str, companion: dict[str, object], plan: str = "") -> Picture:
    return service.picture(service.read(code, companion), options=AT_ONCE, plan=plan)


@pytest.mark.parametrize("companion", COMPANIONS, ids=("right", "folded", "down"))
def test_any_edits_lead_to_the_picture_that_is_drawn_anew(renderer: Renderer, companion: dict[str, object]):
    random = Random(str(companion))
    service = DrawingService(renderer, 2 * MIB)
    code, plan = CODE, ""
    for _ in range(12):
        word = random.choice(WORDS)
        changed = word.rstrip('"') + random.choice(("x", "<&", " a long word", "é😀")) + ('"' if word[0] == '"' else "")
        code = random.choice((CODE, code)).replace(word, changed, 1)
        if random.random() < 0.2:
            code = code.replace('n5: circle label:"End"', 'n6: rectangle label:"More"\nn5: circle label:"End"', 1)
        picture = shown(service, code, companion, plan)
        anew = shown(DrawingService(renderer, 2 * MIB), code, companion)
        plan = picture.plan

        assert (picture.svg, picture.geometry) == (anew.svg, anew.geometry)


def test_words_that_take_the_same_room_are_laid_out_never(renderer: Renderer):
    laid_out = Watched()
    service = DrawingService(renderer, 2 * MIB, laid_out)
    before = shown(service, CODE, {})

    after = shown(service, CODE.replace("Check", "Checks").replace("Me", "Us"), {}, before.plan)

    assert laid_out.times == 1
    assert ">Checks</text>" in after.svg


def test_words_that_take_more_room_are_laid_out(renderer: Renderer):
    laid_out = Watched()
    service = DrawingService(renderer, 2 * MIB, laid_out)
    before = shown(service, CODE, {})

    shown(service, CODE.replace("Check", "Check everything that is there"), {}, before.plan)

    assert laid_out.times == 2


def test_graphviz_draws_only_what_differs(renderer: Renderer):
    service = DrawingService(renderer, 2 * MIB)
    before = shown(service, CODE, {})
    after = shown(service, CODE.replace("End", "Ended"), {}, before.plan)

    kept = kept_parts(Drawn(before.svg, before.geometry), after.geometry)
    asked = outline_text(without_parts(after.geometry, kept))

    assert sorted(kept) == [
        "edge-n1-n2",
        "edge-n2-n3",
        "edge-n3-n2",
        "edge-n3-n4",
        "node-n1",
        "node-n2",
        "node-n3",
        "node-n4",
    ]
    assert 'id="edge-n1-n2"' not in asked
    assert 'id="edge-n4-n5"' in asked
