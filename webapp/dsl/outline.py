"""Which statement stands in which lane, and which braces do not pair."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.dsl.line_parser import lane_label
from webapp.dsl.names import is_lane_id, lane_key
from webapp.dsl.syntax import LaneClose, LaneOpen, Line, NodeStatement, Part, Remark, Statement, Unknown

_NO_ID = re.compile(r"[^\w-]+")


class Block(NamedTuple):
    """One pair of braces: `lane` is the lane's id, `open` and `close` are places among the statements.

    `label` is the display label, from the header or from a `#` comment alone on the body's first line.
    """

    lane: str
    open: int
    close: int | None
    label: Part | None


class Nested(NamedTuple):
    """A header inside an open lane, and the brace too many that belongs to it."""

    header: int
    surplus: int | None


class Declaration(NamedTuple):
    """The first declaration of a node: its place among the statements, its block, and the lane it counts to.

    Outside every lane `block` is None and `lane` the lane above (below, if none is above; None without any lane).
    """

    statement: int
    block: int | None
    lane: str | None


@dataclass(frozen=True)
class Outline:
    """The blocks of a text, the block of every statement (None outside), and what declares what."""

    blocks: tuple[Block, ...]
    home: tuple[int | None, ...]
    lanes: Mapping[str, str]
    nodes: Mapping[str, Declaration]
    nested: tuple[Nested, ...]
    stray: tuple[int, ...]
    label_lines: frozenset[int]

    def lane_of(self, statement: int) -> str | None:
        """Return the id of the lane in whose braces a statement stands."""
        block = self.home[statement]
        return None if block is None else self.blocks[block].lane

    def lane_named(self, name: str) -> str | None:
        """Return the id of the lane that a prefix names; None when there is none."""
        return self.lanes.get(lane_key(name))


def outline(statements: Sequence[Statement], lines: Sequence[Line]) -> Outline:
    """Pair the braces and collect the lanes and the nodes that are declared."""
    blocks: list[Block] = []
    home: list[int | None] = []
    lanes: dict[str, str] = {}
    nested: list[Nested] = []
    unpaired: list[int] = []
    stray: list[int] = []
    label_lines: set[int] = set()
    current: int | None = None
    nameless = 0
    for index, statement in enumerate(statements):
        if isinstance(statement, LaneOpen):
            if current is not None:
                unpaired.append(len(nested))
                nested.append(Nested(index, None))
            current = len(blocks)
            home.append(current)
            identifier = _identifier(statement.id.text)
            label = statement.label or _label_below(statements, lines, index)
            if label is not None and label is not statement.label:
                label_lines.add(statements[index + 1].line)
            blocks.append(Block(lanes.setdefault(lane_key(identifier), identifier), index, None, label))
            continue
        home.append(current)
        if isinstance(statement, Unknown) and statement.name == "{":
            nameless += 1
        if isinstance(statement, LaneClose):
            if current is not None:
                blocks[current] = blocks[current]._replace(close=index)
                current = None
            elif unpaired:
                which = unpaired.pop()
                nested[which] = nested[which]._replace(surplus=index)
            elif nameless:
                nameless -= 1
            else:
                stray.append(index)
    nodes = _declarations(statements, home, blocks)
    return Outline(tuple(blocks), tuple(home), lanes, nodes, tuple(nested), tuple(stray), frozenset(label_lines))


def _identifier(name: str) -> str:
    """Return a lane's id; what can be none is made one, so that its nodes are understood all the same."""
    if is_lane_id(name):
        return name
    kept = _NO_ID.sub("_", name)
    return kept if is_lane_id(kept) else f"_{kept}"


def _label_below(statements: Sequence[Statement], lines: Sequence[Line], header: int) -> Part | None:
    """Return the label that stands as a `#` comment on the line under a header without label."""
    if header + 1 >= len(statements):
        return None
    below = statements[header + 1]
    if not isinstance(below, Remark):
        return None
    return lane_label(lines[below.line].comment)


def _declarations(
    statements: Sequence[Statement], home: Sequence[int | None], blocks: Sequence[Block]
) -> dict[str, Declaration]:
    nodes: dict[str, Declaration] = {}
    above = blocks[0].lane if blocks else None
    for index, statement in enumerate(statements):
        block = home[index]
        if block is not None:
            above = blocks[block].lane
        if isinstance(statement, NodeStatement) and statement.id.text not in nodes:
            nodes[statement.id.text] = Declaration(index, block, above)
    return nodes
