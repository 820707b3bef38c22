"""Cut one line into tokens: nothing is lost, nothing is judged."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

_ARROW_SIGNS = "→⇒⟶➔➜➝"
_DASHES = "—–−"
ARROWS = frozenset(
    {"->", "-->", "--->", "---->", "=>", "==>", "===>", *_ARROW_SIGNS, *(f"{dash}>" for dash in _DASHES)}
)
PUNCTUATION = frozenset("{}[]().:=,;")
BOM = "\ufeff"

# Possessive quantifiers keep every input linear; a run of dashes looks at most four characters ahead. Repeated groups
# with a choice inside are greedy and end their alternative: Python before 3.11.5 gets such possessive ones wrong.
_CONTROLS = r"\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
TOKEN = re.compile(
    rf"""(?:[^\S\r\n]++|[{_CONTROLS}]++)+
      | //.*+ | \#.*+
      | "[^"\\]*+(?:\\.[^"\\]*+)*+\\?+"?
      | -{{1,4}}> | ={{1,3}}> | [{_ARROW_SIGNS}] | [{_DASHES}]>
      | [{{}}\[\]().:=,;]
      | (?:[^\s{_CONTROLS}"{{}}\[\]().:=,;\#/{_ARROW_SIGNS}{_DASHES}-]++ | -(?!-{{0,3}}>)
         | [{_DASHES}](?!>) | /(?!/))+
      | .""",
    re.VERBOSE | re.DOTALL,
)
LINE_BREAK = re.compile(r"(\r\n|\r|\n)")
_LOOP = re.compile(r"\s*+(?i:loop)\s*+\[")
_LOOP_TAIL = re.compile(r"\](?:[\s,]*+(?:[\w-]++\.)?\w++(?![\w.-]))+\s*+(?://|/\*|\#|\Z)")
# A `#` in the middle of a lane's name, such as `C#`: its word goes on to a brace at the end, or to a node's handle.
_GLUED_SIGN = re.compile(
    rf"""(?<=[^\s{_CONTROLS}"{{}}\[\]().:=,;\#/])\#
        (?=[^"{{}}]{{0,200}}?(?:\{{\s*+(?:\#|//|\Z) | \.\s*+\w++\s*+\.\s*+handle\())""",
    re.VERBOSE | re.IGNORECASE,
)
_STAND_IN = "_"
_CLOSED_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_CONTROL = re.compile(f"[{_CONTROLS}]")


class TokenKind(StrEnum):
    """What a token is, before any meaning."""

    BOM = "bom"
    NEWLINE = "newline"
    BLANK = "blank"
    COMMENT = "comment"
    STRING = "string"
    CONDITION = "condition"
    ARROW = "arrow"
    PUNCTUATION = "punctuation"
    WORD = "word"


class Token(NamedTuple):
    """A piece of the text; the tokens of a document join to its text. Offsets are half-open, in code points."""

    kind: TokenKind
    start: int
    end: int
    text: str


def loop_condition(content: str) -> tuple[int, int] | None:
    """Return the range of a loop's condition inside its line, None when the line is no loop with both brackets.

    The condition ends at the last `]` that only node ids and a comment follow, else at the line's last `]`.
    """
    head = _LOOP.match(content)
    if head is None:
        return None
    # The first match is that `]`: what lies between two brackets is scanned once, so this stays linear.
    tail = _LOOP_TAIL.search(content, head.end())
    close = tail.start() if tail else content.rfind("]", head.end())
    return None if close < 0 else (head.end(), close)


def split_line(content: str) -> list[str]:
    """Cut a line (without its line break) into pieces that join to it; a loop's condition is one piece."""
    if "[" in content:
        condition = loop_condition(content)
        if condition is not None:
            start, end = condition
            inner = [content[start:end]] if end > start else []
            return [*TOKEN.findall(content[:start]), *inner, *TOKEN.findall(content[end:])]
    if "#" in content and _GLUED_SIGN.search(content):
        ends = accumulate(map(len, TOKEN.findall(_GLUED_SIGN.sub(_STAND_IN, content))), initial=0)
        return [content[start:end] for start, end in pairwise(ends)]
    return TOKEN.findall(content)


def is_blank(piece: str) -> bool:
    """Return whether a piece separates words: blanks, and control characters, which are reported on their own."""
    first = piece[0]
    if "!" <= first <= "~":
        return False
    return first.isspace() or _CONTROL.match(first) is not None


def kind_of(piece: str) -> TokenKind:
    """Name the kind of a piece that `TOKEN` cut."""
    first = piece[0]
    if piece in ARROWS:
        return TokenKind.ARROW
    if first in PUNCTUATION:
        return TokenKind.PUNCTUATION
    if first == '"':
        return TokenKind.STRING
    if first == "#" or piece.startswith("//"):
        return TokenKind.COMMENT
    return TokenKind.BLANK if is_blank(piece) else TokenKind.WORD


def tokenize(text: str) -> tuple[Token, ...]:
    """Return all tokens of a text; `"".join(token.text for token in tokenize(text)) == text`."""
    tokens: list[Token] = []
    offset = 0
    for index, part in enumerate(LINE_BREAK.split(text)):
        if index % 2:
            tokens.append(Token(TokenKind.NEWLINE, offset, offset + len(part), part))
            offset += len(part)
            continue
        content = part
        if index == 0 and part.startswith(BOM):
            tokens.append(Token(TokenKind.BOM, 0, 1, BOM))
            offset, content = 1, part[1:]
        condition = loop_condition(content) if "[" in content else None
        inside = offset + condition[0] if condition else -1
        for piece in split_line(content):
            end = offset + len(piece)
            kind = TokenKind.CONDITION if offset == inside and piece != "]" else kind_of(piece)
            tokens.append(Token(kind, offset, end, piece))
            offset = end
    return tuple(tokens)


def is_word(piece: str) -> bool:
    """Return whether a piece may be an id, a key, a shape or a side."""
    first = piece[0]
    return first not in PUNCTUATION and first != '"' and piece not in ARROWS


def is_closed(string: str) -> bool:
    """Return whether a string piece ends with its own quote."""
    if "\\" not in string:
        return len(string) > 1 and string[-1] == '"'
    return _CLOSED_STRING.fullmatch(string) is not None
