"""Checks of labels of lanes, nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Finding
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import LoopStatement, NodeStatement, Part

LONGEST = 50


def check(document: Document) -> Iterator[Finding]:
    """Yield long-label."""
    for label in _labels(document):
        if len(label.text) > LONGEST:
            message = f"this label has {len(label.text)} characters: shorten it to {LONGEST} or fewer"
            yield finding("long-label", message, label.start, label.end)


def shown_texts(document: Document) -> Iterator[Part]:
    """Yield every text that the picture or a node's card shows: labels, other attributes, conditions of loops."""
    for block in document.outline.blocks:
        if block.label is not None:
            yield block.label
    for _, node in document.of_kind(NodeStatement):
        for attribute in node.attributes:
            yield attribute.value.inner
    for _, edge in document.edges:
        if edge.label is not None:
            yield edge.label.attribute.value.inner
    for _, loop in document.of_kind(LoopStatement):
        yield loop.condition


def _labels(document: Document) -> Iterator[Part]:
    for block in document.outline.blocks:
        if block.label is not None:
            yield block.label
    for _, node in document.of_kind(NodeStatement):
        attribute = node.attribute("label")
        if attribute is not None:
            yield attribute.value.inner
    for _, edge in document.edges:
        if edge.label is not None:
            yield edge.label.attribute.value.inner
