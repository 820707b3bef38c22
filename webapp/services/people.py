"""The people who have documents open, as they say themselves. Nothing of it is stored."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PRESENT_SECONDS = 45.0
"""A person who has said nothing for so long is not here any more; pages say it three times as often."""
MOST_PEOPLE = 100
"""People of one diagram who are told of."""
MOST_COUNTED = 5_000
"""People of one diagram whose pages are known, for the number of those who follow a presenter."""

Said = Mapping[str, Any]


@dataclass
class _Here:
    """`told` says whether others are told of this person."""

    heard: float
    said: Said
    told: bool


class People:
    """Who is here, by document and page."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take what counts seconds."""
        self._now = now
        self._lock = threading.Lock()
        self._here: defaultdict[int, dict[str, _Here]] = defaultdict(dict)

    def hear(self, document: int, said: Said) -> bool:
        """Take in what a person says; return whether others are to be told, who know already what is said again."""
        person = str(said["person"])
        with self._lock:
            here = self._here[document]
            known = here.get(person)
            if said.get("gone"):
                here.pop(person, None)
                return known is not None and known.told
            if known is None:
                if len(here) >= MOST_COUNTED:
                    return False
                told = sum(1 for each in here.values() if each.told) < MOST_PEOPLE
                here[person] = _Here(self._now(), said, told)
                return told
            is_new = known.said != said
            known.heard, known.said = self._now(), said
            return is_new and known.told

    def present(self, document: int) -> list[Said]:
        """Return what the people who are here said last."""
        with self._lock:
            here = self._here.get(document, {})
            return [each.said for each in here.values() if each.told and self._is_here(each)]

    def followers(self, document: int, presenter: str) -> int:
        """Return how many follow a presenter."""
        with self._lock:
            here = self._here.get(document, {})
            return sum(1 for each in here.values() if each.said.get("follows") == presenter and self._is_here(each))

    def forget_absent(self) -> list[tuple[int, Said]]:
        """Forget who has been silent for long; return what the pages of each document are told."""
        told: list[tuple[int, Said]] = []
        with self._lock:
            for document, here in list(self._here.items()):
                for person, each in list(here.items()):
                    if not self._is_here(each):
                        del here[person]
                        if each.told:
                            told.append((document, {**each.said, "gone": True}))
                if not here:
                    del self._here[document]
        return told

    def _is_here(self, each: _Here) -> bool:
        return self._now() - each.heard < PRESENT_SECONDS
