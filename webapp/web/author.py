"""The name of who asks, as the browser sends it in a header."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

from flask import request

AUTHOR_HEADER = "X-Lanestep-Name"
MOST_LETTERS = 60


def author() -> str:
    """Return the name of who sends this request, or nothing: on one line, with no more than 60 characters.

    A name that cannot be read is no reason to refuse a save: what cannot be read of it is left out.
    """
    sent = unquote(request.headers.get(AUTHOR_HEADER, ""), errors="ignore")
    plain = "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp", "Cs") else each for each in sent)
    return " ".join(plain.split())[:MOST_LETTERS].strip()
