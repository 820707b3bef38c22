"""A text and everything that is computed from it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import count, pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar, cast

from webapp.domain import OUTSIDE, Diagnostic, Diagram
from webapp.dsl.reading.collector import paused_collector
from webapp.dsl.reading.comment_forms import Aside
from webapp.dsl.reading.languages import foreign, may_be_foreign
from webapp.dsl.reading.meaning import Meaning, understand
from webapp.dsl.reading.names import is_node_id, is_word_id
from webapp.dsl.reading.outline import Block, Outline, outline
from webapp.dsl.reading.parser import Syntax, read
from webapp.dsl.reading.syntax import (
    EdgeStatement,
    LaneOpen,
    Line,
    LoopStatement,
    NodeStatement,
    Part,
    Statement,
    Unknown,
)
from webapp.dsl.reading.tokens import Token, tokenize

S = TypeVar("S", bound=Statement)
T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range of the text, in code points."""

    start: int
    end: int


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
        """Return all statements of one kind, each with its place among `statements`."""
        return cast("Sequence[tuple[int, S]]", self._by_kind.get(cast("type[Statement]", kind), ()))

    @cached_property
    def _by_kind(self) -> Mapping[type[Statement], Sequence[tuple[int, Statement]]]:
        found: dict[type[Statement], list[tuple[int, Statement]]] = {}
        for item in enumerate(self.statements):
            found.setdefault(type(item[1]), []).append(item)
        return found

    @property
    def line_findings(self) -> tuple[Diagnostic, ...]:
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
    def _blocks_by_lane(self) -> Mapping[str, tuple[Block, ...]]:
        found: dict[str, list[Block]] = {}
        for block in self.outline.blocks:
            found.setdefault(block.lane, []).append(block)
        return {lane: tuple(blocks) for lane, blocks in found.items()}

    def blocks_of(self, lane: str) -> tuple[Block, ...]:
        """Return the blocks of a lane; more than one where its id is declared twice."""
        return self._blocks_by_lane[lane]

    def is_without_label(self, lane: str) -> bool:
        """Tell whether none of a lane's blocks has a label."""
        return all(block.label is None for block in self.blocks_of(lane))

    def members(self, block: Block) -> range:
        """Return the places among `statements` of what stands between a block's braces."""
        return self._members[block.open]

    @cached_property
    def _members(self) -> Mapping[int, range]:
        ends = [block.open for block in self.outline.blocks[1:]] + [len(self.statements)]
        return {
            block.open: range(block.open + 1, end if block.close is None else block.close)
            for block, end in zip(self.outline.blocks, ends, strict=True)
        }

    @cached_property
    def last_of(self) -> Mapping[tuple[str, type[Statement]], int]:
        """The place among `statements` of each lane's last statement of each kind, and of the last outside them."""
        found: dict[tuple[str, type[Statement]], int] = {}
        for index, statement in enumerate(self.statements):
            found[self.outline.lane_of(index) or OUTSIDE, type(statement)] = index
        return found

    @cached_property
    def edges_in(self) -> Mapping[str, Sequence[int]]:
        """The places among `statements` of the edges between each lane's braces, in order."""
        found: dict[str, list[int]] = {}
        for index, _ in self.of_kind(EdgeStatement):
            lane = self.outline.lane_of(index)
            if lane is not None:
                found.setdefault(lane, []).append(index)
        return found

    @cached_property
    def first_in_block(self) -> Mapping[int, int]:
        """The place among `statements` of each block's first node or edge, by that of its header, in document order.

        Others are indented like it. Many findings may ask for that of one lane, which may hold many comments.
        """
        found: dict[int, int] = {}
        for index, statement in enumerate(self.statements):
            home = self.outline.home[index]
            if home is not None and isinstance(statement, (NodeStatement, EdgeStatement)):
                found.setdefault(self.outline.blocks[home].open, index)
        return found

    @cached_property
    def lane_order(self) -> Mapping[str, int]:
        """The place of each lane from the first on, by id."""
        return {lane.id: place for place, lane in enumerate(self.diagram.lanes)}

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """The names of nodes that are declared more than once: nobody can tell which one an edge means."""
        counts = Counter(item.id.text for _, item in self.of_kind(NodeStatement))
        return frozenset(name for name, times in counts.items() if times > 1)

    @cached_property
    def half_declared(self) -> frozenset[str]:
        """The names that lines begin with which are no statement; such a line may have been their declaration."""
        return frozenset(item.name for _, item in self.of_kind(Unknown) if item.name)

    @cached_property
    def uses(self) -> Mapping[str, tuple[Part, ...]]:
        """Every place where an edge or a loop names a node, by the name; first those of the edges."""
        found: dict[str, list[Part]] = {}
        for _, edge in self.of_kind(EdgeStatement):
            for endpoint in (edge.source, edge.target):
                found.setdefault(endpoint.node.text, []).append(endpoint.node)
        for _, loop in self.of_kind(LoopStatement):
            for item in loop.nodes:
                found.setdefault(item.node.text, []).append(item.node)
        return {name: tuple(parts) for name, parts in found.items()}

    @cached_property
    def prefixes_of(self) -> Mapping[str, tuple[Part, ...]]:
        """Every place where an edge or a loop carries the name of a lane, by the lane's id."""
        written = [end.lane for _, edge in self.of_kind(EdgeStatement) for end in (edge.source, edge.target)]
        written += [item.lane for _, loop in self.of_kind(LoopStatement) for item in loop.nodes]
        found: dict[str, list[Part]] = {}
        for part in written:
            lane = self.outline.lane_named(part.text) if part is not None else None
            if part is not None and lane is not None:
                found.setdefault(lane, []).append(part)
        return {lane: tuple(parts) for lane, parts in found.items()}

    @cached_property
    def crowded(self) -> bool:
        """Tell whether some line holds two statements; moving lines may then part words and give them a meaning."""
        return any(above.line == below.line for above, below in pairwise(self.statements))

    @cached_property
    def meant_ids(self) -> Mapping[int, str]:
        """For second declarations of an id, by place, the undeclared id that was meant: one that something names."""
        lacking = iter(name for name in self.uses if is_node_id(name) and name not in self.outline.nodes)
        second = (i for i, node in self.of_kind(NodeStatement) if self.outline.nodes[node.id.text].statement != i)
        return dict(zip(second, lacking, strict=False))

    @cached_property
    def misnamed(self) -> frozenset[str]:
        """The ids in `meant_ids`: the second declaration is the mistake, not the edge that names such an id."""
        return frozenset(self.meant_ids.values())

    @cached_property
    def word_ids(self) -> tuple[str, ...]:
        """The declared ids that are words, in order of the text."""
        return tuple(name for name in self.outline.nodes if is_word_id(name))

    def begins_with_node(self, line: Unknown) -> bool:
        """Tell whether a line that is no statement begins with a node's id: half a declaration, or half an edge."""
        end = line.start + len(line.name)
        if not line.name or self.text[line.start : end] != line.name:
            return False
        following = self.text[end : end + 3].lstrip()[:1]
        return is_node_id(line.name) or (line.name in self.outline.nodes and following in (".", ":", "-", "="))

    @cached_property
    def left(self) -> frozenset[str]:
        """The names that edges leave, declared or not."""
        return frozenset(edge.source.node.text for _, edge in self.of_kind(EdgeStatement))

    @cached_property
    def entered(self) -> frozenset[str]:
        """The names that edges arrive at, declared or not."""
        return frozenset(edge.target.node.text for _, edge in self.of_kind(EdgeStatement))

    @cached_property
    def next_node_id(self) -> str:
        """The next free node id: one more than the highest that is declared or used."""
        names = (name for name in (*self.outline.nodes, *self.uses) if is_node_id(name))
        highest = max((int(name[1:]) for name in names), default=0)
        if highest < 999_999_999:
            return f"n{highest + 1}"
        return next(name for number in count(1) if (name := f"n{number}") not in self.outline.nodes)

    @cached_property
    def foreign(self) -> Diagnostic | None:
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
