"""The application with a database of its own, and a client to ask it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from checked_client import CheckedClient
from flask import Flask
from flask.testing import FlaskClient
from ready_database import begin_with_tables

from webapp.config import Settings
from webapp.factory import create_app


def _settings(folder: Path, **changed: Any) -> Settings:
    values = {
        "data_folder": folder,
        "database_url": changed.get("database_url") or begin_with_tables(folder / "lanestep.db"),
        "rate_limit": "100000 per minute",
        # A busy machine takes longer than the usual ten seconds for what a quiet one does in one.
        "render_timeout": 60,
        **changed,
    }
    return Settings(**values)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application; tests share it, since nobody can guess another test's keys."""
    made = create_app(_settings(tmp_path_factory.mktemp("data")))
    made.test_client_class = CheckedClient
    yield made
    made.extensions["lanestep.close"]()


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Makes applications of a test's own with other settings; all are closed at the end."""
    made: list[Flask] = []

    def make(**changed: Any) -> Flask:
        app = create_app(_settings(tmp_path, **changed))
        app.test_client_class = CheckedClient
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["lanestep.close"]()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that keeps no cookies."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def keys(client: FlaskClient, blue_green: str) -> dict[str, str]:
    """The three keys of a stored document, by right; it is version 1 of blue-green, titled Release."""
    body = {"code": blue_green, "companion": {"title": "Release"}, "client": "anna"}
    made = client.post("/api/documents", json=body).json
    return {right: made[f"{right}_key"] for right in ("view", "edit", "own")}


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis that is started for one test."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed")
    import redis

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"redis://127.0.0.1:{port}/0"
        client = redis.Redis.from_url(address)
        while server.poll() is None:
            try:
                client.ping()
                break
            except redis.exceptions.ConnectionError:
                time.sleep(0.02)
        client.close()
        yield address
    finally:
        server.terminate()
        server.wait()
