"""The values of labels and attributes as they are meant: escapes undone, line breaks one character."""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAKS = re.compile(r"\r\n|\r|<br[ \t]*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"""\\(["\\n]) | <br[ \t]*/?> | [^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*""", re.VERBOSE | re.IGNORECASE)
_BARE_BREAK = re.compile(r"(\\+)n|<br[ \t]*/?>", re.IGNORECASE)


def clean(value: str) -> str:
    r"""Return a value that a label can show: every line break is `\n`, control characters are dropped."""
    return _LINE_BREAKS.sub("\n", CONTROL.sub("", value))


def unescape(inner: str) -> str:
    r"""Return the value of what stands between quotes.

    `\"` and `\\` are undone, any other backslash stays; `\n`, `<br>` and the ends of lines become line breaks.

    >>> unescape(r"one\ntwo<br/>C:\\new")
    'one\ntwo\nC:\\new'
    """
    if inner.isprintable() and "\\" not in inner and "<" not in inner:
        return inner
    return _ESCAPE.sub(lambda found: found[1] if found[1] in ('"', "\\") else "\n", inner)


def unquoted(text: str) -> str:
    r"""Return the value of a text without quotes, such as a lane's label: `\n` and `<br>` become line breaks.

    Only before an `n` two backslashes stand for one.

    >>> unquoted(r"one\ntwo C:\\new \\host\share")
    'one\ntwo C:\\new \\\\host\\share'
    """
    if "\\" not in text and "<" not in text:
        return text
    return _BARE_BREAK.sub(_bare_break, text)


def _bare_break(found: re.Match[str]) -> str:
    slashes = len(found[1] or "\\")
    return "\\" * (slashes // 2) + ("\n" if slashes % 2 else found[0][-1])
