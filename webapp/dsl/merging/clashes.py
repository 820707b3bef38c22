"""What two people changed in different ways, and which of both is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Side: TypeAlias = Literal["mine", "theirs"]
Take: TypeAlias = Literal["mine", "theirs", "both"]


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both changed; None is what one of them removed, or what the base does not have.

    `field` names the part of the statement (`label`, `shape`, ...); it is empty where the whole statement is meant.
    `both` is what has both ways, None where they exclude each other.
    """

    kind: str
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    both: Any = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells this clash from others of the same merge."""
        return self.kind, self.id, self.field

    @property
    def usual(self) -> Take:
        """The way that loses least: both, else what one of them removed is kept, else mine, which comes later."""
        if self.both is not None:
            return "both"
        return "theirs" if self.mine is None else "mine"

    def to_json(self) -> dict[str, Any]:
        """Return the clash as JSON values."""
        both = {} if self.both is None else {"both": self.both}
        return {
            "kind": self.kind,
            "id": self.id,
            "field": self.field,
            "base": self.base,
            "mine": self.mine,
            "theirs": self.theirs,
            **both,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose way is taken in a clash. It counts only for what the person saw, where `seen` says that."""

    take: Take
    seen: Mapping[Side, Any] = field(default_factory=dict)

    def fits(self, clash: Clash) -> bool:
        """Return whether this is a choice about what clashes now."""
        both = self.take != "both" or clash.both is not None
        return both and all((clash.mine if side == "mine" else clash.theirs) == was for side, was in self.seen.items())


class Picks:
    """Which side is taken where both clash, and the clashes that were met. What nobody decided is `usual`."""

    def __init__(self, decided: Mapping[tuple[str, str, str], Choice] | None = None, usual: Side = "theirs") -> None:
        self._decided = decided or {}
        self._usual = usual
        self._met: dict[tuple[str, str, str], Clash] = {}

    def take(self, clash: Clash) -> Take:
        """Note a clash; return whose value is taken."""
        self._met.setdefault(clash.key, clash)
        choice = self._choice(clash)
        return self._usual if choice is None else choice.take

    def side(self, clash: Clash) -> Side:
        """Note a clash of two ways that exclude each other; return whose value is taken."""
        taken = self.take(clash)
        return self._usual if taken == "both" else taken

    @property
    def open(self) -> tuple[Clash, ...]:
        """The clashes that nobody decided."""
        return tuple(clash for clash in self._met.values() if self._choice(clash) is None)

    @property
    def refused(self) -> frozenset[Side]:
        """Whose way was refused by a decision."""
        taken = [choice.take for clash in self._met.values() if (choice := self._choice(clash)) is not None]
        others: dict[Take, Side] = {"mine": "theirs", "theirs": "mine"}
        return frozenset(others[take] for take in taken if take in others)

    def _choice(self, clash: Clash) -> Choice | None:
        choice = self._decided.get(clash.key)
        return choice if choice is not None and choice.fits(clash) else None
