"""Put values between quotes so that reading them gives the same value back."""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile(r"[\r\n]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(value: str) -> str:
    """Return a value that one line can hold: line breaks become blanks, control characters are dropped."""
    return _CONTROL.sub("", _LINE_BREAKS.sub(" ", value))


def escape(value: str) -> str:
    r"""Escape what would end or change a quoted value: `"` and `\`."""
    return value.replace("\\", "\\\\").replace('"', '\\"')


def quote(value: str) -> str:
    r"""Return a value in quotes.

    >>> quote('say "hi"')
    '"say \\"hi\\""'
    """
    return f'"{escape(clean(value))}"'
