"""Presenters: who lets others follow their run and their place in a diagram. Nothing of it is stored."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.errors import InvalidRequest, NotAllowed, SomebodyPresents
from webapp.services.documents import DocumentService, Right
from webapp.simulation import read_replay
from webapp.storage import Bell

SILENT_SECONDS = 45.0
"""A presenter who has said nothing for so long presents no longer; pages say something every 5 seconds."""
ENDED_SECONDS = 60.0
"""How long an end is remembered, so that no state from before, which came late from another process, undoes it."""
AHEAD_MILLISECONDS = 60_000
"""How far the clock of another process may be ahead."""

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """The newest state of a presenter. `presenter` names them to all, and nobody can find out their secret from it.

    `turn` is when they began, in milliseconds since 1970, or more where somebody began before: the later turn counts,
    in all processes alike. `number` grows with each state of a turn.
    """

    turn: int
    presenter: str
    number: int
    edits: bool
    said: Event
    ended: str = ""
    heard: float = field(default=0.0, compare=False)

    @property
    def order(self) -> tuple[int, str, int]:
        """Return what the newest of several states has most of."""
        return self.turn, self.presenter, self.number

    def event(self) -> Event:
        """Return what pages are told."""
        if self.ended:
            return {"presenter": "", "name": self.said.get("name", ""), "ended": self.ended}
        return {"presenter": self.presenter, "edits": self.edits, **self.said}


class Presenters:
    """The presenters of all documents, one of a document at most, as far as this process has heard of them."""

    def __init__(self, documents: DocumentService, bell: Bell, now: Callable[[], float] = time.monotonic) -> None:
        """Take the services; `now` counts seconds."""
        self._documents = documents
        self._bell = bell
        self._now = now
        self._lock = threading.Lock()
        self._shown: dict[int, Shown] = {}

    def show(
        self,
        key: str,
        secret: str,
        turn: int,
        number: int,
        said: Event,
        *,
        takes_over: bool = False,
        gone: bool = False,
    ) -> tuple[int, str, int]:
        """Tell all pages of the document what a presenter shows; return the document, their name and their turn.

        With turn 0, they begin. Only `takes_over` begins where somebody else presents, and who may only view takes
        over from nobody who may edit. With `gone`, they end.

        Raises:
            SomebodyPresents: somebody else does.
            InvalidRequest: the run cannot be read, or the turn is none that was given.
            NotFound, NotAllowed: see `DocumentService.open`.
        """
        access = self._documents.access(key, Right.VIEW)
        edits = access.right.includes(Right.EDIT)
        read_replay(said.get("run", ""))
        presenter = hashlib.sha256(secret.encode()).hexdigest()[:20]
        clock = int(time.time() * 1000)
        if turn > clock + AHEAD_MILLISECONDS:
            raise InvalidRequest("this turn to present was given by nobody: begin with turn 0")
        with self._lock:
            known = self._shown.get(access.document)
            other = known if known and not known.ended and known.presenter != presenter else None
            if other and other.turn >= turn and not (turn == 0 and takes_over):
                raise _busy(other)
            if other and turn == 0 and other.edits and not edits:
                raise NotAllowed(
                    f"{_name(other)} presents and may edit: only those who may edit too can present instead"
                )
        if turn == 0:
            turn = max(clock, known.turn + 1 if known else 0)
        news = {
            "turn": turn,
            "presenter": presenter,
            "number": number,
            "edits": edits,
            "said": said,
            "ended": "gone" if gone else "",
        }
        self._bell.tell({"document": access.document, "shown": news})
        return access.document, presenter, turn

    def hear(self, document: int, news: Mapping[str, Any]) -> Event | None:
        """Take in what a presenter shows, in any process; return what pages are told, None where it is old."""
        shown = Shown(**news, heard=self._now())
        with self._lock:
            known = self._shown.get(document)
            if known and known.order >= shown.order:
                return None
            self._shown[document] = shown
        return shown.event()

    def current(self, document: int) -> Event | None:
        """Return what a page is told that opens now, None where nobody presents."""
        with self._lock:
            shown = self._shown.get(document)
        return shown.event() if shown and not shown.ended else None

    def forget_silent(self) -> list[tuple[int, Event]]:
        """Forget who has been silent for long; return what the pages of each document are told."""
        told: list[tuple[int, Event]] = []
        with self._lock:
            for document, shown in list(self._shown.items()):
                silent = self._now() - shown.heard
                if silent < (ENDED_SECONDS if shown.ended else SILENT_SECONDS):
                    continue
                del self._shown[document]
                if not shown.ended:
                    told.append((document, {"presenter": "", "name": shown.said.get("name", ""), "ended": "silent"}))
        return told


def _name(shown: Shown) -> str:
    return str(shown.said.get("name") or "somebody")


def _busy(shown: Shown) -> SomebodyPresents:
    return SomebodyPresents(
        f"{_name(shown)} presents this diagram now: present instead, or follow them",
        name=_name(shown),
        edits=shown.edits,
    )
