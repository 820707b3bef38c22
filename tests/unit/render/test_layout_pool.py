"""Large diagrams are laid out by processes of their own."""

from __future__ import annotations

import dataclasses
import os
import pickle
import signal
from collections.abc import Iterator

import pytest
from drawing import draw

from webapp.config import Settings
from webapp.domain import Diagram
from webapp.errors import PictureTooLarge, RenderFailed
from webapp.layout import Hints, LayoutOptions, lay_out, remembered
from webapp.render import layout_pool
from webapp.render.layout_pool import LayoutFault, LayoutPool

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere everything is laid out at once")


@pytest.fixture
def service(settings: Settings) -> Iterator[LayoutPool]:
    service = LayoutPool(dataclasses.replace(settings, render_timeout=60))
    yield service
    service.close()


@pytest.fixture
def large() -> Diagram:
    """More than is laid out at once."""
    chain = range(1, layout_pool.AT_ONCE + 3)
    return draw(
        " ".join(f"[{number}]" for number in chain), " ".join(f"{number}>{number + 1}" for number in chain[:-1])
    )


def pids(service: LayoutPool) -> list[int]:
    return service._pool.pids() if service._pool else []


def test_a_small_diagram_needs_no_process(service: LayoutPool):
    small = draw("(1) [2]", "1>2")

    assert service.lay_out(small).geometry == lay_out(small)
    assert pids(service) == []


def test_a_diagram_that_is_to_be_refined_is_large_sooner(service: LayoutPool):
    chain = range(1, layout_pool.REFINED_AT_ONCE + 3)
    some = draw(" ".join(f"[{number}]" for number in chain), " ".join(f"{n}>{n + 1}" for n in chain[:-1]))
    options = LayoutOptions(refine=True)

    assert service.lay_out(some, options).geometry == lay_out(some, options)
    assert len(pids(service)) == 1


def test_removed_edges_that_are_remembered_make_a_diagram_large_too(service: LayoutPool):
    few = draw("(1) [2] (3)", "1>2 2>3")
    ghost = {"source": "n1", "source_side": "top", "target": "n3", "target_side": "top"}
    options = LayoutOptions(refine=True, hints=Hints.from_json({"ghosts": [ghost] * layout_pool.REFINED_AT_ONCE}))

    service.lay_out(few, options)

    assert len(pids(service)) == 1


def test_a_process_gives_the_same_geometry(service: LayoutPool, large: Diagram):
    assert service.lay_out(large).geometry == lay_out(large)
    assert len(pids(service)) == 1


def test_a_process_is_used_again(service: LayoutPool, large: Diagram):
    service.lay_out(large)
    [first] = pids(service)
    service.lay_out(large)

    assert pids(service) == [first]


@pytest.mark.slow
def test_a_process_that_was_killed_is_replaced_and_the_layout_still_comes(service: LayoutPool, large: Diagram):
    service.lay_out(large)
    os.kill(*pids(service), signal.SIGKILL)

    assert service.lay_out(large).geometry == lay_out(large)


def test_a_layout_that_takes_too_long_is_refused_in_words_and_its_process_ends(
    service: LayoutPool, large: Diagram, monkeypatch: pytest.MonkeyPatch
):
    service.lay_out(large)
    [stopped] = pids(service)
    os.kill(stopped, signal.SIGSTOP)
    monkeypatch.setattr(service, "_seconds", 0.2)

    with pytest.raises(RenderFailed, match=r"takes longer than 0\.2 seconds\. The text is kept: split the diagram"):
        service.lay_out(large)

    with pytest.raises(ProcessLookupError):
        os.kill(stopped, 0)


def test_a_layout_that_takes_too_much_memory_is_told_from_one_that_another_try_may_bring(
    service: LayoutPool, large: Diagram, monkeypatch: pytest.MonkeyPatch
):
    answer = pickle.dumps("memory")
    monkeypatch.setattr(service, "_ask", lambda _: len(answer).to_bytes(layout_pool.HEAD) + answer)

    with pytest.raises(PictureTooLarge, match="takes more than 768 MB of memory"):
        service.lay_out(large)


@pytest.mark.slow
def test_a_layout_that_takes_too_much_memory_is_refused_in_words(
    service: LayoutPool, large: Diagram, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(layout_pool, "_MEMORY", 48 * 1024**2)
    huge = draw(" ".join(f"[{number}]" for number in range(1, 20_000)))

    with pytest.raises(RenderFailed, match=r"takes more than 48 MB of memory|ended twice"):
        service.lay_out(huge)


def test_who_finds_no_free_process_in_time_is_told_to_try_again(settings: Settings, large: Diagram):
    service = LayoutPool(dataclasses.replace(settings, render_timeout=0.2, render_workers=1))

    with service._started()._slots, pytest.raises(RenderFailed, match="try again in a moment"):
        service.lay_out(large)


def test_a_fault_of_the_layout_comes_back_as_a_fault(service: LayoutPool, large: Diagram):
    broken = dataclasses.replace(large, nodes=large.nodes[:-1])

    with pytest.raises(LayoutFault):
        service.lay_out(broken)


def test_a_large_diagram_is_laid_out_near_another_one_and_among_ghosts(service: LayoutPool, large: Diagram):
    cut = Diagram(large.lanes, large.nodes, large.edges[:5] + large.edges[6:])
    ghosts = Hints.from_json(remembered(large, cut, Hints(), {}))

    before = service.lay_out(large)
    after = service.lay_out(cut, LayoutOptions(hints=ghosts, like=before.plan))

    assert [node.box for node in after.geometry.nodes] == [node.box for node in before.geometry.nodes]
