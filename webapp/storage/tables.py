"""The tables. Text is stored as UTF-8 bytes, so that every database keeps byte-order marks, line endings and NULs."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, MetaData, String, TypeDecorator, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Names all constraints, because migrations can only change named ones."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


class UtcTime(TypeDecorator[datetime]):
    """A time in UTC. SQLite does not store the time zone, so it is added on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the time in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Add the time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


PACKED = b"\x78\x9c"
"""How zlib begins at its usual level. No UTF-8 begins so, which tells packed texts from those of older versions."""


class PackedText(TypeDecorator[bytes]):
    """A text as UTF-8, compressed where that makes it shorter; texts that older versions stored are not compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Compress the text."""
        if value is None:
            return None
        packed = zlib.compress(value)
        return packed if packed.startswith(PACKED) and len(packed) < len(value) else value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Return the text as it was."""
        return zlib.decompress(value) if value is not None and value.startswith(PACKED) else value


class DocumentRow(Base):
    """A document; `version` is the number of its current version, which shows whether a save is stale.

    `steps` counts the changes of its live text.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    steps: Mapped[int]
    created: Mapped[datetime] = mapped_column(UtcTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime)


class VersionRow(Base):
    """A version. An autosave that replaces another keeps its `created`. `size` counts the bytes of the text.

    `live` ones were made by steps.
    """

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("document", "number"),
        # Has all that thinning asks for, so that no text is read for it.
        Index("ix_versions_kind", "kind", "document", "changed_at", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    text: Mapped[bytes] = mapped_column(PackedText)
    size: Mapped[int]
    companion: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    name: Mapped[str] = mapped_column(String(200))
    client: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(16))
    live: Mapped[bool] = mapped_column(default=False)


class KeyRow(Base):
    """A key to a document. It is not hashed, because the owner can copy the link again at any time."""

    __tablename__ = "keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    right: Mapped[str] = mapped_column(String(8))
    label: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(UtcTime)
    last_opened: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcTime)
    uses: Mapped[int] = mapped_column(server_default="0")


class CreationRow(Base):
    """The request that created a document, by the digest of its creation key; it is kept for a day."""

    __tablename__ = "creations"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    document: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    created: Mapped[datetime] = mapped_column(UtcTime, index=True)


class PinRow(Base):
    """A version that links keep as it is."""

    __tablename__ = "pins"
    __table_args__ = (UniqueConstraint("document", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    created: Mapped[datetime] = mapped_column(UtcTime)


class RunRow(Base):
    """The text of a run that is too long for a link; `digest` finds one that is kept already."""

    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("document", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    name: Mapped[str] = mapped_column(String(32), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[datetime] = mapped_column(UtcTime)


class StepRow(Base):
    """A step of the live text of a document; `companion` is a merge patch, or nothing."""

    __tablename__ = "steps"
    __table_args__ = (UniqueConstraint("document", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    client: Mapped[str] = mapped_column(String(64))
    changes: Mapped[list[Any]] = mapped_column(JSON)
    companion: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created: Mapped[datetime] = mapped_column(UtcTime)


class SharingRow(Base):
    """Where a document may be shown; a document without a row may be shown anywhere."""

    __tablename__ = "sharing"

    document: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    frames: Mapped[str] = mapped_column(String(8))
    origins: Mapped[list[str]] = mapped_column(JSON)
    preview: Mapped[bool]
