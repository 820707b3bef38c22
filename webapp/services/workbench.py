"""The services that need no database, for the command line; what a command does not ask for is not loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from webapp.config import Settings
from webapp.render import Renderer
from webapp.services.drawing import DrawingService
from webapp.services.export import ExportService

if TYPE_CHECKING:
    from webapp.services.comparing import ComparingService
    from webapp.services.running import RunningService


class Workbench:
    """Drawing, exporting, comparing and running."""

    def __init__(self, renderer: Renderer, text_limit: int) -> None:
        self.drawing = DrawingService(renderer, text_limit)
        self.export = ExportService(self.drawing, renderer)

    @cached_property
    def comparing(self) -> ComparingService:
        """The service that compares two texts."""
        from webapp.services.comparing import ComparingService

        return ComparingService(self.drawing)

    @cached_property
    def running(self) -> RunningService:
        """The service that runs a text."""
        from webapp.services.running import RunningService

        return RunningService()


@contextmanager
def open_workbench(settings: Settings) -> Iterator[Workbench]:
    """Yield the services, and end their processes afterwards."""
    with Renderer(settings) as renderer:
        yield Workbench(renderer, settings.text_limit)
