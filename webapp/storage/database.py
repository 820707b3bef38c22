"""The database of an application: opens, migrates, checks and closes it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from webapp.config import Settings
from webapp.errors import DatabaseUnfit, StorageFailed
from webapp.storage import postgresql, sqlite
from webapp.storage.faults import is_busy, is_unwritable
from webapp.storage.tables import db

MIGRATIONS = Path(__file__).parent / "migrations"


def open_alone(settings: Settings) -> Database:
    """Return the database of the settings, for a program that serves nothing.

    Raises:
        StorageFailed, sqlalchemy.exc.ArgumentError: see `Database`.
    """
    return Database(Flask("webapp"), settings)


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
            # The database contains all keys, so other users of the machine get no access to a new folder.
            Path(self._url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = self._options(settings)
        try:
            db.init_app(app)
        except ModuleNotFoundError as error:
            raise StorageFailed(
                f"DATABASE_URL needs the Python package {error.name}: pip install 'lanestep[postgresql]'"
            ) from None
        Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
        with app.app_context():
            if self.is_sqlite:
                sqlite.attach(db.engine, self._url.database or ":memory:")
            else:
                postgresql.attach(db.engine)

    @property
    def engine(self) -> Engine:
        """Return what opens connections."""
        with self._app.app_context():
            return db.engine

    @property
    def is_sqlite(self) -> bool:
        """Return whether the database is an SQLite file."""
        return self._url.get_backend_name() == "sqlite"

    def context(self) -> AbstractContextManager[Any]:
        """Return a context for using a repository outside a request."""
        return self._app.app_context()

    def migrate(self) -> None:
        """Upgrade the tables to this version; if they are up to date, nothing is written.

        Raises:
            DatabaseUnfit: a newer version of the program wrote the database, or it must be upgraded but is read-only.
        """
        with self._app.app_context():
            if self._is_newest():
                return
            try:
                upgrade(directory=str(MIGRATIONS))
            except DBAPIError as error:
                if not is_unwritable(error):
                    raise
                raise DatabaseUnfit(
                    f"the tables of this version are missing, and the database cannot be written ({error.orig}): "
                    "make its disk and file writable and start again"
                ) from error

    def _is_newest(self) -> bool:
        script = ScriptDirectory(str(MIGRATIONS))
        with db.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_heads()
        try:
            script.get_revisions(found)
        except CommandError:
            raise DatabaseUnfit(
                f"a newer version of Lanestep wrote this database (its tables are of revision {', '.join(found)}; this "
                f"version knows them up to {', '.join(script.get_heads())}): install that version, or name another "
                "database with DATABASE_URL or LANESTEP_DATA"
            ) from None
        return set(found) == set(script.get_heads())

    def check(self) -> None:
        """Check that the database can be read.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it does not answer, or its tables are missing.
        """
        with db.engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM documents WHERE id < 0"))

    def check_writes(self) -> None:
        """Check that the database can be written, without changing anything.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: nothing can be written.
        """
        options = {sqlite.BEGIN: "IMMEDIATE", sqlite.AT_ONCE: True}
        try:
            with db.engine.connect().execution_options(**options) as connection, connection.begin():
                connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        except DBAPIError as error:
            # Another connection is writing, so writing works.
            if not is_busy(error):
                raise

    def close(self) -> None:
        """Close every connection."""
        with self._app.app_context():
            db.engine.dispose()

    def _options(self, settings: Settings) -> dict[str, Any]:
        # Each request uses one connection at a time, so no thread should have to wait for one.
        shared = {"pool_size": max(5, settings.threads)}
        if self.is_sqlite:
            return {**shared, "connect_args": {"timeout": sqlite.BUSY_SECONDS}}
        return {**shared, **postgresql.options()}
