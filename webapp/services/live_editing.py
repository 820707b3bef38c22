"""Live editing: the steps of a stored text, by the holders of its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.errors import ChangeRefused, ChangesGone, ChangesMissing, InvalidRequest, TextTooLarge
from webapp.live_changes import ChangeError, Step, changed_text, patched
from webapp.services.documents import DocumentService, Right
from webapp.services.limits import check_text, read_companion
from webapp.storage import DocumentRepository
from webapp.storage.records import Stepped

__all__ = ["LiveEditing", "Step", "Stepped"]


class LiveEditing:
    """Reads and stores steps of live texts. `text_limit` counts UTF-8 bytes."""

    def __init__(self, documents: DocumentService, repository: DocumentRepository, text_limit: int) -> None:
        self._documents = documents
        self._repository = repository
        self._limit = text_limit

    def steps(self, key: str, since: int) -> Stepped:
        """Return the steps after the number `since`.

        Raises:
            ChangesGone: they are not kept any more; the error has the whole text.
            NotFound: see `DocumentService.open`.
        """
        access = self._documents.access(key, Right.VIEW)
        found = self._repository.steps(access.document, since)
        if found.steps is None:
            raise _gone(found)
        return found

    def add(self, key: str, version: int, steps: Sequence[Step], *, client: str = "", author: str = "") -> Stepped:
        """Store steps that continue the text that has `version` steps.

        Raises:
            ChangesMissing: others stored steps in between; the error has them.
            ChangesGone: those are not kept any more; the error has the whole text.
            ChangeRefused: a step does not fit, or what it leads to cannot be stored.
            NotFound, NotAllowed: see `DocumentService.open`; this needs the right to edit.
        """
        access = self._documents.access(key, Right.EDIT)

        def made(code: str, companion: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
            return self._after(code, companion, steps)

        stored = self._repository.add_steps(access.document, version, steps, made, client=client, author=author)
        if stored.accepted:
            return stored
        if stored.steps is None:
            raise _gone(stored)
        raise ChangesMissing(
            "others changed this diagram in between: the answer has their changes; nothing was stored",
            version=stored.version,
            steps=[step_json(step) for step in stored.steps],
        )

    def _after(self, code: str, companion: Mapping[str, Any], steps: Sequence[Step]) -> tuple[str, Mapping[str, Any]]:
        for place, step in enumerate(steps, 1):
            which = "this change" if len(steps) == 1 else f"change {place}"
            try:
                code = changed_text(code, step.changes)
            except ChangeError as error:
                raise ChangeRefused(f"{which} does not fit the text: {error}. Nothing was stored") from None
            if step.companion is not None:
                companion = self._beside(companion, step.companion, which)
        try:
            check_text(code, self._limit)
        except (TextTooLarge, InvalidRequest) as error:
            raise ChangeRefused(f"{error}. Nothing was stored", **error.details) from None
        return code, companion

    def _beside(self, companion: Mapping[str, Any], patch: Mapping[str, Any], which: str) -> Mapping[str, Any]:
        try:
            return read_companion(patched(companion, patch), self._limit).to_json()
        except RecursionError:
            reason = "it is nested too deeply"
        except (TextTooLarge, InvalidRequest) as error:
            reason = str(error)
        raise ChangeRefused(f"{which} does not fit the companion: {reason}. Nothing was stored")


def step_json(step: Step) -> dict[str, Any]:
    """Return a step as JSON values."""
    beside = {} if step.companion is None else {"companion": step.companion}
    return {"client": step.client, "changes": step.changes, **beside}


def _gone(found: Stepped) -> ChangesGone:
    current = found.current
    return ChangesGone(
        "the changes since then are not kept any more: the answer has the whole text",
        version=found.version,
        code=current.code,
        companion=dict(current.companion),
    )
