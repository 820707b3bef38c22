"""All services of an application in one value."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.config import Settings
from webapp.services.audience import Audience
from webapp.services.comparing import ComparingService
from webapp.services.documents import DocumentService
from webapp.services.drawing import DrawingService
from webapp.services.editing import EditingService
from webapp.services.export import ExportService
from webapp.services.housekeeping import Housekeeping
from webapp.services.kept_runs import KeptRunService
from webapp.services.live_editing import LiveEditing
from webapp.services.looking_back import HistoryService
from webapp.services.pinning import PinService
from webapp.services.readiness import Readiness
from webapp.services.running import RunningService
from webapp.services.samples import SampleService
from webapp.services.sharing import LinkService
from webapp.services.simulation_jobs import Simulations
from webapp.services.testing_scenarios import ScenarioService


@dataclass(frozen=True)
class Services:
    """The services for `web`, `cli` and `lsp`."""

    settings: Settings
    documents: DocumentService
    history: HistoryService
    live_editing: LiveEditing
    audience: Audience
    kept_runs: KeptRunService
    pins: PinService
    links: LinkService
    drawing: DrawingService
    editing: EditingService
    comparing: ComparingService
    running: RunningService
    simulations: Simulations
    scenarios: ScenarioService
    export: ExportService
    samples: SampleService
    readiness: Readiness
    housekeeping: Housekeeping
