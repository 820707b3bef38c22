"""One run of operations over a text: the document as it stands now, and what has happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.domain import OUTSIDE, Edge, Loop, Node, PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.outline import Declaration
from webapp.dsl.reading.syntax import EdgeStatement, LoopStatement, NodeStatement
from webapp.dsl.writing.edited_text import EditedText
from webapp.dsl.writing.identities import Identities, parts_after
from webapp.errors import EditRefused

MOST_READ = 25_000_000  # characters, in all readings of one request: 300 operations on the text of 1,000 nodes


class Session:
    """Holds the current document; the operations ask it for parts of the text and hand it their edits."""

    def __init__(self, text: str | Document) -> None:
        """Begin with a text; one that is read already is not read again."""
        self.document = text if isinstance(text, Document) else Document(text)
        self.edited = EditedText(self.document.text)
        self.identities = Identities(self.document)
        self.created: list[PartKey] = []
        self._number = 0
        self._read = 0
        self._begun: Document | None = None

    def begin(self, number: int) -> None:
        """Begin with an operation, counted from 1. Raises: EditRefused where those before it read too much."""
        if self._begun is self.document:
            # An operation that changes nothing has looked through the text all the same.
            self._read += len(self.document.text)
        self._number, self._begun = number, self.document
        self._check_room()

    def _check_room(self) -> None:
        if self._read <= MOST_READ:
            return
        if self._number == 1:
            raise EditRefused("operation 1 is too large for one request: split it into several requests")
        raise EditRefused(
            f"operation {self._number} is too large for one request, because the text is read again after each: "
            f"send the operations before number {self._number} in a request of their own"
        )

    def change(self, edits: Iterable[TextEdit]) -> None:
        """Apply edits in offsets of the current text and read it again. Raises: EditRefused beyond `MOST_READ`."""
        wanted = [edit for edit in edits if self.document.text[edit.start : edit.end] != edit.text]
        if not wanted:
            return
        self._check_room()
        before = self.document
        applied = self.edited.apply(wanted)
        self.document = Document(self.edited.text)
        self._read += len(self.document.text)
        became = parts_after(before, applied, self.document)
        self.identities.follow(became)
        self.created = [now for key in self.created if (now := became.get(key)) is not None]

    def lane(self, name: str) -> str:
        """Return the id of a lane; `OUTSIDE` where nodes stand outside all. Raises: EditRefused without such a lane."""
        found = self.document.outline.lane_named(name)
        if name == OUTSIDE and OUTSIDE in self.document.diagram.lane:
            return OUTSIDE
        if found is None:
            raise EditRefused(f"there is no lane {name}", lane=name)
        return found

    def node(self, name: str) -> tuple[Node, NodeStatement, Declaration]:
        """Return a node with its declaration. Raises: EditRefused without such a node."""
        node = self.document.diagram.node.get(name)
        if node is None:
            raise EditRefused(f"there is no node {name}", node=name)
        declaration = self.document.outline.nodes[name]
        statement = self.document.statements[declaration.statement]
        assert isinstance(statement, NodeStatement)
        return node, statement, declaration

    def edge(self, name: str) -> tuple[Edge, EdgeStatement, int]:
        """Return an edge with its statement and its place. Raises: EditRefused without such an edge."""
        edge = self.document.diagram.edge.get(name)
        if edge is None:
            raise EditRefused(f"there is no edge {name}", edge=name)
        index = self.document.declared_by["edge", name]
        statement = self.document.statements[index]
        assert isinstance(statement, EdgeStatement)
        return edge, statement, index

    def nodes(self, names: Sequence[str]) -> list[str]:
        """Return these nodes' ids, each once. Raises: EditRefused without any, or without such a node."""
        if not names:
            raise EditRefused("name at least one node")
        return [self.node(name)[0].id for name in dict.fromkeys(names)]

    def loop(self, name: str) -> tuple[Loop, LoopStatement, int]:
        """Return a loop with its statement and its place. Raises: EditRefused without such a loop."""
        loop = self.document.diagram.loop.get(name)
        if loop is None:
            raise EditRefused(f"there is no loop {name}", loop=name)
        index = self.document.declared_by["loop", name]
        statement = self.document.statements[index]
        assert isinstance(statement, LoopStatement)
        return loop, statement, index

    def check_neighbours(self, lane: str, *names: str | None) -> None:
        """Check the neighbours that a node of a lane shall have. Raises: EditRefused for one that cannot be."""
        given = [name for name in names if name is not None]
        if len(given) > 1:
            raise EditRefused("use either after or before, not both", node=given[0])
        for name in given:
            if self.node(name)[2].lane != lane:
                raise EditRefused(f"{name} is not in the lane {lane}", node=name)

    def starting_at(self, kind: str, offset: int) -> str:
        """Return the id of the new part of this kind whose statement begins at an offset.

        Raises:
            EditRefused: what was written there is read as something else.
        """
        found = self.part_at(kind, offset)
        if found is None:
            raise EditRefused(f"this text would not read the new {kind} as one: correct the lines around it first")
        return found

    def part_at(self, kind: str, offset: int) -> str | None:
        """Return the id of the part of this kind whose statement begins at an offset; None where there is none."""
        statements = self.document.statements
        places = (
            name
            for (what, name), index in self.document.declared_by.items()
            if what == kind and statements[index].start == offset
        )
        return next(places, None)
