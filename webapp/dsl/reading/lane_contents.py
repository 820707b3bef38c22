"""What stands between the braces of each lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from webapp.domain import OUTSIDE
from webapp.dsl.reading.outline import Block, Outline
from webapp.dsl.reading.statements import Statements
from webapp.dsl.reading.syntax import EdgeStatement, NodeStatement, Statement


class LaneContents:
    """The blocks of each lane and their statements; every answer is computed when it is first asked for."""

    def __init__(self, statements: Statements, outline: Outline) -> None:
        """Look at the statements of a text."""
        self._statements = statements
        self._outline = outline

    @cached_property
    def _blocks_by_lane(self) -> Mapping[str, tuple[Block, ...]]:
        found: dict[str, list[Block]] = {}
        for block in self._outline.blocks:
            found.setdefault(block.lane, []).append(block)
        return {lane: tuple(blocks) for lane, blocks in found.items()}

    def blocks_of(self, lane: str) -> tuple[Block, ...]:
        """Return the blocks of a lane; more than one where its id is declared twice."""
        return self._blocks_by_lane[lane]

    def is_without_label(self, lane: str) -> bool:
        """Return whether none of a lane's blocks has a label."""
        return all(block.label is None for block in self.blocks_of(lane))

    def members(self, block: Block) -> range:
        """Return the places among `statements` of what stands between a block's braces."""
        return self._members[block.open]

    @cached_property
    def _members(self) -> Mapping[int, range]:
        ends = [block.open for block in self._outline.blocks[1:]] + [len(self._statements.all)]
        return {
            block.open: range(block.open + 1, end if block.close is None else block.close)
            for block, end in zip(self._outline.blocks, ends, strict=True)
        }

    @cached_property
    def last_of(self) -> Mapping[tuple[str, type[Statement]], int]:
        """The place among `statements` of each lane's last statement of each kind, and of the last outside them."""
        found: dict[tuple[str, type[Statement]], int] = {}
        for index, statement in enumerate(self._statements.all):
            found[self._outline.lane_of(index) or OUTSIDE, type(statement)] = index
        return found

    @cached_property
    def edges_in(self) -> Mapping[str, Sequence[int]]:
        """The places among `statements` of the edges between each lane's braces, in order."""
        found: dict[str, list[int]] = {}
        for index, _ in self._statements.of_kind(EdgeStatement):
            lane = self._outline.lane_of(index)
            if lane is not None:
                found.setdefault(lane, []).append(index)
        return found

    @cached_property
    def first_in_block(self) -> Mapping[int, int]:
        """The place among `statements` of each block's first node or edge, by that of its header, in document order.

        Others are indented like it. Many findings may ask for that of one lane, which may hold many comments.
        """
        found: dict[int, int] = {}
        for index, statement in enumerate(self._statements.all):
            home = self._outline.home[index]
            if home is not None and isinstance(statement, (NodeStatement, EdgeStatement)):
                found.setdefault(self._outline.blocks[home].open, index)
        return found
