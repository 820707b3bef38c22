"""What reading and writing a foreign format gives, with an honest list of what did not come along."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.domain import Companion

PLACES_NAMED = 3
"""Places that one line of a list names; more would hide the other lines."""
MOST_LINES = 200
"""Lines of a list; a file of a megabyte could fill thousands, and nobody reads them."""


class Omission(NamedTuple):
    """Something that did not come along: what it is, where it stood, and why it was left out or lost."""

    what: str
    where: str
    why: str

    def __str__(self) -> str:
        """Return one sentence."""
        return f"{self.what} ({self.where}): {self.why}" if self.where else f"{self.what}: {self.why}"


class Omissions:
    """Collects what does not come along; the same thing at several places is one line."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], list[str]] = {}

    def add(self, what: str, where: str, why: str) -> None:
        """Note one thing."""
        self._places.setdefault((what, why), []).append(where)

    def add_companion(self, companion: Companion, form: str, kept: Collection[str]) -> None:
        """Note what of a companion a format does not hold; `kept` are the fields that it holds.

        Of the layout, `direction` may be kept alone.
        """
        for name, value in companion.to_json().items():
            if name == "layout" and "direction" in kept and set(value) == {"direction"}:
                continue
            if name not in kept:
                self.add(f"the {name} of the companion", "", f"{form} has no place for it")

    def told(self) -> tuple[Omission, ...]:
        """Return the list in the order in which things were first noted."""
        lines = [Omission(what, _together(places), why) for (what, why), places in self._places.items()]
        if len(lines) <= MOST_LINES:
            return tuple(lines)
        rest = len(lines) - MOST_LINES
        return (*lines[:MOST_LINES], Omission(f"{rest:,} more things", "", "this list names only the first"))


def _together(places: Iterable[str]) -> str:
    named = list(dict.fromkeys(filter(None, places)))
    more = len(named) - PLACES_NAMED
    return ", ".join(named[:PLACES_NAMED]) + (f" and {more:,} more" if more > 0 else "")


@dataclass(frozen=True)
class Imported:
    """A text in our language made from a foreign file, its companion, and what was left out."""

    text: str
    companion: Companion = field(default_factory=Companion)
    left_out: tuple[Omission, ...] = ()


@dataclass(frozen=True)
class Exported:
    """A file in a foreign format, and what of the diagram it cannot hold."""

    data: bytes
    lost: tuple[Omission, ...] = ()
