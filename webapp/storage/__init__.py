"""Database, tables, repository and migrations: the only room that knows SQLAlchemy."""

from webapp.storage.database import Database
from webapp.storage.records import Link, Right, Saved, Snapshot, VersionInfo
from webapp.storage.repository import DocumentRepository

__all__ = ["Database", "DocumentRepository", "Link", "Right", "Saved", "Snapshot", "VersionInfo"]
