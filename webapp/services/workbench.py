"""The services that need no database, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from webapp.config import Settings
from webapp.render import Renderer
from webapp.services.comparing import ComparingService
from webapp.services.drawing import DrawingService
from webapp.services.export import ExportService
from webapp.services.running import RunningService


@dataclass(frozen=True)
class Workbench:
    """Reading, drawing, running, exporting and comparing."""

    drawing: DrawingService
    running: RunningService
    export: ExportService
    comparing: ComparingService


@contextmanager
def open_workbench(settings: Settings) -> Iterator[Workbench]:
    """Give the services and end their processes afterwards."""
    with Renderer(settings) as renderer:
        drawing = DrawingService(renderer, settings.text_limit)
        yield Workbench(drawing, RunningService(), ExportService(drawing, renderer), ComparingService(drawing))
