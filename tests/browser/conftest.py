"""The real application on a free port, and real Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from installed_chromium import installed_chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from webapp.config import Settings
from webapp.factory import create_app
from webapp.web.assets import missing_files

# A busy machine takes longer than the usual five seconds for what a quiet one does in half of one.
expect.set_options(timeout=20_000)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium."""
    program = installed_chromium()
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium, or name it with CHROMIUM=/path")
    return {**browser_type_launch_args, "executable_path": program, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Open windows in which every pane is beside the canvas; tests of panes and of phones set their own size."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "service_workers": "block"}


@pytest.fixture(scope="session")
def shared_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """Open the context that the pages of this process share: it keeps the scripts and styles that it has loaded."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, base_url: str) -> Iterator[Page]:
    """Open a page of which the browser remembers nothing but its scripts and styles.

    A context of its own for each test took a third of the time in which the editor opens. Pages have one where the test
    asks for it by the fixture `context`, which it must if it changes what only a new context undoes (such as
    `page.clock`), and where pytest is to record what the test does.
    """
    recorded = any(request.config.getoption(f"--{kind}") != "off" for kind in ("tracing", "video", "screenshot"))
    if recorded or "context" in request.fixturenames:
        yield request.getfixturevalue("context").new_page()
        return
    context: BrowserContext = request.getfixturevalue("shared_context")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": base_url, "storageTypes": "all"})
    session.detach()
    yield page
    for opened in context.pages:
        opened.close()
    context.set_offline(False)
    context.clear_permissions()


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running application with an empty database."""
    if missing := missing_files():
        pytest.fail(f"the front end is not built ({', '.join(missing)}): run python3 dev.py setup or npm run build")
    folder: Path = tmp_path_factory.mktemp("data")
    settings = Settings(
        data_folder=folder,
        database_url=f"sqlite:///{folder / 'lanestep.db'}",
        rate_limit="100000 per minute",
        render_timeout=60,
    )
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, _without_changes_of_others(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["lanestep.close"]()


def _without_changes_of_others(app: Any) -> Any:
    """Tell pages that nothing happens elsewhere, so that they save their text as a whole (live pages: `live_url`)."""

    def answer(environ: dict[str, Any], start: Any) -> Any:
        if not environ["PATH_INFO"].startswith("/live/"):
            return app(environ, start)
        start("200 OK", [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
        return [b"retry: 2000\n\nevent: alive\ndata: {}\n\n"]

    return answer
