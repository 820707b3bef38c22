"""Versions that are kept for links to a step of a run, as they are."""

from __future__ import annotations

from webapp.errors import LinksFull, NotFound
from webapp.services.documents import DocumentService, OpenDocument, Right
from webapp.storage import DocumentRepository, Pinned
from webapp.storage.repository import MOST_PINS


class PinService:
    """Keeps versions for links, and ends that."""

    def __init__(self, documents: DocumentService, repository: DocumentRepository) -> None:
        self._documents = documents
        self._repository = repository

    def pin(self, key: str, number: int) -> OpenDocument:
        """Keep a version for links to a run, and return it. Who may only view can pin what they see: the current one.

        Raises:
            NotFound, NotAllowed: see `DocumentService.open`; there is no such version.
            LinksFull: so many versions are pinned already.
        """
        access = self._documents.access(key, Right.VIEW)
        only_current = not access.right.includes(Right.EDIT)
        pinned = self._repository.pin(access.document, number, only_current=only_current)
        newest = self._repository.current(access.document).number
        if pinned is Pinned.NO_VERSION and number > newest:
            raise NotFound(f"this diagram has no version {number}: the newest is version {newest}")
        if pinned is Pinned.NO_VERSION:
            raise NotFound(f"version {number} of this diagram is not the newest any more: load the page again")
        if pinned is Pinned.FULL:
            raise LinksFull(
                f"{MOST_PINS} versions of this diagram are kept for links, and no more are possible: "
                "a link without the version shows the newest one"
            )
        return self._documents.version(key, number)

    def unpin(self, key: str, number: int) -> None:
        """Keep a version for links to a run no longer; they say so then.

        Whoever edits can do it: they see the version in the history, where it stays, and can pin it again.

        Raises:
            NotFound, NotAllowed: see `DocumentService.open`; no link keeps this version.
        """
        if not self._repository.unpin(self._documents.access(key, Right.EDIT).document, number):
            raise NotFound(f"version {number} of this diagram is not kept for links")
