"""Where nothing can be written, everything can still be read, and it is said in words what cannot be done."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from served import PATIENCE, Served, refusal, refusal_here, serving

pytestmark = pytest.mark.slow

CODE = 'a { # A\n  n1: circle label:"Kept"\n}\n'
# Root may write what is read-only, unless it leaves that right behind.
AS_OTHERS = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []

Keys = dict[str, str]


@pytest.fixture
def keys(make_app: Callable[..., Flask], tmp_path: Path) -> Keys:
    """The keys of a document that was stored while the database could be written."""
    app = make_app()
    made = app.test_client().post("/api/documents", json={"code": CODE}).json
    app.extensions["lanestep.close"]()
    return made


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Makes the folder and the database in it read-only, until the end of the test."""

    def close() -> None:
        for path in tmp_path.iterdir():
            path.chmod(0o400)
        tmp_path.chmod(0o500)

    yield close
    tmp_path.chmod(0o700)


def read_everything(server: Served, keys: Keys) -> list[int]:
    """Open a document in every way that there is."""
    view, edit = keys["view_key"], keys["edit_key"]
    paths = (f"/d/{view}", f"/d/{view}.svg", f"/e/{edit}", f"/d/{edit}", f"/api/documents/{view}")
    return [server.ask("GET", path)[0] for path in (*paths, f"/api/documents/{edit}/versions")]


def save(server: Served, keys: Keys) -> tuple[int, Any]:
    return server.ask("PUT", f"/api/documents/{keys['edit_key']}", {"code": CODE + "\n"}, **{"If-Match": '"1"'})


def writes_become(server: Served, wanted: bool) -> bool:
    """Wait until the server says of itself that it can save, or that it cannot."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        status, said = server.ask("GET", "/readyz")
        if status == 200 and said["writes"] is wanted:
            return True
        time.sleep(0.05)
    return False


def test_a_database_that_is_read_only_is_served_to_readers(tmp_path: Path, keys: Keys, read_only: Callable[[], None]):
    read_only()

    with serving(tmp_path, before=AS_OTHERS) as server:
        opened = read_everything(server, keys)
        readiness = server.ask("GET", "/readyz")
        saved, refused = save(server, keys)

    assert opened == [200] * 6
    assert (readiness[0], readiness[1]["status"], readiness[1]["writes"]) == (200, "ok", False)
    assert saved == 503
    assert refused["error"]["message"] == (
        "the database cannot be written just now: it is read-only or its disk is full; nothing was changed"
    )


def test_what_a_crash_left_in_the_journal_is_read_where_nothing_can_be_written(
    make_app: Callable[..., Flask], tmp_path: Path
):
    folder = tmp_path / "crashed"
    folder.mkdir()
    keys = make_app().test_client().post("/api/documents", json={"code": CODE}).json
    for name in ("lanestep.db", "lanestep.db-wal"):
        shutil.copy(tmp_path / name, folder / name)
        (folder / name).chmod(0o400)
    folder.chmod(0o500)

    with serving(folder, before=AS_OTHERS) as server:
        opened = read_everything(server, keys)
        readiness = server.ask("GET", "/readyz")
        saved, _ = save(server, keys)
    left = sorted(path.name for path in folder.iterdir())
    folder.chmod(0o700)

    assert opened == [200] * 6
    assert (readiness[0], readiness[1]["writes"]) == (200, False)
    assert saved == 503
    assert left == ["lanestep.db", "lanestep.db-wal"]


def test_a_disk_that_fills_and_is_emptied_stops_only_the_saving(tmp_path: Path, keys: Keys):
    with serving(tmp_path) as server:
        _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        assert writes_become(server, True)

        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, most))
        assert writes_become(server, False)
        assert read_everything(server, keys) == [200] * 6
        assert save(server, keys)[0] == 503

        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))
        assert writes_become(server, True)
        assert save(server, keys)[0] == 200


def test_a_server_that_starts_on_a_full_disk_is_there_for_readers(tmp_path: Path, keys: Keys):
    with serving(tmp_path, before=["prlimit", "--fsize=0:unlimited"]) as server:
        opened = read_everything(server, keys)
        status, readiness = server.ask("GET", "/readyz")
        saved, _ = save(server, keys)
        _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))
        saved_later, _ = save(server, keys)

    assert opened == [200] * 6
    assert (status, readiness["writes"]) == (200, False)
    assert (saved, saved_later) == (503, 200)


def test_reading_waits_for_nobody_who_writes(make_app: Callable[..., Flask], tmp_path: Path, keys: Keys):
    client = make_app().test_client()
    with closing(sqlite3.connect(tmp_path / "lanestep.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")

        opened = client.get(f"/api/documents/{keys['view_key']}")
        noted = writer.execute("SELECT last_opened FROM keys WHERE key = ?", (keys["view_key"],)).fetchone()
        writes = client.get("/readyz").json["writes"]

    assert opened.status_code == 200
    assert noted == (None,)
    assert writes is True


def test_a_new_database_where_nothing_can_be_written_is_refused_in_one_line(
    tmp_path: Path, read_only: Callable[[], None]
):
    read_only()

    status, message = refusal(tmp_path, before=AS_OTHERS)

    assert status == 2
    assert len(message.splitlines()) == 1
    assert "check DATABASE_URL or LANESTEP_DATA" in message


def test_tables_that_are_missing_and_cannot_be_made_are_said_in_words(
    tmp_path: Path, keys: Keys, read_only: Callable[[], None]
):
    with closing(sqlite3.connect(tmp_path / "lanestep.db")) as database:
        database.executescript("DROP TABLE alembic_version; DROP TABLE keys; DROP TABLE versions; DROP TABLE documents")
    read_only()

    status, message = refusal(tmp_path, before=AS_OTHERS)

    assert status == 1
    assert "Traceback" not in message
    assert "make its disk and file writable and start again" in message


def test_a_database_of_a_newer_version_is_refused_in_one_line_and_left_as_it_is(tmp_path: Path, keys: Keys):
    with closing(sqlite3.connect(tmp_path / "lanestep.db")) as database:
        database.executescript("UPDATE alembic_version SET version_num = '9999'")

    status, message = refusal_here(tmp_path)

    assert status == 1
    assert message.startswith("lanestep: a newer version of Lanestep wrote this database")
    assert len(message.splitlines()) == 1
    with closing(sqlite3.connect(tmp_path / "lanestep.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
