"""The pieces of a Mermaid flowchart: nodes with their shapes, links with their words, escaped characters."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from webapp.domain import Shape

# The brackets of a node by their opening one, the longest first; with the shape that is drawn, and the name of a shape
# that the language does not have.
BRACKETS: tuple[tuple[str, tuple[str, ...], Shape, str], ...] = (
    ("(((", (")))",), Shape.CIRCLE, "double circle"),
    ("((", ("))",), Shape.CIRCLE, ""),
    ("([", ("])",), Shape.CIRCLE, "stadium"),
    ("(", (")",), Shape.RECTANGLE, "rounded rectangle"),
    ("[[", ("]]",), Shape.TASKBOX, ""),
    ("[(", (")]",), Shape.RECTANGLE, "cylinder"),
    ("[/", ("/]", "\\]"), Shape.RECTANGLE, "slanted rectangle"),
    ("[\\", ("\\]", "/]"), Shape.RECTANGLE, "slanted rectangle"),
    ("[", ("]",), Shape.RECTANGLE, ""),
    ("{{", ("}}",), Shape.RECTANGLE, "hexagon"),
    ("{", ("}",), Shape.DIAMOND, ""),
    (">", ("]",), Shape.RECTANGLE, "flag"),
)
# The names that a shape has in `@{ shape: ... }`.
SHAPE_NAMES = {
    **dict.fromkeys(("rect", "proc", "process", "rectangle"), Shape.RECTANGLE),
    **dict.fromkeys(("circle", "circ", "sm-circ", "start", "small-circle"), Shape.CIRCLE),
    **dict.fromkeys(("dbl-circ", "double-circle", "fr-circ", "framed-circle", "stop"), Shape.CIRCLE),
    **dict.fromkeys(("stadium", "terminal", "pill"), Shape.CIRCLE),
    **dict.fromkeys(("diam", "diamond", "decision", "question"), Shape.DIAMOND),
    **dict.fromkeys(("fr-rect", "framed-rectangle", "subproc", "subprocess", "subroutine"), Shape.TASKBOX),
}
NODE_ID = re.compile(
    r"""(?:(?!--|-\.|==|~~~|:::|@\{|\w+@[-=<xo~])[^\s\[\](){}<>|"&;@~,:=-] | -(?![-.>]) | :(?!::) | =(?!=))+""",
    re.VERBOSE,
)
LINK = re.compile(
    r"""(?:\w+@(?=[-=<xo~]))? (?P<head>[<xo](?=--|==|-\.))?
        (?: --+(?P<thin>[->xo]) | ==+(?P<thick>[=>xo]) | -\.+-(?P<dotted>[>xo])? | (?P<unseen>~~~+) )""",
    re.VERBOSE,
)
OPENED = re.compile(r"(?:\w+@(?=[-=<xo]))?(?P<head>[<xo](?=--|==|-\.))?(?P<line>--|==|-\.)(?=[\s\w\"(/])")
CLOSED = {
    "--": re.compile(r"--+(?P<tail>[->xo])"),
    "==": re.compile(r"==+(?P<tail>[=>xo])"),
    "-.": re.compile(r"\.+-(?P<tail>[>xo])?"),
}
QUOTED = re.compile(r'\s*"([^"]*)"\s*')
DETAILS = re.compile(r'@\{((?:"[^"]*"|[^"}])*)\}')
DETAIL = re.compile(r'([\w-]+)\s*:\s*(?:"([^"]*)"|([^,\n]*))')
ENTITY = re.compile(r"#(\w{1,20});")
MARKS = re.compile(r"</?(?:b|i|u|em|strong|small|sub|sup|code|span|font|div|p|center)\b[^<>]*>", re.IGNORECASE)


class Words(NamedTuple):
    """A label, and whether it had bold, italic or coloured words, which the language does not have."""

    text: str
    marked: bool


class LinkFound(NamedTuple):
    """A link: where it ends, its label, and how it is drawn."""

    end: int
    label: str
    line: str
    """`-` thin, `=` thick, `.` dotted, `~` unseen."""
    head: str
    """What stands at its begin and its end: `<`, `x` or `o`; empty for nothing."""
    tail: str


def words(text: str) -> Words:
    """Return the words of a label, without quotes and with its escaped characters as they are meant."""
    quoted = QUOTED.fullmatch(text)
    inner = quoted[1] if quoted else text.strip()
    marked = False
    if len(inner) > 1 and inner[0] == inner[-1] == "`":
        inner, marked = inner[1:-1].strip(), True
    plain = MARKS.sub("", inner)
    return Words(ENTITY.sub(_character, unescape(plain) if "&" in plain else plain), marked or plain != inner)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    meant = unescape(f"&#{name};" if name.isdecimal() else f"&{name};")
    return found[0] if meant == f"&{name};" else meant


def node_id(text: str, at: int) -> str:
    """Return the id of a node that begins here; empty where none does."""
    found = NODE_ID.match(text, at)
    return found[0] if found else ""


class ShapeFound(NamedTuple):
    """The brackets of a node: where they end, the shape, its words, and the name of a shape that is given up."""

    end: int
    shape: Shape
    label: str
    given_up: str


def shape_at(text: str, at: int) -> ShapeFound | None:
    """Return the brackets that begin here with what is in them; None where there are none, or they are not closed."""
    for opening, closings, shape, given_up in BRACKETS:
        if not text.startswith(opening, at):
            continue
        begin = at + len(opening)
        quoted = QUOTED.match(text, begin)
        if quoted and any(text.startswith(closing, quoted.end()) for closing in closings):
            closing = next(closing for closing in closings if text.startswith(closing, quoted.end()))
            return ShapeFound(quoted.end() + len(closing), shape, quoted[0], given_up)
        line_end = text.find("\n", begin)
        line_end = len(text) if line_end < 0 else line_end
        ends = [(end, closing) for closing in closings if (end := text.find(closing, begin, line_end)) >= 0]
        if ends:
            end, closing = min(ends)
            return ShapeFound(end + len(closing), shape, text[begin:end], given_up)
    return None


def link_at(text: str, at: int) -> LinkFound | None:
    """Return the link that begins here, with its label in bars or within the line; None where there is none."""
    found = LINK.match(text, at)
    if found is not None:
        kind, end = found.lastgroup, found.end()
        line = {"thin": "-", "thick": "=", "unseen": "~"}.get(kind or "", ".")
        tail = found["thin"] or found["thick"] or found["dotted"] or ""
        label, end = _in_bars(text, end)
        return LinkFound(end, label, line, found["head"] or "", "" if tail in "-=" else tail)
    opened = OPENED.match(text, at)
    if opened is None:
        return None
    begin = opened.end()
    line_end = text.find("\n", begin)
    quoted = QUOTED.match(text, begin)
    closing = CLOSED[opened["line"]]
    if quoted is not None:
        closed = closing.match(text, quoted.end())
    else:
        closed = closing.search(text, begin, len(text) if line_end < 0 else line_end)
    if closed is None:
        return None
    label = text[begin : closed.start()]
    tail = closed["tail"] or ""
    line = "." if opened["line"] == "-." else opened["line"][0]
    more, end = _in_bars(text, closed.end())
    return LinkFound(end, more or label, line, opened["head"] or "", "" if tail in "-=" else tail)


def _in_bars(text: str, at: int) -> tuple[str, int]:
    bar = re.compile(r"[^\S\n]*\|").match(text, at)
    if bar is None:
        return "", at
    quoted = QUOTED.match(text, bar.end())
    if quoted and text.startswith("|", quoted.end()):
        return quoted[0], quoted.end() + 1
    line_end = text.find("\n", bar.end())
    end = text.find("|", bar.end(), len(text) if line_end < 0 else line_end)
    return ("", at) if end < 0 else (text[bar.end() : end], end + 1)
