"""Opening the database: SQLite made durable, PostgreSQL as it is, migrations before the first request."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import Connection, Engine, event, make_url, text

from webapp.config import Settings
from webapp.errors import StorageFailed
from webapp.storage.tables import db

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 10
BEGIN = "lanestep_begin"


class Database:
    """The database of one application."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        """Attach the database to the application; nothing is opened yet.

        Raises:
            StorageFailed: the address names a database that is not supported, or whose driver is not installed.
            sqlalchemy.exc.ArgumentError: the address cannot be read.
        """
        self._app = app
        self._url = make_url(settings.database_url)
        kind = self._url.get_backend_name()
        if kind not in ("sqlite", "postgresql"):
            raise StorageFailed(f"DATABASE_URL names {kind}; data can be kept in sqlite or postgresql")
        if self.is_sqlite and self._url.database:
            # It holds everybody's keys: a folder that is made here is closed to other users of the machine.
            Path(self._url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = self._options()
        try:
            db.init_app(app)
        except ModuleNotFoundError as error:
            raise StorageFailed(
                f"DATABASE_URL needs the Python package {error.name}: pip install 'lanestep[postgresql]'"
            ) from None
        Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
        with app.app_context():
            if self.is_sqlite:
                _make_durable(db.engine)

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the data lives in a file of our own."""
        return self._url.get_backend_name() == "sqlite"

    def context(self) -> AbstractContextManager[Any]:
        """Return the context in which a repository may be used outside a request."""
        return self._app.app_context()

    def migrate(self) -> None:
        """Bring the tables to the newest shape."""
        with self._app.app_context():
            upgrade(directory=str(MIGRATIONS))

    def check(self) -> None:
        """Ask the database for one answer.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it does not answer, or its tables are missing.
        """
        with db.engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM documents WHERE id < 0"))

    def close(self) -> None:
        """Close every connection."""
        with self._app.app_context():
            db.engine.dispose()

    def _options(self) -> dict[str, Any]:
        if self.is_sqlite:
            return {"connect_args": {"timeout": BUSY_SECONDS}}
        return {"pool_pre_ping": True, "connect_args": {"connect_timeout": BUSY_SECONDS}}


def _make_durable(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: `begin` below decides which kind.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write that begins as a read could not wait for its turn: SQLite would refuse it at once.
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get(BEGIN, 'DEFERRED')}")
