"""Database, tables, repository and migrations: the only room that knows SQLAlchemy."""

from webapp.storage.clearing import ClearingRepository
from webapp.storage.database import Database
from webapp.storage.records import Link, Pinned, Right, Saved, Snapshot, VersionInfo, VersionKind
from webapp.storage.repository import DocumentRepository
from webapp.storage.ringing import Bell
from webapp.storage.run_texts import KeptRunRepository

__all__ = [
    "Bell",
    "ClearingRepository",
    "Database",
    "DocumentRepository",
    "KeptRunRepository",
    "Link",
    "Pinned",
    "Right",
    "Saved",
    "Snapshot",
    "VersionInfo",
    "VersionKind",
]
