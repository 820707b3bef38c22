"""Backups: all diagrams at one moment, restored into an empty database of either kind."""

from __future__ import annotations

import json
import stat
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import MetaData, select, text

from webapp.config import Settings
from webapp.errors import DatabaseUnfit
from webapp.storage import Database, DocumentRepository, LinkRepository, Right, restore_backup, write_backup
from webapp.storage.backup import MANIFEST, NoBackup
from webapp.storage.database import MIGRATIONS

NOW = datetime(2026, 12, 1, 12, 30, tzinfo=UTC)
KEYS = {right: f"{right.value:x<24}" for right in Right}
HOSTILE = '\ufeffsales { # Sales\r\nn1: circle label:"\'; DROP TABLE documents; --"\r\n} \u0000\U0001f600'


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """An SQLite database without tables."""
    opened = Database(Flask("other"), Settings(data_folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'other.db'}"))
    yield opened
    opened.close()


def filled(repository: DocumentRepository) -> int:
    """Store a diagram with two versions, a pin, a step, and links of each right, one of which was ended."""
    made = repository.create(HOSTILE, {"title": "Überweisung", "layout": {"fold": 0}}, "browser", KEYS, "digest", "Ada")
    repository.save(made.document, 1, HOSTILE + "x", {}, client="browser", author="Ada")
    repository.pin(made.document, 1, only_current=False)
    links = LinkRepository()
    extra = links.add_link(made.document, "z" * 24, Right.VIEW, "Wiki", NOW)
    assert extra is not None
    links.revoke_link(made.document, extra.id, "y" * 24)
    return made.document


def contents(database: Database) -> dict[str, list[Any]]:
    """Return all rows of all tables."""
    with database.context(), database.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            table.name: [
                [value.replace(tzinfo=UTC) if isinstance(value, datetime) else value for value in row]
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables.sorted_tables
        }


def test_a_restored_backup_has_the_same_rows_in_all_tables(
    database: Database, repository: DocumentRepository, other: Database, tmp_path: Path
) -> None:
    filled(repository)
    summary = write_backup(database, tmp_path / "backup.zip", NOW)
    restored = restore_backup(other, tmp_path / "backup.zip")
    assert contents(other) == contents(database)
    assert restored == summary
    assert summary.rows["versions"] == 2


def test_a_backup_is_restored_into_the_kind_of_database_that_is_there(
    database: Database, repository: DocumentRepository, other: Database, tmp_path: Path
) -> None:
    other.migrate()
    with other.context():
        filled(DocumentRepository())
    write_backup(other, tmp_path / "backup.zip", NOW)
    restore_backup(database, tmp_path / "backup.zip")
    assert contents(database) == contents(other)
    # Numbers of new rows go on after those that were restored.
    assert repository.create("", {}, "", {right: key[::-1] for right, key in KEYS.items()}).document == 2


def test_a_backup_taken_while_others_save_is_of_one_moment(
    database: Database, repository: DocumentRepository, other: Database, tmp_path: Path
) -> None:
    document = filled(repository)
    saved, stop, begun = [2], threading.Event(), threading.Event()

    def save() -> None:
        with database.context():
            while not stop.is_set():
                made = repository.save(document, saved[-1], f"text {saved[-1]}", {})
                saved.append(made.current.number)
                begun.set()

    writer = threading.Thread(target=save)
    writer.start()
    begun.wait()
    before = saved[-1]
    write_backup(database, tmp_path / "backup.zip", NOW)
    stop.set()
    writer.join()
    restore_backup(other, tmp_path / "backup.zip")
    now, then = contents(database), contents(other)
    with other.context():
        current = DocumentRepository().current(document)
    assert before <= current.number <= saved[-1]
    assert then["versions"] == now["versions"][: current.number]
    # In a row of `documents`, the last value is the number of steps; in one of `steps`, the third is its number.
    assert then["steps"] == [step for step in now["steps"] if step[2] <= then["documents"][0][-1]]


def test_only_its_owner_may_read_a_backup(database: Database, tmp_path: Path) -> None:
    write_backup(database, tmp_path / "backup.zip", NOW)
    assert stat.S_IMODE((tmp_path / "backup.zip").stat().st_mode) == 0o600


def test_a_backup_that_fails_leaves_the_one_before(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "backup.zip").write_bytes(b"yesterday")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("webapp.storage.backup.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_backup(database, tmp_path / "backup.zip", NOW)
    assert (tmp_path / "backup.zip").read_bytes() == b"yesterday"
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_backup_is_not_restored_over_diagrams(
    database: Database, repository: DocumentRepository, tmp_path: Path
) -> None:
    filled(repository)
    write_backup(database, tmp_path / "backup.zip", NOW)
    before = contents(database)
    with pytest.raises(DatabaseUnfit, match="the database has 1 diagram"):
        restore_backup(database, tmp_path / "backup.zip")
    assert contents(database) == before


def test_a_backup_of_an_older_version_is_migrated(other: Database, database: Database, tmp_path: Path) -> None:
    with other.context():
        upgrade(directory=str(MIGRATIONS), revision="0001")
        with other.engine.begin() as connection:
            connection.execute(text("INSERT INTO documents VALUES (1, 1, '2026-01-01 00:00:00.000000', NULL)"))
            connection.execute(
                text(
                    "INSERT INTO versions VALUES (1, 1, 1, :code, '{}', '2026-01-01 00:00:00.000000', "
                    "'2026-01-01 00:00:00.000000', '', '', false)"
                ),
                {"code": b"old { # Old\n}\n"},
            )
    write_backup(other, tmp_path / "old.zip", NOW)
    restore_backup(database, tmp_path / "old.zip")
    with database.context():
        assert DocumentRepository().current(1).code == "old { # Old\n}\n"


def test_a_backup_of_a_newer_version_is_refused(database: Database, other: Database, tmp_path: Path) -> None:
    write_backup(database, tmp_path / "backup.zip", NOW)
    rewritten(tmp_path / "backup.zip", revision="9999")
    with pytest.raises(DatabaseUnfit, match="newer version"):
        restore_backup(other, tmp_path / "backup.zip")


@pytest.mark.parametrize("kept", [0, 100, 0.5, 0.99], ids=["empty", "beginning", "half", "nearly all"])
def test_a_damaged_backup_restores_nothing(
    database: Database, repository: DocumentRepository, other: Database, tmp_path: Path, kept: float
) -> None:
    filled(repository)
    whole = tmp_path / "backup.zip"
    write_backup(database, whole, NOW)
    data = whole.read_bytes()
    whole.write_bytes(data[: int(kept if kept > 1 else len(data) * kept)])
    with pytest.raises(NoBackup, match="nothing was restored"):
        restore_backup(other, whole)


def test_a_backup_that_lacks_rows_restores_nothing(
    database: Database, repository: DocumentRepository, other: Database, tmp_path: Path
) -> None:
    filled(repository)
    write_backup(database, tmp_path / "backup.zip", NOW)
    rewritten(tmp_path / "backup.zip", lines=lambda name, lines: lines[:-1] if name == "keys.jsonl" else lines)
    with pytest.raises(NoBackup, match="lacks rows of the table keys"):
        restore_backup(other, tmp_path / "backup.zip")
    assert contents(other)["documents"] == []


def test_another_archive_is_no_backup(other: Database, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(NoBackup, match="not a backup of Lanestep"):
        restore_backup(other, tmp_path / "other.zip")


def rewritten(path: Path, *, lines: Any = None, **manifest: Any) -> None:
    """Change the manifest or the lines of tables of a backup."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), **manifest}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            kept = b"".join(lines(name, data.splitlines(keepends=True))) if lines else data
            archive.writestr(name, kept)
