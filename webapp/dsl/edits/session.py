"""One run of operations over a text: the document as it stands now, and what has happened to it."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.domain import Edge, Node, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.weave import Weave
from webapp.dsl.outline import Declaration
from webapp.dsl.syntax import EdgeStatement, NodeStatement
from webapp.errors import EditRefused


class Session:
    """Holds the current document; the operations ask it for parts of the text and hand it their edits."""

    def __init__(self, text: str) -> None:
        """Begin with a text."""
        self.document = Document(text)
        self.weave = Weave(text)
        self.created: list[tuple[str, str]] = []
        self.renamed: dict[str, str] = {}

    def change(self, edits: Iterable[TextEdit]) -> None:
        """Apply edits in offsets of the current text and read the text again."""
        wanted = [edit for edit in edits if self.document.text[edit.start : edit.end] != edit.text]
        if wanted:
            self.weave.apply(wanted)
            self.document = Document(self.weave.text)

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

    def edge_at(self, offset: int) -> str:
        """Return the id of the edge whose statement begins at an offset."""
        statements = self.document.statements
        return next(
            name
            for (kind, name), index in self.document.declared_by.items()
            if kind == "edge" and statements[index].start == offset
        )
