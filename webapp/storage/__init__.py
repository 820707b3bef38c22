"""Database, tables, repository and migrations: the only room that knows SQLAlchemy."""

from webapp.storage.backup import BackupSummary, restore_backup, write_backup
from webapp.storage.clearing import ClearingRepository
from webapp.storage.database import Database, open_alone
from webapp.storage.links import LinkRepository
from webapp.storage.overview import DocumentInfo, OverviewRepository
from webapp.storage.records import (
    Frames,
    Link,
    LinkUses,
    Pinned,
    Right,
    Saved,
    Sharing,
    Snapshot,
    VersionInfo,
    VersionKind,
)
from webapp.storage.repository import DocumentRepository
from webapp.storage.ringing import Bell
from webapp.storage.run_texts import KeptRun, KeptRunRepository

__all__ = [
    "BackupSummary",
    "Bell",
    "ClearingRepository",
    "Database",
    "DocumentInfo",
    "DocumentRepository",
    "Frames",
    "KeptRun",
    "KeptRunRepository",
    "Link",
    "LinkRepository",
    "LinkUses",
    "OverviewRepository",
    "Pinned",
    "Right",
    "Saved",
    "Sharing",
    "Snapshot",
    "VersionInfo",
    "VersionKind",
    "open_alone",
    "restore_backup",
    "write_backup",
]
