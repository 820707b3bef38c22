"""A fresh database for each test, once on SQLite and once on a real PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from ready_database import begin_with_tables
from sqlalchemy import create_engine, text

from webapp.config import Settings
from webapp.storage import Database, DocumentRepository


def _postgresql_programs() -> Path | None:
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


def _as_postgres(*command: str | Path) -> list[str]:
    # PostgreSQL refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, command)]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a running PostgreSQL server with an empty cluster, stopped at the end."""
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="lanestep-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(_as_postgres(programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-N"), **quiet)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run(_as_postgres(*control, "-l", folder / "log", "-o", options, "start"), **quiet)
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        subprocess.run(_as_postgres(*control, "-m", "immediate", "stop"), **quiet)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lanestep.db'}"
    url: str = request.getfixturevalue("postgresql_server")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables."""
    if database_url.startswith("sqlite"):
        begin_with_tables(tmp_path / "lanestep.db")
    opened = Database(Flask("test"), Settings(data_folder=tmp_path, database_url=database_url))
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def repository(database: Database) -> Iterator[DocumentRepository]:
    """The repository of an empty database."""
    with database.context():
        yield DocumentRepository()
