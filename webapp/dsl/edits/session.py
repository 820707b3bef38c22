"""One run of operations over a text: the document as it stands now, and what has happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.domain import Edge, Loop, Node, PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.identities import Identities, step
from webapp.dsl.edits.weave import Weave
from webapp.dsl.outline import Declaration
from webapp.dsl.syntax import EdgeStatement, LoopStatement, NodeStatement
from webapp.errors import EditRefused


class Session:
    """Holds the current document; the operations ask it for parts of the text and hand it their edits."""

    def __init__(self, text: str) -> None:
        """Begin with a text."""
        self.document = Document(text)
        self.weave = Weave(text)
        self.identities = Identities(self.document)
        self.created: list[PartKey] = []

    def change(self, edits: Iterable[TextEdit]) -> None:
        """Apply edits in offsets of the current text and read the text again."""
        wanted = [edit for edit in edits if self.document.text[edit.start : edit.end] != edit.text]
        if not wanted:
            return
        before = self.document
        applied = self.weave.apply(wanted)
        self.document = Document(self.weave.text)
        became = step(before, applied, self.document)
        self.identities.follow(became)
        self.created = [now for key in self.created if (now := became.get(key)) is not None]

    def lane(self, name: str) -> str:
        """Return the id of a lane. Raises: EditRefused without such a lane."""
        found = self.document.outline.lane_named(name)
        if found is None:
            raise EditRefused(f"there is no lane called {name}", lane=name)
        return found

    def node(self, name: str) -> tuple[Node, NodeStatement, Declaration]:
        """Return a node with its declaration. Raises: EditRefused without such a node."""
        node = self.document.diagram.node.get(name)
        if node is None:
            raise EditRefused(f"there is no node called {name}", node=name)
        declaration = self.document.outline.nodes[name]
        statement = self.document.statements[declaration.statement]
        assert isinstance(statement, NodeStatement)
        return node, statement, declaration

    def edge(self, name: str) -> tuple[Edge, EdgeStatement, int]:
        """Return an edge with its statement and its place. Raises: EditRefused without such an edge."""
        edge = self.document.diagram.edge.get(name)
        if edge is None:
            raise EditRefused(f"there is no edge called {name}", edge=name)
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
            raise EditRefused(f"there is no loop called {name}", loop=name)
        index = self.document.declared_by["loop", name]
        statement = self.document.statements[index]
        assert isinstance(statement, LoopStatement)
        return loop, statement, index

    def beside(self, lane: str, *names: str | None) -> None:
        """Check the neighbours that a node of a lane shall have. Raises: EditRefused for one that cannot be."""
        given = [name for name in names if name is not None]
        if len(given) > 1:
            raise EditRefused("say either after or before which node, not both", node=given[0])
        for name in given:
            if self.node(name)[2].lane != lane:
                raise EditRefused(f"{name} is in another lane than {lane}", node=name)

    def starting_at(self, kind: str, offset: int) -> str | None:
        """Return the id of the part of this kind whose statement begins at an offset."""
        statements = self.document.statements
        places = (
            name
            for (what, name), index in self.document.declared_by.items()
            if what == kind and statements[index].start == offset
        )
        return next(places, None)
