"""What leaves a node: the outcomes of decisions, and edges that say the same twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from webapp.domain import Edge, Finding, Fix, Shape, TextEdit
from webapp.dsl.checks.message_parts import named
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import EdgeStatement
from webapp.dsl.writing.placing import line_removed


def check(document: Document) -> Iterator[Finding]:
    """Yield duplicate-edge, single-branch and unlabelled-branch."""
    yield from _duplicates(document)
    leaving = Counter(edge.source.node.text for _, edge in document.edges)
    for node in document.diagram.nodes:
        if node.shape is not Shape.DIAMOND:
            continue
        edges = document.diagram.outgoing[node.id]
        if len(edges) == 1 and leaving[node.id] == 1:
            span = document.span("node", node.id)
            message = (
                f"the decision {named(document.diagram, node.id)} has only one branch: add another edge, or change it "
                "to a rectangle"
            )
            yield finding("single-branch", message, span.start, span.end)
        elif len(edges) > 1 and not all(edge.label for edge in edges):
            yield _unlabelled(document, edges)


def _duplicates(document: Document) -> Iterator[Finding]:
    edges = document.diagram.edges
    # An edge without others beside it has its plain id; only those with a number can be the second of two.
    numbered = {(edge.source, edge.target) for edge in edges if len(edge.id) != len(edge.source) + len(edge.target) + 1}
    if not numbered:
        return
    seen: set[tuple[str, ...]] = set()
    for edge in edges:
        if (edge.source, edge.target) not in numbered:
            continue
        same = (edge.source, edge.target, edge.source_side.value, edge.target_side.value, edge.label)
        if same in seen:
            index = document.declared_by["edge", edge.id]
            statement = document.statements[index]
            ends = f"from {named(document.diagram, edge.source)} to {named(document.diagram, edge.target)}"
            message = f"this edge {ends} is a duplicate: remove it"
            fix = Fix("Remove the duplicate", False, (line_removed(document, index),))
            yield finding("duplicate-edge", message, statement.start, statement.end, fix)
        seen.add(same)


def _unlabelled(document: Document, edges: Sequence[Edge]) -> Finding:
    bare = [edge for edge in edges if not edge.label]
    span = document.span("edge", bare[0].id)
    decision = named(document.diagram, bare[0].source)
    message = f'this branch of the decision {decision} has no label: add one, for example [label="Yes"]'
    fix = None
    statements = [document.statements[document.declared_by["edge", edge.id]] for edge in bare]
    if all(isinstance(item, EdgeStatement) and item.label is None for item in statements):
        labels = _answers(edges)
        edits = tuple(
            TextEdit(item.end, item.end, f' [label="{word}"]') for item, word in zip(statements, labels, strict=False)
        )
        fix = Fix(f"Label {' and '.join(labels)}", False, edits) if labels else None
    return finding("unlabelled-branch", message, span.start, span.end, fix)


def _answers(edges: Sequence[Edge]) -> list[str]:
    """Return the labels that two outcomes lack: Yes and No, or the one that the other edge leaves over."""
    labels = [edge.label for edge in edges]
    if labels == ["", ""]:
        return ["Yes", "No"]
    other = "".join(labels)
    return [{"yes": "No", "no": "Yes"}[other.lower()]] if len(edges) == 2 and other.lower() in ("yes", "no") else []
