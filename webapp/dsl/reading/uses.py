"""The names in a text: where they are used, which are declared, which are free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import count

from webapp.dsl.reading.names import is_node_id, is_word_id
from webapp.dsl.reading.outline import Outline
from webapp.dsl.reading.statements import Statements
from webapp.dsl.reading.syntax import EdgeStatement, LoopStatement, NodeStatement, Part, Unknown


class Uses:
    """What a text calls its nodes and lanes; every answer is computed when it is first asked for."""

    def __init__(self, text: str, statements: Statements, outline: Outline) -> None:
        """Look at the statements of a text."""
        self._text = text
        self._statements = statements
        self._outline = outline

    @cached_property
    def by_node(self) -> Mapping[str, tuple[Part, ...]]:
        """Every place where an edge or a loop names a node, by the name; first those of the edges."""
        found: dict[str, list[Part]] = {}
        for _, edge in self._statements.of_kind(EdgeStatement):
            for endpoint in (edge.source, edge.target):
                found.setdefault(endpoint.node.text, []).append(endpoint.node)
        for _, loop in self._statements.of_kind(LoopStatement):
            for item in loop.nodes:
                found.setdefault(item.node.text, []).append(item.node)
        return {name: tuple(parts) for name, parts in found.items()}

    @cached_property
    def prefixes_by_lane(self) -> Mapping[str, tuple[Part, ...]]:
        """Every place where an edge or a loop carries the name of a lane, by the lane's id."""
        written = [
            end.lane for _, edge in self._statements.of_kind(EdgeStatement) for end in (edge.source, edge.target)
        ]
        written += [item.lane for _, loop in self._statements.of_kind(LoopStatement) for item in loop.nodes]
        found: dict[str, list[Part]] = {}
        for part in written:
            lane = self._outline.lane_named(part.text) if part is not None else None
            if part is not None and lane is not None:
                found.setdefault(lane, []).append(part)
        return {lane: tuple(parts) for lane, parts in found.items()}

    @cached_property
    def sources(self) -> frozenset[str]:
        """The names that edges leave, declared or not."""
        return frozenset(edge.source.node.text for _, edge in self._statements.of_kind(EdgeStatement))

    @cached_property
    def targets(self) -> frozenset[str]:
        """The names that edges arrive at, declared or not."""
        return frozenset(edge.target.node.text for _, edge in self._statements.of_kind(EdgeStatement))

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """The names of nodes that are declared more than once: nobody can tell which one an edge means."""
        counts = Counter(item.id.text for _, item in self._statements.of_kind(NodeStatement))
        return frozenset(name for name, times in counts.items() if times > 1)

    @cached_property
    def half_declared(self) -> frozenset[str]:
        """The names that lines begin with which are no statement; such a line may have been their declaration."""
        return frozenset(item.name for _, item in self._statements.of_kind(Unknown) if item.name)

    @cached_property
    def misnamed(self) -> frozenset[str]:
        """The ids in `meant_ids`: the second declaration is the mistake, not the edge that names such an id."""
        return frozenset(self.meant_ids.values())

    @cached_property
    def meant_ids(self) -> Mapping[int, str]:
        """For second declarations of an id, by place, the undeclared id that was meant: one that something names."""
        lacking = iter(name for name in self.by_node if is_node_id(name) and name not in self._outline.nodes)
        second = (
            i for i, node in self._statements.of_kind(NodeStatement) if self._outline.nodes[node.id.text].statement != i
        )
        return dict(zip(second, lacking, strict=False))

    @cached_property
    def word_ids(self) -> tuple[str, ...]:
        """The declared ids that are words, in order of the text."""
        return tuple(name for name in self._outline.nodes if is_word_id(name))

    @cached_property
    def next_node_id(self) -> str:
        """The next free node id: one more than the highest that is declared or used."""
        names = (name for name in (*self._outline.nodes, *self.by_node) if is_node_id(name))
        highest = max((int(name[1:]) for name in names), default=0)
        if highest < 999_999_999:
            return f"n{highest + 1}"
        return next(name for number in count(1) if (name := f"n{number}") not in self._outline.nodes)

    def begins_with_node(self, line: Unknown) -> bool:
        """Return whether a line that is no statement begins with a node's id: half a declaration, or half an edge."""
        end = line.start + len(line.name)
        if not line.name or self._text[line.start : end] != line.name:
            return False
        following = self._text[end : end + 3].lstrip()[:1]
        return is_node_id(line.name) or (line.name in self._outline.nodes and following in (".", ":", "-", "="))
