"""What is kept of drawings is counted with its words: memory stays bounded whatever is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.config import MIB, Settings
from webapp.render import Renderer
from webapp.services import drawing
from webapp.services.drawing import DrawingService


@pytest.fixture
def service(tmp_path: Path) -> Iterator[DrawingService]:
    with Renderer(Settings(data_folder=tmp_path, database_url="")) as renderer:
        yield DrawingService(renderer, 2 * MIB)


def kept(service: DrawingService) -> int:
    """How many bytes the caches say that they hold."""
    return sum(cache.held for cache in (service._geometries, service._pictures, service._shown))


def test_long_words_are_counted(service: DrawingService):
    service.picture(service.read(f'a {{ # A\nn1: circle label:"{"x" * MIB}"\n}}\n'))

    assert kept(service) > 3 * MIB


def test_drawings_without_nodes_are_counted(service: DrawingService):
    service.picture(service.read("a { # A\n}\n"))
    once = service._shown.held
    service.picture(service.read("b { # B\n}\n"))

    assert service._shown.held >= 2 * once > 0


@pytest.mark.slow
def test_what_was_not_asked_for_longest_makes_room_for_long_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drawing, "GEOMETRIES_KEPT", 4 * MIB)
    with Renderer(Settings(data_folder=tmp_path, database_url="")) as renderer:
        service = DrawingService(renderer, 2 * MIB)
        for number in range(8):
            service.picture(service.read(f'a {{ # A\nn1: circle label:"{number}{"x" * MIB}"\n}}\n'))

        assert 0 < service._geometries.held <= 4 * MIB
