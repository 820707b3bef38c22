"""Creates the application. Only here, settings, database, services and doors are connected."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.config import MIB, Settings, shipped_folder
from webapp.render import Renderer
from webapp.render.layout_pool import LayoutPool
from webapp.render.shared_cache import open_shared
from webapp.services.audience import Audience
from webapp.services.comparing import ComparingService
from webapp.services.container import Services
from webapp.services.documents import DocumentService
from webapp.services.drawing import DrawingService
from webapp.services.editing import EditingService
from webapp.services.export import ExportService
from webapp.services.housekeeping import Housekeeping
from webapp.services.kept_runs import KeptRunService
from webapp.services.link_uses import LinkUseCounter
from webapp.services.live_editing import LiveEditing
from webapp.services.looking_back import HistoryService
from webapp.services.pinning import PinService
from webapp.services.readiness import Readiness
from webapp.services.running import RunningService
from webapp.services.samples import SampleService
from webapp.services.sharing import LinkService
from webapp.services.simulation_jobs import Simulations
from webapp.services.testing_scenarios import ScenarioService
from webapp.storage import Bell, ClearingRepository, Database, DocumentRepository, KeptRunRepository, LinkRepository
from webapp.web import register

BODY_LIMIT = 8 * MIB


def create_app(settings: Settings | None = None, *, migrate: bool = True) -> Flask:
    """Return the application.

    Args:
        settings: read from the environment if None.
        migrate: whether to upgrade the tables of the database first.

    Raises:
        ValueError: a setting in the environment is not valid.
    """
    chosen = settings or Settings.from_environment()
    app = Flask("webapp", static_folder=None, template_folder=str(shipped_folder("templates")))
    app.config["MAX_CONTENT_LENGTH"] = max(BODY_LIMIT, 8 * chosen.text_limit)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.policies["json.dumps_kwargs"] = {}
    database = Database(app, chosen)
    if migrate:
        database.migrate()
    renderer, layouts = Renderer(chosen), LayoutPool(chosen)
    drawing = DrawingService(renderer, chosen.text_limit, layouts.lay_out)
    shared = open_shared(chosen.cache)
    bell = Bell()
    bell.attach(database.engine, chosen.cache)
    simulations = Simulations(chosen.render_workers)
    repository = DocumentRepository(bell)
    links = LinkRepository(bell)
    uses = LinkUseCounter(links)
    documents = DocumentService(repository, links, uses, chosen.text_limit)
    audience = Audience(documents, repository, bell, database.context)
    app.extensions["lanestep"] = Services(
        settings=chosen,
        documents=documents,
        history=HistoryService(documents, repository),
        live_editing=LiveEditing(documents, repository, chosen.text_limit),
        audience=audience,
        kept_runs=KeptRunService(documents, KeptRunRepository()),
        pins=PinService(documents, repository),
        links=LinkService(documents, links, uses),
        drawing=drawing,
        editing=EditingService(drawing),
        comparing=ComparingService(drawing),
        running=RunningService(),
        simulations=simulations,
        scenarios=ScenarioService(),
        export=ExportService(drawing, renderer, shared),
        samples=SampleService(shipped_folder("samples")),
        readiness=Readiness(writes=database.check_writes, database=database.check, drawing=drawing.check),
        housekeeping=Housekeeping(ClearingRepository()),
    )

    def store_uses() -> None:
        with app.app_context():
            uses.store()

    app.extensions["lanestep.close"] = _closing(
        database.close, bell.close, audience.close, renderer.close, layouts.close, simulations.close, store_uses
    )
    register(app, chosen)
    if hops := chosen.trusted_proxies:
        # Outermost, so that everything inside sees the host names and addresses that the proxies report.
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, 0, hops)  # type: ignore[method-assign]
    return app


def _closing(*parts: Callable[[], None]) -> Callable[[], None]:
    def close() -> None:
        """End the application's processes and connections."""
        for end in reversed(parts):
            end()

    return close
