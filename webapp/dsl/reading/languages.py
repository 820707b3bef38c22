"""Texts that are written in another language: recognised by their first line, said once, and left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webapp.domain import Finding
from webapp.dsl.codes import finding
from webapp.dsl.reading.heads import HEAD, LANGUAGES
from webapp.dsl.reading.invisible import LETTERS
from webapp.dsl.reading.names import shape_of
from webapp.dsl.reading.syntax import Line, NodeStatement, Remark, Statement
from webapp.dsl.reading.tokens import BOM
from webapp.dsl.reading.values import CONTROL

# Whose flowcharts can be imported.
IMPORTED = (LANGUAGES["mermaid"],)
# How far a head is looked at, and what may stand before it: one look must not cost a megabyte.
_LONGEST_HEAD = 400
_LONGEST_PREAMBLE = 10_000
# Without any of these words no line is a head.
_SIGNS = (
    *("```", "%%", "graph", "chart", "Diagram", "journey", "gantt", "mindmap", "timeline", "C4Context", "zenuml"),
    *("kanban", "Chart", "-beta", "@start", "<"),
)
# Comments of those languages, and the front matter of Mermaid, on lines of their own.
_PREAMBLE = re.compile(
    r"""(?:(?:[^\S\r\n]*+(?:(?://|\#|')[^\r\n]*+|/\*(?s:.*?)\*/|<!--(?s:.*?)-->|---[^\S\r\n]*+[\r\n](?s:.*?)[\r\n]---))?
        [^\S\r\n]*+[\r\n]++)*""",
    re.VERBOSE,
)
_UNSEEN = re.compile(f"(?:{CONTROL.pattern}|[{LETTERS}])+")


def foreign(text: str, lines: Sequence[Line], statements: Sequence[Statement]) -> Finding | None:
    """Return the one finding of a text that is written in another language; None for a text in ours."""
    if _has_node(statements):
        return None
    first: Statement | None = next((item for item in statements if not isinstance(item, Remark)), None)
    if first is None:
        return None
    if _language(_line_from(text, lines, first)) is None:
        begin = int(text.startswith(BOM))
        preamble = _PREAMBLE.match(text, begin, _LONGEST_PREAMBLE)
        behind = preamble.end() if preamble is not None else 0
        first = next((item for item in statements if item.start >= behind), first)
    content = _line_from(text, lines, first)
    language = _language(content)
    if language is None:
        return None
    known = "import it, or" if language in IMPORTED else "which cannot be read here:"
    message = (
        f"this text is {language}{':' if language in IMPORTED else ','} {known} write it as lanes and nodes, "
        "beginning for example with Sales { # Sales"
    )
    return finding("foreign-syntax", message, first.start, first.start + len(content))


def may_be_foreign(text: str, lines: Sequence[Line], statements: Sequence[Statement]) -> bool:
    """Return whether a line is the head of another language, so that no fix is safe: it may come to be the first."""
    if _has_node(statements):
        return False
    unseen = _UNSEEN.search(text) is not None
    if not unseen and not any(sign in text for sign in _SIGNS):
        return False
    heads = (_line_from(text, lines, item) for item in statements)
    return any(_may_be_head(head) if unseen else HEAD.match(head) for head in heads)


def _has_node(statements: Sequence[Statement]) -> bool:
    """Return whether some node has a shape: what means that much is in our language, whatever its first line."""
    nodes = (item for item in statements if isinstance(item, NodeStatement))
    return any(item.shape is not None and shape_of(item.shape.text) for item in nodes)


def _may_be_head(line: str) -> bool:
    """Return whether a line is a head of another language once what no text shows has gone from it."""
    if _UNSEEN.search(line) is None:
        return HEAD.match(line) is not None
    return len(line) >= _LONGEST_HEAD or any(HEAD.match(_UNSEEN.sub(gap, line).strip()) for gap in ("", " "))


def _line_from(text: str, lines: Sequence[Line], statement: Statement) -> str:
    """Return a statement and what follows it in its line, as far as a head of another language may reach."""
    end = min(lines[statement.line].end, statement.start + _LONGEST_HEAD)
    return text[statement.start : end].rstrip()


def _language(content: str) -> str | None:
    """Return the name of the other language that begins with these words."""
    head = HEAD.match(content)
    return LANGUAGES[head.lastgroup or ""] if head is not None else None
