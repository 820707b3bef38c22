"""Backups: all tables at one moment, in a file from which a database of either kind can be restored.

A backup is a ZIP archive: `manifest.json`, and for each table `<table>.jsonl`, one row a line, with the values of its
columns in the order of the manifest. Times are in ISO 8601, bytes in Base64. Since nothing in it depends on the kind of
the database, diagrams can move from SQLite to PostgreSQL and back.
"""

from __future__ import annotations

import base64
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, Connection, DateTime, LargeBinary, MetaData, Table, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from webapp.errors import DatabaseUnfit, InvalidRequest, StorageFailed
from webapp.storage.database import MIGRATIONS, Database
from webapp.storage.faults import is_unwritable
from webapp.storage.postgresql import unhurried
from webapp.storage.sqlite import BEGIN
from webapp.storage.transactions import UNWRITABLE

FORMAT = "lanestep-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
VERSIONS_OF_TABLES = "alembic_version"
REVISION = text("SELECT version_num FROM alembic_version")
ROWS_AT_ONCE = 200
"""Rows in memory at a time; a row has at most one text of a diagram."""


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What a backup has: when it was made, and the number of rows of each table."""

    created: datetime
    rows: Mapping[str, int]


class NoBackup(InvalidRequest):
    """The file is not a backup, or is damaged."""

    code = "no-backup"


def write_backup(database: Database, path: Path, now: datetime) -> BackupSummary:
    """Write all tables, as they are at one moment, into a file that only its owner may read.

    Others may go on writing meanwhile. A file of that name is replaced when the new one is complete.

    Raises:
        StorageFailed: the database does not answer.
        OSError: the file cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        # It has the keys of all diagrams, so nobody else may read it.
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment(database) as connection:
                summary = _write_tables(connection, archive, now)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return summary


def restore_backup(database: Database, path: Path) -> BackupSummary:
    """Put the rows of a backup into a database without diagrams; all or nothing.

    A backup of an older version of the program is migrated afterwards.

    Raises:
        NoBackup: the file is not a backup, or is damaged.
        DatabaseUnfit: the database has diagrams, or a newer version of the program made the backup.
        StorageFailed: the database does not answer or cannot be written.
        OSError: the file cannot be read.
    """
    with _archive(path) as archive, _failures(), database.context():
        manifest = _manifest(archive)
        revision = _known_revision(manifest["revision"])
        _check_empty(database)
        if not _has_revision(database, revision):
            if _has_tables(database):
                downgrade(directory=str(MIGRATIONS), revision="base")
            upgrade(directory=str(MIGRATIONS), revision=revision)
        begin = {BEGIN: "IMMEDIATE"}
        with (
            database.engine.connect().execution_options(**begin) as connection,
            connection.begin(),
            unhurried(connection),
        ):
            rows = _read_tables(connection, archive, manifest["tables"])
        upgrade(directory=str(MIGRATIONS))
    return BackupSummary(datetime.fromisoformat(manifest["created"]), rows)


@contextmanager
def _one_moment(database: Database) -> Iterator[Connection]:
    with _failures(), database.engine.connect() as connection:
        if not database.is_sqlite:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        # SQLite reads from one moment within a transaction, since it writes into a log of its own.
        with connection.begin(), unhurried(connection):
            yield connection


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if is_unwritable(error):
            raise StorageFailed(UNWRITABLE) from error
        raise StorageFailed(f"the database does not answer: {error.orig}") from error


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    tables = [table for table in found.sorted_tables if table.name != VERSIONS_OF_TABLES]
    for column in (column for table in tables for column in table.columns if isinstance(column.type, JSON)):
        # Else nothing would become the JSON value `null`.
        column.type = JSON(none_as_null=True)
    return tables


def _write_tables(connection: Connection, archive: zipfile.ZipFile, now: datetime) -> BackupSummary:
    revision = connection.scalar(REVISION)
    tables, rows = [], {}
    for table in _tables(connection):
        with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
            found = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(
                select(table).order_by(*table.primary_key.columns)
            )
            rows[table.name] = 0
            for row in found:
                line = json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":"))
                file.write(line.encode() + b"\n")
                rows[table.name] += 1
        tables.append(
            {"name": table.name, "columns": [column.name for column in table.columns], "rows": rows[table.name]}
        )
    manifest = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "revision": revision,
        "created": now.isoformat(),
        "tables": tables,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return BackupSummary(now, rows)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NoBackup(f"{path} is not a complete backup of Lanestep ({error}): nothing was restored") from None


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ValueError
        newer = manifest["version"] > FORMAT_VERSION
    except (KeyError, ValueError, TypeError):
        raise NoBackup(f"{archive.filename or 'the file'} is not a backup of Lanestep: nothing was restored") from None
    if newer:
        raise DatabaseUnfit("a newer version of Lanestep made this backup: install that version to restore it")
    return dict(manifest)


def _known_revision(revision: str) -> str:
    try:
        ScriptDirectory(str(MIGRATIONS)).get_revisions(revision)
    except CommandError:
        raise DatabaseUnfit(
            "a newer version of Lanestep made this backup: install that version to restore it"
        ) from None
    return revision


def _has_tables(database: Database) -> bool:
    return inspect(database.engine).has_table("documents")


def _has_revision(database: Database, revision: str) -> bool:
    if not _has_tables(database):
        return False
    with database.engine.connect() as connection:
        return bool(connection.scalar(REVISION) == revision)


def _check_empty(database: Database) -> None:
    if not _has_tables(database):
        return
    with database.engine.connect() as connection:
        count = connection.scalar(text("SELECT count(*) FROM documents"))
    if count:
        raise DatabaseUnfit(
            f"the database has {count:,} diagram{'s' if count > 1 else ''}, deleted ones included, and a backup is "
            "restored into an empty one only: name another with LANESTEP_DATA or DATABASE_URL"
        )


def _read_tables(connection: Connection, archive: zipfile.ZipFile, described: Iterable[Any]) -> dict[str, int]:
    columns = {item["name"]: (item["columns"], item["rows"]) for item in described}
    counts = {}
    for table in _tables(connection):
        if table.name not in columns:
            continue
        names, expected = columns[table.name]
        # Other requests of an empty server may have left rows, such as claims of creations.
        connection.execute(table.delete())
        try:
            with archive.open(f"{table.name}.jsonl") as file:
                counts[table.name] = _insert(connection, table, names, file)
        except (KeyError, ValueError) as error:
            raise NoBackup(
                f"the table {table.name} of the backup cannot be read ({error}): nothing was restored"
            ) from None
        if counts[table.name] != expected:
            raise NoBackup(f"the backup lacks rows of the table {table.name}: nothing was restored")
        if connection.dialect.name == "postgresql" and "id" in table.columns:
            _go_on_counting(connection, table)
    return counts


def _insert(connection: Connection, table: Table, names: list[str], lines: Iterable[bytes]) -> int:
    read = [_reader(table, name) for name in names]
    rows = (
        {name: reads(value) for name, reads, value in zip(names, read, json.loads(line), strict=True)} for line in lines
    )
    count = 0
    while some := list(islice(rows, ROWS_AT_ONCE)):
        connection.execute(table.insert(), some)
        count += len(some)
    return count


def _reader(table: Table, name: str) -> Any:
    kind = table.columns[name].type
    if isinstance(kind, DateTime):
        return lambda value: None if value is None else datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else base64.b64decode(value)
    return lambda value: value


def _go_on_counting(connection: Connection, table: Table) -> None:
    greatest = connection.scalar(select(func.max(table.columns["id"])))
    connection.execute(
        select(func.setval(func.pg_get_serial_sequence(table.name, "id"), greatest or 1, greatest is not None))
    )
