"""What two people changed in different ways, and which of both is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Side: TypeAlias = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both changed; None is what one of them removed, or what the base does not have.

    `field` names the part of the statement (`label`, `shape`, ...); it is empty where the whole statement is meant.
    """

    kind: str
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells this clash from others of the same merge."""
        return self.kind, self.id, self.field

    def to_json(self) -> dict[str, Any]:
        """Return the clash as JSON values."""
        return {
            "kind": self.kind,
            "id": self.id,
            "field": self.field,
            "base": self.base,
            "mine": self.mine,
            "theirs": self.theirs,
        }


class Picks:
    """Which side is taken where both clash, and the clashes that were met. What nobody decided is `usual`."""

    def __init__(self, decided: Mapping[tuple[str, str, str], Side] | None = None, usual: Side = "theirs") -> None:
        self._decided = decided or {}
        self._usual = usual
        self._met: dict[tuple[str, str, str], Clash] = {}

    def side(self, clash: Clash) -> Side:
        """Note a clash; return whose value is taken."""
        self._met.setdefault(clash.key, clash)
        return self._decided.get(clash.key, self._usual)

    @property
    def open(self) -> tuple[Clash, ...]:
        """The clashes that nobody decided."""
        return tuple(self._open())

    def _open(self) -> Iterator[Clash]:
        yield from (clash for key, clash in self._met.items() if key not in self._decided)
