"""Compression of answers."""

from __future__ import annotations

from flask import Flask
from flask_compress import Compress

MIMETYPES = ["text/html", "text/css", "text/plain", "text/javascript", "application/json", "image/svg+xml"]


def register(app: Flask) -> None:
    """Compress answers for browsers that accept it."""
    app.config["COMPRESS_MIMETYPES"] = MIMETYPES
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(app)
