"""The statements of a text, all and by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from webapp.dsl.reading.syntax import Statement

S = TypeVar("S", bound=Statement)


class Statements:
    """The statements of a text in order; each is known by its index."""

    def __init__(self, all_of_them: tuple[Statement, ...]) -> None:
        """Keep the statements of a text."""
        self.all = all_of_them

    def of_kind(self, kind: type[S]) -> Sequence[tuple[int, S]]:
        """Return all statements of one kind, each with its index."""
        return cast("Sequence[tuple[int, S]]", self._by_kind.get(cast("type[Statement]", kind), ()))

    @cached_property
    def _by_kind(self) -> Mapping[type[Statement], Sequence[tuple[int, Statement]]]:
        found: dict[type[Statement], list[tuple[int, Statement]]] = {}
        for item in enumerate(self.all):
            found.setdefault(type(item[1]), []).append(item)
        return found
