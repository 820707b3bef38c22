"""Serving the application with waitress: one process, some threads."""

from __future__ import annotations

import errno
import logging
import signal
from dataclasses import replace

import waitress
from sqlalchemy.exc import SQLAlchemyError

from webapp.config import Settings
from webapp.errors import LanestepError
from webapp.factory import create_app


class ServeFailed(LanestepError):
    """The server could not start; the message says what to do."""

    code = "serve-failed"


# A body is kept whole before the application sees it, so the server must have a limit of its own: far enough above the
# application's that what people send by mistake is refused in the application's words.
_MARGIN = 4


def serve(host: str | None = None, port: int | None = None) -> None:
    """Migrate the database and answer until stopped; None takes the setting.

    Raises:
        ServeFailed: the address cannot be had, or the database cannot be opened.
        ValueError: a setting in the environment holds no value of its kind.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = Settings.from_environment()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    try:
        app = create_app(settings)
    except (SQLAlchemyError, OSError) as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        raise ServeFailed(f"the database cannot be opened ({reason}): check DATABASE_URL or LANESTEP_DATA") from None
    try:
        server = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,
            max_request_body_size=_MARGIN * app.config["MAX_CONTENT_LENGTH"],
            clear_untrusted_proxy_headers=not settings.trusted_proxies,
        )
    except OSError as error:
        raise ServeFailed(_address_words(settings, error)) from None
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    signal.signal(signal.SIGTERM, _stop)
    print(f"Lanestep answers at http://{shown}:{settings.port} (stop it with Ctrl+C)", flush=True)
    try:
        server.run()
    finally:
        app.extensions["lanestep.close"]()


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def _address_words(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {settings.port} is taken: stop the other program, or choose another with --port {settings.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {settings.port} needs more rights: choose one above 1023, such as --port 8000"
    return f"cannot listen on {settings.host}:{settings.port} ({error.strerror or error}): check --host and --port"
