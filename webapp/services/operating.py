"""What the operator of a server does: back up, restore, look at all diagrams, take them out and in, clear up.

Whoever may read the database may do all this, so nothing here asks for a key.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from webapp.config import Settings
from webapp.domain.encodings import UTF_8, encoded
from webapp.domain.tidy_json import tidy_json
from webapp.errors import LanestepError, LinksFull, NotFound, StorageFailed
from webapp.services.documents import BIN_FOR, KEY_BYTES, DocumentService
from webapp.services.housekeeping import AUTOSAVES_FOR, MOST_AUTOSAVES, MOST_DIAGRAMS
from webapp.services.link_uses import LinkUseCounter
from webapp.services.sources import WriteFailed, companion_path, read_source
from webapp.storage import (
    BackupSummary,
    ClearingRepository,
    Database,
    DocumentInfo,
    DocumentRepository,
    Link,
    LinkRepository,
    OverviewRepository,
    Right,
    open_alone,
    restore_backup,
    write_backup,
)

__all__ = ["BackupSummary", "DocumentInfo", "Imported", "Link", "Operator", "Purged", "Right", "open_operator"]

NAME_LIMIT = 60
"""Characters of a title in the name of a file; with the number before it, all file systems accept it."""
KEY_IN_ADDRESS = re.compile(r"(?:.*/)?([A-Za-z0-9_-]{16,64})(?:[.?#].*)?")
SUFFIX = ".fz"


@dataclass(frozen=True)
class Imported:
    """A file that became a diagram, with the key to own it; or why it did not."""

    path: str
    key: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Purged:
    """How much was removed for good."""

    diagrams: int
    autosaves: int


class Operator:
    """Works with all diagrams of a database. All methods but `restore` need tables of this version."""

    def __init__(self, database: Database, text_limit: int) -> None:
        self._database = database
        self._limit = text_limit
        self._documents = DocumentRepository()
        self._links = LinkRepository()

    def back_up(self, path: str, *, replace: bool) -> BackupSummary:
        """Write all diagrams with their history and links into one file; the server may go on serving.

        Raises:
            WriteFailed: the file is there already and may not be replaced, or cannot be written.
            StorageFailed: the database does not answer.
        """
        target = Path(path)
        if target.exists() and not replace:
            raise WriteFailed(f"{path} is there already: choose another name, or add --replace")
        try:
            return write_backup(self._database, target, datetime.now(UTC))
        except OSError as error:
            raise WriteFailed(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None

    def restore(self, path: str) -> BackupSummary:
        """Restore a backup into a database without diagrams; see `restore_backup` for what else is raised.

        Raises:
            NotFound: the file cannot be read.
        """
        try:
            return restore_backup(self._database, Path(path))
        except OSError as error:
            raise NotFound(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None

    def documents(self) -> list[DocumentInfo]:
        """Return all diagrams, oldest first, deleted ones too."""
        with self._database.context():
            return OverviewRepository().documents()

    def links(self, document: str) -> list[Link]:
        """Return the links of a diagram, ended ones too; it is named by its number, a key, or the address of a link.

        Raises:
            NotFound: there is no such diagram.
        """
        with self._database.context():
            return self._links.links(self._number(document))

    def new_owner(self, document: str) -> Link:
        """Give a diagram another link to own it, for whoever lost theirs; the others go on working.

        Raises:
            NotFound: there is no such diagram.
            LinksFull: it has as many links as it can.
        """
        with self._database.context():
            made = self._links.add_link(self._number(document), secrets.token_urlsafe(KEY_BYTES), Right.OWN, "")
        if made is None:
            raise LinksFull("this diagram has as many links as it can: replace one of them in the share dialog")
        return made

    def export(self, folder: str) -> list[str]:
        """Write the current version of all diagrams that are not deleted, as text and companion; return the names.

        Raises:
            WriteFailed: the folder has files already, or cannot be written.
        """
        target = Path(folder)
        written = []
        try:
            target.mkdir(parents=True, exist_ok=True)
            if any(target.iterdir()):
                raise WriteFailed(f"{folder} is not empty: choose a new folder")
            with self._database.context():
                for info in OverviewRepository().documents():
                    if info.deleted_at is None:
                        written.append(self._write(target, info))
        except OSError as error:
            raise WriteFailed(f"{folder} cannot be written: {(error.strerror or str(error)).lower()}") from None
        return written

    def bring_in(self, folder: str) -> Iterator[Imported]:
        """Make a diagram of each text in a folder and in those within it, with its companion if it has one.

        Raises:
            NotFound: there is no such folder.
            StorageFailed: the database does not answer or cannot be written.
        """
        source = Path(folder)
        if not source.is_dir():
            raise NotFound(f"{folder} is not a folder")
        service = DocumentService(self._documents, self._links, LinkUseCounter(self._links), self._limit)
        for path in sorted(source.rglob(f"*{SUFFIX}")):
            try:
                found = read_source(str(path), self._limit)
                companion = {"title": path.stem, **found.companion}
                if found.encoding != UTF_8:
                    companion["encoding"] = found.encoding
                with self._database.context():
                    made = service.create(found.code, companion)
            except StorageFailed:
                raise
            except LanestepError as error:
                yield Imported(str(path), problem=str(error))
            else:
                yield Imported(str(path), made.keys[Right.OWN])

    def purge(self, days: int | None) -> Purged:
        """Remove for good what was deleted so many days ago, and autosaves that need not be kept.

        Args:
            days: how long diagrams stay in the bin; None for as long as the server keeps them.

        Raises:
            StorageFailed: the database does not answer or cannot be written.
        """
        now = datetime.now(UTC)
        before = now - (BIN_FOR if days is None else timedelta(days=days))
        clearing, diagrams, autosaves = ClearingRepository(), 0, 0
        with self._database.context():
            while some := clearing.purge(before, MOST_DIAGRAMS):
                diagrams += some
            while some := clearing.thin(now - AUTOSAVES_FOR, MOST_AUTOSAVES):
                autosaves += some
        return Purged(diagrams, autosaves)

    def _number(self, document: str) -> int:
        if document.isdecimal():
            if any(info.id == int(document) for info in OverviewRepository().documents()):
                return int(document)
        elif found := KEY_IN_ADDRESS.fullmatch(document):
            access = self._documents.access(found[1])
            if access is not None:
                return access.document
        raise NotFound(
            f"there is no diagram {document}: name it by its number in the list of all diagrams, "
            "by a key, or by the address of one of its links"
        )

    def _write(self, folder: Path, info: DocumentInfo) -> str:
        current = self._documents.current(info.id)
        path = folder / f"{info.id}{_in_file_names(info.title)}{SUFFIX}"
        path.write_bytes(encoded(current.code, current.companion.get("encoding") or UTF_8))
        if current.companion:
            companion_path(path).write_bytes(tidy_json(current.companion).encode())
        return path.name


@contextmanager
def open_operator(settings: Settings, *, migrate: bool = True) -> Iterator[Operator]:
    """Yield what works with the database of the settings, without a server.

    Raises:
        StorageFailed: the database cannot be opened.
    """
    database = open_alone(settings)
    try:
        if migrate:
            database.migrate()
        yield Operator(database, settings.text_limit)
    finally:
        database.close()


def _in_file_names(title: str) -> str:
    """Return a title as a part of the name of a file: letters, digits and hyphens, or nothing.

    >>> _in_file_names("Blue/green: ../deploy")
    '-blue-green-deploy'
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).lower())
    joined = "-".join(words)[:NAME_LIMIT].strip("-")
    return f"-{joined}" if joined else ""
