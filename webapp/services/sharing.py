"""Links to stored documents: list, add, change, end, replace; and where a document may be shown."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta

from webapp.errors import InvalidRequest, LinksFull, NotFound
from webapp.services.documents import KEY_BYTES, DocumentService, Right
from webapp.services.link_uses import LinkUseCounter
from webapp.storage import Frames, Link, LinkRepository, Sharing
from webapp.storage.links import MOST_LINKS
from webapp.storage.records import Revoked

__all__ = ["Frames", "Link", "LinkService", "Sharing"]

LONGEST = timedelta(days=3660)
"""So far ahead a link may expire: who wants longer wants no end."""
MOST_ORIGINS = 20
ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")

NO_LINK = "this diagram has no such active link"
LAST_TO_OWN = "this is the last owner link without an end: without it, nobody could share or delete the diagram"


class LinkService:
    """Works with the links of documents. All methods but `sharing_of` need the right to own.

    All methods raise `NotFound` and `NotAllowed` as `DocumentService.open` does.
    """

    def __init__(self, documents: DocumentService, repository: LinkRepository, uses: LinkUseCounter) -> None:
        self._documents = documents
        self._repository = repository
        self._uses = uses

    def links(self, key: str) -> list[Link]:
        """Return every link of a document, ended ones too."""
        document = self._owned(key)
        self._uses.store()
        return self._repository.links(document)

    def add(self, key: str, right: Right, label: str = "", expires_at: datetime | None = None) -> Link:
        """Create another link.

        Raises:
            InvalidRequest: it would expire in the past, or in more than ten years.
            LinksFull: the document has as many links as it can.
        """
        document = self._owned(key)
        _check_end(expires_at)
        made = self._repository.add_link(document, _new_key(), right, label, expires_at)
        if made is None:
            raise LinksFull(f"this diagram has {MOST_LINKS} links, ended ones included, and no more are possible")
        return made

    def change(self, key: str, link: int, label: str, expires_at: datetime | None) -> Link:
        """Rename a link, and let it expire at this time, None for never.

        If it was the last link to view that never expires, a new one joins it, because the address bar needs one.

        Raises:
            InvalidRequest: see `add`, or it is the last link to own that never expires.
            NotFound: there is no such link, or it has ended.
        """
        document = self._owned(key)
        _check_end(expires_at)
        changed = self._repository.change_link(document, link, label, expires_at, _new_key())
        if isinstance(changed, Revoked):
            raise _refusal(changed)
        return changed

    def end(self, key: str, link: int) -> None:
        """End a link at once. If it was the last link to view that never expires, a new one replaces it.

        Raises:
            InvalidRequest: it is the last link to own that never expires.
            NotFound: there is no such link, or it has ended.
        """
        ended = self._repository.revoke_link(self._owned(key), link, _new_key())
        if ended is not Revoked.DONE:
            raise _refusal(ended)

    def replace(self, key: str, link: int) -> Link:
        """End a link and return a new one with the same right, name and end.

        Raises:
            NotFound: there is no such link, or it has ended.
        """
        made = self._repository.replace_link(self._owned(key), link, _new_key())
        if made is None:
            raise NotFound(NO_LINK)
        return made

    def sharing(self, key: str) -> Sharing:
        """Return where a document may be shown."""
        return self._repository.sharing(self._owned(key))

    def set_sharing(self, key: str, chosen: Sharing) -> Sharing:
        """Set where a document may be shown, and return what is stored.

        Raises:
            InvalidRequest: an origin is not the address of a website, or there are none, or too many.
        """
        document = self._owned(key)
        some = chosen.frames is Frames.SOME
        origins = tuple(dict.fromkeys(origin.strip().rstrip("/").lower() for origin in chosen.origins)) if some else ()
        for origin in origins:
            if not ORIGIN.fullmatch(origin):
                raise InvalidRequest(
                    f"“{origin[:80]}” is not the address of a website: write it as https://wiki.example.com",
                    field="origins",
                )
        if some and not 1 <= len(origins) <= MOST_ORIGINS:
            raise InvalidRequest(f"name 1 to {MOST_ORIGINS} websites that may embed the diagram", field="origins")
        stored = Sharing(chosen.frames, origins, chosen.preview)
        self._repository.set_sharing(document, stored)
        return stored

    def sharing_of(self, view_key: str) -> Sharing:
        """Return where the document behind any of its keys may be shown."""
        return self._repository.sharing(self._documents.access(view_key, Right.VIEW).document)

    def _owned(self, key: str) -> int:
        return self._documents.access(key, Right.OWN).document


def _new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def _check_end(expires_at: datetime | None) -> None:
    if expires_at is None:
        return
    ahead = expires_at - datetime.now(UTC)
    if ahead <= timedelta(0):
        raise InvalidRequest("a link can only expire in the future: choose a later time", field="expires_at")
    if ahead > LONGEST:
        raise InvalidRequest("a link can expire within ten years: choose an earlier time, or none", field="expires_at")


def _refusal(reason: Revoked) -> NotFound | InvalidRequest:
    return InvalidRequest(LAST_TO_OWN) if reason is Revoked.LAST_TO_OWN else NotFound(NO_LINK)
