"""Runs that are too long for a link: they are kept with their document, under short names."""

from __future__ import annotations

import re
import secrets

from webapp.errors import LinksFull, NotFound
from webapp.services.documents import DocumentService, Right
from webapp.simulation import read_replay
from webapp.storage import KeptRunRepository

NAME_BYTES = 12
NAME = re.compile(r"[A-Za-z0-9_-]{16}")


class KeptRunService:
    """Keeps the texts of runs; every key of the document may keep and read them."""

    def __init__(self, documents: DocumentService, repository: KeptRunRepository) -> None:
        self._documents = documents
        self._repository = repository

    def keep(self, key: str, text: str) -> str:
        """Keep a run and return its name, which nobody can guess.

        Raises:
            InvalidRequest: it is no run, or too long.
            LinksFull: the document keeps as many runs as it can.
            NotFound: see `DocumentService.open`.
        """
        read_replay(text)
        access = self._documents.access(key, Right.VIEW)
        name = self._repository.keep(access.document, text, secrets.token_urlsafe(NAME_BYTES))
        if name is None:
            raise LinksFull("this diagram keeps as many long runs as it can: a link to a shorter run still works")
        return name

    def find(self, key: str, name: str) -> str:
        """Return the text of a run.

        Raises:
            NotFound: see `DocumentService.open`; there is no such run.
        """
        access = self._documents.access(key, Right.VIEW)
        found = self._repository.find(access.document, name) if NAME.fullmatch(name) else None
        if found is None:
            raise NotFound("this diagram does not keep this run: check that the link was copied completely")
        return found
