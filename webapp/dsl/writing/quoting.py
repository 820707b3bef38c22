"""Write values so that reading them gives the same value back; a line break becomes `\\n`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.domain import TextEdit
from webapp.domain import one_line as joined
from webapp.dsl.reading.values import CONTROL, clean

_END_OF_LINE = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
_SLASHES_BEFORE_BREAK = re.compile(r"(\\*)(n|\n)")


def one_line(value: str) -> str:
    """Return a value that one line can hold: line breaks become blanks, control characters are dropped."""
    return CONTROL.sub("", joined(value))


def escape(value: str) -> str:
    r"""Escape what would end or change a quoted value: `"`, `\` and line breaks."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def quote(value: str) -> str:
    r"""Return a value in quotes.

    >>> quote('say "hi"')
    '"say \\"hi\\""'
    """
    return f'"{escape(clean(value))}"'


def line_ends_escaped(text: str, start: int, end: int) -> Iterator[TextEdit]:
    r"""Yield the edits that write the ends of lines within a quoted value as `\n`; its meaning stays."""
    for found in _END_OF_LINE.finditer(text, start, end):
        slashes = 0
        while text[found.start() - slashes - 1] == "\\":
            slashes += 1
        yield TextEdit(found.start(), found.end(), "\\\\n" if slashes % 2 else "\\n")


def bare(value: str) -> str:
    r"""Return a value without quotes, such as a lane's label; `values.unquoted` reads them.

    >>> print(bare("one\ntwo C:\\new"))
    one\ntwo C:\\new
    """
    return _SLASHES_BEFORE_BREAK.sub(_doubled, value)


def _doubled(found: re.Match[str]) -> str:
    slashes, last = found[1], found[2]
    return slashes * 2 + ("\\n" if last == "\n" else "n")
