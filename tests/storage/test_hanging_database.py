"""A PostgreSQL server that hangs is a 503 in words within seconds, for whoever meets it how."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from webapp.config import Settings
from webapp.factory import create_app
from webapp.storage import postgresql
from webapp.storage.tables import db

pytestmark = pytest.mark.postgresql

PATIENCE = 240
"""Seconds after which a test is sure that nobody gives up; far more than what is promised, for busy machines."""
CODE = 'a { # A\n  n1: circle label:"Kept"\n}\n'


@pytest.fixture
def url(postgresql_server: str) -> str:
    """The address of an empty database."""
    engine = create_engine(postgresql_server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgresql_server


@pytest.fixture
def app(url: str, tmp_path: Path) -> Iterator[Flask]:
    made = create_app(Settings(data_folder=tmp_path, database_url=url))
    yield made
    made.extensions["lanestep.close"]()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def key(client: FlaskClient) -> str:
    """The key to edit a document."""
    return client.post("/api/documents", json={"code": CODE}).json["edit_key"]


@contextmanager
def frozen(url: str) -> Iterator[None]:
    """Stop every process of the server where it stands; let them go on at the end."""
    folder = Path(str(make_url(url).query["host"]))
    main = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(main, signal.SIGSTOP)
    children = list(map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split()))
    for pid in children:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (*children, main):
            os.kill(pid, signal.SIGCONT)


def statuses(*asks: Callable[[], int]) -> list[int]:
    """Ask at once; fail where no answer comes."""
    with ThreadPoolExecutor(len(asks)) as threads:
        return [future.result(timeout=PATIENCE) for future in [threads.submit(ask) for ask in asks]]


def test_what_a_request_waits_for_together_is_less_than_six_seconds():
    assert postgresql.POOL_SECONDS + postgresql.ANSWER_SECONDS < 6
    assert postgresql.POOL_SECONDS + postgresql.NETWORK["connect_timeout"] < 6
    assert postgresql.STATEMENT_MILLISECONDS < postgresql.ANSWER_SECONDS * 1000


def test_a_server_that_hangs_is_a_503_and_its_return_is_noticed(url: str, client: FlaskClient, key: str):
    with frozen(url):
        answers = statuses(
            lambda: client.get(f"/d/{key}").status_code,
            lambda: client.get("/readyz").status_code,
            lambda: client.put(f"/api/documents/{key}", json={"code": "x"}, headers={"If-Match": '"1"'}).status_code,
        )

    assert answers == [503, 503, 503]
    assert client.get(f"/d/{key}").status_code == 200


def test_a_server_that_hangs_before_the_first_connection_is_a_503(url: str, app: Flask, client: FlaskClient, key: str):
    with app.app_context():
        db.engine.dispose()

    with frozen(url):
        [status] = statuses(lambda: client.get(f"/d/{key}").status_code)

    assert status == 503


def test_many_who_wait_for_a_server_that_hangs_all_hear_so(url: str, app: Flask, key: str):
    def ask() -> int:
        return app.test_client().get(f"/d/{key}").status_code

    assert statuses(*[ask] * 20) == [200] * 20

    with frozen(url):
        answers = statuses(*[ask] * 40)

    assert answers == [503] * 40


def test_a_save_behind_a_lock_that_nobody_lets_go_is_a_503(url: str, client: FlaskClient, key: str):
    other = create_engine(url)
    with other.begin() as connection:
        connection.execute(text("SELECT * FROM documents FOR UPDATE"))

        answer = client.put(f"/api/documents/{key}", json={"code": "x"}, headers={"If-Match": '"1"'})
    other.dispose()

    assert answer.status_code == 503


def test_a_standby_that_can_only_be_read_is_read(url: str, client: FlaskClient, key: str, app: Flask):
    other = create_engine(url)
    with other.begin() as connection:
        connection.execute(text("ALTER ROLE postgres SET default_transaction_read_only = on"))
    with app.app_context():
        db.engine.dispose()
    try:
        opened = client.get(f"/d/{key}")
        saved = client.put(f"/api/documents/{key}", json={"code": "x"}, headers={"If-Match": '"1"'})
        readiness = client.get("/readyz").json
    finally:
        with other.begin() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            connection.execute(text("ALTER ROLE postgres RESET default_transaction_read_only"))
        other.dispose()

    assert opened.status_code == 200
    assert (saved.status_code, "cannot be written" in saved.json["error"]["message"]) == (503, True)
    assert (readiness["checks"]["database"], readiness["writes"]) == ("ok", False)


def test_migrations_may_take_longer_than_a_request(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another process may be at them, and tables may be large."""
    monkeypatch.setattr(postgresql, "STATEMENT_MILLISECONDS", 2000)
    monkeypatch.setattr(postgresql._connection_class(), "patience", 2.0)
    other = create_engine(url)
    with ThreadPoolExecutor(1) as threads, other.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": postgresql.MIGRATION_LOCK})
        migrating = threads.submit(create_app, Settings(data_folder=tmp_path, database_url=url))
        while not connection.execute(text("SELECT 1 FROM pg_locks WHERE NOT granted")).all():
            assert not migrating.done() or migrating.result()
        connection.execute(text("SELECT pg_sleep(2.5)"))
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": postgresql.MIGRATION_LOCK})
        migrating.result(timeout=PATIENCE).extensions["lanestep.close"]()
    other.dispose()
