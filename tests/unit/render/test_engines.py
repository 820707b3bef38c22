from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.dsl import parse
from webapp.errors import RenderFailed
from webapp.layout import lay_out
from webapp.layout.geometry import Geometry
from webapp.render import Renderer
from webapp.render.dot import outline_text
from webapp.render.graphviz_engine import Engine, pure_program

SAMPLES = Path(__file__).parents[3] / "samples"
DRAW = f'exec "{pure_program()}" "$@"'


@pytest.fixture
def graphviz_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[Callable[..., Engine]]:
    """Make an engine whose `dot` behaves so when it is kept warm (called with -Knop2) and so when it draws once."""
    engines = []

    def make(*, warm: str, once: str = DRAW, seconds: float = 60) -> Engine:
        program = tmp_path / "dot"
        program.write_text(f'#!/bin/sh\ncase "$1" in\n-Knop2) {warm};;\n*) {once};;\nesac\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        engines.append(Engine(dataclasses.replace(settings, engine="dot", render_timeout=seconds)))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


@pytest.mark.dot
@pytest.mark.skipif(not shutil.which("dot"), reason="needs native Graphviz")
@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.fz")), ids=lambda path: path.stem)
def test_both_engines_draw_the_same_picture_to_the_byte(sample: Path, settings: Settings):
    geometry = lay_out(parse(sample.read_text("utf-8")).diagram)

    with (
        Renderer(dataclasses.replace(settings, engine="dot")) as native,
        Renderer(dataclasses.replace(settings, engine="pure")) as pure,
    ):
        assert native.svg(geometry) == pure.svg(geometry)


def test_a_warm_process_that_hangs_is_replaced_and_the_picture_still_comes(
    graphviz_that: Callable[..., Engine], drawing: Geometry, monkeypatch: pytest.MonkeyPatch
):
    engine = graphviz_that(warm="exec sleep 60")
    ask = engine._pool.draw
    monkeypatch.setattr(engine._pool, "draw", lambda dot, _seconds, believed: ask(dot, 0.2, believed))

    assert 'id="node&#45;n1"' in engine.draw(outline_text(drawing))


def test_a_warm_process_that_is_killed_in_the_middle_is_replaced_and_the_picture_still_comes(
    graphviz_that: Callable[..., Engine], drawing: Geometry
):
    engine = graphviz_that(warm="printf '<svg>'; read line; kill -9 $$")

    assert 'id="node&#45;n1"' in engine.draw(outline_text(drawing))


def test_a_warm_process_that_complains_is_not_believed(graphviz_that: Callable[..., Engine], drawing: Geometry):
    engine = graphviz_that(warm="read line; echo 'Error: lost an edge' >&2; echo '<svg></svg>'; cat >/dev/null")

    assert 'id="node&#45;n1"' in engine.draw(outline_text(drawing))


def test_a_warm_process_that_prints_rubbish_is_replaced_and_the_picture_still_comes(
    graphviz_that: Callable[..., Engine], drawing: Geometry
):
    engine = graphviz_that(warm="read line; echo 'all is well</svg>'; cat >/dev/null")

    assert 'id="node&#45;n1"' in engine.draw(outline_text(drawing))


def test_an_answer_meant_for_another_drawing_is_not_believed(
    graphviz_that: Callable[..., Engine], drawing: Geometry, tmp_path: Path
):
    (tmp_path / "other.dot").write_text(outline_text(drawing).replace('"n1"', '"other"').replace("-n1", "-other"))
    other = f"\"{pure_program()}\" -Kneato -n2 -Tsvg '{tmp_path}/other.dot'; cat >/dev/null"
    engine = graphviz_that(warm=other)

    assert 'id="node&#45;n1"' in engine.draw(outline_text(drawing))


def test_no_more_processes_run_at_once_than_the_operator_allows(
    graphviz_that: Callable[..., Engine], drawing: Geometry, tmp_path: Path
):
    counted = f"mkdir '{tmp_path}/'$$.run; ls '{tmp_path}' | grep -c run$ >> '{tmp_path}/counts'"
    engine = graphviz_that(warm="exit 1", once=f'{counted}; "{pure_program()}" "$@"; rmdir \'{tmp_path}/\'$$.run')

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(engine.draw, [outline_text(drawing)] * 20))

    assert max(map(int, (tmp_path / "counts").read_text().split())) <= 2


def test_a_graphviz_that_always_hangs_gives_a_message_and_not_a_hang(
    graphviz_that: Callable[..., Engine], drawing: Geometry
):
    engine = graphviz_that(warm="exec sleep 60", once="exec sleep 60", seconds=1)

    with pytest.raises(RenderFailed, match="took longer than 1 seconds"):
        engine.draw(outline_text(drawing))


def test_a_graphviz_that_always_dies_gives_a_message(graphviz_that: Callable[..., Engine], drawing: Geometry):
    engine = graphviz_that(warm="exit 1", once="echo 'Error: out of memory' >&2; exit 3")

    with pytest.raises(RenderFailed, match="could not draw: Error: out of memory"):
        engine.draw(outline_text(drawing))


def test_warnings_of_graphviz_are_errors_for_us(graphviz_that: Callable[..., Engine], drawing: Geometry):
    engine = graphviz_that(warm="exit 1", once="echo 'Warning: edge n1 -> n2 was routed anew' >&2; echo '<svg></svg>'")

    with pytest.raises(RenderFailed, match="routed anew"):
        engine.draw(outline_text(drawing))


def test_after_repeated_failures_nobody_waits_for_warm_processes_any_more(
    graphviz_that: Callable[..., Engine], drawing: Geometry, tmp_path: Path
):
    engine = graphviz_that(warm=f"echo started >> '{tmp_path}/starts'; exit 1")

    for _ in range(5):
        engine.draw(outline_text(drawing))

    assert (tmp_path / "starts").read_text().splitlines() == ["started"] * 3


def test_without_native_graphviz_the_bundled_one_draws(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, drawing: Geometry
):
    monkeypatch.setenv("PATH", "/nowhere")
    engine = Engine(settings)

    assert engine.name == "pure"
    assert 'id="node&#45;n1"' in engine.draw(outline_text(drawing))


def test_a_missing_graphviz_is_named_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, drawing: Geometry
):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(RenderFailed, match=r"missing.*apt install graphviz"):
        Engine(dataclasses.replace(settings, engine="dot")).draw(outline_text(drawing))


def test_a_graphviz_that_was_removed_while_running_is_named_with_its_cure(
    graphviz_that: Callable[..., Engine], drawing: Geometry, tmp_path: Path
):
    engine = graphviz_that(warm="exit 1")
    (tmp_path / "dot").unlink()

    with pytest.raises(RenderFailed, match=r"no longer exists.*apt install graphviz"):
        engine.draw(outline_text(drawing))
