"""What leaves a node: the outcomes of decisions, and edges that say the same twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from webapp.domain import Diagnostic, Edge, Fix, Shape, TextEdit
from webapp.dsl.checks.wording import shown
from webapp.dsl.codes import finding
from webapp.dsl.placing import line_removed
from webapp.dsl.syntax import EdgeStatement

if TYPE_CHECKING:
    from webapp.dsl.document import Document


def check(document: Document) -> Iterator[Diagnostic]:
    """Yield duplicate-edge, single-branch and unlabelled-branch."""
    yield from _duplicates(document)
    leaving: dict[str, int] = {}
    for statement in document.statements:
        if isinstance(statement, EdgeStatement):
            name = statement.source.node.text
            leaving[name] = leaving.get(name, 0) + 1
    for node in document.diagram.nodes:
        if node.shape is not Shape.DIAMOND:
            continue
        edges = document.diagram.outgoing[node.id]
        if len(edges) == 1 and leaving[node.id] == 1:
            span = document.spans["node", node.id]
            message = f"{node.id} is a decision with one outcome: add another edge, or make it a rectangle"
            yield finding("single-branch", message, span.start, span.end)
        elif len(edges) > 1 and not all(edge.label for edge in edges):
            yield _unlabelled(document, edges)


def _duplicates(document: Document) -> Iterator[Diagnostic]:
    seen: dict[tuple[object, ...], str] = {}
    for edge in document.diagram.edges:
        same = (edge.source, edge.target, edge.source_side, edge.target_side, edge.label)
        if same in seen:
            index = document.declared_by["edge", edge.id]
            statement = document.statements[index]
            message = f"this edge from {shown(edge.source)} to {shown(edge.target)} is there already: remove this one"
            fix = Fix("Remove the second one", False, (line_removed(document, index),))
            yield finding("duplicate-edge", message, statement.start, statement.end, fix)
        seen.setdefault(same, edge.id)


def _unlabelled(document: Document, edges: Sequence[Edge]) -> Diagnostic:
    bare = [edge for edge in edges if not edge.label]
    span = document.spans["edge", bare[0].id]
    message = f'each way out of {shown(bare[0].source)} says when it is taken: add [label="Yes"] or another word'
    fix = None
    statements = [document.statements[document.declared_by["edge", edge.id]] for edge in bare]
    if all(isinstance(item, EdgeStatement) and item.label is None for item in statements):
        words = _answers(edges)
        edits = tuple(
            TextEdit(item.end, item.end, f' [label="{word}"]') for item, word in zip(statements, words, strict=False)
        )
        fix = Fix(f"Label {' and '.join(words)}", False, edits) if words else None
    return finding("unlabelled-branch", message, span.start, span.end, fix)


def _answers(edges: Sequence[Edge]) -> list[str]:
    """Return the labels that two outcomes lack: Yes and No, or the one that the other edge leaves over."""
    labels = [edge.label for edge in edges]
    if labels == ["", ""]:
        return ["Yes", "No"]
    other = "".join(labels)
    return [{"yes": "No", "no": "Yes"}[other.lower()]] if len(edges) == 2 and other.lower() in ("yes", "no") else []
