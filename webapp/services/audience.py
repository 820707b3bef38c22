"""The pages that follow documents, and what they are told: changes, and that their link was ended."""

from __future__ import annotations

import logging
import resource
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from webapp.errors import LanestepError, NotAllowed, NotFound, TooManyStreams
from webapp.services.documents import DocumentService, Right
from webapp.services.people import People
from webapp.services.presenters import Presenters
from webapp.storage import Bell, DocumentRepository

MOST = 5_000
"""Pages that follow at the same time; fewer where the process may open less than twice as many files."""
MOST_OF_ONE = 1_000
"""Pages of one address, because a team may share it."""
LOOK_SECONDS = 1.0
"""How often the database is asked where other processes are not heard."""
KEYS_SECONDS = 5.0
"""How often links are checked, and the database is asked where other processes are heard."""

log = logging.getLogger("lanestep")

Deliver = Callable[[str, Mapping[str, Any]], None]


@dataclass(eq=False)
class Follower:
    """A page that follows a document. `deliver` takes the name of an event and its data, and never waits."""

    key: str
    document: int
    visitor: str
    deliver: Deliver
    known: int = field(default=-1)


class Audience:
    """All pages that follow documents of this process."""

    def __init__(
        self,
        documents: DocumentService,
        repository: DocumentRepository,
        bell: Bell,
        context: Callable[[], AbstractContextManager[Any]],
    ) -> None:
        """Take the services; `context` is for asking the database outside a request."""
        self._documents = documents
        self._repository = repository
        self._bell = bell
        self._context = context
        self._lock = threading.Lock()
        self._followers: defaultdict[int, set[Follower]] = defaultdict(set)
        self._visitors: Counter[str] = Counter()
        self._people = People()
        self._presenters = Presenters(documents, bell)
        self._counted: dict[int, int] = {}
        self._looker: threading.Thread | None = None
        self._wake = threading.Event()
        self._check_keys = False
        self._closed = False

    def follow(self, key: str, visitor: str, deliver: Deliver) -> Follower:
        """Tell a page from now on what happens to the document; the first event is `version`.

        Raises:
            TooManyStreams: so many pages follow already.
            NotFound: see `DocumentService.open`.
        """
        access = self._documents.access(key, Right.VIEW)
        follower = Follower(key, access.document, visitor, deliver)
        with self._lock:
            self._make_room(visitor)
            self._followers[access.document].add(follower)
            self._visitors[visitor] += 1
        self._begin()
        # Asked for behind the entry in the list: a change in between is told twice rather than never.
        self._tell_version(follower, self._repository.live_numbers([access.document]).get(access.document, 0))
        for said in self._people.present(access.document):
            deliver("presence", said)
        if shown := self._presenters.current(access.document):
            deliver("follow", self._with_followers(access.document, shown))
        return follower

    def tell_presence(self, key: str, person: str, said: Mapping[str, Any]) -> None:
        """Tell all pages that follow the document where a person is; `said` says of itself whether they are gone.

        Nothing of it is stored.

        Raises:
            NotFound: see `DocumentService.open`.
        """
        access = self._documents.access(key, Right.VIEW)
        edits = access.right.includes(Right.EDIT)
        self._begin()
        self._bell.tell({"document": access.document, "presence": {"person": person, "edits": edits, **said}})

    def present(
        self, key: str, secret: str, turn: int, number: int, said: Mapping[str, Any], **how: bool
    ) -> tuple[str, int, int]:
        """Let others follow the run and the place of a presenter; see `Presenters.show`.

        Returns:
            The name of the presenter for others, their turn, and how many follow.
        """
        self._begin()
        document, presenter, turn = self._presenters.show(key, secret, turn, number, said, **how)
        return presenter, turn, self._people.followers(document, presenter)

    def leave(self, follower: Follower) -> None:
        """Tell a page nothing more."""
        with self._lock:
            there = self._followers[follower.document]
            if follower in there:
                there.remove(follower)
                self._visitors[follower.visitor] -= 1
                if not self._visitors[follower.visitor]:
                    del self._visitors[follower.visitor]
            if not there:
                del self._followers[follower.document]

    def count(self) -> int:
        """Return how many pages follow."""
        with self._lock:
            return self._visitors.total()

    def close(self) -> None:
        """Tell nobody anything more."""
        self._closed = True
        self._wake.set()
        if self._looker is not None:
            self._looker.join(LOOK_SECONDS)

    def _begin(self) -> None:
        """Hear the bell from the first page or person on."""
        with self._lock:
            if self._looker is not None or self._closed:
                return
            self._looker = threading.Thread(target=self._look_on, name="audience", daemon=True)
        self._bell.listen(self._hear)
        self._looker.start()

    def _make_room(self, visitor: str) -> None:
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST if files == resource.RLIM_INFINITY else min(MOST, files // 2)
        if self._visitors.total() >= most or self._visitors[visitor] >= MOST_OF_ONE:
            raise TooManyStreams("too many pages follow diagrams just now: this page asks for changes now and then")

    def _hear(self, news: Mapping[str, Any] | None) -> None:
        if news is not None and "presence" in news:
            self._hear_presence(news["document"], news["presence"])
            return
        if news is not None and "shown" in news:
            self._hear_presenter(news["document"], news["shown"])
            return
        if news is not None and isinstance(news.get("version"), int):
            for follower in self._of(news.get("document")):
                self._tell_version(follower, news["version"])
            return
        self._check_keys = True
        self._wake.set()

    def _hear_presence(self, document: int, said: Mapping[str, Any]) -> None:
        if self._people.hear(document, said):
            self._deliver(document, "presence", said)
        self._count_followers(document)

    def _hear_presenter(self, document: int, news: Mapping[str, Any]) -> None:
        shown = self._presenters.hear(document, news)
        if shown is not None:
            self._deliver(document, "follow", self._with_followers(document, shown))

    def _count_followers(self, document: int) -> None:
        shown = self._presenters.current(document)
        if shown is None:
            return
        with self._lock:
            before = self._counted.get(document)
        told = self._with_followers(document, shown)
        if told["followers"] != before:
            self._deliver(document, "follow", told)

    def _with_followers(self, document: int, shown: Mapping[str, Any]) -> Mapping[str, Any]:
        followers = self._people.followers(document, shown["presenter"]) if shown["presenter"] else 0
        with self._lock:
            self._counted[document] = followers
            if not shown["presenter"]:
                del self._counted[document]
        return {**shown, "followers": followers}

    def _forget_silent(self) -> None:
        for document, said in self._people.forget_absent():
            self._deliver(document, "presence", said)
            self._count_followers(document)
        for document, shown in self._presenters.forget_silent():
            self._deliver(document, "follow", self._with_followers(document, shown))

    def _deliver(self, document: int, name: str, data: Mapping[str, Any]) -> None:
        for follower in self._of(document):
            follower.deliver(name, data)

    def _of(self, document: Any) -> list[Follower]:
        with self._lock:
            return list(self._followers.get(document, ()))

    def _tell_version(self, follower: Follower, version: int) -> None:
        if version > follower.known:
            follower.known = version
            follower.deliver("version", {"version": version})

    def _look_on(self) -> None:
        checked = monotonic()
        while not self._closed:
            self._wake.wait(KEYS_SECONDS if self._bell.reaches_others else LOOK_SECONDS)
            self._wake.clear()
            keys = self._check_keys or monotonic() - checked >= KEYS_SECONDS
            if keys:
                checked, self._check_keys = monotonic(), False
                self._forget_silent()
            try:
                with self._context():
                    self._look(keys)
            except LanestepError:
                # The database does not answer, which the log says already; the next round asks again.
                continue
            except Exception:
                log.exception("looking for changes of diagrams failed")

    def _look(self, keys: bool) -> None:
        with self._lock:
            everybody = {document: list(there) for document, there in self._followers.items()}
        if not everybody or self._closed:
            return
        for document, version in self._repository.live_numbers(everybody).items():
            for follower in everybody[document]:
                self._tell_version(follower, version)
        if keys:
            self._end(follower for there in everybody.values() for follower in there)

    def _end(self, followers: Any) -> None:
        by_key: defaultdict[str, list[Follower]] = defaultdict(list)
        for follower in followers:
            by_key[follower.key].append(follower)
        for key, there in by_key.items():
            try:
                self._documents.access(key, Right.VIEW)
            except (NotFound, NotAllowed) as error:
                ended = {"reason": error.details.get("reason", "unknown"), "message": str(error)}
                for follower in there:
                    self.leave(follower)
                    follower.deliver("ended", ended)
