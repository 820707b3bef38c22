"""The encodings of a text: UTF-8, or UTF-16 with a byte-order mark, which is kept as its first character."""

from __future__ import annotations

import codecs

UTF_8 = "utf-8"
MARKS = {codecs.BOM_UTF16_LE: "utf-16le", codecs.BOM_UTF16_BE: "utf-16be"}
UTF_16 = tuple(MARKS.values())


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text's bytes: UTF-16 if they begin with its byte-order mark, else UTF-8."""
    return MARKS.get(data[:2], UTF_8)


def encoded(text: str, encoding: str) -> bytes:
    """Return a text in an encoding; in UTF-16 it begins with a byte-order mark."""
    if encoding in UTF_16 and not text.startswith("\ufeff"):
        text = f"\ufeff{text}"
    return text.encode(encoding)
