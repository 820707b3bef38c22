"""An SQLite database that has its tables, made once: migrations take longer than most tests that need a database."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from flask import Flask

from webapp.config import Settings
from webapp.storage import Database


def begin_with_tables(file: Path) -> str:
    """Make an empty database with its tables, unless the file is there, and return its address."""
    if not file.exists():
        shutil.copyfile(_ready(), file)
    return f"sqlite:///{file}"


@cache
def _ready() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="lanestep-ready-"))
    made = Database(Flask("ready"), Settings(data_folder=folder, database_url=f"sqlite:///{folder / 'ready.db'}"))
    made.migrate()
    made.close()
    return folder / "ready.db"
