"""Words and signs in other spellings: letter case, arrows, quotes, and characters that no text shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.message_parts import listed, shown
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.invisible import INVISIBLE, visible
from webapp.dsl.reading.names import HANDLE, LOOP, SHAPES, SIDES
from webapp.dsl.reading.syntax import Attribute, EdgeStatement, Endpoint, LoopStatement, NodeStatement, Part
from webapp.dsl.reading.tokens import BOM


def check(document: Document) -> Iterator[Finding]:
    """Yield letter-case, arrow and invisible-character."""
    text = document.text
    for _, node in document.of_kind(NodeStatement):
        keywords = [*_respelled([node.shape] if node.shape else [], SHAPES), *_keys(text, node.attributes)]
        yield from _letter_case(text, keywords)
    for _, edge in document.edges:
        gap = text[edge.source.end : edge.target.start]
        if gap != " -> ":
            yield from _arrow(gap, edge)
        keywords = [*_handles(text, edge.source), *_handles(text, edge.target)]
        if edge.label is not None:
            keywords += _keys(text, (edge.label.attribute,))
        if keywords:
            yield from _letter_case(text, keywords)
    for _, loop in document.of_kind(LoopStatement):
        end = loop.start + len(LOOP)
        if text[loop.start : end] != LOOP and text[loop.start : end].lower() == LOOP:
            yield from _letter_case(text, [Part(loop.start, end, LOOP)])
    if not text.isascii():
        yield from _invisible(document)


def _respelled(parts: list[Part], known: Mapping[str, object]) -> Iterator[Part]:
    """Yield keywords in another letter case, each with its right spelling."""
    for part in parts:
        if part.text not in known and part.text.lower() in known:
            yield part._replace(text=part.text.lower())


def _keys(text: str, attributes: tuple[Attribute, ...]) -> Iterator[Part]:
    for attribute in attributes:
        key = attribute.key
        written = text[key.start : key.end]
        if written and written != key.text and INVISIBLE.sub("", written) != key.text:
            yield key


def _handles(text: str, end: Endpoint) -> Iterator[Part]:
    if end.side is None:
        return
    between = text[end.node.end : end.side.start]
    if between != ".handle(" and HANDLE not in between and (at := between.lower().find(HANDLE)) >= 0:
        start = end.node.end + at
        yield Part(start, start + len(HANDLE), HANDLE)
    yield from _respelled([end.side], SIDES)


def _letter_case(text: str, keywords: list[Part]) -> Iterator[Finding]:
    if keywords:
        written = [shown(text[word.start : word.end]) for word in keywords]
        message = f"keywords must be in lower case: write {listed([word.text for word in keywords])} "
        message += f"instead of {listed(written)}"
        edits = tuple(TextEdit(word.start, word.end, word.text) for word in keywords)
        fix = Fix("Use lower case", True, edits)
        yield finding("letter-case", message, keywords[0].start, keywords[-1].end, fix)


def _arrow(gap: str, edge: EdgeStatement) -> Iterator[Finding]:
    arrow = gap.strip()
    seen = INVISIBLE.sub("", arrow).strip()
    if seen != "->":
        start = edge.source.end + gap.index(seen) if seen in gap else edge.source.end + gap.index(arrow)
        end = start + len(seen if seen in gap else arrow)
        fix = Fix("Write ->", True, (TextEdit(start, end, "->"),))
        yield finding("arrow", f"write -> instead of {shown(seen)}", start, end, fix)


def _invisible(document: Document) -> Iterator[Finding]:
    """Yield invisible-character, once a line."""
    text = document.text
    for line in document.lines:
        start = line.start or int(text.startswith(BOM))
        seen = visible(text[start : line.end]) if INVISIBLE.search(text, start, line.end) else None
        if seen is None or (line.comment is not None and line.comment.start <= start + seen.left_out[0]):
            continue
        places = [start + place for place in seen.left_out]
        code = f"U+{ord(text[places[0]]):04X}"
        message = f"this line contains invisible characters, for example {code}: remove them"
        edits = tuple(TextEdit(place, place + 1, "") for place in places)
        yield finding("invisible-character", message, places[0], places[-1] + 1, Fix("Remove them", True, edits))
