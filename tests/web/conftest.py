"""The application with an empty database, and a client to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.config import Settings
from webapp.factory import create_app


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with an empty data folder."""
    url = f"sqlite:///{tmp_path / 'lanestep.db'}"
    return Settings(data_folder=tmp_path, database_url=url, rate_limit="100000 per minute")


@pytest.fixture
def make_app(settings: Settings) -> Iterator[Callable[..., Flask]]:
    """Makes applications with other settings; all are closed at the end."""
    made: list[Flask] = []

    def make(**changed: Any) -> Flask:
        app = create_app(replace(settings, **changed))
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["lanestep.close"]()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The application."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that keeps no cookies."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def keys(client: FlaskClient, blue_green: str) -> dict[str, str]:
    """The three keys of a stored document, by right."""
    body = {"code": blue_green, "companion": {"title": "Release"}, "client": "anna"}
    made = client.post("/api/documents", json=body).json
    return {right: made[f"{right}_key"] for right in ("view", "edit", "own")}
