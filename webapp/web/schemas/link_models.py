"""Answers about links, and about where a diagram may be shown."""

from __future__ import annotations

from typing import Literal

from webapp.web.schemas.document_models import Right
from webapp.web.schemas.reply_base import Reply


class LinkReply(Reply):
    """One link to a diagram; `path` is the part of the address after the host.

    `uses` counts how often it was opened. It stops working when it expires or is ended (`revoked_at`).
    """

    id: int
    right: Right
    key: str
    path: str
    label: str
    created: str
    expires_at: str | None
    last_opened: str | None
    uses: int
    revoked_at: str | None


class LinksReply(Reply):
    """All links, including ended ones."""

    links: list[LinkReply]


class SharingReply(Reply):
    """Which websites may embed a diagram (`origins`, if it is some), and whether previews show its picture."""

    frames: Literal["anyone", "nobody", "some"]
    origins: list[str]
    preview: bool
