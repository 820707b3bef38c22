"""Ids of a drawing with a prefix, so that two drawings in one page share none."""

from __future__ import annotations

import re

ID_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
# Labels cannot look like this: in them, `<` is escaped. No attribute of a drawing refers to an id.
_ID = re.compile(r'(<[a-z]+ id=")')


def with_prefix(svg: str, prefix: str) -> str:
    """Return a finished SVG in which every id begins with this prefix."""
    return _ID.sub(rf"\g<1>{prefix}", svg)
