"""A text and everything that is computed from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar, cast

from webapp.domain import Diagram, Finding
from webapp.dsl.reading.collector import paused_collector
from webapp.dsl.reading.comment_forms import Aside
from webapp.dsl.reading.lane_contents import LaneContents
from webapp.dsl.reading.languages import foreign, may_be_foreign
from webapp.dsl.reading.meaning import Meaning, understand
from webapp.dsl.reading.outline import Outline, outline
from webapp.dsl.reading.parser import Syntax, read
from webapp.dsl.reading.positions import LineIndex
from webapp.dsl.reading.statements import Statements
from webapp.dsl.reading.syntax import (
    EdgeStatement,
    LaneOpen,
    Line,
    Statement,
    Unknown,
)
from webapp.dsl.reading.tokens import Token, tokenize
from webapp.dsl.reading.uses import Uses

S = TypeVar("S", bound=Statement)
T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range of the text, in code points."""

    start: int
    end: int


class Range(NamedTuple):
    """A half-open range of the text, in code points, with its lines and its columns in UTF-16 units, from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Document:
    """One text, read once; every answer is computed when it is first asked for, and none of them raises."""

    def __init__(self, text: str) -> None:
        """Keep the text; `parse` is the usual way to make one."""
        self.text = text
        self._computed: dict[Callable[[Document], object], object] = {}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens; their texts join to the text."""
        with paused_collector():
            return tokenize(self.text)

    @cached_property
    def _syntax(self) -> Syntax:
        with paused_collector():
            return read(self.text)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, with their comments; at least one."""
        return self._syntax.lines

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in order, with the exact range of every part."""
        return self._syntax.statements

    def of_kind(self, kind: type[S]) -> Sequence[tuple[int, S]]:
        """Return all statements of one kind, each with its index among `statements`."""
        return self._statements.of_kind(kind)

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self._syntax.statements)

    @property
    def line_findings(self) -> tuple[Finding, ...]:
        """What is wrong with single lines, before anything is known of the others."""
        return self._syntax.findings

    @property
    def asides(self) -> tuple[Aside, ...]:
        """The lines that hold no statement: comments over several lines, and what stands around the document."""
        return self._syntax.asides

    @property
    def without_surroundings(self) -> str:
        """The text without what stands around the document, such as the fences of a pasted answer."""
        around = {number for item in self.asides if item.surrounds for number in range(item.first, item.last + 1)}
        kept = (line for number, line in enumerate(self.lines) if number not in around)
        return "".join(self.text[line.start : line.stop] for line in kept) if around else self.text

    @cached_property
    def outline(self) -> Outline:
        """Which statement stands in which lane."""
        return outline(self.statements, self.lines, self._unread_braces)

    @cached_property
    def lanes(self) -> LaneContents:
        """What stands between the braces of each lane."""
        return LaneContents(self._statements, self.outline)

    @cached_property
    def uses(self) -> Uses:
        """What nodes and lanes are called, and where."""
        return Uses(self.text, self._statements, self.outline)

    @cached_property
    def _unread_braces(self) -> frozenset[int]:
        """The lines that end with a brace which could not be read as a lane's."""
        text = self.text
        found = {item.line for _, item in self.of_kind(Unknown) if text[item.end - 1] == "{"}
        ends = [item.end for item in self.line_findings if item.code == "syntax" and text[item.end - 1] == "{"]
        if ends:
            stops = [line.stop for line in self.lines]
            read = {item.line for _, item in self.of_kind(LaneOpen)}
            found |= {bisect_right(stops, end - 1) for end in ends} - read
        return frozenset(found)

    @cached_property
    def lane_order(self) -> Mapping[str, int]:
        """The place of each lane from the first on, by id."""
        return {lane.id: place for place, lane in enumerate(self.diagram.lanes)}

    @cached_property
    def crowded(self) -> bool:
        """Return whether some line holds two statements; moving lines may then part words and give them a meaning."""
        return any(above.line == below.line for above, below in pairwise(self.statements))

    @cached_property
    def foreign(self) -> Finding | None:
        """The one finding of a text in another language, whose diagram is empty; None for a text in ours."""
        return foreign(self.text, self.lines, self.statements)

    @cached_property
    def may_be_foreign(self) -> bool:
        """Whether some line may be the head of another language, so that no fix is safe."""
        return may_be_foreign(self.text, self.lines, self.statements)

    @cached_property
    def _meaning(self) -> Meaning:
        if self.foreign is not None:
            return Meaning(Diagram(), {}, {})
        with paused_collector():
            return understand(self.statements, self.outline)

    @property
    def diagram(self) -> Diagram:
        """The diagram of all that could be understood."""
        return self._meaning.diagram

    @property
    def declared_by(self) -> Mapping[tuple[str, str], int]:
        """The place among `statements` of what declares each part of the diagram, by kind and id."""
        return self._meaning.declared_by

    @property
    def copies(self) -> Mapping[int, int]:
        """The places of edges that repeat another one in a foreign lane, each with that of the edge that counts."""
        return self._meaning.copies

    @cached_property
    def copies_of(self) -> Mapping[int, tuple[int, ...]]:
        """The places of the copies of an edge, by its own place."""
        found: dict[int, list[int]] = {}
        for copy, counts in self.copies.items():
            found.setdefault(counts, []).append(copy)
        return {index: tuple(copies) for index, copies in found.items()}

    @cached_property
    def edges(self) -> Sequence[tuple[int, EdgeStatement]]:
        """All edge statements but copies, each with its place among `statements`."""
        edges = self.of_kind(EdgeStatement)
        return [item for item in edges if item[0] not in self.copies] if self.copies else edges

    @cached_property
    def spans(self) -> Mapping[tuple[str, str], Span]:
        """The range of the declaring statement, by `("node", "n1")`, `("edge", "n1-n2")`, `("lane", "CI")` ..."""
        return MappingProxyType({name: self.span(*name) for name in self.declared_by})

    @cached_property
    def ranges(self) -> Mapping[tuple[str, str], Range]:
        """The range of the declaring statement, as `spans` have it, as browsers count."""
        index = LineIndex(self.text)
        return MappingProxyType({name: Range(*span, *index.places(*span)) for name, span in self.spans.items()})

    def span(self, kind: str, identifier: str) -> Span:
        """Return the range of the statement that declares a part of the diagram."""
        statement = self.statements[self.declared_by[kind, identifier]]
        return Span(statement.start, statement.end)

    def once(self, compute: Callable[[Document], T]) -> T:
        """Return what another module computes from this document, computed when it is first asked for."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast("T", self._computed[compute])


def parse(text: str) -> Document:
    r"""Read a text; never raises, and takes time in proportion to its length.

    >>> parse('CI {\n n1: circle label:"Start"\n}').diagram.node["n1"].text
    'Start'
    """
    return Document(text)
