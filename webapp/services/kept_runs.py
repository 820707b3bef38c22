"""Runs that are too long for a link: they are kept with their document, under short names."""

from __future__ import annotations

import re
import secrets

from webapp.errors import LinksFull, NotFound
from webapp.services.documents import DocumentService, Right
from webapp.simulation import read_replay
from webapp.storage import KeptRun, KeptRunRepository

NAME_BYTES = 12
NAME = re.compile(r"[A-Za-z0-9_-]{16}")


class KeptRunService:
    """Keeps the texts of runs; every key of the document may keep and read them, and who edits can end that."""

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
            raise NotFound(
                "this diagram does not keep this run: check that the link was copied completely, or somebody ended it"
            )
        return found

    def runs(self, key: str) -> list[KeptRun]:
        """Return the runs that are kept, newest first.

        Raises:
            NotFound, NotAllowed: see `DocumentService.open`; the list needs the right to edit.
        """
        return self._repository.runs(self._documents.access(key, Right.EDIT).document)

    def end(self, key: str, name: str) -> None:
        """Keep a run no longer; its links say so then.

        Raises:
            NotFound, NotAllowed: see `DocumentService.open`; there is no such run; this needs the right to edit.
        """
        if not self._repository.remove(self._documents.access(key, Right.EDIT).document, name):
            raise NotFound("this diagram does not keep this run")


def choices_of(run: KeptRun) -> int:
    """Return how many choices a run has."""
    return len(read_replay(run.text).choices)
