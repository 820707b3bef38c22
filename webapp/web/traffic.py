"""How much may come from one address, and how small it goes out."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Flask
from flask_compress import Compress
from flask_limiter import ExemptionScope, Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many

from webapp.config import Settings

COMPRESSED = ["text/html", "text/css", "text/plain", "text/javascript", "application/json", "image/svg+xml"]


def register(app: Flask, settings: Settings, unlimited: Iterable[Blueprint]) -> None:
    """Limit requests by address and compress answers.

    Raises:
        ValueError: the limit cannot be read; the message names its variable.
    """
    _check_limit(settings.rate_limit)
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(app)
    limiter = Limiter(get_remote_address, app=app, application_limits=[settings.rate_limit], storage_uri="memory://")
    for blueprint in unlimited:
        limiter.exempt(blueprint, flags=ExemptionScope.APPLICATION)


def _check_limit(words: str) -> None:
    # The limiter itself reads them with the first request, and fails at every one.
    try:
        parse_many(words)
    except ValueError:
        raise ValueError(f"LANESTEP_RATE_LIMIT is {words!r}; write it for example as 1200 per minute") from None
